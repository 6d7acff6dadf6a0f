"""The HTTP commands of people's mediation: one table, nothing else. Whether this body may act on this case is for `decide`."""

from collections.abc import Sequence

from schemas.command import CommandBody
from services.jurisdiction.roles import Role
from services.people_mediation.domain import commands
from services.runtime.command_routes import CommandRoute

_CASE = "/people-mediation/cases/{case_code}"
_CLERK = frozenset({Role.CLERK.value})
_STAFF = frozenset({Role.CLERK.value, Role.MEDIATOR.value})


def _route(path: str, body: type[CommandBody], roles: frozenset[str], summary: str, tag: str) -> CommandRoute:
    return CommandRoute(path=f"{_CASE}/{path}", body=body, roles=roles, summary=summary, tags=(tag,))


ROUTES: Sequence[CommandRoute] = (
    _route("offer/accept", commands.AcceptOffer, _CLERK, "接收移交", "移交"),
    _route("offer/return", commands.ReturnOffer, _CLERK, "退回移交", "移交"),
    _route("consent/request", commands.RequestConsent, _STAFF, "征求当事人意见", "自愿"),
    _route("consent/give", commands.GiveConsent, _STAFF, "登记当事人同意调解", "自愿"),
    _route("consent/refuse", commands.RefuseConsent, _STAFF, "登记当事人拒绝调解", "自愿"),
    CommandRoute(
        path=f"{_CASE}/consent/by-link",
        body=commands.DeclareByLink,
        roles=frozenset({Role.PUBLIC_WEB.value}),
        summary="当事人凭办事链接同意、不同意调解或者撤回申请",
        roles_without_precondition=frozenset({Role.PUBLIC_WEB.value}),
        tags=("自愿",),
    ),
    _route("acceptance", commands.AcceptMediation, _CLERK, "受理", "受理"),
    _route("mediators", commands.AssignMediator, _CLERK, "指定或者登记当事人选择的调解员", "调解员"),
    _route("mediators/recusal-request", commands.RequestRecusal, _STAFF, "申请调解员回避", "调解员"),
    _route("mediators/recusal", commands.RecuseMediator, _CLERK, "调解员回避并更换", "调解员"),
    _route("rights-notice", commands.NotifyRights, _STAFF, "告知权利义务", "调解"),
    _route("evidence", commands.GatherEvidence, _STAFF, "调查取证", "调解"),
    _route("sessions", commands.HoldSession, _STAFF, "登记调解过程", "调解"),
    _route("danger-signs", commands.SeeDangerSigns, _STAFF, "登记激化迹象", "调解"),
    _route("agreements", commands.ReachAgreement, _STAFF, "登记达成协议", "协议"),
    _route("agreements/represented-consent", commands.ConsentToAgreement, _STAFF, "登记被代表人对协议的同意", "协议"),
    _route("agreements/party-signature", commands.SignAsParty, _STAFF, "当事人签名、盖章或者按指印", "协议"),
    CommandRoute(
        path=f"{_CASE}/agreements/signature-by-link",
        body=commands.SignByLink,
        roles=frozenset({Role.PUBLIC_WEB.value}),
        summary="当事人凭办事链接在协议上签名",
        roles_without_precondition=frozenset({Role.PUBLIC_WEB.value}),
        tags=("协议",),
    ),
    _route(
        "agreements/mediator-signature", commands.SignAsMediator, frozenset({Role.MEDIATOR.value}), "调解员签名", "协议"
    ),
    _route(
        "agreements/seal",
        commands.SealAgreement,
        frozenset({Role.COMMITTEE_SEAL_KEEPER.value}),
        "加盖调委会印章",
        "协议",
    ),
    _route("performance", commands.RecordPerformance, _STAFF, "登记履行情况", "履行"),
    _route("breach", commands.ReportBreach, _STAFF, "登记违约", "履行"),
    _route("performance/urge", commands.UrgePerformance, _STAFF, "督促履行", "履行"),
    _route("follow-up", commands.FollowUp, _STAFF, "回访", "履行"),
    _route("termination", commands.TerminateMediation, _STAFF, "终止调解并告知其他途径", "终结"),
    _route("notices/service", commands.ServeNotice, _STAFF, "登记通知书送达", "终结"),
    _route("limit/extend", commands.ExtendLimit, _STAFF, "经各方同意延长期限", "终结"),
    _route("file/items", commands.AddFileItem, _STAFF, "卷宗材料入卷", "卷宗"),
    _route("agreements/confirmation-right", commands.TellConfirmationRight, _STAFF, "告知可以共同申请司法确认", "协议"),
    _route("file/archive", commands.ArchiveFile, _CLERK, "归档", "卷宗"),
)
"""Every act people of a committee may ask for."""
