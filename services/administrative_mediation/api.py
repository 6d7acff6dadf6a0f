"""The HTTP commands of administrative mediation: one table, nothing else. Whether this agency may act on this case is for `decide`."""

from collections.abc import Sequence

from schemas.command import CommandBody
from services.administrative_mediation.domain import commands
from services.jurisdiction.roles import Role
from services.runtime.command_routes import CommandRoute

_CASE = "/administrative-mediation/cases/{case_code}"
_CLERK = frozenset({Role.CLERK.value})
_STAFF = frozenset({Role.CLERK.value, Role.MEDIATOR.value})


def _route(path: str, body: type[CommandBody], roles: frozenset[str], summary: str, tag: str) -> CommandRoute:
    return CommandRoute(path=f"{_CASE}/{path}", body=body, roles=roles, summary=summary, tags=(tag,))


ROUTES: Sequence[CommandRoute] = (
    _route("offer/accept", commands.AcceptOffer, _CLERK, "接收移交", "移交"),
    _route("offer/return", commands.ReturnOffer, _CLERK, "退回移交", "移交"),
    _route("classification", commands.ClassifyMatter, _CLERK, "调整领域或者难易程度", "审查"),
    _route("finding", commands.RecordFinding, _STAFF, "登记收到事故认定书", "审查"),
    _route("application", commands.RecordApplication, _STAFF, "登记调解申请", "审查"),
    _route("examination", commands.ExamineApplication, _STAFF, "登记审查情况", "审查"),
    _route("not-competent", commands.FindNotCompetent, _CLERK, "发现不属于本机关职责", "管辖"),
    _route("transfer", commands.TransferApplication, _CLERK, "移送有管辖权的机关", "管辖"),
    _route("refusal-of-acceptance", commands.DeclineApplication, _CLERK, "不予受理", "受理"),
    _route("acceptance", commands.AcceptApplication, _CLERK, "受理", "受理"),
    _route("decision-notice", commands.NotifyDecision, _STAFF, "告知申请人（投诉人）是否受理", "受理"),
    _route("damage-day", commands.FixDamage, _STAFF, "登记治疗终结、定残或者损失确定之日", "受理"),
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
    _route("representatives", commands.NameRepresentatives, _STAFF, "登记推选的代表", "调解"),
    _route("mediators", commands.AssignMediator, _CLERK, "指定调解人员", "调解人员"),
    _route("mediators/recusal-request", commands.RequestRecusal, _STAFF, "申请调解人员回避", "调解人员"),
    _route("mediators/recusal", commands.RecuseMediator, _CLERK, "调解人员回避并更换", "调解人员"),
    _route("rights-notice", commands.NotifyRights, _STAFF, "告知权利义务", "调解"),
    _route("meeting-notice", commands.NotifyMeeting, _STAFF, "通知调解的时间、地点", "调解"),
    _route("evidence", commands.GatherEvidence, _STAFF, "调查取证", "调解"),
    _route("appraisal/start", commands.StartAppraisal, _STAFF, "开始鉴定、检测，中止计算期限", "鉴定"),
    _route("appraisal/end", commands.EndAppraisal, _STAFF, "鉴定、检测结束", "鉴定"),
    _route("sessions", commands.HoldSession, _STAFF, "登记调解过程", "调解"),
    _route("danger-signs", commands.SeeDangerSigns, _STAFF, "登记激化迹象", "调解"),
    _route("agreements", commands.ReachAgreement, _STAFF, "登记达成协议", "协议"),
    _route("agreements/represented-consent", commands.ConsentToAgreement, _STAFF, "登记被代表人同意协议", "协议"),
    _route("agreements/party-signature", commands.SignAsParty, _STAFF, "当事人签名、盖章或者按指印", "协议"),
    CommandRoute(
        path=f"{_CASE}/agreements/signature-by-link",
        body=commands.SignByLink,
        roles=frozenset({Role.PUBLIC_WEB.value}),
        summary="当事人凭办事链接在调解协议书上签名",
        roles_without_precondition=frozenset({Role.PUBLIC_WEB.value}),
        tags=("协议",),
    ),
    _route(
        "agreements/mediator-signature", commands.SignAsMediator, frozenset({Role.MEDIATOR.value}), "调解人员签名",
        "协议",
    ),
    _route(
        "agreements/seal", commands.SealDocument, frozenset({Role.AGENCY_SEAL_KEEPER.value}), "加盖机关印章", "协议"
    ),
    _route("performance", commands.RecordPerformance, _STAFF, "登记履行情况", "履行"),
    _route("breach", commands.ReportBreach, _STAFF, "登记违约", "履行"),
    _route("performance/urge", commands.UrgePerformance, _STAFF, "督促履行", "履行"),
    _route("follow-up", commands.FollowUp, _STAFF, "回访", "履行"),
    _route("limit/extend", commands.ExtendLimit, _STAFF, "经各方同意延长期限", "终结"),
    _route("termination", commands.TerminateMediation, _CLERK, "终止调解并告知其他途径", "终结"),
    _route("termination/notice", commands.NotifyTermination, _STAFF, "送达终止调解通知书", "终结"),
    _route("duties/discharge", commands.DischargeDuty, _CLERK, "登记依法作出的处理", "终结"),
    _route("penalty/forgo", commands.ForgoPenalty, _CLERK, "登记不予治安管理处罚", "终结"),
    _route("file/archive", commands.ArchiveFile, _CLERK, "归档", "卷宗"),
)  # fmt: skip
"""Every act people of an agency may ask for."""
