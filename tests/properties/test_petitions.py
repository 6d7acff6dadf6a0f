"""Whatever offices, units and the system do to a petition in whatever order: what must always hold of it (domain.md 2.3)."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.command import Refused
from schemas.petitions import Article31, PetitionAccepted, PetitionClassified, RecheckOpinionIssued
from schemas.values import Channel
from services.petitions.domain import commands as c
from services.petitions.domain.evolve import evolve
from services.petitions.domain.state import initial
from tests.domain.given_when_then import at
from tests.domain.petitions.petition_case import (
    BY_HAND,
    CITY,
    HUB,
    OFFICE,
    OTHER_OFFICE,
    OTHER_UNIT,
    SYSTEM,
    UNIT,
    PetitionCase,
    clerk,
    opinion,
    review,
)

BODIES = (OFFICE, UNIT, OTHER_UNIT, HUB, CITY, OTHER_OFFICE)
ONWARDS: tuple[Any, ...] = (
    c.RegisterPetition(kind="grievance", manner="petition_visit"), c.ForwardPetition(responsible_unit=UNIT),
    c.AcceptPetition(), c.ClassifyPetition(article=Article31.PETITION_PROCEDURE), opinion(),
    c.ServeOpinion(service=BY_HAND), c.RequestReview(reviewing_unit=HUB), review(),
    c.RequestRecheck(rechecking_unit=CITY), c.IssueRecheckOpinion(finding="opinion_upheld", answer="x"),
)  # fmt: skip
"""What leads to the end; tried more often than the rest."""
ACTS: tuple[Any, ...] = (
    *ONWARDS * 4,
    c.RegisterPetition(kind="grievance", manner="petition_visit"), c.RecordRepeatPetition(),
    c.ForwardPetition(responsible_unit=UNIT), c.ForwardPetition(responsible_unit=OFFICE),
    c.ForwardPetition(responsible_unit=UNIT, manner="assign_with_report", report_due=date(2026, 6, 1)),
    c.ObjectToTransfer(reason="x"), c.DecideObjection(approved=True), c.DecideObjection(approved=False, reason="x"),
    c.NotifyPetitioner(way_told="x"), c.AcceptPetition(), c.AcceptPetition(), c.RejectAdmission(ground="being_handled"),
    c.DisputeCompetence(units=(UNIT, OTHER_UNIT)), c.DesignateUnit(responsible_unit=OTHER_UNIT, reason="x"),
    c.ClassifyPetition(article=Article31.PETITION_PROCEDURE), c.ClassifyPetition(article=Article31.PETITION_PROCEDURE),
    c.ClassifyPetition(article=Article31.ARBITRATION, route=Channel.ARBITRATION, to_body="x", notice="x"),
    c.ChooseSimpleHandling(ground="urgent_daily_life"), c.LeaveSimpleHandling(reason="x"),
    c.ExtendHandling(by=10, approver="局长", reason="x", notice="x"), c.OpenHearing(), c.CloseHearing(conclusions="x"),
    c.SettlePetition(terms=("x",)), opinion(), c.ServeOpinion(service=BY_HAND), c.RequestReview(reviewing_unit=HUB),
    c.RejectReview(ground="requested_late"), review(), c.RequestRecheck(rechecking_unit=CITY),
    c.IssueRecheckOpinion(finding="opinion_upheld", answer="x"), c.ReportAssignment(report="x"),
    c.ConcludePetition(ending="petition_withdrawn"), c.ConcludePetition(ending="opinion_stands"),
)  # fmt: skip
HEARD: tuple[Any, ...] = (
    c.LoseCustody(custody_number=3, what="custody_moved", reason="x"), c.HearRepeat(),
    c.DenyCustody(track_id=PetitionCase().track(2), reason="x"),
)  # fmt: skip
PLAYS = st.integers(0, 5_000)
"""A play is told by one number: short lists of small numbers, as shrinking likes them, would never get past the register."""


def played(play: int) -> PetitionCase:
    """A case in which each step is an act that somebody may do then, or what the system tells; hours or weeks apart."""
    order = Random(play)
    case = PetitionCase().held()
    now: datetime = at("2026-03-02 10:00")
    number = 3
    for _ in range(order.randint(0, 25)):
        now += timedelta(hours=order.randint(0, 25) ** 2)
        told = order.choice((*HEARD, "clock", "other office"))
        if order.random() < 0.85:
            _somebody_acts(case, order.sample(ACTS, len(ACTS)), now)
        elif told == "other office":
            number += 1
            case.moved_at(now, number, OTHER_OFFICE if number % 2 else OFFICE)
        elif told == "clock":
            due = case.state.clocks.first_due()
            if due is not None and due.clock.lapses_at is not None:
                now = max(now, due.clock.lapses_at)
                case.act(SYSTEM, c.LapseClock(clock_id=due.clock.clock_id), now)
        else:
            assert not isinstance(case.act(SYSTEM, told, now), Refused)
    return case


def _somebody_acts(case: PetitionCase, acts: list[Any], now: datetime) -> None:
    for body in acts:
        for by in BODIES:
            if not isinstance(case.act(clerk(by), body, now), Refused):
                return


@given(PLAYS)
@settings(max_examples=25, deadline=None)
def test_the_state_is_the_fold_of_what_happened_and_nothing_else(play: int) -> None:
    case = played(play)
    folded = initial(case.code)
    for event in case.history:
        folded = evolve(folded, event)
    assert folded == case.state


@given(PLAYS)
@settings(max_examples=25, deadline=None)
def test_the_sixty_days_run_only_under_article_31_6_and_only_after_acceptance(
    play: int,
) -> None:
    case = played(play)
    accepted = {event.occurred_at for event in case.history if isinstance(event, PetitionAccepted)}
    classified = [event for event in case.history if isinstance(event, PetitionClassified)]
    started = [kept.clock.started_at for kept in case.state.clocks.clocks.values() if kept.clock.limit == "XF-4"]
    assert set(started) <= {event.accepted_at for event in classified} <= accepted


@given(PLAYS)
@settings(max_examples=25, deadline=None)
def test_who_handled_it_first_never_changes(play: int) -> None:
    told = {event.first_handler for event in played(play).history if isinstance(event, PetitionAccepted)}
    assert len(told) <= 1


@given(PLAYS)
@settings(max_examples=25, deadline=None)
def test_nothing_is_taken_up_again_after_the_recheck(play: int) -> None:
    history = played(play).history
    final = next(
        (place for place, event in enumerate(history) if isinstance(event, RecheckOpinionIssued)), len(history)
    )
    assert not any(isinstance(event, PetitionAccepted) for event in history[final:])


@given(PLAYS)
@settings(max_examples=25, deadline=None)
def test_an_ended_petition_has_no_running_clock_and_every_open_one_can_be_ended(
    play: int,
) -> None:
    case = played(play)
    petition = case.state.petition
    if petition is None:
        return
    if petition.situation.kind not in ("concluded", "ended"):
        ending = "three_level_finality" if petition.situation.kind == "final" else "petition_withdrawn"
        answer = case.act(clerk(petition.office), c.ConcludePetition(ending=ending), at("2040-01-02"))
        if isinstance(answer, Refused):
            assert answer.code == "not_reported_back"
            return
    assert not [kept for kept in case.state.clocks.clocks.values() if kept.status in ("running", "paused")]


def test_the_plays_reach_every_stage() -> None:
    """Otherwise the properties above would hold of nothing."""
    found = {type(event).__name__ for play in range(60) for event in played(play).history}
    wanted = {
        "PetitionAccepted", "PetitionClassified", "PetitionDiverted", "HandlingOpinionIssued", "OpinionServed",
        "ReviewRequested", "ReviewOpinionIssued", "RecheckRequested", "RecheckOpinionIssued", "PetitionConcluded",
        "HearingOpened", "ClockLapsed", "CustodyLost",
    }  # fmt: skip
    assert wanted <= found
