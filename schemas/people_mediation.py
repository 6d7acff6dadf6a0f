"""Events of people's mediation (人民调解, domain.md 2.1). Every event but the offer's tells its track."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from schemas.base import Event, MediationText, PersonalText, Value
from schemas.clocks import CLOCK_EVENTS
from schemas.intake import CaseSummary, HandOverReason
from schemas.values import Agreed, Channel, DueItem, Party, Performance


class TrackEvent(Event):
    """Base: a round of this case at one committee."""

    track_id: str
    custody_number: int


class OfferReceived(TrackEvent):
    """The case was offered to a committee of this channel."""

    body: str
    from_body: str
    reason: HandOverReason
    case: CaseSummary


class OfferAccepted(TrackEvent):
    """The committee takes the hand-over; it may plan, but mediates only after custody has moved."""

    body: str
    summary_procedure: bool = False
    """Entrusted by a court in summary procedure: TY-3 instead of TY-2 (TY 27)."""


class OfferReturned(TrackEvent):
    """The committee sends the offer back: not admissible (R75 22, PML 17) or not competent; other routes are told (R75 24)."""

    body: str
    code: str
    reason: PersonalText
    routes: tuple[str, ...] = ()


class OfferClosed(TrackEvent):
    """Intake took the offer back or it timed out."""

    body: str
    reason: str


class CustodyReceived(TrackEvent):
    """Intake moved custody here: the round may begin."""

    body: str
    from_body: str
    reason: HandOverReason
    case: CaseSummary


class CustodyLost(TrackEvent):
    """The case is held elsewhere now; the round is closed and its record kept."""

    body: str
    reason: str
    superseded_by: int | None = None
    """The custody number that holds now; None when the case was voided or merged."""


class CaseInformationUpdated(Event):
    """Parties, contacts, agents or corrected entries as intake now has them."""

    case: CaseSummary


class Noted(Event):
    """Something heard from another service that changes no round here."""

    source: str
    what: str
    """Wire name of the foreign event, e.g. `agreement_confirmed`."""
    reason: str
    agreement_id: str | None = None
    custody_number: int | None = None
    """The custody number that was heard, so that an older one is known as such later."""
    channel: Channel | None = None
    """The channel the foreign fact belongs to, where it is an act outside."""


class Conflict(Event):
    """Something heard from another service that does not fit what is on file here; both facts stand."""

    source: str
    what: str
    reason: str


class ActedThrough(StrEnum):
    """Who acted for a party."""

    ITSELF = "itself"
    GUARDIAN = "guardian"
    AGENT = "agent"


class ConsentRequested(TrackEvent):
    """The other side was asked whether it agrees to mediation (PML 17)."""

    party_id: str
    method: str = ""


class ConsentGiven(TrackEvent):
    """A party agrees to mediation."""

    party_id: str
    by: PersonalText = ""
    """Guardian or agent who gave it, when not the party."""
    through: ActedThrough = ActedThrough.ITSELF
    agent_id: str | None = None


class ConsentRefused(TrackEvent):
    """A party clearly refused: mediation is barred (PML 17)."""

    party_id: str
    reason: MediationText = ""
    others_go_on: bool = False
    """The other parties of both sides go on without the one that refused."""


class MediationAccepted(TrackEvent):
    """The committee took up the case (受理); PM-1 or, in a court-delegated round, TY-1..3 begins."""

    own_motion: bool = False
    joint_application: bool = False
    """All parties asked for mediation together; nobody's consent is asked for again (domain.md 2.1)."""
    in_public: bool = False
    """Public or private at the parties' wish (PML 23)."""


class HowChosen(StrEnum):
    """PML 19."""

    APPOINTED = "appointed"
    CHOSEN_BY_PARTIES = "chosen_by_parties"


class MediatorAssigned(TrackEvent):
    """A mediator was appointed by the committee or chosen by the parties (PML 19)."""

    mediator: str
    """User or office."""
    lead: bool = True
    how: HowChosen = HowChosen.APPOINTED
    interest_declared: bool = False
    """Kinship or another relation to a party was declared, and every party agreed nevertheless (TY 15)."""


class RecusalRequested(TrackEvent):
    """A party asked that a mediator step aside, or the mediator declared an interest."""

    mediator: str
    requested_by: PersonalText
    reason: PersonalText


class MediatorRecused(TrackEvent):
    """A mediator stepped aside; the lead mediator is replaced."""

    mediator: str
    replacement: str | None = None
    reason: PersonalText = ""


class RightsNotified(TrackEvent):
    """Nature, principles, effect, rights and duties were told before mediating (R75 30)."""

    party_ids: tuple[str, ...]
    orally: bool = False


class EvidenceGathered(TrackEvent):
    """Facts were looked into: visit, inspection, documents."""

    what: PersonalText
    by: str = ""


class SessionHeld(TrackEvent):
    """Talks with one or both sides, in any medium. What was said is `minutes`: it stays with the committee (TY 22).

    Version 1 listed everybody in one `participants` and knew no `count`; see schemas/upcasting.py.
    """

    version: ClassVar[int] = 2

    session_id: str
    number: int
    count: int = 1
    """More than one where a source only tells how many were held."""
    place: str = ""
    present: tuple[str, ...] = ()
    """party_ids."""
    invited: tuple[PersonalText, ...] = ()
    """Relatives, neighbours, experts, with consent (PML 20)."""
    minutes: MediationText = ""


class DangerSignsSeen(TrackEvent):
    """Signs of violence or escalation: preventive step and prompt report to the police (PML 25)."""

    signs: PersonalText
    police_notified: bool


