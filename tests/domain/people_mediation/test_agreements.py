"""Agreements: oral ones bind when reached (PML 30), written ones later (PML 29); partial ones let the rest go on (SD 23)."""

import pytest

from schemas.people_mediation import AgreementReached, AgreementTerms
from schemas.values import Agreed, Difficulty, DueItem, PartyRole
from services.jurisdiction import case_changes
from services.people_mediation.domain import commands as c
from tests.domain.given_when_then import irregularities, names, refusal
from tests.domain.people_mediation.committee_case import (
    AT_ONCE,
    BOTH,
    MEDIATOR,
    PAY,
    RESPONDENT,
    WITNESS,
    given_archived,
    given_breached,
    given_custody,
    given_in_force,
    given_lost,
    given_session,
    given_terminated,
    party,
    summary,
)

SECOND = party("p4", PartyRole.RESPONDENT)


def orally(case, **more):
    return case.agrees(**{"form": Agreed.ORAL, "terms": AT_ONCE, **more})


def test_an_oral_agreement_binds_when_it_is_reached_pml_30():
    case = given_session()
    answer = orally(case)
    assert names(answer) == ["agreement_reached", "clock_stopped", "agreement_effective"]
    assert irregularities(answer) == []
    assert case.latest.is_in_force


def test_a_written_agreement_does_not_bind_when_it_is_reached_pml_29():
    case = given_session()
    assert names(case.agrees()) == ["agreement_reached", "clock_stopped"]
    assert not case.latest.is_in_force
    assert case.status("PM-1") == "stopped"


@pytest.mark.parametrize(("terms", "form"), [(PAY, Agreed.WRITTEN), (AT_ONCE, Agreed.ORAL)])
def test_an_untold_form_is_written_unless_performed_on_the_spot_and_says_that_it_is_assumed(terms, form):
    answer = given_session().agrees(form=None, terms=terms)
    reached = answer[0]
    assert isinstance(reached, AgreementReached)
    assert (reached.form, reached.form_assumed) == (form, True)


def test_an_oral_agreement_not_performed_at_once_should_have_been_written_nb_24():
    assert irregularities(orally(given_session(), terms=PAY)) == ["should_be_written"]


def test_a_complex_dispute_should_be_settled_in_writing_nb_24():
    assert irregularities(orally(given_session(case=summary(difficulty=Difficulty.COMPLEX)))) == ["should_be_written"]


def test_writing_that_a_party_asked_for_is_due_nb_24():
    assert irregularities(orally(given_session(), writing_wanted=True)) == ["should_be_written"]


def test_the_mediator_records_what_was_agreed_orally_pml_28():
    silent = AgreementTerms(terms=(), performed_at_once=True)
    assert irregularities(orally(given_session(), terms=silent)) == ["oral_terms_not_recorded"]


def test_an_agreement_without_anything_before_it_is_recorded_with_every_mark():
    expected = ["not_taken_up", "consent_not_recorded", "rights_not_notified", "no_mediator"]
    case = given_custody()
    assert irregularities(case.agrees("2026-03-03")) == expected
    assert case.situation == "agreed"


@pytest.mark.parametrize(
    ("given", "code", "situation"),
    [
        (given_terminated, "round_ended", "agreed"),
        (given_lost, "custody_elsewhere", "lost"),
        (given_archived, "file_already_archived", "archived"),
    ],
)
def test_people_may_agree_after_the_end_and_it_is_marked(given, code, situation):
    case = given()
    assert code in irregularities(case.agrees("2026-06-01"))
    assert case.situation == situation


def test_an_agreement_after_the_month_is_marked_and_the_lapse_stands_r75_33():
    case = given_session()
    case.time_passes("PM-1", "2026-04-04 00:00")
    answer = case.agrees("2026-04-10")
    assert "past_limit" in irregularities(answer)
    assert names(answer) == ["agreement_reached"]
    assert case.status("PM-1") == "lapsed"


