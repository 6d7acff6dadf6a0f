"""What statistics refuses: code, Chinese sentence that tells the way out, source."""

from collections.abc import Mapping

from schemas.command import Refused

STATISTICS_REFUSALS: Mapping[str, tuple[str, str | None]] = {
    "unknown_report": ("没有这张统计报表。请从报表目录中选择。", None),
    "not_a_period": ("期间写法不对：应写成 2026-03、2026-Q1、2026-H1、2026 或 2026-01..2026-11。", None),
    "period_not_over": ("统计期间尚未结束，不能定稿。请在期间结束后再定稿。", "domain.md 5"),
    "report_code_mismatch": ("报表编号与机构、报表、期间不一致。请重新读取报表后再提交。", None),
    "digest_mismatch": ("提交的数字与校验值不一致，可能在传输中被改动。请重新读取报表后再提交。", "issue 7"),
    "already_frozen": ("本期报表已经定稿。数字有变的，请提交更正，形成新的一版。", "issue 7"),
    "not_frozen": ("本期报表尚未定稿，没有可以更正的版本。请先定稿。", "issue 7"),
    "nothing_changed": ("与上一版相比没有任何数字变化，不需要更正。", "issue 7"),
}
"""Sentence and source by code; `not_found` and the refusals of time stand in services.jurisdiction.acts."""


def refuse(code: str, field: str | None = None) -> Refused:
    """The refusal of this code. Raises KeyError for a code nobody defined."""
    message, source = STATISTICS_REFUSALS[code]
    return Refused(code, message, field, source)
