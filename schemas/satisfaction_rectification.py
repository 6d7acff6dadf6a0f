"""Events of the rectification of bad reviews (好差评整改) and of the window "办不成事" (domain.md section 5; SEED-W 7)."""

from datetime import date
from enum import StrEnum

from schemas.base import Event, PersonalText


class Trigger(StrEnum):
    """What opened a rectification."""

    RATING = "negative_rating"
    """不满意 or 非常不满意."""
    ALERT = "alert"
    """An early warning, or an office's own finding."""
    UNRESOLVED_MATTER = "unresolved_matter"
    """“办不成事”反映窗口 (SEED-W 7)."""


class RevisitManner(StrEnum):
    """How the review was verified (回访核实)."""

    PHONE = "phone_revisit"
    VISIT = "home_visit"
    COUNTER = "counter_interview"
    FILE_REVIEW = "file_review"
    """From the case file alone; the only way where the person did not agree to be revisited."""


class Established(StrEnum):
    """What the verification found."""

    FOUNDED = "founded"
    PARTLY = "partly_founded"
    UNFOUNDED = "not_founded"


class Remedy(StrEnum):
    """What is done about it."""

    AT_ONCE = "fixed_at_once"
    """即知即改."""
    DATED_PLAN = "dated_plan"
    """建立台账、限期整改."""
    EXPLANATION = "explained"
    """缺乏法律法规政策依据的，做好解释说明."""


class RectificationEnd(StrEnum):
    """How a rectification ended."""

    RECTIFIED = "rectified"
    EXPLAINED = "explained_to_person"
    SET_ASIDE = "review_set_aside"
    """The appeal against a malicious or mistaken review was upheld."""


class RectificationEvent(Event):
    """Base: one rectification of the case."""

    rectification_id: str


class UnresolvedMatterReported(Event):
    """Somebody could not get a matter done and said so (办不成事)."""

    concerned_body: str | None = None
    """As chosen by the person; None when the person does not know."""
    what: PersonalText
    name: PersonalText = ""
    contact: PersonalText = ""
    """Left out where the person wants no answer."""
    related_case: str = ""
    """Code of a case, as told."""
    received_via: str = "online"
    receiving_body: str | None = None
    """The window that wrote it down; None where the person did."""


class RectificationOpened(RectificationEvent):
    """A bad review, an alert or an unresolved matter is to be put right; SV-2 runs from here."""

    trigger: Trigger
    responsible_body: str
    supervisor: str | None = None
    invitation_id: str | None = None
    """The invitation that was answered badly. It would tell who answered, so that no reader is shown it."""
    named: bool = False
    """The person agreed to be revisited."""
    revisit: tuple[str, ...] = ()
    """party_id of the person who agreed to be revisited; nobody else's stands here."""
    comment: PersonalText = ""
    """What the person wrote, so that it can be put right."""
    alert: str = ""
    """Reference of the alert."""
    reason: PersonalText = ""
    repeated: bool = False
    """The matter was rectified before and rated badly again: the body above takes it up."""


class ReviewVerified(RectificationEvent):
    """The review was looked into (回访核实)."""

    by_body: str
    manner: RevisitManner
    established: Established
    findings: PersonalText


class RemedyDecided(RectificationEvent):
    """Put right at once, by a dated plan, or explained."""

    by_body: str
    remedy: Remedy
    measures: PersonalText
    basis: str = ""
    """Of an explanation: the law or policy that gives no ground for what was asked."""
    due_on: date | None = None
    """Of a plan."""


class ResultFedBack(RectificationEvent):
    """The person was told what came of it (反馈)."""

    by_body: str
    result: PersonalText
    evidence: tuple[str, ...] = ()
    """Names of the documents that show it."""


class ReviewAppealed(RectificationEvent):
    """The body holds the review to be malicious or mistaken and asks the body above (申诉)."""

    by_body: str
    grounds: PersonalText
    evidence: tuple[str, ...] = ()


class AppealDecided(RectificationEvent):
    """The body above decided (复核)."""

    by_body: str
    upheld: bool
    reason: PersonalText
    evidence: tuple[str, ...] = ()


class RectificationClosed(RectificationEvent):
    """The matter is put right, with evidence (销号)."""

    by_body: str
    end: RectificationEnd
    evidence: tuple[str, ...]


class RectificationNoted(RectificationEvent):
    """Something happened to the case or the answer that the rectification goes on in spite of."""

    what: str


RECTIFICATION_EVENTS: tuple[type[Event], ...] = (
    UnresolvedMatterReported, RectificationOpened, ReviewVerified, RemedyDecided, ResultFedBack, ReviewAppealed,
    AppealDecided, RectificationClosed, RectificationNoted,
)  # fmt: skip
