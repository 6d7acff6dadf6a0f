"""What this service refuses to do now: code, Chinese sentence that tells the way out, article."""

from collections.abc import Mapping

from schemas.command import Refused

CONFIRMATION_REFUSALS: Mapping[str, tuple[str, str | None]] = {
    "not_joint": (
        "司法确认须由全体协议当事人共同申请，还缺：{missing}。请通知其到场或办理委托；对方不愿申请的，可以就协议向法院起诉。",
        "CPL 205",
    ),
    "applicant_unknown": ("申请人“{party}”不是协议的当事人。请核对。", "CPL 205"),
    "agent_not_empowered": (
        "当事人“{party}”的代理人没有特别授权，不能代为申请。请提交写明特别授权的委托书，或由本人申请。",
        "CPL-I 351",
    ),
    "guardian_needed": ("当事人“{party}”没有完全民事行为能力，应由监护人代为申请。", None),
    "not_a_people_court": ("“{court}”不是本辖区登记的人民法院。请选择人民法院。", "CPL 205"),
    "late_reason_missing": (
        "申请已超过协议生效后三十日。请写明逾期的理由（当事人未说明的，照实填写），由法院决定是否顺延。",
        "CPL 86",
    ),
    "already_applied_here": ("已在这家法院申请，尚未办结。请勿重复申请。", None),
    "already_docketed": ("已有法院立案审查，由最先立案的法院管辖，不能再向其他法院申请。", "CPL-I 352"),
    "already_ruled": ("法院已经作出裁定。被驳回的，可以重新调解或者起诉；已确认的，可以申请执行。", "CPL 206"),
    "story_needs_demonstrator": ("只有演示账号可以登记演示案件。", None),
    "already_registered": ("同一份协议（同一调解组织、同一编号）已经登记。请直接办理申请。", None),
    "application_missing": ("没有在本院待决定是否受理的申请。请先登记申请。", None),
    "not_docketed": ("申请尚未立案或者已经办结，现在不能办理此项。请核对案件所处阶段。", None),
    "not_confirmed": ("协议没有处于有效确认之中。请核对裁定；未确认的协议可以就协议起诉。", "CPL 206"),
    "not_revoked": ("只有撤销确认裁定之后才能据此驳回申请。请先登记撤销。", "CPL-I 372"),
    "no_ruling": ("还没有裁定，无法登记送达。", None),
    "nothing_to_withdraw": ("没有可以撤回的申请：裁定作出前才能撤回。", "CPL-I 357"),
    "nothing_missing": ("法院没有要求补充材料。", "CPL-I 354"),
    "cause_not_given": ("没有要求补充材料或没有立案审查，不能以此为由按撤回申请处理。", "CPL-I 357"),
    "ground_unknown": ("“{ground}”不是法律规定的情形。请从目录中选择。", "{source}"),
    "party_unknown": ("“{party}”不是协议的当事人。请核对。", None),
    "already_served": ("裁定已经送达给当事人“{party}”，不能重复登记。", None),
    "approval_missing": ("延长审查期限须经本院院长批准。", "JC11 5"),
    "objection_unknown": ("没有这项待处理的异议。请核对编号。", "CPL-I 372"),
    "revocation_unfounded": ("撤销须依据一项待处理的异议，或注明由本院自行发现。请补充。", "CPL-I 372"),
    "knew_on_in_future": ("“知道之日”不能晚于提出异议之日。请核对。", "CPL-I 372"),
    "enforcement_missing": ("没有正在办理的执行申请。请先登记申请执行。", "CPL 206"),
    "supplement_day_past": ("补充材料的期限早于提出要求之日。请核对期限。", "CPL-I 354"),
    "way_unknown": ("“{way}”不在赋予强制执行力的途径目录中。请从目录中选择。", None),
    "choice_unknown": ("没有登记过这项选择。请先登记当事人选择的途径。", None),
    "step_unknown": ("“{step}”不是“{way}”的办理步骤。请从目录中选择。", None),
    "occurred_before_previous_act": ("发生时间早于它所依据的上一步（{previous}）。请核对发生时间。", None),
}
"""Sentence and source by code; `not_found` and the refusals of time stand in services.jurisdiction.acts."""


def refuse(code: str, field: str | None = None, **values: str) -> Refused:
    """The refusal of this code; `values` fill the braces and go to programs as parameters. Raises KeyError."""
    message, source = CONFIRMATION_REFUSALS[code]
    said = source.format(**values) if source else None
    return Refused(code, message.format(**values), field, said, dict(values) or None)
