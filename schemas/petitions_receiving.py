"""Events of petitions up to acceptance: registered, passed on, objected to, told to the petitioner, taken up (XF 17-23)."""

from datetime import date

from schemas.base import PersonalText
from schemas.petitions_custody import PetitionEvent
from schemas.petitions_values import PetitionKind, PetitionManner, TransferManner
from schemas.values import Channel


class PetitionRegistered(PetitionEvent):
    """The petition is in the register (登记); `occurred_at` is when it was received, and XF-1 runs from then."""

    office: str
    kind: PetitionKind
    manner: PetitionManner
    oral: bool = False
    """Told orally and written down (XF 19)."""
    identity_known: bool = True
    """Name and address are known; without them nobody can be told in writing (XF 23)."""
    sealed: bool = False
    """An accusation: no search, statistic, survey or list shows it to the accused (XF 30)."""
    accused_body: str | None = None
    """Id or name of the body accused, or whose people are."""
    visitors: int | None = None
    """Persons who came (走访)."""
    representatives: tuple[str, ...] = ()
    """party_ids elected by a group visit: at most five (XF 20)."""
    joint_letter: bool = False
    """Signed by several; no cap (domain.md 2.7)."""
    level_skipped: bool = False
    """Brought above the competent unit and the one above it (XF 20)."""
    first_petition: bool = True
    """初信初访; False for a repeat petition (重复信访)."""
    query_code: PersonalText
    """查询码 for the status query; told to the petitioner alone."""


class RepeatPetitionRecorded(PetitionEvent):
    """The same person brought the same matter again (重复信访): counted and linked, never deleted."""

    times: int
    """How often the matter has been brought, this time included."""
    reported_to: str = ""
    persons: int | None = None
    repeat_of: str | None = None
    """Code of an earlier case of the same matter."""
    taken_up: bool = True
    """False after the re-check: same facts and reasons are no longer accepted (XF 36)."""
    calls_for_leader: bool = False
    """Brought so often that a leader should take charge, with a case review and a hearing (rule E8)."""


class RepresentativesElected(PetitionEvent):
    """A group visit elected its representatives (XF 20)."""

    representatives: tuple[str, ...]


class PetitionForwarded(PetitionEvent):
    """The petition went to the unit that has to handle it (转送, 交办); to the office itself when that is the unit."""

    from_body: str
    responsible_unit: str
    manner: TransferManner
    materials: tuple[str, ...] = ()
    requirements: PersonalText = ""
    report_due: date | None = None
    """Of an assignment: until when the unit reports back."""
    by_superior: bool = False
    """A superior assigned the matter; not for simple handling (XFJ22 5)."""
    arrives_later: bool = False
    """Sent outside the petition system, e.g. on paper: the unit's limits run from `petition_delivered`."""


class PetitionDelivered(PetitionEvent):
    """The unit received what had been sent to it (签收): its notice and its objection are counted from here (XF 23)."""

    responsible_unit: str
    way: PersonalText = ""
    """How: by post, handed over …"""


class PetitionReported(PetitionEvent):
    """Grave or urgent: reported upwards and to the joint conference's office at once (XF 25)."""

    reported_to: tuple[str, ...]
    measures: PersonalText = ""
    reason: PersonalText


class TransferObjected(PetitionEvent):
    """The unit objects: it is not competent (XF 23); the sender has to decide."""

    responsible_unit: str
    reason: PersonalText
    proposed_unit: str | None = None


class ObjectionDecided(PetitionEvent):
    """The sender approved the objection, and the petition came back, or rejected it."""

    responsible_unit: str
    approved: bool
    reason: PersonalText = ""


class PetitionerNotified(PetitionEvent):
    """The petitioner was told in writing of receipt, way and procedure (告知, XF 23)."""

    by_body: str
    way_told: PersonalText
    """Which way it goes and by which procedure."""
    on_the_spot: bool = False
    query_code_told: bool = True


class PetitionAccepted(PetitionEvent):
    """The unit takes the petition up (受理); the 60 days of a matter under article 31(6) run from here."""

    responsible_unit: str
    first_handler: str
    """Who handled it first (首办责任): never changes."""


class AdmissionRejected(PetitionEvent):
    """The petition is not, or no longer, taken up (不予受理), with the ground and the right way told."""

    body: str
    ground: str
    """Code of grounds.yaml, kind `petition_not_accepted`."""
    reason: PersonalText = ""
    number: str = ""
    routes: tuple[str, ...] = ()


class CompetenceDisputed(PetitionEvent):
    """Two or more units are concerned (XF 24)."""

    units: tuple[str, ...]
    reason: PersonalText = ""


class ResponsibleUnitDesignated(PetitionEvent):
    """Which unit handles it: by negotiation, by the common superior, or by the joint conference (XF 24)."""

    responsible_unit: str
    how: str
    """`negotiation`, `common_superior` or `joint_conference`."""
    by_body: str
    reason: PersonalText = ""


class AccusationHandedOver(PetitionEvent):
    """An accusation went to the discipline organ (XF 30)."""

    to_body: str
    reference: PersonalText = ""


class SuggestionAnswered(PetitionEvent):
    """A suggestion was studied and answered (XF 29)."""

    by_body: str
    adopted: bool
    reply: PersonalText


class MediationReferred(PetitionEvent):
    """Both sides want mediation: the case is to be offered to a mediation body (访调对接, XFT)."""

    to_body: str
    channel: Channel
    consenting: tuple[str, ...]
    """party_ids."""
    explanation: PersonalText = ""
