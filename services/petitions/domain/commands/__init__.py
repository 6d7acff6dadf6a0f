"""Everything petitions may be asked, by wire name."""

from collections.abc import Mapping
from typing import get_args

from schemas.command import CommandBody
from schemas.registry import wire_name
from services.jurisdiction.clock_commands import CARE_COMMANDS, LapseClock
from services.jurisdiction.custody_commands import (
    CloseOffer,
    DenyCustody,
    HearElsewhere,
    HearOutsideAct,
    LoseCustody,
    ReceiveCustody,
    ReceiveOffer,
    UpdateCaseInformation,
)
from services.petitions.domain.commands.base import OfferCommand, PetitionCommand
from services.petitions.domain.commands.handling import (
    AssignHandler,
    AssignLeader,
    ChooseSimpleHandling,
    ClassifyPetition,
    CloseHearing,
    ConcludePetition,
    Counsel,
    ExtendHandling,
    HoldJointConference,
    HoldReception,
    InvestigatePetition,
    LeaveSimpleHandling,
    MediatePetition,
    OpenHearing,
    RecordRatingWithoutGrade,
    ReportAssignment,
    ReviewHandlingQuality,
    SettlePetition,
)
from services.petitions.domain.commands.hearing import HearMediationResult, HearRepeat
from services.petitions.domain.commands.opinions import (
    AnswerWithdrawal,
    IssueHandlingOpinion,
    IssueRecheckOpinion,
    IssueReviewOpinion,
    RejectReview,
    RequestRecheck,
    RequestReview,
    RequestReviewByLink,
    ServeOpinion,
    WithdrawByLink,
)
from services.petitions.domain.commands.receiving import (
    AcceptOffer,
    AcceptPetition,
    AgreeOnUnit,
    AnswerSuggestion,
    DecideObjection,
    DesignateUnit,
    DisputeCompetence,
    ElectRepresentatives,
    ForwardPetition,
    HandOverAccusation,
    NotifyPetitioner,
    ObjectToTransfer,
    RecordDelivery,
    RecordRepeatPetition,
    ReferToMediation,
    RegisterPetition,
    RejectAdmission,
    ReportPetition,
    ReturnOffer,
)

__all__ = [
    "COMMANDS", "AcceptOffer", "AcceptPetition", "AgreeOnUnit", "AnswerSuggestion", "AnswerWithdrawal", "AssignHandler", "AssignLeader",
    "ChooseSimpleHandling", "ClassifyPetition", "CloseHearing", "CloseOffer", "ConcludePetition", "Counsel",
    "DecideObjection", "DenyCustody", "DesignateUnit", "DisputeCompetence", "ElectRepresentatives", "ExtendHandling",
    "ForwardPetition", "HandOverAccusation", "HearElsewhere", "HearMediationResult", "HearOutsideAct", "HearRepeat", "Heard",
    "HoldJointConference", "HoldReception", "HumanCommand", "InvestigatePetition", "IssueHandlingOpinion",
    "IssueRecheckOpinion", "IssueReviewOpinion", "LapseClock", "LeaveSimpleHandling", "LoseCustody", "MediatePetition",
    "NotifyPetitioner", "ObjectToTransfer", "OfferCommand", "OpenHearing", "PetitionCommand", "ReceiveCustody",
    "ReceiveOffer", "RecordDelivery", "RecordRatingWithoutGrade", "RecordRepeatPetition", "ReferToMediation", "RegisterPetition", "RejectAdmission", "RejectReview",
    "ReportAssignment", "ReportPetition", "RequestRecheck", "RequestReview", "RequestReviewByLink", "ReturnOffer", "ReviewHandlingQuality",
    "ServeOpinion", "SettlePetition", "SystemCommand", "UpdateCaseInformation", "WithdrawByLink",
]  # fmt: skip

Heard = (
    ReceiveOffer | CloseOffer | ReceiveCustody | LoseCustody | DenyCustody | UpdateCaseInformation | HearOutsideAct
    | HearRepeat | HearMediationResult | HearElsewhere
)  # fmt: skip
"""Given by reactions only."""

SystemCommand = Heard | LapseClock
"""Given by the system only."""

HumanCommand = (
    AcceptOffer | ReturnOffer | RegisterPetition | RecordRepeatPetition | ElectRepresentatives | ForwardPetition
    | ReportPetition | ObjectToTransfer | DecideObjection | NotifyPetitioner | AcceptPetition | RejectAdmission
    | DisputeCompetence | AgreeOnUnit | DesignateUnit | HandOverAccusation | AnswerSuggestion | ReferToMediation
    | ClassifyPetition | ChooseSimpleHandling | LeaveSimpleHandling | AssignHandler | InvestigatePetition
    | OpenHearing | CloseHearing | ExtendHandling | ReportAssignment | MediatePetition | SettlePetition | Counsel
    | RecordRatingWithoutGrade | RecordDelivery
    | AssignLeader | HoldReception | ReviewHandlingQuality | HoldJointConference | AnswerWithdrawal | ConcludePetition
    | IssueHandlingOpinion | ServeOpinion | RequestReview | RejectReview | IssueReviewOpinion | RequestRecheck
    | IssueRecheckOpinion
)  # fmt: skip
"""Given by people of the petition office, of the units, and of those above them."""

_BODIES: tuple[type[CommandBody], ...] = (
    *get_args(Heard), LapseClock, *get_args(HumanCommand), RequestReviewByLink, WithdrawByLink,
)  # fmt: skip

COMMANDS: Mapping[str, type[CommandBody]] = {**{wire_name(body): body for body in _BODIES}, **CARE_COMMANDS}
"""Every command body by wire name."""