def test_an_agreement_in_time_recorded_after_the_lapse_takes_the_lapse_back():
    case = given_session()
    case.time_passes("PM-1", "2026-04-04 00:00")
    answer = case.does(c.ReachAgreement(form=Agreed.WRITTEN, terms=PAY), "2026-04-01", MEDIATOR, recorded="2026-04-08")
    assert irregularities(answer) == ["recorded_late"]
    assert names(answer) == ["agreement_reached", "lapse_withdrawn", "clock_stopped"]
    assert case.status("PM-1") == "stopped"


def test_a_partial_agreement_lets_the_rest_go_on_sd_23():
    case = given_session()
    assert names(case.agrees(partial=True)) == ["agreement_reached"]
    assert case.situation == "in_mediation"
    assert case.status("PM-1") == "running"


def test_some_of_the_parties_make_a_partial_agreement_sd_23():
    case = given_session(case=summary((*BOTH, SECOND)))
    assert refusal(case.agrees(party_ids=("p1", "p2"))) == "agreement_not_whole"
    assert names(case.agrees(party_ids=("p1", "p2"), partial=True)) == ["agreement_reached"]


def test_who_left_after_a_refusal_is_not_needed_for_the_whole():
    case = given_session(case=summary((*BOTH, SECOND)))
    case.does(c.RefuseConsent(party_id="p4", others_go_on=True), "2026-03-05")
    answer = case.agrees()
    assert isinstance(answer[0], AgreementReached)
    assert answer[0].party_ids == ("p1", "p2")


def test_third_parties_may_join_an_agreement():
    case = given_session(case=summary((*BOTH, WITNESS)))
    assert names(case.agrees(party_ids=("p1", "p2", "p3")))[0] == "agreement_reached"


def test_one_party_alone_agrees_with_nobody():
    assert refusal(given_session().agrees(party_ids=("p1",), partial=True)) == "agreement_needs_two_parties"


@pytest.mark.parametrize(
    "more",
    [{"party_ids": ("p1", "p9")}, {"terms": AgreementTerms(terms=("还钱",), items=(DueItem(item_id="i", what="还", debtor="p9"),))}],
)  # fmt: skip
def test_strangers_do_not_agree(more):
    assert refusal(given_session().agrees(**more)) == "unknown_party"


def test_the_same_round_may_hold_a_second_agreement_after_a_breach():
    case = given_breached()
    case.holds("2026-03-26")
    assert names(case.agrees("2026-03-26")) == ["agreement_reached"]
    case.all_sign("2026-03-26")
    assert [one.is_in_force for one in case.track.agreements] == [True, True]


def test_follow_up_begins_with_effect_after_each_due_date_and_before_confirmation_ends_pml_31():
    case = given_in_force()
    started = [event for event in case.events if getattr(event, "limit", "") in ("PM-2", "PM-2B")]
    assert [event.limit for event in started] == ["PM-2B", "PM-2", "PM-2"]
    assert [str(event.clock.due) for event in started] == ["2026-03-31", "2026-03-27", "2026-04-27"]
    assert len({event.occurred_at for event in started}) == 1


def test_what_is_performed_at_once_needs_no_follow_up_clock():
    case = given_session()
    orally(case)
    assert not [event for event in case.events if getattr(event, "limit", "").startswith("PM-2")]


def test_nothing_is_judged_from_an_assumed_day_of_effect():
    case = given_session(case=summary(story=True))
    orally(case, terms=PAY, occurred_at_assumed=True)
    assert case.due("PM-2B") == "None"


def test_the_parties_of_the_effect_are_as_they_stand_today():
    case = given_session()
    case.agrees()
    heir = RESPONDENT.model_copy(update={"party_id": "p5"})
    change = case_changes.PartyReplaced(former_party_id="p2", successor=heir)
    case.hears(c.UpdateCaseInformation(what="party_succeeded", change=change), "2026-03-06")
    case.all_sign()
    effective = [event for event in case.events if hasattr(event, "parties")][-1]
    assert [one.party_id for one in effective.parties] == ["p1", "p5"]
