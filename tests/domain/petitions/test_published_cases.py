"""The published petitions, act by act as their pages tell them, under the law of their day (shared cases; domain.md 2.3)."""

from datetime import datetime
from typing import Any

from schemas.clocks import ClockStopped, Verdict
from schemas.command import CommandBody
from schemas.petitions import OpinionDecision, PetitionKind, PetitionManner
from schemas.values import PartyRole
from services.petitions.domain import commands as c
from tests.domain.given_when_then import Answer, at, irregularities, names
from tests.domain.petitions.petition_case import BY_HAND, OFFICE, UNIT, PetitionCase, clerk, party, summary

TODAY = "2026-06-01"


class Played(PetitionCase):
    """A story: acts happened on the days told, or on a day that nobody told."""

    def __init__(self, *parties: Any) -> None:
        told = parties or (party("p1", PartyRole.APPLICANT), party("p2", PartyRole.RESPONDENT))
        super().__init__(summary(told, story=True))

    def acts(self, body: CommandBody, day: str, by: str = OFFICE, *, assumed: bool = False) -> Answer:
        """An act of that day, recorded today."""
        moment: datetime = at(day)
        return self.act(clerk(by), body.model_copy(update={"occurred_at_assumed": assumed}), moment, at(TODAY))

    def received(self, day: str, *, assumed: bool = False, **told: Any) -> "Played":
        """Held and registered on the day the source tells."""
        self.offered(day)
        names(self.acts(c.AcceptOffer(), day, assumed=assumed))
        self.moved(day)
        entry = {"kind": PetitionKind.GRIEVANCE, "manner": PetitionManner.LETTER, **told}
        names(self.acts(c.RegisterPetition(**entry), day, assumed=assumed))
        return self


def reply(decision: OpinionDecision = OpinionDecision.EXPLAIN) -> c.IssueHandlingOpinion:
    """A reply of which only the fact is known."""
    return c.IssueHandlingOpinion(decision=decision, answer="书面答复")


def test_pub_10_the_street_answers_on_the_fifty_ninth_day_and_the_district_never_reviews() -> None:
    case = Played().received("2013-07-29", manner=PetitionManner.VISIT, visitors=10)
    names(case.acts(c.ForwardPetition(responsible_unit="某街道办事处"), "2013-07-29", assumed=True))
    names(case.acts(c.AcceptPetition(), "2013-07-29", assumed=True))
    found = case.acts(c.ClassifyPetition(article="article_31_6"), "2013-07-29", assumed=True)
    assert names(found)[0] == "petition_classified"
    assert case.clock("XF-4").clock.verdict is Verdict.NOT_JUDGED
    opined = case.acts(reply(), "2013-09-26")
    assert "opinion_late" not in irregularities(opined)
    served = case.acts(c.ServeOpinion(service=BY_HAND), "2013-09-26")
    assert case.started(served) == {"XF-5": "2013-10-28"}
    assert "2005" in case.clock("XF-5").clock.derivation.source
    asked = case.acts(c.RequestReview(reviewing_unit="某区人民政府"), "2013-10-10")
    assert irregularities(asked) == []
    assert str(case.clock("XF-6").clock.due) == "2013-11-11"
    told = case.acts(c.Counsel(what="法院认为信访事项不属受案范围"), "2013-12-19")
    assert names(told) == ["clock_lapsed", "counselling_given"]


def test_pub_11_a_letter_to_the_mayor_is_answered_on_the_eighteenth_day() -> None:
    case = Played().received("2012-06-17", manner=PetitionManner.ONLINE)
    names(case.acts(c.ForwardPetition(responsible_unit=UNIT), "2012-06-17", assumed=True))
    marks = irregularities(case.acts(reply(OpinionDecision.SUPPORT), "2012-07-05", UNIT))
    assert marks == ["not_admitted", "not_classified", "petitioner_not_notified"]
    assert names(case.acts(c.ConcludePetition(ending="opinion_stands"), "2012-07-05"))[-1] == "petition_concluded"


def test_pub_15_a_letter_to_the_province_is_passed_on_in_time_and_not_taken_up() -> None:
    both = (party("p1", PartyRole.APPLICANT), party("p2", PartyRole.APPLICANT))
    case = Played(*both).received("2011-12-14")
    forwarded = case.acts(c.ForwardPetition(responsible_unit=UNIT), "2011-12-27")
    assert irregularities(forwarded) == []
    assert case.happened(ClockStopped).in_time
    names(case.acts(c.InvestigatePetition(what="一次性待遇已经法定程序解决"), "2011-12-28", UNIT, assumed=True))
    refused = c.RejectAdmission(ground="statutory_route_2005", number="2012年第1号")
    assert irregularities(case.acts(refused, "2012-01-05", UNIT, assumed=True)) == []
    assert case.stands == "rejected"


def test_pub_22_a_reply_on_the_second_day() -> None:
    case = Played().received("2017-08-07", manner=PetitionManner.ONLINE)
    names(case.acts(c.ForwardPetition(responsible_unit="某经开区管委会"), "2017-08-07", assumed=True))
    assert "opinion_late" not in irregularities(case.acts(reply(), "2017-08-09"))


def test_pub_23_a_request_years_after_the_opinion_is_turned_down() -> None:
    case = Played().received("2006-11-01", assumed=True)
    names(case.acts(reply(), "2006-11-17"))
    names(case.acts(c.ServeOpinion(service=BY_HAND), "2006-11-17"))
    assert str(case.clock("XF-5").clock.due) == "2006-12-18"
    asked = case.acts(c.RequestReview(reviewing_unit="某县人民政府"), "2011-03-01", assumed=True)
    assert irregularities(asked) == []
    turned_down = case.acts(c.RejectReview(ground="requested_late_2005"), "2011-03-29")
    assert "review_rejected" in names(turned_down)
    assert case.stands == "opined"


def test_before_the_regulations_of_2005_nothing_is_judged() -> None:
    case = Played().received("2004-03-01")
    clock = case.clock("XF-1").clock
    assert (clock.verdict, clock.due) == (Verdict.NOT_JUDGED, None)
    assert irregularities(case.acts(c.ForwardPetition(responsible_unit=UNIT), "2004-06-01")) == []
