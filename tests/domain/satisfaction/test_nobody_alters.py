"""No staff role can alter an answer (issue 7): every act that an account may ask for, by every role of every body concerned."""

from collections.abc import Mapping
from typing import Any

import pytest

from schemas.command import Actor, CommandBody, Refused
from schemas.satisfaction import RatingChanged, RatingGiven
from schemas.satisfaction_population import PopulationSurvey
from services.jurisdiction.roles import Role
from services.satisfaction.api import ROUTES
from services.satisfaction.domain import commands, population_commands
from services.satisfaction.domain import rectification_commands as put_right
from tests.command_line.test_satisfaction_commands import ABOUT, HEADER
from tests.domain.given_when_then import at, names
from tests.domain.satisfaction.survey import RATED, Survey, invited

BODIES = (RATED, "wuhu.jinghu.hub", "wuhu.hub")


def acts(survey: Survey) -> Mapping[type[CommandBody], CommandBody]:
    """Each body that a route takes, filled in as somebody would who wants the answer to be another one."""
    evidence = ("照片",)
    return {
        commands.RateAtWindow: commands.RateAtWindow(invitation_id=survey.invitation(), grade=5, comment="改为满意"),
        population_commands.ImportPopulationSurvey: population_commands.ImportPopulationSurvey(
            survey=PopulationSurvey.model_validate(ABOUT), table=HEADER + "wuhu.hub,总体,400,370\n"
        ),
        put_right.RecordUnresolvedMatter: put_right.RecordUnresolvedMatter(what="群众反映办不成"),
        put_right.OpenRectification: put_right.OpenRectification(responsible_body=RATED, reason="检查"),
        put_right.VerifyReview: put_right.VerifyReview.model_validate(
            {"manner": "file_review", "established": "not_founded", "findings": "已核实"}
        ),
        put_right.DecideRemedy: put_right.DecideRemedy.model_validate(
            {"remedy": "explained", "measures": "说明", "basis": "依据"}
        ),
        put_right.FeedBackResult: put_right.FeedBackResult(result="已反馈", evidence=evidence),
        put_right.AppealReview: put_right.AppealReview(grounds="恶意差评", evidence=evidence),
        put_right.DecideAppeal: put_right.DecideAppeal(upheld=True, reason="申诉成立", evidence=evidence),
        put_right.CloseRectification: put_right.CloseRectification(evidence=evidence),
    }  # fmt: skip


def answered() -> Survey:
    """The applicant was not content."""
    survey = invited()
    names(survey.by_link(1, "2026-03-03"))
    return survey


def test_every_route_is_tried() -> None:
    assert {route.body for route in ROUTES} == set(acts(invited()))


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_whatever_somebody_of_the_staff_does_the_answer_stays_what_the_person_said(role: str) -> None:
    survey = answered()
    given = survey.state.invitations[survey.invitation()].situation
    for organisation in BODIES:
        actor = Actor(user=f"{role}.{organisation}", organisation=organisation, roles=(role,))
        for body in acts(survey).values():
            answer = survey.act(actor, body, at("2026-03-04"))
            changed = (
                [] if isinstance(answer, Refused) else [e for e in answer if isinstance(e, RatingGiven | RatingChanged)]
            )
            assert changed == [], (organisation, type(body).__name__)
    assert survey.state.invitations[survey.invitation()].situation == given


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_an_account_is_no_holder_of_a_link_whatever_its_role(role: str) -> None:
    survey = answered()
    for organisation in BODIES:
        actor = Actor(user=f"{role}.{organisation}", organisation=organisation, roles=(role,))
        answer: Any = survey.act(actor, commands.RateByLink(grade=5), at("2026-03-04"))
        assert isinstance(answer, Refused)
        assert answer.code == "not_found"
