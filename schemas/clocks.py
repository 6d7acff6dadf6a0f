"""Clocks as they stand in events: the date, and why it is that date (design.md section 4). Shared by all services."""

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime

from schemas.base import Event, PersonalText, Value


class Verdict(StrEnum):
    """Whether a date could be judged by the law of its day."""

    JUDGED = "judged"
    NOT_JUDGED = "not_judged"
    """The law of the act's day is not loaded, or the date itself was assumed."""


class Excluded(Value):
    """Days that did not count: suspension or appraisal, from the first day to the last, both inside."""

    from_day: date
    to_day: date
    why: str


class Derivation(Value):
    """Why a date is what it is, for a person and for a program."""

    limit: str
    """Id of domain.md 2.7, e.g. `JC-1`."""
    length: int
    unit: str
    """calendar_day, working_day, month, year or hour; Asia/Shanghai."""
    source: str
    """Instrument and article with its mark, e.g. `CPL 205 [V]`."""
    started_on: str
    """The day (or moment, for hours) from which is counted; that day itself is not counted."""
    counted: int
    excluded: tuple[Excluded, ...] = ()
    extended_by: int = 0
    rolled_from: date | None = None
    """The unrolled last day, when it was a day of rest."""
    roll_reason: str | None = None
    provisional: bool = False
    """The date lies past the published holiday calendar and may move."""
    rules_version: str
    calendar_version: str
    in_chinese: str
    """The whole derivation in one or two Chinese sentences."""


class Clock(Value):
    """A statutory or local time limit on this case."""

    clock_id: str
    limit: str
    name: str
    """Chinese name of the limit."""
    subject: str = ""
    """What it is about within the case: a track, party or agreement id; empty for the case itself."""
    started_at: AwareDatetime
    verdict: Verdict = Verdict.JUDGED
    verdict_reason: str = ""
    due: date | None = None
    """Last day that is in time; None when not judged or paused, and for limits in hours."""
    lapses_at: AwareDatetime | None = None
    """00:00 after the last day in time, Asia/Shanghai; the moment itself for limits in hours."""
    derivation: Derivation | None = None
    remind_at: AwareDatetime | None = None
    """When the handler is reminded, unless the clock stops before (rule E1); None where nobody is."""
    warn_at: AwareDatetime | None = None
    """When the supervisor is warned."""
    breach_at: AwareDatetime | None = None
    """From when it counts as a breach of the responsible body's duty; None where the limit is no duty of a body of ours."""


class ClockEvent(Event):
    """Base of the clock events."""

    clock_id: str
    limit: str


class ClockStarted(ClockEvent):
    """A time limit began to run."""

    clock: Clock


class ClockPaused(ClockEvent):
    """A time limit stands still, e.g. during an appraisal; the days until it goes on do not count."""

    reason: PersonalText


class ClockResumed(ClockEvent):
    """A paused time limit goes on, with its new date."""

    clock: Clock
    reason: PersonalText


class ClockExtended(ClockEvent):
    """A time limit was lawfully lengthened; who approved it stands on the decision's actor and in `approver`."""

    clock: Clock
    by: int
    """In the limit's own unit."""
    approver: str
    reason: PersonalText
    approval: str = ""
    """Whose approval the catalogue wants, in its words; empty in records from before it was kept."""
    notice: PersonalText = ""
    """What those were told who have to be told, where the catalogue wants a notice."""


class ClockStopped(ClockEvent):
    """What the time limit waited for has happened."""

    in_time: bool | None
    """None where it could not be judged."""
    reason: str


class ClockLapsed(ClockEvent):
    """The last day in time has passed."""

    due: date | None
    lapses_at: AwareDatetime
    consequence: str
    """What follows in law, in Chinese."""
    noticed_late: bool = False
    """The system noticed it long after the moment, since it did not run or the clock came to stand on file late."""


class LapseWithdrawn(ClockEvent):
    """An act that occurred in time was recorded after the lapse: the lapse is taken back (design.md section 4)."""

    reason: str


class ClockRecomputed(ClockEvent):
    """A correction or a newer calendar or rule version moved the date; the old one stays visible."""

    clock: Clock
    former_due: date | None
    reason: PersonalText
    former: Derivation | None = None
    """How the former date was counted; None in records from before it was kept, or where there was no date."""


class SupervisionEvent(ClockEvent):
    """Base of what the supervision of deadlines (rule E1) does about a clock, each once. Nothing of it moves custody."""

    limit_name: str
    """Chinese name of the limit."""
    subject: str = ""
    """As on the clock."""
    body: str | None
    """The body whose duty the clock is; None where that is not known (any more)."""
    supervisor: str | None = None
    """The body that supervises it; None where none stands above it."""
    due: date | None = None
    lapses_at: AwareDatetime
    noticed_late: bool = False


class ClockReminded(SupervisionEvent):
    """So much of the limit has passed that its handler is reminded (half, by default `[INF]`)."""


class ClockWarned(SupervisionEvent):
    """So much of the limit has passed that the supervisor is warned (four fifths, by default `[INF]`)."""


class ClockBreached(SupervisionEvent):
    """The limit was not kept: the supervisor takes it up (督办)."""


CLOCK_EVENTS: tuple[type[Event], ...] = (
    ClockStarted,
    ClockPaused,
    ClockResumed,
    ClockExtended,
    ClockStopped,
    ClockLapsed,
    LapseWithdrawn,
    ClockRecomputed,
    ClockReminded,
    ClockWarned,
    ClockBreached,
)
