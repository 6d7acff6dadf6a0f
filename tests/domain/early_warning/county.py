"""A county in tests: cases as intake and others would tell of them, and early warning at work on them without Faust or Kafka."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from schemas import intake
from schemas.base import Event
from schemas.command import Actor, Command, CommandBody, Refused
from schemas.early_warning import WindowCount
from schemas.envelope import decode_event, encode_event, events_of
from schemas.identity import NAMESPACE, case_code
from schemas.intake import CaseSummary
from schemas.registry import decode, encode_data, wire_name
from schemas.values import (
    CaseSource,
    Contact,
    DisputeType,
    Party,
    PartyKind,
    PartyRole,
    ReceivedVia,
    Risk,
)
from services.early_warning.domain.commands import COMMANDS
from services.early_warning.domain.decide import decide
from services.early_warning.domain.evolve import evolve
from services.early_warning.domain.law import WarningLaw
from services.early_warning.domain.state import State, decode_state, due_judgement, encode_state, initial
from services.early_warning.keyed_hash import keyed_hash
from services.early_warning.watching import EarlyWarning
from services.jurisdiction.law import Law
from services.runtime.reacting import OwnCommand
from services.runtime.windowing import Content, Entry, Record
from tests.domain.views.log import Log, actor

SHANGHAI = ZoneInfo("Asia/Shanghai")
LAW = WarningLaw.of(Law.load("wuhu"))
SECRET = "a secret of the tests, long enough for anybody"
WATCH = EarlyWarning(LAW, keyed_hash(SECRET.encode()))
HUB = "wuhu.jinghu.hub"
STREET = "wuhu.jinghu.fangcun.pmc"
COMMUNITY = "wuhu.jinghu.fangcun.community-1.pmc"
OTHER_STREET = "wuhu.jinghu.jingshan.pmc"
CITY = "wuhu.hub"
Mix = Callable[[list[Any]], list[Any]]
SYSTEM = Actor(user="system:early_warning", organisation="early_warning")


def at(day: int, hour: int = 9) -> datetime:
    """A moment `day` days after Monday, 2 March 2026, Shanghai."""
    return datetime(2026, 3, 2, hour, tzinfo=SHANGHAI) + timedelta(days=day)


def code(number: int) -> str:
    """The code of the test's n-th case."""
    return case_code(uuid5(NAMESPACE, f"warned/{number}"))


def company(name: str = "某置业有限公司", role: PartyRole = PartyRole.RESPONDENT) -> Party:
    """An organisation as a party."""
    return Party(party_id=f"p-{name}", role=role, kind=PartyKind.ORGANISATION, name=name)


def person(phone: str, role: PartyRole = PartyRole.APPLICANT, name: str = "申请人") -> Party:
    """A person told apart by name and telephone."""
    return Party(
        party_id=f"p-{name}-{phone}", role=role, kind=PartyKind.NATURAL, name=name, contact=Contact(phone=phone)
    )


def summary(*parties: Party, **told: Any) -> CaseSummary:
    """A dispute over property management."""
    return CaseSummary(
        **{
            "dispute_type": DisputeType.PROPERTY_MGMT, "source": CaseSource.APPLICATION,
            "received_via": ReceivedVia.COUNTER, "summary": "物业费争议",
            "parties": parties or (person("1"), company()), "risk": Risk.LOW, **told,
        }
    )  # fmt: skip


def registered(day: int, *parties: Party, body: str = STREET, hour: int = 9, **told: Any) -> intake.CaseRegistered:
    """A case registered on that day."""
    return intake.CaseRegistered(
        occurred_at=at(day, hour), registering_body=body, first_handler=body, handler="clerk",
        case=summary(*parties, **told),
    )  # fmt: skip


class County:
    """What the sources decided, in order."""

    def __init__(self) -> None:
        self.log = Log()
        self._numbers = count(1)

    def case(self, day: int, *parties: Party, body: str = STREET, **told: Any) -> str:
        """Register a case and tell its code."""
        number = next(self._numbers)
        self.tell(code(number), registered(day, *parties, body=body, **told), by=actor(body, "clerk"))
        return code(number)

    def tell(self, case: str, *events: Event, source: str = "intake", by: Actor | None = None) -> None:
        """A decision of a source about a case; by the system unless told."""
        by = by or Actor(user=f"system:{source}", organisation=source)
        self.log.decide(source, *events, case=case, by=by)

    @property
    def records(self) -> list[bytes]:
        """The published events, in the order of their decisions."""
        return [
            encode_event(envelope)
            for logged in self.log.decisions
            for envelope in events_of(logged.source, logged.decision)
        ]

    def watched(self) -> "Watched":
        """Early warning after all of it."""
        return Watched().hear(self.records)


