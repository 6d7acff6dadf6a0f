"""Every command of the network: what it hears, and what people ask for."""

from collections.abc import Mapping
from typing import get_args

from schemas.command import CommandBody
from schemas.registry import wire_name
from services.jurisdiction.clock_commands import CARE_COMMANDS, LapseClock
from services.jurisdiction.custody_commands import (
    DenyCustody,
    HearElsewhere,
    HearOutsideAct,
    ReceiveCustody,
    ReceiveOffer,
    UpdateCaseInformation,
)
from services.jurisdiction.declarations import DeclareByLink
from services.jurisdiction.signature_images import SignByLink
from services.network.domain.commands.agreements import (
    ExtendLimit,
    FollowUp,
    ReachAgreement,
    RecordPerformance,
    ReportBreach,
    SealAgreement,
    SignAsMediator,
    SignAsParty,
    TerminateMediation,
)
from services.network.domain.commands.base import (
    AgreementCommand,
    PartyCommand,
    ReferralCommand,
    RegisterCommand,
    RoundCommand,
)
from services.network.domain.commands.hearing import (
    CloseOffer,
    CountWork,
    HearRecusal,
    LoseCustody,
    ReceiveReferral,
    ReleaseWork,
)
from services.network.domain.commands.referrals import (
    AcceptReferral,
    ConcludeReferral,
    FollowUpReferral,
    ReturnReferral,
)
from services.network.domain.commands.register import (
    ComposeCommittee,
    RecordTraining,
    RegisterBody,
    RegisterMediator,
    RemoveMediator,
)
from services.network.domain.commands.rounds import (
    AcceptMediation,
    AcceptOffer,
    AgreeFee,
    AssignMediator,
    DeclareRelation,
    EndAppraisal,
    GiveConsent,
    HoldSession,
    LiftRelation,
    NotifyRights,
    RecuseMediator,
    RefuseConsent,
    ReturnOffer,
    SeeDangerSigns,
    StartAppraisal,
)

__all__ = [
    "COMMANDS", "AcceptMediation", "AcceptOffer", "AcceptReferral", "AgreeFee", "AgreementCommand", "AssignMediator",
    "CloseOffer", "ComposeCommittee", "ConcludeReferral", "CountWork", "DeclareByLink", "DeclareRelation", "DenyCustody",
    "EndAppraisal", "ExtendLimit", "FollowUp", "FollowUpReferral", "GiveConsent", "HearElsewhere", "HearOutsideAct", "HearRecusal",
    "Heard", "HoldSession", "HumanCommand", "LapseClock", "LiftRelation", "LoseCustody", "NotifyRights", "PartyCommand",
    "ReachAgreement", "ReceiveCustody", "ReceiveOffer", "ReceiveReferral", "RecordPerformance", "RecordTraining",
    "RecuseMediator", "ReferralAct", "ReferralCommand", "RefuseConsent", "RegisterAct", "RegisterBody",
    "RegisterCommand", "RegisterMediator", "RelationAct", "ReleaseWork", "RemoveMediator", "ReportBreach",
    "ReturnOffer", "ReturnReferral", "RoundAct", "RoundCommand", "SealAgreement", "SeeDangerSigns", "SignAsMediator",
    "SignAsParty", "SignByLink", "StartAppraisal", "SystemCommand", "TerminateMediation", "UpdateCaseInformation",
]  # fmt: skip

Heard = (
    ReceiveOffer
    | CloseOffer
    | ReceiveCustody
    | LoseCustody
    | DenyCustody
    | UpdateCaseInformation
    | HearOutsideAct
    | HearRecusal
    | HearElsewhere
    | ReceiveReferral
    | CountWork
    | ReleaseWork
)
"""Given by reactions only."""

SystemCommand = Heard | LapseClock
"""Given by the system only."""

RoundAct = (
    AcceptOffer
    | ReturnOffer
    | GiveConsent
    | RefuseConsent
    | AcceptMediation
    | AssignMediator
    | RecuseMediator
    | NotifyRights
    | HoldSession
    | SeeDangerSigns
    | StartAppraisal
    | EndAppraisal
    | AgreeFee
    | ReachAgreement
    | SignAsParty
    | SignAsMediator
    | SealAgreement
    | RecordPerformance
    | ReportBreach
    | FollowUp
    | TerminateMediation
    | ExtendLimit
)
"""Given by people of the body that has the round."""

RelationAct = DeclareRelation | LiftRelation
"""Given by people of any body that knows the case."""

ReferralAct = AcceptReferral | ReturnReferral | ConcludeReferral | FollowUpReferral
"""Given by the partner, or by the body that sent the party there."""

RegisterAct = RegisterBody | ComposeCommittee | RegisterMediator | RemoveMediator | RecordTraining
"""Given by the body, or by one above it."""

HumanCommand = RoundAct | RelationAct | ReferralAct | RegisterAct
"""Given by people."""

_BODIES: tuple[type[CommandBody], ...] = (
    *get_args(Heard), LapseClock, *get_args(RoundAct), *get_args(RelationAct), *get_args(ReferralAct), *get_args(RegisterAct),
    DeclareByLink, SignByLink,
)  # fmt: skip

COMMANDS: Mapping[str, type[CommandBody]] = {**{wire_name(body): body for body in _BODIES}, **CARE_COMMANDS}
"""Every command body by wire name."""
