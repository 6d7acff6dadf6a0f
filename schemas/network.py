"""Events of the network, the "N" (domain.md 2.5, 2.6): the register, rounds of mediation, referrals. The whole list.

A round is told in the same forms as one of people's mediation; its law is another.
"""

from schemas.base import Event
from schemas.clocks import CLOCK_EVENTS
from schemas.network_referrals import (
    PartnerResult,
    ReferralAccepted,
    ReferralConcluded,
    ReferralEvent,
    ReferralFollowedUp,
    ReferralReturned,
    ReferralSent,
)
from schemas.network_register import (
    BodyRegistered,
    CommitteeComposed,
    LoadNoted,
    MediatorEngaged,
    MediatorLeft,
    MediatorRegistered,
    MediatorReleased,
    MediatorTrained,
    RegisterEvent,
    ReleaseReason,
)
from schemas.network_rounds import (
    AppraisalEnded,
    AppraisalStarted,
    BodySealed,
    FeeAgreed,
    HandledElsewhere,
    RecusalGround,
    RelationDeclared,
    RelationLifted,
    SessionHeld,
)
from schemas.people_mediation_agreements import (
    AgreementEffective,
    AgreementReached,
    AgreementTerms,
    BreachReported,
    FollowUpDone,
    LimitExtended,
    MediationTerminated,
    MediatorSigned,
    PartySigned,
    PerformanceRecorded,
    TerminationReason,
)
from schemas.people_mediation_rounds import (
    ActedThrough,
    CaseInformationUpdated,
    Conflict,
    ConsentGiven,
    ConsentRefused,
    CustodyLost,
    CustodyReceived,
    DangerSignsSeen,
    HowChosen,
    MediationAccepted,
    MediatorAssigned,
    MediatorRecused,
    Noted,
    OfferAccepted,
    OfferClosed,
    OfferReceived,
    OfferReturned,
    RightsNotified,
    TrackEvent,
)

__all__ = [
    "EVENTS", "ActedThrough", "AgreementEffective", "AgreementReached", "AgreementTerms", "AppraisalEnded",
    "AppraisalStarted", "BodyRegistered", "BodySealed", "BreachReported", "CaseInformationUpdated", "CommitteeComposed",
    "Conflict", "ConsentGiven", "ConsentRefused", "CustodyLost", "CustodyReceived", "DangerSignsSeen", "FeeAgreed",
    "FollowUpDone", "HandledElsewhere", "HowChosen", "LimitExtended", "LoadNoted", "MediationAccepted", "MediationTerminated",
    "MediatorAssigned", "MediatorEngaged", "MediatorLeft", "MediatorRecused", "MediatorRegistered", "MediatorReleased",
    "MediatorSigned", "MediatorTrained", "Noted", "OfferAccepted", "OfferClosed", "OfferReceived", "OfferReturned",
    "PartnerResult", "PartySigned", "PerformanceRecorded", "RecusalGround", "ReferralAccepted", "ReferralConcluded",
    "ReferralEvent", "ReferralFollowedUp", "ReferralReturned", "ReferralSent", "RegisterEvent", "RelationDeclared",
    "RelationLifted", "ReleaseReason", "RightsNotified", "SessionHeld", "TerminationReason", "TrackEvent",
]  # fmt: skip

EVENTS: tuple[type[Event], ...] = (
    BodyRegistered, CommitteeComposed, MediatorRegistered, MediatorLeft, MediatorTrained, MediatorEngaged, MediatorReleased, LoadNoted,
    OfferReceived, OfferAccepted, OfferReturned, OfferClosed, CustodyReceived, CustodyLost, CaseInformationUpdated,
    HandledElsewhere, Noted, Conflict, ConsentGiven, ConsentRefused, MediationAccepted, RelationDeclared, RelationLifted, MediatorAssigned, MediatorRecused,
    RightsNotified, SessionHeld, DangerSignsSeen, AppraisalStarted, AppraisalEnded, FeeAgreed, AgreementReached, PartySigned,
    MediatorSigned, BodySealed, AgreementEffective, PerformanceRecorded, BreachReported, FollowUpDone, LimitExtended,
    MediationTerminated, ReferralSent, ReferralAccepted, ReferralReturned, ReferralConcluded, ReferralFollowedUp,
    *CLOCK_EVENTS,
)  # fmt: skip
"""Every event of the network."""
