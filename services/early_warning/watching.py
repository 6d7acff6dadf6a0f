"""The domain of early warning in the form in which the runtime runs its windows: bytes and plain values in, the same out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import orjson

from schemas.command import Actor
from schemas.envelope import CommandRecord, announced_type, decode_event, digest
from schemas.identity import NAMESPACE, case_code, named_id
from schemas.registry import decode, wire_name
from schemas.topics import CASE_SERVICES
from services.early_warning.domain.commands import ReportWindow
from services.early_warning.domain.law import WarningLaw
from services.early_warning.domain.memory import Memory
from services.early_warning.domain.people import Hash
from services.early_warning.domain.remembering import HEARD, day_of, remember
from services.early_warning.domain.signals import Signalled, Told
from services.early_warning.domain.telling import changes, may_leave, once_more, place
from services.early_warning.domain.windows import SHAPES, judged, may_be_enough, shape_of
from services.runtime.reacting import OwnCommand
from services.runtime.windowing import Content, Entry, Record, Remembered, WindowShape

SERVICE = "early_warning"
_SEPARATOR = "\x1e"
_FIRST_OF_ITS_DECISION, _BY_SYSTEM, _DATA = b'"eventindex":0,', b'"actor":"system:', b',"data":'
"""As schemas.envelope writes them; a quotation mark within a text is always escaped, so the first place is the attribute."""
_HEARD = frozenset(wire_name(event) for event in HEARD)


@dataclass(frozen=True)
class EarlyWarning:
    """The watching of early warning (services.runtime.windowing.Watch)."""

    law: WarningLaw
    hashed: Hash

    @property
    def sources(self) -> Sequence[str]:
        """Every service whose events are about cases."""
        return CASE_SERVICES

    @property
    def shapes(self) -> Sequence[WindowShape]:
        """See windows.SHAPES. Everything in a window has closed so many days after its end as the rules say."""
        keep = self.law.rules.counts_for_days
        return [WindowShape(one.name, one.size.days, one.step.days, one.offset.days, keep) for one in SHAPES]

    def listens(self, name: str) -> bool:
        """See Watch."""
        return name in _HEARD

    def tells(self, value: bytes) -> bool:
        """See Watch. The day of a decision is told by the first of its events, and only where a person decided."""
        if not _only_its_day(value):
            return True
        attributes = value[: value.find(_DATA)]
        return _FIRST_OF_ITS_DECISION in attributes and _BY_SYSTEM not in attributes

    def remember(self, known: Record | None, value: bytes, *, again: bool) -> Remembered | None:
        """See Watch. What is heard is decoded; of everything else the day is enough, and mostly it is known."""
        if _only_its_day(value) and not _has_news(known, value):
            return None
        envelope = decode_event(value)
        before = Memory.model_validate(known) if known else Memory(case_code=envelope.case_code)
        event = None
        if envelope.name in _HEARD:
            event = decode(envelope.service, envelope.name, envelope.version, envelope.data)
        after = remember(before, envelope, event, self.hashed)
        changed = after is not before
        if not changed and not (again and event is not None):
            return None
        told = self._told(before, after, again=again)
        return Remembered(after.model_dump(mode="json", exclude_defaults=True), [_entry(one) for one in told])

    def may_leave(self, record: Record, recorded_until: datetime) -> bool:
        """See Watch."""
        return may_leave(Memory.model_validate(record), self.law.rules, recorded_until)

    def merge(self, known: Record | None, told: Record) -> Record:
        """The later telling stands; of two equally late ones always the same one."""
        return told if known is None else max(known, told, key=_rank)

    def report(self, shape: str, key: str, start: datetime, steps: Sequence[Content]) -> OwnCommand | None:
        """A report of the window, where it is an alert, could have been one, or is to be judged later."""
        rule = self.law.rules.find(key.partition(_SEPARATOR)[0])
        if rule is None or shape_of(rule).name != shape or not may_be_enough(rule, [len(step) for step in steps]):
            return None
        found = judged(rule, start, {name: Told.model_validate(one) for step in steps for name, one in step.items()})
        if found is None:
            return None
        body = ReportWindow(is_alert=found.is_alert, count=found.window, judge_at=found.judge_at)
        return _command(_alert_id(key, start), body, found.told_at)

    def _told(self, before: Memory, after: Memory, *, again: bool) -> Sequence[Signalled]:
        if again:
            return once_more(after, self.law.rules, self.law.bodies)
        return changes(before, after, self.law.rules, self.law.bodies)


def alert_code(key: str, start: datetime) -> str:
    """The code of the alert over the window of `key` (as `window_key` makes it) that begins at `start`."""
    return case_code(_alert_id(key, start))


def window_key(rule: str, key: str) -> str:
    """How windows of a rule are keyed."""
    return f"{rule}{_SEPARATOR}{key}"


def _alert_id(key: str, start: datetime) -> UUID:
    return named_id(NAMESPACE, "\x1f".join(("alert", key, start.astimezone(UTC).isoformat())))


def _entry(one: Signalled) -> Entry:
    at = place(one)
    return Entry(
        shape_of(one.rule).name, window_key(at.rule, at.key), one.told.at, f"{at.entry_id}@{at.at}",
        one.told.model_dump(mode="json"),
    )  # fmt: skip


def _only_its_day(value: bytes) -> bool:
    """Whether the event is of a kind that nobody listens to here, told without decoding it."""
    announced = announced_type(value)
    return announced is not None and announced.split(".")[1] not in _HEARD


def _has_news(known: Record | None, value: bytes) -> bool:
    """Whether somebody did this on a day on which nobody is known to have done anything. Raises what a decoder raises."""
    envelope = orjson.loads(value)
    if str(envelope["actor"]).startswith("system:"):
        return False
    return known is None or day_of(datetime.fromisoformat(envelope["time"])) not in known.get("days", ())


def _rank(told: Record) -> tuple[int, bytes]:
    return told["version"], orjson.dumps(told, option=orjson.OPT_SORT_KEYS)


def _command(alert: UUID, body: ReportWindow, told_at: datetime) -> OwnCommand:
    """Recorded when the last of what it counts was: the same report is the same command, whenever it is made."""
    content = body.model_dump(mode="json", exclude_none=True)
    command_id = named_id(alert, digest(content))
    record = CommandRecord(
        name=wire_name(ReportWindow), body=content, digest=digest(content),
        actor=Actor(user=f"system:{SERVICE}", organisation=SERVICE), recorded_at=told_at, origin="window",
        correlation_id=str(command_id), causation_id=str(command_id),
    )  # fmt: skip
    return OwnCommand("window", case_code(alert), command_id, record)
