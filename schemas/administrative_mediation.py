"""Events of administrative mediation (行政调解, domain.md 2.2): the whole list. Every event of a round tells its track."""

from schemas.administrative_mediation_endings import (
    AgencyDutyArose,
    AgencyDutyDischarged,
    AgencySealed,
    AgreementEffective,
    AgreementReached,
    BreachReported,
    FileArchived,
    FollowUpDone,
    LimitExtended,
    MediationTerminated,
    MediatorSigned,
    PartySigned,
    PenaltyForgone,
    PerformanceRecorded,
    PerformanceUrged,
    RepresentedConsented,
    TerminationNotified,
)
from schemas.administrative_mediation_notices import DecisionNotified
from schemas.administrative_mediation_procedure import (
    AppraisalEnded,
    AppraisalStarted,
    ConsentGiven,
    ConsentRefused,
    ConsentRequested,
    DamageBasis,
    DamageFixed,
    DangerSignsSeen,
    EvidenceGathered,
    MediationOpened,
    MediatorAssigned,
    MediatorRecused,
    MeetingNotified,
    RecusalRequested,
    RepresentativesNamed,
    RightsNotified,
    SessionHeld,
)
from schemas.administrative_mediation_rounds import (
    AgencyDesignated,
    ApplicationExamined,
    ApplicationReceived,
    ApplicationRecorded,
    CaseInformationUpdated,
    Conflict,
    CustodyLost,
    CustodyReceived,
    FindingReceived,
    FoundNotCompetent,
    MatterClassified,
    MediationAccepted,
    MediationNotAccepted,
    Noted,
    OfferAccepted,
    OfferClosed,
    OfferReceived,
    OfferReturned,
    TransferRequested,
    TransferReturned,
)
from schemas.base import Event
from schemas.clocks import CLOCK_EVENTS
from schemas.people_mediation_agreements import AgreementTerms, TerminationReason
from schemas.people_mediation_rounds import ActedThrough, HowChosen, TrackEvent

__all__ = [
    "EVENTS", "ActedThrough", "AgencyDesignated", "AgencyDutyArose", "AgencyDutyDischarged", "AgencySealed", "AgreementEffective",
    "AgreementReached", "AgreementTerms", "ApplicationExamined", "ApplicationReceived", "ApplicationRecorded",
    "AppraisalEnded", "AppraisalStarted", "BreachReported", "CaseInformationUpdated", "Conflict",
    "ConsentGiven", "ConsentRefused", "ConsentRequested", "CustodyLost", "CustodyReceived", "DamageBasis", "DamageFixed",
    "DangerSignsSeen", "DecisionNotified", "EvidenceGathered", "FileArchived", "FindingReceived", "FollowUpDone", "FoundNotCompetent",
    "HowChosen", "LimitExtended", "MatterClassified", "MediationAccepted", "MediationNotAccepted", "MediationOpened",
    "MediationTerminated", "MediatorAssigned", "MediatorRecused", "MediatorSigned", "MeetingNotified", "Noted",
    "OfferAccepted", "OfferClosed", "OfferReceived", "OfferReturned", "PartySigned", "PenaltyForgone",
    "PerformanceRecorded", "PerformanceUrged", "RecusalRequested", "RepresentativesNamed", "RepresentedConsented", "RightsNotified",
    "SessionHeld", "TerminationNotified", "TerminationReason", "TrackEvent", "TransferRequested",
    "TransferReturned",
]  # fmt: skip

EVENTS: tuple[type[Event], ...] = (
    OfferReceived, OfferAccepted, OfferReturned, OfferClosed, CustodyReceived, CustodyLost, CaseInformationUpdated,
    Noted, Conflict, ApplicationReceived, MatterClassified, FindingReceived, ApplicationRecorded, ApplicationExamined,
    FoundNotCompetent, TransferRequested, TransferReturned, AgencyDesignated, MediationNotAccepted, MediationAccepted,
    DecisionNotified,
    ConsentRequested, ConsentGiven, ConsentRefused, MediationOpened, DamageFixed, RepresentativesNamed, MediatorAssigned,
    RecusalRequested, MediatorRecused, RightsNotified, MeetingNotified, EvidenceGathered, AppraisalStarted,
    AppraisalEnded, SessionHeld, DangerSignsSeen, AgreementReached, PartySigned, RepresentedConsented, MediatorSigned, AgencySealed,
    AgreementEffective, PerformanceRecorded, BreachReported, PerformanceUrged, FollowUpDone, LimitExtended,
    MediationTerminated, TerminationNotified, AgencyDutyArose, AgencyDutyDischarged, PenaltyForgone, FileArchived,
    *CLOCK_EVENTS,
)  # fmt: skip
"""Every event of administrative mediation."""
