"""Events of administrative mediation from the agreement on: effect, performance, ending, what the agency then owes (domain.md 2.2)."""

from schemas import people_mediation_agreements as agreements
from schemas.base import PersonalText
from schemas.document_service import ServiceOfDocument
from schemas.people_mediation_rounds import TrackEvent
from schemas.signatures import SignatureImage


class AgreementReached(agreements.AgreementReached):
    """The parties agreed before the agency. A written one takes effect when all have signed or sealed."""


class PartySigned(agreements.PartySigned):
    """A party signed, sealed or fingerprinted the mediation document, itself or through a person empowered for it."""


class RepresentedConsented(agreements.RepresentedConsented):
    """Somebody for whom representatives speak consented to the mediation document; they cannot settle without it (SAMR 11; CPL 56)."""


class MediatorSigned(agreements.MediatorSigned):
    """The mediating official signed the mediation document (调解人签名)."""


class AgencySealed(TrackEvent):
    """The agency's seal was put on the mediation document (机关印章)."""

    agreement_id: str
    body: str
    seal_photo: SignatureImage | None = None
    """A photograph of the sealed paper."""


class AgreementEffective(agreements.AgreementEffective):
    """The mediation document (行政调解书, 协议书) binds the parties."""

    confirmable: bool = False
    """Whether the court of this place takes an agency's own agreement for judicial confirmation (profile; domain.md 2.2)."""


class PerformanceRecorded(agreements.PerformanceRecorded):
    """What was agreed before the agency was done, in full or in part."""


class BreachReported(agreements.BreachReported):
    """The agreement was reported or found not kept."""


class PerformanceUrged(agreements.PerformanceUrged):
    """The agency urged performance and told what stays open."""


class FollowUpDone(agreements.FollowUpDone):
    """The agency looked again after the mediation (回访)."""


class LimitExtended(agreements.LimitExtended):
    """The parties agreed to go on past the limit."""


class MediationTerminated(agreements.MediationTerminated):
    """The agency ended the mediation in writing (终止通知书) and told what stays open."""

    notice_number: str = ""


class TerminationNotified(TrackEvent):
    """The notice that mediation ended reached a party; market complaints: within MKT-3 (SAMR 21)."""

    party_id: str
    service: ServiceOfDocument


class AgencyDutyArose(TrackEvent):
    """What the agency owes now that mediation did not settle the matter, or its agreement was not kept."""

    duty: str
    """Stable code of the sector's duty, e.g. `punish`."""
    text: str
    source: str


class AgencyDutyDischarged(TrackEvent):
    """The agency did what it owed: it decided, punished, or told why not."""

    duty: str
    what: PersonalText


class PenaltyForgone(TrackEvent):
    """No public-order penalty: an agreement was performed (PSL 9), by the police or by a committee with the police's approval (PSP 186)."""

    agreement_id: str | None = None
    agreement_number: str = ""
    people_mediation: bool = False


class FileArchived(TrackEvent):
    """The agency's file passed its check and was stored."""

    volume_number: str
