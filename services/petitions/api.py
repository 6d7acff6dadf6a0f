"""The HTTP commands of petitions: one table, nothing else. Whether this body may act in this petition is for `decide`."""

from collections.abc import Sequence

from schemas.command import CommandBody
from services.jurisdiction.roles import Role
from services.petitions.domain import commands as c
from services.runtime.command_routes import CommandRoute

_CASE = "/petitions/cases/{case_code}"
_CLERK = frozenset({Role.CLERK.value, Role.COUNTY_OFFICE.value})
"""Clerks of petition offices and units, and of the offices above them."""


def _route(path: str, body: type[CommandBody], summary: str, tag: str) -> CommandRoute:
    return CommandRoute(path=f"{_CASE}/{path}", body=body, roles=_CLERK, summary=summary, tags=(tag,))


ROUTES: Sequence[CommandRoute] = (
    _route("offer/accept", c.AcceptOffer, "接收移交", "移交"),
    _route("offer/return", c.ReturnOffer, "退回移交", "移交"),
    _route("registration", c.RegisterPetition, "登记信访事项", "登记"),
    _route("repeats", c.RecordRepeatPetition, "登记重复信访", "登记"),
    _route("representatives", c.ElectRepresentatives, "登记集体访推选的代表", "登记"),
    _route("forward", c.ForwardPetition, "转送、交办或者由本机构直接办理", "转送交办"),
    _route("delivery", c.RecordDelivery, "登记承办单位签收", "转送交办"),
    _route("report", c.ReportPetition, "重大、紧急事项报告", "转送交办"),
    _route("objection", c.ObjectToTransfer, "承办单位提出异议", "转送交办"),
    _route("objection/decision", c.DecideObjection, "决定是否同意退回", "转送交办"),
    _route("competence/dispute", c.DisputeCompetence, "登记涉及两个以上机关、单位", "管辖"),
    _route("competence/agreement", c.AgreeOnUnit, "登记协商确定的办理单位", "管辖"),
    _route("competence/designation", c.DesignateUnit, "共同上级指定办理单位", "管辖"),
    _route("notice", c.NotifyPetitioner, "书面告知信访人", "受理"),
    _route("acceptance", c.AcceptPetition, "受理", "受理"),
    _route("rejection", c.RejectAdmission, "不予受理", "受理"),
    _route("accusation/hand-over", c.HandOverAccusation, "检举控告移送纪检监察机关", "受理"),
    _route("suggestion/answer", c.AnswerSuggestion, "答复建议意见", "受理"),
    _route("classification", c.ClassifyPetition, "按第三十一条区分办理途径", "办理"),
    _route("simple-handling", c.ChooseSimpleHandling, "适用简易办理", "办理"),
    _route("simple-handling/leave", c.LeaveSimpleHandling, "不再适用简易办理", "办理"),
    _route("handler", c.AssignHandler, "确定承办人", "办理"),
    _route("investigation", c.InvestigatePetition, "调查核实", "办理"),
    _route("hearing/open", c.OpenHearing, "听证开始", "办理"),
    _route("hearing/close", c.CloseHearing, "听证结束", "办理"),
    _route("limit/extend", c.ExtendHandling, "延长办理期限并告知理由", "办理"),
    _route("assignment/report", c.ReportAssignment, "反馈交办事项办理结果", "办理"),
    _route("mediation", c.MediatePetition, "登记信访事项中的调解", "调解"),
    _route("mediation/referral", c.ReferToMediation, "引入人民调解（访调对接）", "调解"),
    _route("settlement", c.SettlePetition, "登记和解", "调解"),
    _route("opinion", c.IssueHandlingOpinion, "出具处理意见书", "意见"),
    _route("opinion/service", c.ServeOpinion, "登记意见书送达", "意见"),
    _route("review/request", c.RequestReview, "登记复查申请", "复查复核"),
    _route("recheck/request", c.RequestRecheck, "登记复核申请", "复查复核"),
    CommandRoute(
        path=f"{_CASE}/review/by-link",
        body=c.RequestReviewByLink,
        roles=frozenset({Role.PUBLIC_WEB.value}),
        summary="信访人凭办事链接申请复查、复核",
        roles_without_precondition=frozenset({Role.PUBLIC_WEB.value}),
        tags=("复查复核",),
    ),
    CommandRoute(
        path=f"{_CASE}/withdrawal/by-link",
        body=c.WithdrawByLink,
        roles=frozenset({Role.PUBLIC_WEB.value}),
        summary="信访人凭办事链接提出撤回",
        roles_without_precondition=frozenset({Role.PUBLIC_WEB.value}),
        tags=("终结",),
    ),
    _route("withdrawal/answer", c.AnswerWithdrawal, "答复信访人的撤回：继续办理", "终结"),
    _route("review/rejection", c.RejectReview, "不予受理复查、复核申请", "复查复核"),
    _route("review/opinion", c.IssueReviewOpinion, "出具复查意见", "复查复核"),
    _route("recheck/opinion", c.IssueRecheckOpinion, "出具复核意见", "复查复核"),
    _route("counselling", c.Counsel, "登记疏导和帮扶", "领导与联席"),
    _route("rating-without-grade", c.RecordRatingWithoutGrade, "登记未载明等级的评价", "领导与联席"),
    _route("leader", c.AssignLeader, "领导包案", "领导与联席"),
    _route("reception", c.HoldReception, "登记公开接访", "领导与联席"),
    _route("quality-review", c.ReviewHandlingQuality, "案件评查", "领导与联席"),
    _route("joint-conference", c.HoldJointConference, "登记联席会议", "领导与联席"),
    _route("conclusion", c.ConcludePetition, "办结", "终结"),
)
"""Every act people may ask for in a petition."""
