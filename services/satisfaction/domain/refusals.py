"""What satisfaction refuses: code, Chinese sentence that tells the way out, source."""

from collections.abc import Mapping

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
}
"""Sentence and source by code; `not_found` and the refusals of time stand in services.jurisdiction.acts."""


def refuse(code: str, field: str | None = None) -> Refused:
    """The refusal of this code. Raises KeyError for a code nobody defined."""
    message, source = SATISFACTION_REFUSALS[code]
    return Refused(code, message, field, source)
