"""The HTTP commands of statistics: the county office freezes and corrects its reports."""

from collections.abc import Sequence

from services.jurisdiction.roles import Role
from services.runtime.command_routes import CommandRoute
from services.statistics.domain.commands import CorrectReport, FreezeReport

_OFFICE = frozenset({Role.COUNTY_OFFICE.value})
ROUTES: Sequence[CommandRoute] = (
    CommandRoute(
        path="/statistics/reports/{case_code}/freeze",
        body=FreezeReport,
        roles=_OFFICE,
        summary="统计报表定稿",
        roles_without_precondition=_OFFICE,
        tags=("统计",),
    ),
    CommandRoute(
        path="/statistics/reports/{case_code}/correct",
        body=CorrectReport,
        roles=_OFFICE,
        summary="更正已定稿的统计报表（形成新的一版）",
        tags=("统计",),
    ),
)
"""Every act that the county office may ask of statistics; a report frozen twice is refused, so freezing needs no ETag."""
