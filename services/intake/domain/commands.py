"""Everything intake may be asked: the union that `decide` is a table of, and its wire names."""

from collections.abc import Mapping
from typing import get_args

from schemas.command import CommandBody
from schemas.registry import wire_name
from services.intake.domain.custody_commands import (
    AcceptOffer,
    DesignateCustodian,
    Escalate,
    OfferCustody,
    ReferOutside,
    RequestDesignation,
    ReturnFile,
    ReturnOffer,
    WithdrawOffer,
)
from services.intake.domain.file_commands import (
    AddParty,
    AppointAgent,
    AssessRisk,
    ChangeContact,
    CloseCase,
    CorrectEntry,
    DismissAgent,
    LinkRepeat,
    MergeInto,
    NameGuardian,
    ReassignWork,
    RecommendRoute,
    RecordFurtherReport,
    RecordNote,
    RecordOutsideAct,
    RecordPartyChoice,
    RecordThanks,
    RegisterCase,
    ReopenCase,
    SucceedParty,
    UnmergeCase,
    VoidCase,
)
from services.intake.domain.group_commands import ElectRepresentatives, LetMembersLeave, ReportGroupCase
from services.intake.domain.heard_commands import (
    AbsorbDuplicate,
    HearBodiesAsked,
    HearChannelEvent,
    HearChildCase,
    HearDangerSigns,
    HearDiversion,
    HearMediationReferral,
    HearOfferAccepted,
    HearOfferReturned,
    HearPartnerAnswer,
    HearTransferRequested,
    LapseClock,
    RegisterChild,
    ReleaseDuplicate,
    UndoMerge,
)
from services.intake.domain.joint_commands import JointCommand
from services.intake.domain.link_commands import LinkCommand
from services.intake.domain.supervision_commands import HeardOfSupervision, SupervisionCommand
from services.intake.domain.warning_commands import HeardOfWarning
from services.jurisdiction.clock_commands import CARE_COMMANDS

FileCommand = (
    LinkRepeat | RecordFurtherReport | AddParty | AppointAgent | DismissAgent | NameGuardian | ChangeContact | SucceedParty | CorrectEntry
    | AssessRisk | RecommendRoute | RecordPartyChoice | RecordOutsideAct | RecordNote | RecordThanks | ReassignWork | VoidCase
    | MergeInto | UnmergeCase | CloseCase | ReopenCase
)  # fmt: skip
"""What a person asks about a registered case's file."""

CustodyCommand = (
    OfferCustody | WithdrawOffer | Escalate | AcceptOffer | ReturnOffer | ReferOutside | RequestDesignation
    | DesignateCustodian | ReturnFile
)  # fmt: skip
"""What a person asks about who holds the case."""

GroupCommand = ElectRepresentatives | ReportGroupCase | LetMembersLeave | JointCommand
"""What a person asks about a group."""

HeardCommand = (
    RegisterChild | HearChildCase |
    HearOfferAccepted | HearOfferReturned | HearChannelEvent | HearDangerSigns | HearDiversion | HearMediationReferral
    | HearTransferRequested | HearPartnerAnswer | AbsorbDuplicate | ReleaseDuplicate | UndoMerge | LapseClock | HeardOfSupervision
    | HeardOfWarning | HearBodiesAsked
)  # fmt: skip
"""What only the system sends."""

IntakeCommand = (
    RegisterCase | FileCommand | GroupCommand | LinkCommand | CustodyCommand | SupervisionCommand | HeardCommand
)
"""Every command body of intake."""

COMMANDS: Mapping[str, type[CommandBody]] = {
    **{wire_name(body): body for body in get_args(IntakeCommand)},
    **CARE_COMMANDS,
}
"""Command bodies by wire name."""
