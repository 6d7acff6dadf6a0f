"""Every command of administrative mediation: what it hears from other services, and what people of an agency ask for."""

from collections.abc import Mapping
from typing import get_args

from schemas.command import CommandBody
from schemas.registry import wire_name
from services.administrative_mediation.domain.commands.base import AgreementCommand, PartyCommand, RoundCommand
from services.administrative_mediation.domain.commands.examining import (
    AcceptApplication,
    AcceptOffer,
    ClassifyMatter,
    DeclineApplication,
    ExamineApplication,
    FindNotCompetent,
    FixDamage,
    NotifyDecision,
    RecordApplication,
    RecordFinding,
    ReturnOffer,
    TransferApplication,
)
from services.administrative_mediation.domain.commands.hearing import (
    HearChannel,
    HearConfirmation,
    HearDesignation,
    HearTransferReturned,
)
from services.administrative_mediation.domain.commands.proceeding import (
    AssignMediator,
    EndAppraisal,
    GatherEvidence,
    GiveConsent,
    HoldSession,
    NameRepresentatives,
    NotifyMeeting,
    NotifyRights,
    RecuseMediator,
    RefuseConsent,
    RequestConsent,
    RequestRecusal,
    SeeDangerSigns,
    StartAppraisal,
)
from services.administrative_mediation.domain.commands.settling import (
    ArchiveFile,
    ConsentToAgreement,
    DischargeDuty,
    ExtendLimit,
    FollowUp,
    ForgoPenalty,
    NotifyTermination,
    ReachAgreement,
    RecordPerformance,
    ReportBreach,
    SealDocument,
    SignAsMediator,
    SignAsParty,
    TerminateMediation,
    UrgePerformance,
)
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
from services.jurisdiction.declarations import DeclareByLink
from services.jurisdiction.signature_images import SignByLink

__all__ = [
    "COMMANDS", "AcceptApplication", "AcceptOffer", "AgreementCommand", "ArchiveFile", "AssignMediator", "ClassifyMatter",
    "CloseOffer", "ConsentToAgreement", "DeclareByLink", "DeclineApplication", "DenyCustody", "DischargeDuty",
    "EndAppraisal", "ExamineApplication", "ExtendLimit", "FindNotCompetent", "FixDamage", "FollowUp", "ForgoPenalty",
    "GatherEvidence", "GiveConsent", "HearChannel", "HearConfirmation", "HearDesignation", "HearElsewhere", "HearOutsideAct",
    "HearTransferReturned", "Heard", "HoldSession", "HumanCommand", "LapseClock", "LoseCustody", "NameRepresentatives",
    "NotifyDecision", "NotifyMeeting", "NotifyRights", "NotifyTermination", "PartyCommand", "ReachAgreement", "ReceiveCustody",
    "ReceiveOffer", "RecordApplication", "RecordFinding", "RecordPerformance", "RecuseMediator", "RefuseConsent",
    "ReportBreach", "RequestConsent", "RequestRecusal", "ReturnOffer", "RoundCommand", "SealDocument", "SeeDangerSigns",
    "SignAsMediator", "SignAsParty", "SignByLink", "StartAppraisal", "SystemCommand", "TerminateMediation", "TransferApplication",
    "UpdateCaseInformation", "UrgePerformance",
]  # fmt: skip

Heard = (
    ReceiveOffer
    | CloseOffer
    | HearTransferReturned
    | ReceiveCustody
    | LoseCustody
    | DenyCustody
    | UpdateCaseInformation
    | HearOutsideAct
    | HearChannel
    | HearConfirmation
    | HearDesignation
    | HearElsewhere
)
"""Given by reactions only."""

SystemCommand = Heard | LapseClock
"""Given by the system only."""

ExaminingCommand = (
    AcceptOffer | ReturnOffer | ClassifyMatter | RecordFinding | RecordApplication | ExamineApplication
    | FindNotCompetent | TransferApplication | DeclineApplication | AcceptApplication | FixDamage
    | NotifyDecision
)  # fmt: skip
"""Before acceptance."""

ProceedingCommand = (
    RequestConsent | GiveConsent | RefuseConsent | NameRepresentatives | AssignMediator | RequestRecusal
    | RecuseMediator | NotifyRights | NotifyMeeting | GatherEvidence | StartAppraisal | EndAppraisal | HoldSession
    | SeeDangerSigns
)  # fmt: skip
"""Between acceptance and agreement."""

SettlingCommand = (
    ReachAgreement | SignAsParty | ConsentToAgreement | SignAsMediator | SealDocument | RecordPerformance | ReportBreach | UrgePerformance
    | FollowUp | ExtendLimit | TerminateMediation | NotifyTermination | DischargeDuty | ForgoPenalty | ArchiveFile
)  # fmt: skip
"""From the agreement, or the end without one, on."""

HumanCommand = ExaminingCommand | ProceedingCommand | SettlingCommand
"""Given by people of the agency that has the round; designation is the window's."""

_BODIES: tuple[type[CommandBody], ...] = (
    *get_args(Heard),
    LapseClock,
    *get_args(HumanCommand),
    DeclareByLink,
    SignByLink,
)

COMMANDS: Mapping[str, type[CommandBody]] = {**{wire_name(body): body for body in _BODIES}, **CARE_COMMANDS}
"""Every command body by wire name."""
