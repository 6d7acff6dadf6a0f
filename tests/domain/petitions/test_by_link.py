"""Review and re-check asked for through a petitioner's own link."""

from schemas.command import Actor
from schemas.intake import ByLink
from schemas.petitions import OpinionStage, RecheckRequested, ReviewRequested
from schemas.values import ReceivedVia
from services.jurisdiction.roles import Role
from services.petitions.domain import commands as c
from tests.domain.given_when_then import Answer, at, names, refusal
from tests.domain.petitions.petition_case import CITY, HUB, OFFICE, PetitionCase, clerk

PUBLIC = Actor(user=f"public-web.{HUB}", organisation=HUB, roles=(Role.PUBLIC_WEB.value,))
BY_LINK = ByLink(link_number=2, via=ReceivedVia.ONLINE)


def asks(case: PetitionCase, stage: OpinionStage, day: str, party: str = "p1", actor: Actor = PUBLIC) -> Answer:
    """A petitioner asks on this day."""
    return case.act(
        actor, c.RequestReviewByLink(stage=stage, party_id=party, grounds="对事实认定有异议", by_link=BY_LINK), at(day)
    )


def test_review_goes_to_the_unit_above_the_one_that_gave_the_opinion_and_its_limits_run() -> None:
    case = PetitionCase().served()
    answer = asks(case, OpinionStage.REVIEW, "2026-04-01")
    assert "clock_started" in names(answer)
    requested = next(event for event in case.events if isinstance(event, ReviewRequested))
    assert (requested.reviewing_unit, requested.party_ids, requested.by_link) == (HUB, ("p1",), BY_LINK)
    assert requested.irregularities == ()
    assert case.stands == "under_review"


def test_the_recheck_goes_one_higher_still() -> None:
    case = PetitionCase().reviewed()
    names(asks(case, OpinionStage.RECHECK, "2026-05-06"))
    requested = next(event for event in case.events if isinstance(event, RecheckRequested))
    assert (requested.rechecking_unit, requested.by_link) == (CITY, BY_LINK)


def test_nothing_is_asked_for_before_the_opinion_or_twice() -> None:
    case = PetitionCase().handled()
    assert refusal(asks(case, OpinionStage.REVIEW, "2026-04-01")) == "petition_in_handling"
    case = PetitionCase().served()
    names(asks(case, OpinionStage.REVIEW, "2026-04-01"))
    assert refusal(asks(case, OpinionStage.REVIEW, "2026-04-02")) == "under_review"


def test_a_unit_that_the_tree_of_bodies_does_not_know_is_for_the_office_to_judge() -> None:
    case = PetitionCase().registered()
    names(case.does(c.ForwardPetition(responsible_unit="某省属企业"), "2026-03-03"))
    names(case.does(c.AcceptPetition(), "2026-03-05"))
    names(case.does(c.ClassifyPetition(article="article_31_6"), "2026-03-06"))
    names(case.does(c.IssueHandlingOpinion(decision="support", answer="支持请求"), "2026-03-20"))
    assert refusal(asks(case, OpinionStage.REVIEW, "2026-04-01")) == "reviewing_unit_unknown"


def test_the_other_side_asks_for_nothing_and_no_office_asks_in_a_petitioners_name() -> None:
    case = PetitionCase().served()
    assert refusal(asks(case, OpinionStage.REVIEW, "2026-04-01", party="p3")) == "not_the_petitioner"
    assert refusal(asks(case, OpinionStage.REVIEW, "2026-04-01", actor=clerk(OFFICE))) == "not_found"


def withdraws(case: PetitionCase, day: str, party: str = "p1", actor: Actor = PUBLIC) -> Answer:
    """A petitioner declares on this day that it withdraws."""
    return case.act(actor, c.WithdrawByLink(party_id=party, reason="问题已经解决", by_link=BY_LINK), at(day))


def test_a_withdrawal_is_kept_for_the_office_and_neither_ends_the_petition_nor_stops_a_limit() -> None:
    case = PetitionCase().handled()
    assert names(withdraws(case, "2026-04-01")) == ["petition_withdrawal_declared"]
    assert case.stands == "handling"
    assert refusal(withdraws(case, "2026-04-02")) == "withdrawal_declared"
    assert "petition_concluded" in names(case.does(c.ConcludePetition(ending="petition_withdrawn"), "2026-04-02"))
    assert refusal(withdraws(case, "2026-04-03")) == "petition_concluded"


def test_the_office_answers_a_withdrawal_and_the_petition_goes_on() -> None:
    case = PetitionCase().handled()
    answer = c.AnswerWithdrawal(explanation="本人表示继续反映")
    assert refusal(case.does(answer, "2026-04-01")) == "no_withdrawal_declared"
    names(withdraws(case, "2026-04-01"))
    assert names(case.does(answer, "2026-04-02")) == ["petition_withdrawal_answered"]
    assert names(withdraws(case, "2026-04-03")) == ["petition_withdrawal_declared"]


def test_only_a_petitioner_withdraws_and_no_office_in_its_name() -> None:
    case = PetitionCase().handled()
    assert refusal(withdraws(case, "2026-04-01", party="p3")) == "not_the_petitioner"
    assert refusal(withdraws(case, "2026-04-01", actor=clerk(OFFICE))) == "not_found"
