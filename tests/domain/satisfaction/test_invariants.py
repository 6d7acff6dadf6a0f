"""Whatever parties, staff and other services do, in whatever order: what must always hold of a survey."""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from schemas.base import Event
from schemas.clocks import ClockLapsed, ClockStarted, ClockStopped, LapseWithdrawn
from schemas.command import Actor, CommandBody, Refused
from schemas.satisfaction import InvitationIssued, RatingChanged, RatingGiven
from services.satisfaction.domain import commands
from services.satisfaction.domain.due import CLOCKS
from services.satisfaction.domain.state import Answered, Final
from tests.domain.given_when_then import at
from tests.domain.satisfaction.survey import HUB_CLERK, RATED, RATED_CLERK, SYSTEM, Survey

GRADES = st.integers(1, 5)
PARTIES = st.sampled_from(["p1", "p2"])
BODIES = st.sampled_from([RATED, "wuhu.jinghu.hub"])
ENDS = ("final", "expired", "cancelled")


class Surveying(RuleBasedStateMachine):
    """Acts in any order; refused ones change nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.survey = Survey()
        self.now = at("2026-03-02 10:00")

    def _acts(self, actor: Actor, body: CommandBody, days_ago: int = 0) -> None:
        before = self.survey.state
        occurred = self.now - timedelta(days=days_ago)
        answer = self.survey.act(actor, body, occurred, self.now if days_ago else None)
        if isinstance(answer, Refused):
            assert self.survey.state == before

    def _issued(self, party_id: str) -> list[str]:
        return [
            e.invitation_id for e in self.survey.events if isinstance(e, InvitationIssued) and e.party_id == party_id
        ]

    @rule(days=st.integers(0, 20))
    def time_passes_and_the_scan_finds_what_is_due(self, days: int) -> None:
        self.now += timedelta(days=days)
        while (due := CLOCKS.due_in_story(self.survey.state)) is not None and due.lapses_at <= self.now:
            assert self.survey.act(SYSTEM, due.command, self.now), "a due clock lapses"

    @rule(body=BODIES)
    def the_case_is_closed(self, body: str) -> None:
        self.survey.closed(day=f"{self.now:%Y-%m-%d %H:%M}", body=body)

    @rule(reason=st.sampled_from(["reopened", "voided"]))
    def the_case_goes_on(self, reason: str) -> None:
        self._acts(SYSTEM, commands.CancelSurvey.model_validate({"reason": reason}))

    @rule()
    def the_committee_follows_up(self) -> None:
        self._acts(SYSTEM, commands.RemindUnanswered())

    @rule(party_id=PARTIES, grade=GRADES)
    def a_person_answers(self, party_id: str, grade: int) -> None:
        for invitation_id in self._issued(party_id):
            holder = Actor(user=f"party:{invitation_id}", organisation="public", roles=("party",))
            self._acts(holder, commands.RateByLink(grade=grade))

    @rule(party_id=PARTIES, grade=GRADES, days_ago=st.integers(0, 20), actor=st.sampled_from([HUB_CLERK, RATED_CLERK]))
    def staff_enter_an_answer(self, party_id: str, grade: int, days_ago: int, actor: Actor) -> None:
        for invitation_id in self._issued(party_id)[-1:]:
            self._acts(actor, commands.RateAtWindow(invitation_id=invitation_id, grade=grade), days_ago)

    @invariant()
    def one_rating_per_person_and_invitation_with_first_and_last_kept(self) -> None:
        grades: dict[str, list[int]] = {}
        for event in self.survey.events:
            match event:
                case RatingGiven():
                    assert event.invitation_id not in grades, "given once, changed afterwards"
                    grades[event.invitation_id] = [event.grade]
                case RatingChanged():
                    assert event.former_grade == grades[event.invitation_id][-1]
                    grades[event.invitation_id].append(event.grade)
        kept = {
            one.invitation_id: (one.situation.first, one.situation.last)
            for one in self.survey.state.invitations.values()
            if isinstance(one.situation, Answered | Final)
        }
        assert kept == {invitation_id: (given[0], given[-1]) for invitation_id, given in grades.items()}

    @invariant()
    def one_person_has_at_most_one_live_invitation_per_rated_body(self) -> None:
        for party_id in ("p1", "p2"):
            for body in (RATED, "wuhu.jinghu.hub"):
                live = [
                    one
                    for one in self.survey.state.of(party_id, body)
                    if one.situation.kind in ("waiting", "answered", "final")
                ]
                assert len(live) <= 1

    @invariant()
    def no_clock_both_runs_and_is_stopped(self) -> None:
        standing: dict[str, bool] = {}
        for event in self.survey.events:
            match event:
                case ClockStarted() | LapseWithdrawn():
                    assert not standing.get(event.clock_id, False)
                    standing[event.clock_id] = True
                case ClockStopped() | ClockLapsed():
                    assert standing[event.clock_id]
                    standing[event.clock_id] = False
        kept = self.survey.state.clocks.clocks
        assert {clock_id: clock.status.value == "running" for clock_id, clock in kept.items()} == standing

    @invariant()
    def every_invitation_ends_within_twelve_lapses(self) -> None:
        trial = Survey()
        trial.state, trial.given_commands = self.survey.state, self.survey.given_commands
        for _ in range(12):
            due = CLOCKS.due_in_story(trial.state)
            if due is None:
                break
            answer: tuple[Event, ...] | Refused = trial.act(SYSTEM, due.command, max(self.now, due.lapses_at))
            assert not isinstance(answer, Refused)
        assert all(one.situation.kind in ENDS for one in trial.state.invitations.values())


TestSurveying = Surveying.TestCase
TestSurveying.settings = settings(max_examples=40, stateful_step_count=25, deadline=None, derandomize=True)
