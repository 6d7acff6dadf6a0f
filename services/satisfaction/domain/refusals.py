"""What satisfaction refuses: code, Chinese sentence that tells the way out, source."""

from collections.abc import Mapping
from typing import Any

from schemas.command import Refused

SATISFACTION_REFUSALS: Mapping[str, tuple[str, str | None]] = {
    "survey_expired": ("评价已过有效期，不能再评价或修改。如有意见，可以向当地综治中心反映。", "domain.md 5"),
    "survey_cancelled": ("案件已重新办理或登记已撤销，本次评价不再进行。再次办结后会重新邀请您评价。", None),
    "own_rating": (
        "评价对象就是本机构，不能由本机构代为录入。请由上级机构的窗口录入，或请当事人通过链接评价。",
        "issue 7",
    ),
    "told_time_not_allowed": ("通过链接评价以提交的时间为准，不能另填发生时间。", None),
    "simulation_not_allowed": ("只有演示账号、只有演示案例可以录入模拟评价。", "issue 3"),
    "simulation_not_marked": ("演示账号录入的评价必须标明为模拟。", "issue 3"),
    "answer_is_the_persons": ("当事人已经作出评价，只有本人可以修改。请本人通过链接或者评价码修改。", "issue 7"),
    "body_unknown": ("没有这个机构。请从机构名单中选择；不清楚由哪个机构办理的可以不填。", None),
    "matter_reported": ("这一编号下已经登记了反映事项。请用新的编号提交。", None),
    "rectification_open": ("该机构在本案中已有正在办理的整改，请在其中继续办理。", None),
    "which_rectification": ("本案有不止一项正在办理的整改，请写明是哪一项。", None),
    "rectification_closed": ("该项整改已经销号。", None),
    "verified_already": ("已经回访核实，请决定整改方式。", None),
    "not_verified": ("尚未回访核实，请先核实。", "domain.md 5"),
    "review_is_anonymous": ("评价人没有同意回访，不得查找评价人。请查阅案卷核实。", "issue 7"),
    "remedy_not_decided": ("尚未决定整改方式（即知即改、限期整改或者解释说明）。", "domain.md 5"),
    "remedy_decided": ("已经决定整改方式，请反馈整改结果。", None),
    "basis_missing": ("解释说明须写明没有法律、法规、政策依据的理由。", "domain.md 5"),
    "plan_date_missing": ("限期整改须写明完成日期，列入台账。", "domain.md 5"),
    "date_without_plan": ("只有限期整改才填写完成日期。", None),
    "plan_date_outside": ("完成日期应在{first}至{latest}之间。", "domain.md 5"),
    "not_fed_back": ("尚未向评价人反馈整改结果，不能销号。", "domain.md 5"),
    "fed_back_already": ("整改结果已经反馈，请附证明材料销号。", None),
    "evidence_missing": ("没有证明材料。请列明证明整改或者复核结论的材料名称。", "issue 7"),
    "appeal_pending": ("申诉正在复核，复核决定作出后再继续办理。", None),
    "no_appeal_here": ("只有被评价的责任机构可以就差评申诉。", "domain.md 5"),
    "appealed_already": ("就该评价已经申诉过一次。", None),
    "appeal_too_late": ("整改结果已经反馈，不能再申诉。", None),
    "no_appeal": ("没有待复核的申诉。", None),
    "own_appeal": ("申诉由上级机构复核，不能由本机构决定。", "domain.md 5"),
    "rows_invalid": ("导入的表格有 {count} 处填写有误，请逐行改正后重新导入。", None),
    "correction_missing": ("更正已导入的调查须写明更正的内容和理由。", None),
    "survey_imported": ("这一编号下已经导入了调查。请用新的编号提交。", None),
    "fieldwork_dates_wrong": ("调查开始日期晚于结束日期，请核对。", None),
}
"""Sentence and source by code; `not_found` and the refusals of time stand in services.jurisdiction.acts."""


def refuse(code: str, field: str | None = None, **values: Any) -> Refused:
    """The refusal of this code, its braces filled with `values`. Raises KeyError for a code nobody defined."""
    message, source = SATISFACTION_REFUSALS[code]
    return Refused(code, message.format(**values), field, source, values or None)
