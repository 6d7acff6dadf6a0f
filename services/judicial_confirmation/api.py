"""The HTTP commands of judicial confirmation: one table, nothing else. Whether this body may act on this case is for `decide`."""

from collections.abc import Sequence

from schemas.command import CommandBody
from services.judicial_confirmation.domain import court_commands as court
from services.judicial_confirmation.domain import filing_commands as window
from services.judicial_confirmation.domain import way_commands as ways
from services.jurisdiction.roles import Role
from services.runtime.command_routes import CommandRoute

_CASE = "/judicial-confirmation/cases/{case_code}"
_COURT = frozenset({Role.COURT_CLERK.value})
_WINDOW = frozenset({Role.COURT_CLERK.value, Role.CLERK.value, Role.MEDIATOR.value})
"""Staff of the mediation body and of courts: they take the parties' papers."""


def _route(path: str, body: type[CommandBody], roles: frozenset[str], summary: str, tag: str) -> CommandRoute:
    return CommandRoute(path=f"{_CASE}/{path}", body=body, roles=roles, summary=summary, tags=(tag,))


ROUTES: Sequence[CommandRoute] = (
    _route("agreements", window.RegisterAgreementFromParties, _COURT, "登记当事人直接提交的调解协议", "申请"),
    _route("applications", window.ApplyForConfirmation, _WINDOW, "共同申请司法确认", "申请"),
    _route("applications/withdraw", window.WithdrawApplication, _WINDOW, "撤回申请", "申请"),
    _route("supplement/request", court.RequestSupplement, _COURT, "要求限期补充材料", "受理"),
    _route("supplement", court.SupplyMaterials, _COURT, "登记补充材料", "受理"),
    _route("docket", court.DocketApplication, _COURT, "立案受理", "受理"),
    _route("decline", court.DeclineApplication, _COURT, "不予受理", "受理"),
    _route("verification", court.HoldVerification, _COURT, "登记双方到场核实", "审查"),
    _route("treat-as-withdrawn", court.TreatAsWithdrawn, _COURT, "按撤回申请处理", "审查"),
    _route("ruling-limit/extend", court.ExtendRulingLimit, _COURT, "经院长批准延长审查期限", "审查"),
    _route("confirm", court.ConfirmAgreement, _COURT, "裁定确认协议有效", "裁定"),
    _route("dismiss", court.DismissApplication, _COURT, "裁定驳回申请", "裁定"),
    _route("ruling/service", court.ServeRuling, _COURT, "登记裁定送达", "裁定"),
    _route("objections", court.FileObjection, _COURT, "登记对确认裁定的异议", "异议"),
    _route("objections/reject", court.RejectObjection, _COURT, "驳回异议", "异议"),
    _route("revoke", court.RevokeConfirmation, _COURT, "撤销确认裁定", "异议"),
    _route("change", court.ChangeConfirmation, _COURT, "变更确认裁定", "异议"),
    _route("dismiss-after-revocation", court.DismissAfterRevocation, _COURT, "撤销确认后裁定驳回申请", "异议"),
    _route("enforcement/apply", court.ApplyForEnforcement, _WINDOW, "申请强制执行", "执行"),
    _route("enforcement", court.RecordEnforcement, _COURT, "登记执行结果", "执行"),
    _route("other-ways", ways.ChooseEnforceableWay, _WINDOW, "登记当事人选择的其他途径", "其他途径"),
    _route("other-ways/steps", ways.RecordEnforceableWayStep, _WINDOW, "登记其他途径的办理情况", "其他途径"),
)
"""Every act that people may ask of judicial confirmation."""
