"""Everything this service may be asked: the union that `decide` is a table of, and its wire names."""

from collections.abc import Mapping

from schemas.command import CommandBody
from services.judicial_confirmation.domain.court_commands import (
    ApplyForEnforcement,
    ChangeConfirmation,
    ConfirmAgreement,
    DeclineApplication,
    DismissAfterRevocation,
    DismissApplication,
    DocketApplication,
    ExtendRulingLimit,
    FileObjection,
    HoldVerification,
    RecordEnforcement,
    RejectObjection,
    RequestSupplement,
    RevokeConfirmation,
    ServeRuling,
    SupplyMaterials,
    TreatAsWithdrawn,
)
from services.judicial_confirmation.domain.filing_commands import (
    ApplyForConfirmation,
    NotePerformance,
    RegisterAgreement,
    RegisterAgreementFromParties,
    ReplaceParty,
    WithdrawApplication,
)
from services.judicial_confirmation.domain.way_commands import ChooseEnforceableWay, RecordEnforceableWayStep
from services.jurisdiction.clock_commands import CARE_COMMANDS, LapseClock

ConfirmationCommand = (
    RegisterAgreement
    | RegisterAgreementFromParties
    | ApplyForConfirmation
    | WithdrawApplication
    | RequestSupplement
    | SupplyMaterials
    | DocketApplication
    | DeclineApplication
    | HoldVerification
    | TreatAsWithdrawn
    | ConfirmAgreement
    | DismissApplication
    | DismissAfterRevocation
    | ExtendRulingLimit
    | ServeRuling
    | FileObjection
    | RejectObjection
    | RevokeConfirmation
    | ChangeConfirmation
    | ApplyForEnforcement
    | RecordEnforcement
    | ChooseEnforceableWay
    | RecordEnforceableWayStep
    | NotePerformance
    | ReplaceParty
    | LapseClock
)
"""Every command body of judicial confirmation."""

COMMANDS: Mapping[str, type[CommandBody]] = {
    "register_agreement": RegisterAgreement,
    "register_agreement_from_parties": RegisterAgreementFromParties,
    "apply_for_confirmation": ApplyForConfirmation,
    "withdraw_application": WithdrawApplication,
    "request_supplement": RequestSupplement,
    "supply_materials": SupplyMaterials,
    "docket_application": DocketApplication,
    "decline_application": DeclineApplication,
    "hold_verification": HoldVerification,
    "treat_as_withdrawn": TreatAsWithdrawn,
    "confirm_agreement": ConfirmAgreement,
    "dismiss_application": DismissApplication,
    "dismiss_after_revocation": DismissAfterRevocation,
    "extend_ruling_limit": ExtendRulingLimit,
    "serve_ruling": ServeRuling,
    "file_objection": FileObjection,
    "reject_objection": RejectObjection,
    "revoke_confirmation": RevokeConfirmation,
    "change_confirmation": ChangeConfirmation,
    "apply_for_enforcement": ApplyForEnforcement,
    "record_enforcement": RecordEnforcement,
    "choose_enforceable_way": ChooseEnforceableWay,
    "record_enforceable_way_step": RecordEnforceableWayStep,
    "note_performance": NotePerformance,
    "replace_party": ReplaceParty,
    "lapse_clock": LapseClock,
    **CARE_COMMANDS,
}
"""Command bodies by wire name."""
