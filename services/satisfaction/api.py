"""The HTTP commands of satisfaction: staff enter what a person said; the public link stands in survey_endpoint.py."""

from collections.abc import Sequence

from services.jurisdiction.roles import Role
from services.runtime.command_routes import CommandRoute
from services.satisfaction.domain.commands import RateAtWindow

ROUTES: Sequence[CommandRoute] = (
    CommandRoute(
        path="/satisfaction/cases/{case_code}/ratings",
        body=RateAtWindow,
        roles=frozenset({Role.CLERK.value, Role.COUNTY_OFFICE.value, Role.DEMONSTRATOR.value}),
        summary="录入当事人当面或者电话作出的评价",
        tags=("评价",),
    ),
)
"""Every act that staff may ask of satisfaction."""
