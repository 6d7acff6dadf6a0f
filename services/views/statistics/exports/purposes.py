"""What a report is taken out for. Asked of everybody who exports, and written to the log with who and what; no free text."""

from enum import StrEnum

import structlog
from starlette.requests import Request

from services.runtime.field_errors import field_error
from services.runtime.problems import fields_invalid

_log = structlog.get_logger(__name__)


class Purpose(StrEnum):
    """Why somebody exports."""

    REPORT_UPWARDS = "report_upwards"
    """报送上级."""
    MEETING = "meeting"
    """会议材料."""
    BRIEFING = "briefing"
    """通报."""
    ANALYSIS = "analysis"
    """分析研判."""
    PUBLICATION = "publication"
    """对外公布."""
    AUDIT = "audit"
    """审计检查."""


def purpose_of(request: Request) -> Purpose:
    """The query `purpose`. Raises Problem 400 where it is missing or none of these."""
    text = request.query_params.get("purpose", "")
    if text not in {one.value for one in Purpose}:
        raise fields_invalid([field_error("purpose", "enum", expected="、".join(one.value for one in Purpose))])
    return Purpose(text)


def log_export(account: str, path: str, purpose: Purpose, digest: str) -> None:
    """One line of the log: who took out what, for which purpose; the digest tells which figures."""
    _log.info("report_exported", account=account, path=path, reason=purpose.value, code=digest)
