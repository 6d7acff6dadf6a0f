"""One petition from the register to three-level finality: received, told, taken up, answered, reviewed, re-checked."""

from schemas.petitions import Article31, RatingWithoutGradeRecorded, ReviewFinding
from services.petitions.domain import commands as c
from tests.domain.given_when_then import at, clock_events, irregularities, names, refusal
from tests.domain.petitions.petition_case import (
    BY_HAND,
    CITY,
    HUB,
    OFFICE,
    OTHER_OFFICE,
    UNIT,
    PetitionCase,
    opinion,
    review,
)


def test_custody_moves_before_the_petition_is_registered() -> None:
    case = PetitionCase()
    case.offered()
    assert refusal(case.does(c.ForwardPetition(responsible_unit=UNIT), "2026-03-02 10:00")) == "offer_not_accepted"
    assert names(case.does(c.AcceptOffer(), "2026-03-02 10:00")) == ["offer_accepted"]
    assert refusal(case.does(c.ForwardPetition(responsible_unit=UNIT), "2026-03-02 10:01")) == "custody_not_here"
    case.moved("2026-03-02 10:02")
    assert refusal(case.does(c.ForwardPetition(responsible_unit=UNIT), "2026-03-02 10:03")) == "petition_not_registered"


def test_received_notified_and_accepted_are_three_times_and_each_has_its_limit() -> None:
    case = PetitionCase().registered()
    assert case.clock("XF-1").clock.due == at("2026-03-17").date()
    forwarded = case.does(c.ForwardPetition(responsible_unit=UNIT), "2026-03-03")
    assert case.started(forwarded) == {"XF-2": "2026-03-18", "XF-3": "2026-03-10"}
    assert ("clock_stopped", "XF-1") in clock_events(forwarded)
    told = case.does(c.NotifyPetitioner(way_told="按信访程序办理"), "2026-03-04", UNIT)
    assert clock_events(told) == [("clock_stopped", "XF-2")]
    accepted = case.does(c.AcceptPetition(), "2026-03-05", UNIT)
    assert clock_events(accepted) == [("clock_stopped", "XF-3")]
    petition = case.petition
    assert petition.received.at == at("2026-03-02 09:00")
    assert petition.notified is not None
    assert petition.notified.at == at("2026-03-04")
    assert petition.accepted is not None
    assert petition.accepted.at == at("2026-03-05")


def test_the_sixty_days_run_from_acceptance_however_late_the_way_is_found() -> None:
    case = PetitionCase().accepted("2026-03-05")
    found = case.does(c.ClassifyPetition(article=Article31.PETITION_PROCEDURE), "2026-03-12", UNIT)
    assert case.started(found) == {"XF-4": "2026-05-06"}  # the 60th day is 4 May, a day of rest, so is the 5th
    assert case.clock("XF-4").clock.started_at == at("2026-03-05")


def test_an_opinion_stops_the_handling_and_its_service_opens_the_way_to_review() -> None:
    case = PetitionCase().handled()
    issued = case.does(opinion(), "2026-03-20", UNIT)
    assert names(issued) == ["handling_opinion_issued", "clock_stopped"]
    assert irregularities(issued) == []
    served = case.does(c.ServeOpinion(service=BY_HAND), "2026-03-23", UNIT)
    assert case.started(served) == {"XF-5": "2026-04-22"}
    assert refusal(case.does(c.ServeOpinion(service=BY_HAND), "2026-03-24", UNIT)) == "already_served"


def test_a_service_that_does_not_count_opens_nothing_and_may_be_repeated() -> None:
    case = PetitionCase().opined()
    refused = BY_HAND.model_copy(update={"refused": True})
    served = case.does(c.ServeOpinion(service=refused), "2026-03-23", UNIT)
    assert names(served) == ["opinion_served"]
    assert irregularities(served) == ["service_refused_not_left"]
    assert case.started(case.does(c.ServeOpinion(service=BY_HAND), "2026-03-25", UNIT)) == {"XF-5": "2026-04-24"}


