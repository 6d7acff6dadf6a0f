"""The HTTP commands of the network: one table, nothing else. Whether this body may act here is for `decide`."""

from collections.abc import Sequence

from schemas.command import CommandBody
from services.jurisdiction.roles import Role
from services.network.domain import commands as c
from services.runtime.command_routes import CommandRoute

_CASE = "/network/cases/{case_code}"
_REGISTER = "/network/registers/{case_code}"
"""The path's code is the key of a body (`schemas.identity.body_key`), as `GET /network/bodies` of the views tells it."""
_CLERK = frozenset({Role.CLERK.value})
_STAFF = frozenset({Role.CLERK.value, Role.MEDIATOR.value})
_MEDIATOR = frozenset({Role.MEDIATOR.value})
_SEAL = frozenset({Role.COMMITTEE_SEAL_KEEPER.value})
_KEEPERS = frozenset({Role.CLERK.value, Role.COUNTY_OFFICE.value})
_ANYBODY = frozenset({Role.CLERK.value, Role.COUNTY_OFFICE.value, Role.COURT_CLERK.value, Role.MEDIATOR.value})


def _route(path: str, body: type[CommandBody], roles: frozenset[str], summary: str, tag: str) -> CommandRoute:
    return CommandRoute(path=path, body=body, roles=roles, summary=summary, tags=(tag,))


ROUTES: Sequence[CommandRoute] = (
    _route(f"{_CASE}/offer/accept", c.AcceptOffer, _CLERK, "签收移交", "移交"),
    _route(f"{_CASE}/offer/return", c.ReturnOffer, _CLERK, "退回移交", "移交"),
    _route(f"{_CASE}/consent/give", c.GiveConsent, _STAFF, "登记当事人同意调解", "自愿"),
    _route(f"{_CASE}/consent/refuse", c.RefuseConsent, _STAFF, "登记当事人拒绝调解", "自愿"),
    CommandRoute(
        path=f"{_CASE}/consent/by-link",
        body=c.DeclareByLink,
        roles=frozenset({Role.PUBLIC_WEB.value}),
        summary="当事人凭办事链接同意、不同意调解或者撤回申请",
        roles_without_precondition=frozenset({Role.PUBLIC_WEB.value}),
        tags=("自愿",),
    ),
    _route(f"{_CASE}/acceptance", c.AcceptMediation, _CLERK, "受理", "受理"),
    _route(f"{_CASE}/relations", c.DeclareRelation, _STAFF, "申明调解员应当回避的关系", "调解员"),
    _route(f"{_CASE}/relations/lift", c.LiftRelation, _STAFF, "解除申明的回避关系", "调解员"),
    _route(f"{_CASE}/mediators", c.AssignMediator, _CLERK, "指定或者登记当事人选择的调解员", "调解员"),
    _route(f"{_CASE}/mediators/recusal", c.RecuseMediator, _CLERK, "调解员回避并更换", "调解员"),
    _route(f"{_CASE}/rights-notice", c.NotifyRights, _STAFF, "告知权利义务", "调解"),
    _route(f"{_CASE}/sessions", c.HoldSession, _STAFF, "登记调解过程", "调解"),
    _route(f"{_CASE}/danger-signs", c.SeeDangerSigns, _STAFF, "登记激化迹象", "调解"),
    _route(f"{_CASE}/appraisal", c.StartAppraisal, _STAFF, "登记开始鉴定", "调解"),
    _route(f"{_CASE}/appraisal/end", c.EndAppraisal, _STAFF, "登记鉴定结束", "调解"),
    _route(f"{_CASE}/fee", c.AgreeFee, _CLERK, "登记约定的商事调解费用", "调解"),
    _route(f"{_CASE}/agreements", c.ReachAgreement, _STAFF, "登记达成协议", "协议"),
    _route(f"{_CASE}/agreements/party-signature", c.SignAsParty, _STAFF, "当事人签名、盖章或者按指印", "协议"),
    CommandRoute(
        path=f"{_CASE}/agreements/signature-by-link",
        body=c.SignByLink,
        roles=frozenset({Role.PUBLIC_WEB.value}),
        summary="当事人凭办事链接在协议上签名",
        roles_without_precondition=frozenset({Role.PUBLIC_WEB.value}),
        tags=("协议",),
    ),
    _route(f"{_CASE}/agreements/mediator-signature", c.SignAsMediator, _MEDIATOR, "调解员签名", "协议"),
    _route(f"{_CASE}/agreements/seal", c.SealAgreement, _SEAL, "加盖调解组织印章", "协议"),
    _route(f"{_CASE}/performance", c.RecordPerformance, _STAFF, "登记履行情况", "履行"),
    _route(f"{_CASE}/breach", c.ReportBreach, _STAFF, "登记违约", "履行"),
    _route(f"{_CASE}/follow-up", c.FollowUp, _STAFF, "回访", "履行"),
    _route(f"{_CASE}/termination", c.TerminateMediation, _STAFF, "终止调解并告知其他途径", "终结"),
    _route(f"{_CASE}/limit/extend", c.ExtendLimit, _STAFF, "经各方同意延长期限", "终结"),
    _route(f"{_CASE}/referrals/acceptance", c.AcceptReferral, _ANYBODY, "登记合作渠道受理", "合作渠道"),
    _route(f"{_CASE}/referrals/return", c.ReturnReferral, _ANYBODY, "登记合作渠道退回", "合作渠道"),
    _route(f"{_CASE}/referrals/result", c.ConcludeReferral, _ANYBODY, "登记合作渠道的办理结果", "合作渠道"),
    _route(f"{_CASE}/referrals/follow-up", c.FollowUpReferral, _ANYBODY, "登记对合作渠道的跟踪", "合作渠道"),
    _route(f"{_REGISTER}/body", c.RegisterBody, _KEEPERS, "登记调解组织", "名册"),
    _route(f"{_REGISTER}/committee", c.ComposeCommittee, _KEEPERS, "登记委员会组成", "名册"),
    _route(f"{_REGISTER}/mediators", c.RegisterMediator, _KEEPERS, "登记调解员", "名册"),
    _route(f"{_REGISTER}/mediators/removal", c.RemoveMediator, _KEEPERS, "调解员离任", "名册"),
    _route(f"{_REGISTER}/mediators/training", c.RecordTraining, _KEEPERS, "登记调解员培训", "名册"),
)
"""Every act people may ask for."""
