"""A petitioner rates the petition office and the responsible unit, of matters that are open to rating (XFM14 3-4)."""

from typing import Any

import pytest

from schemas.petitions import (
    AccusationHandedOver,
    AdmissionRejected,
    PetitionAccepted,
    PetitionConcluded,
    PetitionDiverted,
    PetitionRegistered,
)
from schemas.satisfaction import InvitationIssued, PetitionNotRated
from schemas.values import Channel, PartyRole
from services.satisfaction.domain.commands import CancelSurvey, InviteParties
from services.satisfaction.domain.heard_commands import HearPetition
from services.satisfaction.worker import REACTIONS
from tests.domain.given_when_then import Answer, at, names, refusal
from tests.domain.satisfaction.survey import ENVELOPE, HUB_CLERK, SYSTEM, Survey

OFFICE, UNIT = "wuhu.jinghu.petitions", "wuhu.jinghu.fangcun.hub"
TRACK = {"track_id": "t", "custody_number": 2, "occurred_at": at("2026-02-01")}
PARTIES = (
    {"party_id": "p1", "role": PartyRole.APPLICANT, "reach": "sms"},
    {"party_id": "p2", "role": PartyRole.RESPONDENT, "reach": "sms"},
)


def closed(survey: Survey, result: str = "opinion_issued") -> Answer:
    body = InviteParties.model_validate({
        "rated_body": OFFICE, "channel": "PETITION", "dispute_type": "OTHER", "result": result, "invitees": PARTIES,
    })  # fmt: skip
    return survey.act(SYSTEM, body, at("2026-03-02"))


def hears(survey: Survey, event: Any) -> Answer | None:
    """The reaction to an event of petitions."""
    reaction = next(one for one in REACTIONS if one.source == "petitions" and one.event is type(event))
    sent = reaction.react(event, ENVELOPE)
    return None if sent is None else survey.act(SYSTEM, sent.body, at("2026-03-02"))


def registered(**more: Any) -> PetitionRegistered:
    return PetitionRegistered.model_validate({
        **TRACK, "office": OFFICE, "kind": "grievance", "manner": "petition_letter", "query_code": "", **more,
    })  # fmt: skip


CONCLUDED = PetitionConcluded.model_validate({**TRACK, "office": OFFICE, "ending": "opinion_stands"})
ACCEPTED = PetitionAccepted.model_validate({**TRACK, "responsible_unit": UNIT, "first_handler": UNIT})


def petition(*events: Any) -> Survey:
    survey = Survey()
    for event in (registered(), ACCEPTED, *events):
        hears(survey, event)
    return survey


def issued(survey: Survey) -> list[tuple[str, str, str]]:
    found = [event for event in survey.events if isinstance(event, InvitationIssued)]
    return [(event.party_id, event.rated_body, event.rated_as) for event in found]


EXPECTED = [("p1", OFFICE, "petition_office"), ("p1", UNIT, "responsible_unit"), ("p2", OFFICE, "handling_body")]


def test_the_petitioner_rates_office_and_unit_and_the_other_side_the_body_that_handled_it() -> None:
    survey = petition(CONCLUDED)
    names(closed(survey))
    assert issued(survey) == EXPECTED
    assert {e.channel for e in survey.events if isinstance(e, InvitationIssued)} == {Channel.PETITION}


def test_it_does_not_matter_whether_the_end_or_the_closing_is_heard_first() -> None:
    survey = petition()
    assert names(closed(survey)) == ["petition_survey_held"]
    hears(survey, CONCLUDED)
    assert issued(survey) == EXPECTED
    assert survey.state.held is None


def test_office_and_unit_in_one_are_rated_once() -> None:
    survey = Survey()
    own = ACCEPTED.model_copy(update={"responsible_unit": OFFICE})
    for event in (registered(), own, CONCLUDED):
        hears(survey, event)
    names(closed(survey))
    assert [row for row in issued(survey) if row[0] == "p1"] == [("p1", OFFICE, "petition_office")]


@pytest.mark.parametrize(
    ("told", "ground"),
    [
        ([registered(first_petition=False)], "repeat_petition"),
        ([registered(sealed=True)], "not_disclosable"),
        ([registered(kind="accusation")], "not_disclosable"),
        ([registered(), AccusationHandedOver.model_validate({**TRACK, "to_body": "x"})], "not_disclosable"),
        ([registered(), AdmissionRejected.model_validate({**TRACK, "body": OFFICE, "ground": "statutory_route"})], "belongs_elsewhere"),
        ([registered(), PetitionDiverted.model_validate({**TRACK, "body": OFFICE, "article": "article_31_1", "to_body": "法院", "notice": "请起诉"})], "belongs_elsewhere"),
    ],
)  # fmt: skip
def test_what_is_not_open_to_rating_is_told_with_its_ground_and_nobody_is_asked(told: list[Any], ground: str) -> None:
    survey = Survey()
    for event in (*told, CONCLUDED):
        hears(survey, event)
    assert names(closed(survey)) == ["petition_not_rated"]
    assert survey.happened(PetitionNotRated).ground == ground
    assert "XFM14" in survey.happened(PetitionNotRated).source


def test_another_statutory_route_does_not_shut_rating_out() -> None:
    duty = {**TRACK, "body": OFFICE, "article": "article_31_5", "to_body": UNIT, "notice": "由其履职"}
    survey = petition()
    assert hears(survey, PetitionDiverted.model_validate(duty)) is None
    rejected = AdmissionRejected.model_validate({**TRACK, "body": OFFICE, "ground": "no_petition_matter"})
    assert hears(survey, rejected) is None


def test_a_case_that_was_withdrawn_waits_for_no_end() -> None:
    survey = petition()
    assert "invitation_issued" in names(closed(survey, "withdrawn"))


def test_a_survey_that_is_held_is_dropped_when_the_case_goes_on() -> None:
    survey = petition()
    names(closed(survey))
    assert names(survey.act(SYSTEM, CancelSurvey(reason="reopened"), at("2026-03-03"))) == ["petition_survey_dropped"]
    hears(survey, CONCLUDED)
    assert issued(survey) == []


def test_the_same_told_twice_is_noted_and_no_person_tells_it() -> None:
    survey = petition()
    assert names(hears(survey, ACCEPTED) or ()) == ["noted"]
    assert refusal(survey.act(HUB_CLERK, HearPetition(concluded=True), at("2026-03-03"))) == "not_found"