def test_review_and_recheck_have_limits_of_their_own_and_end_in_finality() -> None:
    case = PetitionCase().served()
    requested = case.does(c.RequestReview(reviewing_unit=HUB), "2026-04-01", HUB)
    assert clock_events(requested) == [("clock_stopped", "XF-5"), ("clock_started", "XF-6")]
    assert case.clock("XF-6").clock.due == at("2026-05-06").date()  # 1 May, and the holidays after it
    assert clock_events(case.does(review(), "2026-04-20", HUB)) == [("clock_stopped", "XF-6")]
    assert case.started(case.does(c.ServeOpinion(service=BY_HAND), "2026-04-21", HUB)) == {"XF-7": "2026-05-21"}
    asked = case.does(c.RequestRecheck(rechecking_unit=CITY), "2026-05-06", CITY)
    assert clock_events(asked) == [("clock_stopped", "XF-7"), ("clock_started", "XF-8")]
    done = case.does(c.IssueRecheckOpinion(finding=ReviewFinding.UPHELD, answer="维持"), "2026-05-20", CITY)
    assert clock_events(done) == [("clock_stopped", "XF-8")]
    assert case.stands == "final"
    assert names(case.does(c.ConcludePetition(ending="three_level_finality"), "2026-05-21")) == ["petition_concluded"]


def test_the_days_of_a_hearing_do_not_count_at_the_recheck() -> None:
    case = PetitionCase().under_recheck()
    before = case.clock("XF-8").clock.due
    opened = case.does(c.OpenHearing(topic="补偿标准"), "2026-05-11", CITY)
    assert clock_events(opened) == [("clock_paused", "XF-8")]
    closed = case.does(c.CloseHearing(conclusions="多数认为适当"), "2026-05-14", CITY)
    assert clock_events(closed) == [("clock_resumed", "XF-8")]
    assert (case.clock("XF-8").clock.due - before).days == 3


def test_a_hearing_at_the_review_costs_its_days() -> None:
    case = PetitionCase().under_review()
    assert clock_events(case.does(c.OpenHearing(), "2026-04-08", HUB)) == []
    assert refusal(case.does(c.OpenHearing(), "2026-04-08 10:00", HUB)) == "hearing_open"


def test_after_finality_the_same_matter_is_no_longer_accepted_but_counselling_goes_on() -> None:
    case = PetitionCase().final()
    again = case.does(c.RecordRepeatPetition(reported_to="省信访局"), "2026-06-01")
    assert irregularities(again) == ["raised_again_after_final"]
    assert names(case.does(c.Counsel(what="上门释法"), "2026-06-02")) == ["counselling_given"]
    names(case.does(c.ConcludePetition(ending="three_level_finality"), "2026-06-03"))
    assert names(case.does(c.Counsel(what="帮扶救助"), "2026-06-04")) == ["counselling_given"]
    case.moved("2026-07-01", number=3)
    told = c.RegisterPetition(kind="grievance", manner="petition_letter")
    assert names(case.does(told, "2026-07-02"))[0] == "petition_registered"
    names(case.does(c.ForwardPetition(responsible_unit=OFFICE), "2026-07-03"))
    assert refusal(case.does(c.AcceptPetition(), "2026-07-03 10:00")) == "matter_final"


def test_who_handled_it_first_stays_first() -> None:
    case = PetitionCase().accepted()
    assert case.state.first_handler == UNIT
    names(case.does(c.ConcludePetition(ending="petition_withdrawn"), "2026-03-10"))
    case.moved("2026-07-01", number=3)
    names(case.does(c.RegisterPetition(kind="grievance", manner="petition_letter", repeat=True), "2026-07-02"))
    names(case.does(c.ForwardPetition(responsible_unit=OFFICE), "2026-07-03"))
    assert names(case.does(c.AcceptPetition(), "2026-07-03 10:00"))[0] == "petition_accepted"
    assert case.state.first_handler == UNIT
    assert case.petition.unit == OFFICE


def test_a_rating_without_its_grade_is_kept_and_counted_in_no_rate() -> None:
    case = PetitionCase().final()
    told = c.RecordRatingWithoutGrade(rated_body=UNIT, words="在网上评价")
    [event] = case.does(told, "2026-06-01")
    assert isinstance(event, RatingWithoutGradeRecorded)
    assert (event.rated_body, hasattr(event, "grade")) == (UNIT, False)
    before = case.petition
    names(case.does(c.ConcludePetition(ending="three_level_finality"), "2026-06-03"))
    assert names(case.does(told, "2026-06-04")) == ["rating_without_grade_recorded"]
    assert case.petition.opinions == before.opinions
    assert refusal(case.does(told, "2026-06-05", by=OTHER_OFFICE)) == "not_found"
