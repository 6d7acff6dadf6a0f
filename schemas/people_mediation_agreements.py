"""Events of people's mediation from the agreement on: signatures, effect, performance, ending, case file (domain.md 2.1)."""

from datetime import date
from enum import StrEnum

from schemas.base import MediationText, PersonalText, Value
from schemas.intake import CaseSummary, HandOverReason
from schemas.party_links import ByLink
from schemas.people_mediation_rounds import ActedThrough, TrackEvent
from schemas.signatures import SignatureImage
from schemas.values import Agreed, DueItem, Party, Performance


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
    text_hash: str = ""
    """SHA-256 (hex) of what was agreed, by which a signature on a screen says what was shown; empty before it was recorded."""


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
    representative: str | None = None
    """party_id of the representative who signed for the party."""
    signature_image: SignatureImage | None = None
    """What shows the signature; None where a clerk recorded it from the paper alone."""
    by_link: ByLink | None = None
    """The party signed itself, through its personal link."""


class RepresentedConsented(TrackEvent):
    """Somebody for whom representatives speak consented to this agreement; without it they cannot settle for them (CPL 56)."""

    agreement_id: str
    party_id: str
    by: PersonalText = ""
    """Guardian or agent who consented, when not the party."""
    through: ActedThrough = ActedThrough.ITSELF
    agent_id: str | None = None


class MediatorSigned(TrackEvent):
    """A mediator signed the agreement."""

    agreement_id: str
    mediator: str
    signature_image: SignatureImage | None = None
    """As of a party."""


class CommitteeSealed(TrackEvent):
    """The committee's seal was put on the agreement."""

    agreement_id: str
    body: str
    seal_photo: SignatureImage | None = None
    """A photograph of the sealed paper."""


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
    in_writing: bool = False
    """By a written notice (终止调解通知书), which is then to be served on every party."""


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
