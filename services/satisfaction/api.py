"""The HTTP commands of satisfaction by people with an account; the public ways stand in `services.satisfaction.public`."""

from collections.abc import Sequence

from schemas.command import CommandBody
from services.jurisdiction.roles import Role
from services.runtime.command_routes import CommandRoute
from services.satisfaction.domain.commands import RateAtWindow
from services.satisfaction.domain.population_commands import ImportPopulationSurvey
from services.satisfaction.domain.rectification_commands import (
    AppealReview,
    CloseRectification,
    DecideAppeal,
    DecideRemedy,
    FeedBackResult,
    OpenRectification,
    RecordUnresolvedMatter,
    VerifyReview,
)

STAFF = frozenset({Role.CLERK.value, Role.COUNTY_OFFICE.value})
_CASE = "/satisfaction/cases/{case_code}"


def _act(path: str, body: type[CommandBody], summary: str) -> CommandRoute:
    return CommandRoute(path=_CASE + path, body=body, roles=STAFF, summary=summary, tags=("差评整改",))


ROUTES: Sequence[CommandRoute] = (
    CommandRoute(
        path=_CASE + "/ratings",
        body=RateAtWindow,
        roles=STAFF | {Role.DEMONSTRATOR.value},
        summary="录入当事人当面或者电话作出的评价",
        tags=("评价",),
    ),
    CommandRoute(
        path="/satisfaction/population-surveys",
        body=ImportPopulationSurvey,
        roles=frozenset({Role.COUNTY_OFFICE.value}),
        summary="导入群众满意度调查结果",
        creates_case=True,
        tags=("群众调查",),
    ),
    CommandRoute(
        path="/satisfaction/unresolved-matters",
        body=RecordUnresolvedMatter,
        roles=STAFF,
        summary="登记群众到窗口反映的“办不成事”",
        creates_case=True,
        tags=("办不成事",),
    ),
    _act("/rectifications", OpenRectification, "根据预警或者检查情况发起整改"),
    _act("/rectifications/verification", VerifyReview, "差评回访核实"),
    _act("/rectifications/remedy", DecideRemedy, "决定整改方式"),
    _act("/rectifications/feedback", FeedBackResult, "反馈整改结果"),
    _act("/rectifications/appeal", AppealReview, "就差评申诉"),
    _act("/rectifications/appeal-decision", DecideAppeal, "作出申诉复核决定"),
    _act("/rectifications/closing", CloseRectification, "整改销号"),
)
"""Every act that people with an account may ask of satisfaction."""
