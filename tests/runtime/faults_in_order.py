"""A run of two writers under faults that somebody else chooses: Hypothesis, or a seeded generator."""

from collections.abc import Callable
from typing import Any

from services.runtime.taken_command import taken
from tests.runtime.counting import CountingRules
from tests.runtime.simulated_writers import Broker, Writer, release

CASES = ("A", "B", "C")
FATES = ("confirmed", "confirmed", "confirmed", "unheard", "lost", "late")
COMMANDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("add", {"amount": 2}), ("add", {"amount": 3}), ("add_twice", {"amount": 5}), ("add", {"amount": -1}),
    *(("add", {"amount": amount}) for amount in range(10, 30)),
    ("crash", {"where": "decide"}), ("crash", {"where": "evolve"}), ("nonsense", {}),
)  # fmt: skip
Choose = Callable[[int], int]
"""A number below the given one."""


class Run:
    """The world of one run."""

    def __init__(self, choose: Choose) -> None:
        self.choose = choose
        self.broker = Broker()
        self.writers = [
            Writer(self.broker, CountingRules()),
            Writer(self.broker, CountingRules(rules_version="2", factor=10)),
        ]
        self.owner = 0
        self.sent: set[tuple[str, int]] = set()
        self.releases = 0

    def some_steps(self, number: int) -> None:
        for _ in range(number):
            self.step()

    def step(self) -> None:
        acts: list[tuple[int, Callable[[], None]]] = [
            (8, self.send), (12, self.take), (40, self.work), (24, self.fold), (4, self.commit), (2, self.crash),
            (2, self.hand_over), (2, self.arrive_late), (2, self.duplicate), (1, self.lose_store), (3, self.release),
            (1, self.spoil),
        ]  # fmt: skip
        number = self.choose(sum(weight for weight, _ in acts))
        for weight, act in acts:
            if number < weight:
                return act()
            number -= weight
        return None

    def send(self) -> None:
        """A new command, or one that was sent before, with or without an expected sequence."""
        case, key = CASES[self.choose(3)], self.choose(len(COMMANDS))
        name, body = COMMANDS[key]
        expected = self.writers[0].fold.head(case).accepted_sequence if self.choose(5) == 0 else None
        self.broker.send(case, key, name, body, expected)
        self.sent.add((case, key))

    def take(self) -> None:
        self.writers[self.choose(2)].take()

    def work(self) -> None:
        writer = self.writers[self.choose(2)]
        if writer.lanes:
            cases = sorted(writer.lanes)
            writer.work(cases[self.choose(len(cases))], FATES[self.choose(len(FATES))])

    def fold(self) -> None:
        self.writers[self.choose(2)].fold_some(1 + self.choose(3))

    def commit(self) -> None:
        """Only the owner's commits count; a paused one's are refused by the group."""
        self.broker.committed = max(self.broker.committed, self.writers[self.owner].watermark.committable)

    def crash(self) -> None:
        version = self.choose(2)
        rules = CountingRules(rules_version=str(version + 1), factor=1 if version == 0 else 10)
        self.writers[self.choose(2)].start(rules)

    def hand_over(self) -> None:
        """The other writer gets the partition; the first may not have noticed and goes on with what it has in hand."""
        self.owner = 1 - self.owner
        self.writers[self.owner].own()

    def arrive_late(self) -> None:
        if self.broker.on_their_way:
            case, value = self.broker.on_their_way.pop(self.choose(len(self.broker.on_their_way)))
            self.broker.decisions.append(case, value)

    def duplicate(self) -> None:
        if self.broker.decisions.records:
            again = self.broker.decisions.records[self.choose(self.broker.decisions.end)]
            self.broker.decisions.append(again.key.decode(), again.value)

    def lose_store(self) -> None:
        writer = self.writers[self.choose(2)]
        writer.store.clear()
        writer.start(writer.fold.service.rules)

    def release(self) -> None:
        self.releases += 1
        release(self.broker, CASES[self.choose(3)], f"release {self.releases}")

    def spoil(self) -> None:
        """Bytes that nobody can decode, among the commands of a case."""
        self.broker.commands.append(CASES[self.choose(3)], b"{" + str(self.choose(3)).encode())

    def end(self) -> None:
        """The faults are over: both start again, one owns, everything late arrives, everything is done."""
        for case, value in self.broker.on_their_way:
            self.broker.decisions.append(case, value)
        self.broker.on_their_way.clear()
        for writer in self.writers:
            writer.start(writer.fold.service.rules)
            writer.finish()

    def repair_and_release(self) -> None:
        """The rules no longer crash, and an operator releases every case until none is parked."""
        for round_ in range(40):
            for case in CASES:
                release(self.broker, case, f"repaired {round_}", give_up=self._is_spoilt(case))
            for writer in self.writers:
                writer.start(CountingRules(rules_version="3", crashes=False))
                writer.finish()
            if not any(head.parked for _, head in self.writers[0].fold.ledger.heads()):
                return
        raise AssertionError("a case stays parked")

    def _is_spoilt(self, case: str) -> bool:
        parked = self.writers[0].fold.head(case).parked
        if parked is None:
            return False
        command = taken("commands", self.broker.commands.records[parked.parked.offset]).record
        return command is None or command.name == "nonsense"
