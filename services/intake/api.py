"""The HTTP commands of the window: one table, nothing else. Whether this body may act on this case is for `decide`."""

from collections.abc import Sequence

from schemas.command import CommandBody
from services.intake.domain import custody_commands as custody
from services.intake.domain import file_commands as file
from services.intake.domain import group_commands as group
from services.intake.domain import joint_commands as joint
from services.intake.domain import link_commands as link
from services.intake.domain import supervision_commands as supervision
from services.jurisdiction.roles import Role
from services.runtime.command_routes import CommandRoute

_CASE = "/cases/{case_code}"
_DEMONSTRATOR = "demonstrator"
"""Plays published cases; may do what any office may, on stories alone."""
_WINDOW = frozenset({Role.CLERK.value, Role.GRID_WORKER.value, Role.COUNTY_OFFICE.value, _DEMONSTRATOR})
"""Who sits at a window."""
_HANDLERS = frozenset({*_WINDOW, Role.MEDIATOR.value, Role.COURT_CLERK.value})
"""Who works on cases and may tell what happened."""
_DECIDERS = frozenset({Role.CLERK.value, Role.COUNTY_OFFICE.value, Role.COURT_CLERK.value, _DEMONSTRATOR})
"""Who may say for a body where a case goes and how it ends."""

_SUPERVISORS = frozenset(
    {Role.COUNTY_OFFICE.value, Role.AUDITOR.value, Role.CLERK.value, Role.COURT_CLERK.value, _DEMONSTRATOR}
)
"""Who may say for a body what another owes (督办)."""


def _route(path: str, body: type[CommandBody], roles: frozenset[str], summary: str, tag: str) -> CommandRoute:
    return CommandRoute(path=f"{_CASE}/{path}", body=body, roles=roles, summary=summary, tags=(tag,))


ROUTES: Sequence[CommandRoute] = (
    CommandRoute(
        "/cases",
        file.RegisterCase,
        frozenset({*_WINDOW, Role.COURT_CLERK.value, Role.PUBLIC_WEB.value}),
        "登记纠纷，生成案件编号",
        creates_case=True,
        tags=("登记",),
    ),
    _route("repeats", file.LinkRepeat, _HANDLERS, "关联同一事项的既往案件", "登记"),
    _route("further-reports", file.RecordFurtherReport, _HANDLERS, "登记同一事项再次反映", "登记"),
    _route("corrections", file.CorrectEntry, _WINDOW, "更正登记内容", "登记"),
    _route("parties", file.AddParty, _HANDLERS, "增加当事人", "当事人"),
    _route("parties/succession", file.SucceedParty, _HANDLERS, "登记当事人的承继", "当事人"),
    _route("parties/contact", file.ChangeContact, _HANDLERS, "变更联系方式", "当事人"),
    _route("parties/guardian", file.NameGuardian, _HANDLERS, "登记监护人", "当事人"),
    _route("parties/agents", file.AppointAgent, _HANDLERS, "登记委托代理人", "当事人"),
    _route("parties/agents/dismissal", file.DismissAgent, _HANDLERS, "解除委托代理", "当事人"),
    _route("risk", file.AssessRisk, _HANDLERS, "评定风险等级", "研判"),
    _route("route/recommendation", file.RecommendRoute, _HANDLERS, "重新提出建议途径", "分流"),
    _route("route/choice", file.RecordPartyChoice, _HANDLERS, "登记当事人选择的途径", "分流"),
    _route("representatives", group.ElectRepresentatives, _HANDLERS, "登记推选的代表人", "群体"),
    _route("group-report", group.ReportGroupCase, _HANDLERS, "报告群体案件", "群体"),
    _route("joint-conference", joint.NameLeadUnit, _HANDLERS, "登记联席会议，确定牵头单位", "联动"),
    _route("own-motion-request", joint.AskOwnMotion, _HANDLERS, "提请行政机关主动调解", "联动"),
    _route("members-leaving", group.LetMembersLeave, _DECIDERS, "成员另行处理，另立案件", "群体"),
    _route("offer", custody.OfferCustody, _DECIDERS, "向其他机构移交案件", "移交"),
    _route("offer/withdrawal", custody.WithdrawOffer, _DECIDERS, "收回尚未接收的移交", "移交"),
    _route("offer/acceptance", custody.AcceptOffer, _DECIDERS, "接收移交（尚无独立系统的途径）", "移交"),
    _route("offer/return", custody.ReturnOffer, _DECIDERS, "退回移交（尚无独立系统的途径）", "移交"),
    _route("escalation", custody.Escalate, _DECIDERS, "上移一级", "移交"),
    _route("designation-request", custody.RequestDesignation, _DECIDERS, "提请共同上级指定办理机构", "移交"),
    _route("designation", custody.DesignateCustodian, _DECIDERS, "由共同上级指定办理机构", "移交"),
    _route("file-return", custody.ReturnFile, _DECIDERS, "把委派、委托调解的案卷退回法院", "移交"),
    _route("outside-referrals", custody.ReferOutside, _DECIDERS, "转介外部机关并跟踪", "外部"),
    _route("outside-acts", file.RecordOutsideAct, _HANDLERS, "登记外部机关的处理", "外部"),
    _route("thanks", file.RecordThanks, _HANDLERS, "登记表扬、致谢", "记事"),
    _route("parties/link", link.IssuePartyLink, _HANDLERS, "向当事人发放办事链接（凭条）", "当事人"),
    _route("parties/link/message", link.SendPartyLink, _HANDLERS, "把办事链接发给当事人", "当事人"),
    _route("withdrawal/answer", link.AnswerWithdrawal, _DECIDERS, "答复当事人的撤回：继续办理", "当事人"),
    CommandRoute(
        f"{_CASE}/withdrawal",
        link.DeclareWithdrawal,
        frozenset({Role.PUBLIC_WEB.value}),
        "当事人凭办事链接撤回反映的事项",
        roles_without_precondition=frozenset({Role.PUBLIC_WEB.value}),
        tags=("当事人",),
    ),
    _route("notes", file.RecordNote, _HANDLERS, "记事", "记事"),
    _route("handler", file.ReassignWork, _DECIDERS, "改派本机构其他同事办理", "办理"),
    _route("supervision", supervision.IssueSupervision, _SUPERVISORS, "发出督办", "督办"),
    _route("supervision/reply", supervision.ReplyToSupervision, _DECIDERS, "回复督办", "督办"),
    _route("supervision/reply-return", supervision.SendReplyBack, _SUPERVISORS, "退回督办回复", "督办"),
    _route("supervision/close", supervision.CloseSupervision, _SUPERVISORS, "办结督办", "督办"),
    _route("urging", supervision.UrgeHandling, _HANDLERS | {Role.AUDITOR.value}, "催办", "督办"),
    _route("void", file.VoidCase, _DECIDERS, "作废误登记", "终结"),
    _route("merge", file.MergeInto, _DECIDERS, "并入另一案件", "终结"),
    _route("unmerge", file.UnmergeCase, _DECIDERS, "解除合并", "终结"),
    _route("close", file.CloseCase, _DECIDERS, "办结", "终结"),
    _route("reopen", file.ReopenCase, _DECIDERS, "重新启动", "终结"),
)
"""Every act a person may ask of the window."""
