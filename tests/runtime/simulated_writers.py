"""Two writers of one service on the simulated log: they crash, freeze, lose acknowledgements and change their rules."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any

from schemas.envelope import encode_command
from services.runtime.case_ledger import CaseLedger
from services.runtime.case_worker import DISCARD, Append, CatchUp, Effect, HoldBack, Recall, Steps, handle
from services.runtime.deciding import RELEASE
from services.runtime.fold import Fold
from services.runtime.taken_command import TakenCommand, held_back, taken
from services.runtime.watermark import Watermark
from tests.runtime.counting import Count, CountingRules, counting
from tests.runtime.counting_loop import a_record, an_id
from tests.runtime.simulated_log import MemoryStore, Topic

IDENTITY = "cluster/topic"


@dataclass
class Broker:
    """The topics of one service and the group's committed offset."""

    commands: Topic = field(default_factory=Topic)
    decisions: Topic = field(default_factory=Topic)
    letters: Topic = field(default_factory=Topic)
    committed: int = 0
    on_their_way: list[tuple[str, bytes]] = field(default_factory=list)
    """Appends whose writer has given up waiting and which may still arrive."""

    def send(self, case: str, key: object, name: str, body: dict[str, Any], expected: int | None = None) -> None:
        self.commands.append(case, encode_command("intake", an_id(case, key), case, a_record(name, body, expected)))


class Lane:
    """One case's commands in a writer's hands, and the effect the first one waits for."""

    def __init__(self) -> None:
        self.queue: deque[TakenCommand] = deque()
        self.steps: Steps | None = None
        self.effect: Effect | None = None
        self.until: int | None = None
        self.told: Any = None


class Writer:
    """A replica: its fold, its lanes, its place in the commands."""

    def __init__(self, broker: Broker, rules: CountingRules) -> None:
        self.broker = broker
        self.store = MemoryStore()
        self.start(rules)

    def start(self, rules: CountingRules) -> None:
        """Start, or start again after a crash: what was in memory is gone, the store is not."""
        service = counting(rules)
        ledger = CaseLedger(self.store)
        ledger.open_for(IDENTITY, service.fold_version)
        self.fold: Fold[Count, CountingRules] = Fold(service, ledger)
        self.own()

    def own(self) -> None:
        """Take the partition from the committed offset; commands are read once the fold is at today's end."""
        self.lanes: dict[str, Lane] = {}
        self.watermark = Watermark(self.broker.committed)
        self.read = self.broker.committed
        self.opens_at = self.broker.decisions.end

    def fold_some(self, most: int) -> None:
        at = self.fold.positions.get(0, 0)
        self.fold.apply(self.broker.decisions.records[at : at + most])

    @property
    def position(self) -> int:
        return self.fold.positions.get(0, 0)

    def take(self) -> None:
        if self.position < self.opens_at or self.read >= self.broker.commands.end:
            return
        command = taken("commands", self.broker.commands.records[self.read])
        self.read += 1
        self.watermark.taken(command.offset)
        self.lanes.setdefault(command.case_code, Lane()).queue.append(command)

    def work(self, case: str, fate: str) -> None:
        """One step of one case. `fate` of an append: confirmed, unheard (written, not confirmed), lost, or late."""
        lane = self.lanes[case]
        if lane.steps is None:
            lane.steps = handle(self.fold.service, self.fold, lane.queue[0])
            self._go_on(case, lane)
        elif lane.until is not None:
            if self.position >= lane.until:
                lane.until = None
                self._go_on(case, lane)
        else:
            self._carry_out(case, lane, fate)

    def _carry_out(self, case: str, lane: Lane, fate: str) -> None:
        match lane.effect:
            case Append(prepared):
                self.fold.expect(prepared)
                self._append(lane, case, prepared.value, fate)
            case CatchUp():
                lane.until, lane.told = self.broker.decisions.end, None
            case HoldBack(command):
                self.broker.letters.append(case, command.value, tuple(command.headers))
                lane.told = None
                self._go_on(case, lane)
            case Recall(_, parked):
                first = [self.broker.commands.records[parked.offset]] if parked else []
                letters = [record for record in self.broker.letters.records if record.key == case.encode()]
                lane.told = [held_back("commands", record) for record in (*first, *letters)]
                self._go_on(case, lane)

    def _append(self, lane: Lane, case: str, value: bytes, fate: str) -> None:
        if fate in ("confirmed", "unheard"):
            offset = self.broker.decisions.append(case, value)
        if fate == "confirmed":
            lane.told, lane.until = True, offset + 1
            return
        if fate == "late":
            self.broker.on_their_way.append((case, value))
        lane.told = False
        self._go_on(case, lane)

    def _go_on(self, case: str, lane: Lane) -> None:
        assert lane.steps is not None
        told, lane.told = lane.told, None
        try:
            lane.effect = lane.steps.send(told)
        except StopIteration:
            self.watermark.finished(lane.queue.popleft().offset)
            lane.steps = lane.effect = None
            if not lane.queue:
                del self.lanes[case]

    def finish(self) -> None:
        """Undisturbed, until nothing is left to do."""
        while self.position < self.broker.decisions.end or self.read < self.broker.commands.end or self.lanes:
            self.fold_some(100)
            self.take()
            for case in list(self.lanes):
                self.work(case, "confirmed")
        self.broker.committed = self.watermark.committable


def release(broker: Broker, case: str, key: object, *, give_up: bool = False) -> None:
    broker.send(case, key, RELEASE, {DISCARD: give_up})