class AgreementTerms(Value):
    """What PML 29 wants in an agreement: parties, facts and responsibility, terms, manner and time of performance."""

    facts: PersonalText = ""
    responsibility: PersonalText = ""
    terms: tuple[PersonalText, ...]
    items: tuple[DueItem, ...] = ()
    performed_at_once: bool = False
    place: str = ""


class AgreementReached(TrackEvent):
    """The parties agreed. Oral agreements take effect now (PML 30), written ones at the last signature and seal (PML 29)."""

    agreement_id: str
    number: str = ""
    form: Agreed
    form_assumed: bool = False
    partial: bool = False
    """Part of the claims or parties (SD 23); the rest goes on."""
    party_ids: tuple[str, ...]
    """Who agreed."""
    terms: AgreementTerms


class PartySigned(TrackEvent):
    """A party signed, sealed or fingerprinted, itself or through a person empowered for it."""

    agreement_id: str
    party_id: str
    by: PersonalText = ""
    """Guardian or agent who signed, when not the party."""
    through: ActedThrough = ActedThrough.ITSELF
    agent_id: str | None = None
    manner: str = "signature"
    """`signature`, `seal`, `fingerprint` or `electronic` (PML 29, OL 19)."""
    persons: int | None = None
    """Of a group whose members are not all named: how many consented (CPL 56)."""


class MediatorSigned(TrackEvent):
    """A mediator signed the agreement."""

    agreement_id: str
    mediator: str


class CommitteeSealed(TrackEvent):
    """The committee's seal was put on the agreement."""

    agreement_id: str
    body: str


class AgreementEffective(TrackEvent):
    """The agreement binds (PML 29, 30, 31). Judicial confirmation may be asked for within 30 days (JC-1)."""

    agreement_id: str
    number: str = ""
    form: Agreed
    partial: bool
    body: str
    reason: HandOverReason
    parties: tuple[Party, ...]
    """Those who agreed."""
    terms: AgreementTerms
    case: CaseSummary


class PerformanceRecorded(TrackEvent):
    """What was agreed was done, in full or in part."""

    agreement_id: str
    performance: Performance
    item_ids: tuple[str, ...] = ()
    proof: PersonalText = ""
    """Receipt, transfer slip."""
    persons: int | None = None


class BreachReported(TrackEvent):
    """The agreement was reported or found not kept."""

    agreement_id: str
    what: PersonalText
    item_ids: tuple[str, ...] = ()


class PerformanceUrged(TrackEvent):
    """The committee urged performance (督促履行, PML 31)."""

    agreement_id: str
    what: PersonalText
    routes_told: tuple[str, ...] = ()
    """What stays open if urging fails: a suit, or enforcement where a court confirmed the agreement (PML 32, 33)."""


class FollowUpDone(TrackEvent):
    """The committee looked again after the agreement (回访)."""

    agreement_id: str | None = None
    findings: MediationText
    performed: Performance | None = None
    satisfied: bool | None = None
    hidden_danger: bool = False


class TerminationReason(StrEnum):
    """Why a round ended without (full) agreement."""

    CONSENT_REFUSED = "consent_refused"
    WITHDRAWN = "withdrawn"
    DEADLOCK = "deadlock"
    TIME_OUT = "time_out"
    ACCEPTED_ELSEWHERE = "accepted_elsewhere"
    DELEGATION_ENDED = "delegation_ended"


class MediationTerminated(TrackEvent):
    """The round ended; the parties are told the other routes: arbitration, administrative, judicial (PML 26)."""

    body: str
    reason: TerminationReason
    explanation: MediationText = ""
    routes_told: tuple[str, ...]
    partial_agreement: bool = False


class LimitExtended(TrackEvent):
    """Both parties agreed to go on past the limit (NB 27)."""

    limit: str
    agreed_by: tuple[str, ...]


class FileItem(StrEnum):
    """The 13 items of the committee's case file (domain.md section 7)."""

    APPLICATION_OR_REGISTRATION = "application_or_registration"
    RIGHTS_NOTICE = "rights_notice"
    IDENTITY = "identity"
    POWER_OF_ATTORNEY = "power_of_attorney"
    INVESTIGATION_RECORD = "investigation_record"
    EVIDENCE = "evidence"
    MEDIATION_RECORD = "mediation_record"
    AGREEMENT = "agreement"
    PERFORMANCE_PROOF = "performance_proof"
    FOLLOW_UP_RECORD = "follow_up_record"
    CONFIRMATION_MATERIAL = "confirmation_material"
    FILE_NOTE = "file_note"
    BACK_COVER = "back_cover"


class FileItemAdded(TrackEvent):
    """A document was put into the case file."""

    item: FileItem
    description: PersonalText = ""


class FileArchived(TrackEvent):
    """The file passed the archive check (items 1, 2, 3, 7 and, if agreed, 8) and was stored."""

    volume_number: str
    items: tuple[FileItem, ...]
    retention: str = ""
    closed_on: date | None = None


EVENTS: tuple[type[Event], ...] = (
    OfferReceived, OfferAccepted, OfferReturned, OfferClosed, CustodyReceived, CustodyLost, CaseInformationUpdated,
    Noted, Conflict, ConsentRequested, ConsentGiven, ConsentRefused, MediationAccepted, MediatorAssigned,
    RecusalRequested, MediatorRecused, RightsNotified, EvidenceGathered, SessionHeld, DangerSignsSeen,
    AgreementReached, PartySigned, MediatorSigned, CommitteeSealed, AgreementEffective, PerformanceRecorded,
    BreachReported, PerformanceUrged, FollowUpDone, MediationTerminated, LimitExtended, FileItemAdded, FileArchived,
    *CLOCK_EVENTS,
)  # fmt: skip
"""Every event of people's mediation."""
