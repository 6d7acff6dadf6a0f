"""Every command of people's mediation: what it hears from other services, and what people ask for."""

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
from services.jurisdiction.declarations import DeclareByLink
from services.jurisdiction.signature_images import SignByLink
from services.people_mediation.domain.commands.base import AgreementCommand, PartyCommand, RoundCommand
from services.people_mediation.domain.commands.hearing import HearConfirmation
from services.people_mediation.domain.commands.keeping import (
    AddFileItem,
    ArchiveFile,
    ExtendLimit,
    FollowUp,
    RecordPerformance,
    ReportBreach,
    ServeNotice,
    TellConfirmationRight,
    TerminateMediation,
    UrgePerformance,
)
from services.people_mediation.domain.commands.meeting import (
    ConsentToAgreement,
    GatherEvidence,
    HoldSession,
    NotifyRights,
    ReachAgreement,
    SealAgreement,
    SeeDangerSigns,
    SignAsMediator,
    SignAsParty,
)
from services.people_mediation.domain.commands.planning import (
    AcceptMediation,
    AcceptOffer,
    AssignMediator,
    GiveConsent,
    RecuseMediator,
    RefuseConsent,
    RequestConsent,
    RequestRecusal,
    ReturnOffer,
)

__all__ = [
    "COMMANDS", "AcceptMediation", "AcceptOffer", "AddFileItem", "AgreementCommand", "ArchiveFile", "AssignMediator",
    "CloseOffer", "ConsentToAgreement", "DeclareByLink", "DenyCustody", "ExtendLimit", "FollowUp", "GatherEvidence", "GiveConsent", "HearConfirmation", "HearElsewhere",
    "HearOutsideAct", "Heard", "HoldSession", "HumanCommand", "LapseClock", "LoseCustody", "NotifyRights",
    "PartyCommand", "ReachAgreement", "ReceiveCustody", "ReceiveOffer", "RecordPerformance", "RecuseMediator",
    "RefuseConsent", "ReportBreach", "RequestConsent", "RequestRecusal", "ReturnOffer", "RoundCommand",
    "SealAgreement", "SeeDangerSigns", "ServeNotice", "SignAsMediator", "SignAsParty", "SignByLink", "SystemCommand", "TellConfirmationRight", "TerminateMediation",
    "UpdateCaseInformation", "UrgePerformance",
]  # fmt: skip

Heard = (
    ReceiveOffer
    | CloseOffer
    | ReceiveCustody
    | LoseCustody
    | DenyCustody
    | UpdateCaseInformation
    | HearOutsideAct
    | HearConfirmation
    | HearElsewhere
)
"""Given by reactions only."""

SystemCommand = Heard | LapseClock
"""Given by the system only."""

HumanCommand = (
    AcceptOffer
    | ReturnOffer
    | RequestConsent
    | GiveConsent
    | RefuseConsent
    | AcceptMediation
    | AssignMediator
    | RequestRecusal
    | RecuseMediator
    | NotifyRights
    | GatherEvidence
    | HoldSession
    | SeeDangerSigns
    | ReachAgreement
    | SignAsParty
    | ConsentToAgreement
    | SignAsMediator
    | SealAgreement
    | RecordPerformance
    | ReportBreach
    | UrgePerformance
    | FollowUp
    | TerminateMediation
    | ServeNotice
    | TellConfirmationRight
    | ExtendLimit
    | AddFileItem
    | ArchiveFile
)
"""Given by people of the committee that has the round."""

_BODIES: tuple[type[CommandBody], ...] = (
    *get_args(Heard),
    LapseClock,
    *get_args(HumanCommand),
    DeclareByLink,
    SignByLink,
)

COMMANDS: Mapping[str, type[CommandBody]] = {**{wire_name(body): body for body in _BODIES}, **CARE_COMMANDS}
"""Every command body by wire name."""