class Watched:
    """Tables and aggregates of early warning as plain maps; windows begin where arithmetic of days says, not where Faust does."""

    def __init__(self, watch: EarlyWarning = WATCH) -> None:
        self._watch = watch
        self.memories: dict[str, Record] = {}
        self.steps: dict[tuple[str, str, datetime], Content] = {}
        self.states: dict[str, State] = {}
        self.told: list[tuple[str, Event]] = []
        self._answered: set[UUID] = set()

    def hear(self, records: Iterable[bytes], *, again: bool = False, mix: Mix = list) -> "Watched":
        """Each record in this order. `mix` says in which order, how often and whether at all what follows of it arrives."""
        entries = [entry for record in records for entry in self._remembered(record, again)]
        reports = [report for entry in mix(entries) for report in self._entered(entry)]
        for report in mix(reports):
            self._decide(report)
        return self

    def lose_tables(self, *, memories: bool = True) -> "Watched":
        """What was counted is gone, and what was remembered unless told; what was decided stays."""
        self.memories, self.steps = ({} if memories else self.memories), {}
        return self

    def trim(self, recorded_until: datetime, *, cases: bool = True) -> "Watched":
        """Forget the windows that are closed and the cases that are over, everything recorded until then having been told."""
        shapes = {shape.name: shape for shape in self._watch.shapes}
        for place in [at for at in self.steps if shapes[at[0]].is_closed(at[2], recorded_until)]:
            del self.steps[place]
        for case in list(self.memories) if cases else ():
            if self._watch.may_leave(self.memories[case], recorded_until):
                del self.memories[case]
        return self

    def _remembered(self, record: bytes, again: bool) -> Sequence[Entry]:
        subject = decode_event(record).case_code
        remembered = self._watch.remember(self.memories.get(subject), record, again=again)
        if remembered is None:
            return ()
        self.memories[subject] = remembered.record
        return remembered.entries

    def _entered(self, entry: Entry) -> Iterator[OwnCommand]:
        windows = starts(entry.shape, entry.at)
        held = self.steps.setdefault((entry.shape, entry.key, windows[-1]), {})
        held[entry.entry_id] = self._watch.merge(held.get(entry.entry_id), entry.value)
        for start in windows:
            command = self._watch.report(entry.shape, entry.key, start, self._content(entry, start))
            if command is not None:
                yield command

    def _content(self, entry: Entry, start: datetime) -> list[Content]:
        """What the steps of a window hold, the earliest first."""
        shape = next(one for one in self._watch.shapes if one.name == entry.shape)
        days = range(0, shape.size_days, shape.step_days)
        return [self.steps.get((entry.shape, entry.key, start + timedelta(days=day)), {}) for day in days]

    def pass_time(self, until: datetime) -> "Watched":
        """The clock's scan: whatever is due by then is judged."""
        for alert, state in sorted(self.states.items()):
            due = due_judgement(state)
            if due is not None and due.lapses_at <= until:
                self.act(alert, due.command, SYSTEM, until)
        return self

    def act(self, alert: str, body: CommandBody, by: Actor, when: datetime) -> Any:
        """Somebody asks early warning for this; the answer."""
        command = Command(uuid5(NAMESPACE, f"{alert}/{len(self.told)}/{body!r}"), alert, by, when, body)
        return self._folded(alert, decide(self.state(alert), command, LAW))

    def state(self, alert: str) -> State:
        """The aggregate."""
        return self.states.get(alert, initial(alert))

    @property
    def standing(self) -> dict[str, State]:
        """The alerts that stand, by code."""
        return {alert: state for alert, state in self.states.items() if state.stands}

    @property
    def found(self) -> list[tuple[str, int, tuple[str, ...]]]:
        """Rule, count and cases of the alerts that stand, in order."""
        counts = [of(state) for state in self.standing.values()]
        return sorted((one.rule, one.counted, tuple(sorted(case.case_code for case in one.cases))) for one in counts)

    def _decide(self, own: OwnCommand) -> None:
        if own.command_id in self._answered:
            return
        self._answered.add(own.command_id)
        body = COMMANDS[own.record.name].model_validate(own.record.body)
        command = Command(own.command_id, own.case_code, own.record.actor, own.record.recorded_at, body)
        answer = self._folded(own.case_code, decide(self.state(own.case_code), command, LAW))
        assert not isinstance(answer, Refused), answer

    def _folded(self, alert: str, answer: Any) -> Any:
        if isinstance(answer, Refused):
            return answer
        for event in answer:
            event = decode("early_warning", wire_name(type(event)), event.version, encode_data(event))
            self.states[alert] = decode_state(encode_state(evolve(self.state(alert), event)))
            self.told.append((alert, event))
        return answer


def of(state: State) -> WindowCount:
    """The count of a window that was reported."""
    assert state.count is not None
    return state.count


def starts(shape: str, moment: datetime) -> list[datetime]:
    """The beginnings of the windows that hold a moment: every day is tried."""
    found = next(one for one in WATCH.shapes if one.name == shape)
    day = datetime(1970, 1, 1, tzinfo=SHANGHAI) + timedelta(days=found.offset_days)
    number = (moment - day).days
    return [
        (day + timedelta(days=first)).astimezone(UTC)
        for first in range(number - found.size_days, number + 1)
        if first % found.step_days == 0 and first <= number < first + found.size_days
    ]
