"""Events of early warning (排查预警): alerts over windows of the other services' events (issue 7, item 5; rules E5–E8).

The subject of these events is the alert's own code, which has the form of a case code and is derived from rule, key and
window. No event carries the key: who the parties are stands in the files of the counted cases, for whoever may read them.
"""

from enum import StrEnum

from pydantic import AwareDatetime

from schemas.base import Event, PersonalText, Value


class CountedCase(Value):
    """A case that an alert counts, and when what was counted occurred."""

    case_code: str
    at: AwareDatetime
    body: str = ""
    """The body that holds or registered it: who may know of the case may know that it is counted."""


class WindowCount(Value):
    """What a window held when it was reported."""

    rule: str
    """Row of early_warning.yaml, e.g. `EW-1`."""
    name_zh: str
    signal: str
    window_start: AwareDatetime
    window_end: AwareDatetime
    counted: int
    """In the rule's own unit: disputes, applicants, ratings."""
    unit_zh: str
    at_least: int
    """The threshold in force."""
    within_days: int
    usual: float | None = None
    """What is usual in as many days, where the rule compares."""
    cases: tuple[CountedCase, ...] = ()
    """The counted cases, at most 200, in order of time."""
    bodies: tuple[str, ...] = ()
    """Bodies that hold or registered them."""
    subject: str = ""
    """What it is about where that is no person: dispute type, body, limit."""
    place: str = ""
    """The body whose area it is about, where the rule looks at a place."""
    weight: int
    """Grows with everything that was told to the window: of two reports the heavier is the later one."""


class MeasureTaken(StrEnum):
    """What was done about an alert."""

    JOINT_HANDLING = "joint_handling"
    GROUP_CASE = "group_case"
    LEADER_IN_CHARGE = "leader_in_charge"
    POLICE_AND_HUB = "police_and_hub"
    SUPERVISE = "supervise"
    URGE = "urge"
    OTHER = "other"


class WindowCounted(Event):
    """A window that is judged when its time has come was counted, or was judged and is no alert."""

    count: WindowCount
    judge_at: AwareDatetime | None
    """When it is judged: after the time for late entries; None where it has been, and is no alert."""
    is_alert: bool
    """Whether it would be an alert as it stands."""


class AlertRaised(Event):
    """A window holds what its rule calls an alert. Nothing follows by itself: bodies are asked to look."""

    count: WindowCount
    addressee: str
    """The body that is to look at it: the nearest hub above all bodies concerned."""
    escalation: str
    """Row of the escalation rules, e.g. `E8`."""
    proposal: str
    """What the addressee is asked to consider."""
    cannot_know: str
    """In Chinese: what an alert of this kind cannot know."""
    source: str
    mark: str
    """`V`, `GK` or `INF`: how sure the threshold's source is."""
    again: bool = False
    """It was withdrawn before, since what it counted had changed."""


class AlertUpdated(Event):
    """The window holds more, or other cases than before; the alert is the same."""

    count: WindowCount


class AlertWithdrawn(Event):
    """What the alert counted is no more: registrations were voided, merged or corrected, or somebody has acted since."""

    count: WindowCount


class AlertDismissed(Event):
    """The addressee looked at it and finds nothing to do, with its reason."""

    by_body: str
    reason: PersonalText


class AlertAnswered(Event):
    """The addressee tells what was done about it."""

    by_body: str
    measure: MeasureTaken
    text: PersonalText


class CaseWarned(Event):
    """A case is among those that an alert counts: intake puts it on its file and proposes what the rule says."""

    case_code: str
    rule: str
    name_zh: str
    escalation: str
    proposal: str
    counted: int
    unit_zh: str
    within_days: int
    addressee: str
    to_rectify: str = ""
    """The body that is to put right how it handled the case; empty where the alert is not about the handling."""


class CaseWarningWithdrawn(Event):
    """A case is no longer among those that the alert counts, or the alert was withdrawn or dismissed."""

    case_code: str
    rule: str
    name_zh: str


EVENTS: tuple[type[Event], ...] = (
    WindowCounted, AlertRaised, AlertUpdated, AlertWithdrawn, AlertDismissed, AlertAnswered, CaseWarned,
    CaseWarningWithdrawn,
)  # fmt: skip
"""Every event of early warning."""
