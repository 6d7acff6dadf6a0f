"""What early warning refuses: code, Chinese sentence that tells the way out, source."""

from collections.abc import Mapping

from schemas.command import Refused

WARNING_REFUSALS: Mapping[str, tuple[str, str | None]] = {
    "not_addressee": ("预警由接收机构或者其上级处理，您所在的机构可以查看，但不能答复。", "issue 7"),
    "alert_not_open": ("这一预警已经处理或者已经撤回，不能再次处理。请刷新后查看最新情况。", None),
}
"""Sentence and source by code; `not_found` and the refusals of time stand in services.jurisdiction.acts."""


def refuse(code: str) -> Refused:
    """The refusal of this code. Raises KeyError for a code nobody defined."""
    message, source = WARNING_REFUSALS[code]
    return Refused(code, message, None, source)
