"""Whatever the court and the parties do, in whatever order: what must always hold of a case before the court."""

from datetime import timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from schemas.base import Event
from schemas.clocks import ClockLapsed, ClockStarted, ClockStopped, LapseWithdrawn
from schemas.command import Actor, CommandBody, Refused
from schemas.judicial_confirmation import (
    AgreementConfirmed,
    ApplicationDismissed,
    ConfirmationRevoked,
    EnforceableWayChosen,
    ObjectionFiled,
    Objector,
)
from schemas.values import DisputeType
from services.judicial_confirmation.domain import court_commands as court
from services.judicial_confirmation.domain import filing_commands as window
from services.judicial_confirmation.domain.court_commands import AbandonmentCause
from services.judicial_confirmation.domain.filing_commands import Applicant, Material, PerformanceReport
from services.judicial_confirmation.domain.limits import CLOCKS
from services.judicial_confirmation.domain.way_commands import ChooseEnforceableWay, RecordEnforceableWayStep
from services.jurisdiction.law import Law
from tests.domain.given_when_then import at
from tests.domain.judicial_confirmation.court_case import (
    CLERK,
    COURT,
    COURT_CLERK,
    OTHER_COURT,
    OTHER_COURT_CLERK,
    SYSTEM,
    CourtCase,
)

BOTH_APPLY = (Applicant(party_id="p1"), Applicant(party_id="p2"))
ENDS = ("registered", "withdrawn", "not_accepted", "confirmed", "dismissed")
"""Situations in which the court owes nothing and the parties are free to choose."""
COURTS = st.sampled_from([(COURT, COURT_CLERK), (OTHER_COURT, OTHER_COURT_CLERK)])
DAYS = st.integers(min_value=0, max_value=40)
WAYS = [way.code for way in Law.load("wuhu").enforceability.ways]
STEPS = [step.code for way in Law.load("wuhu").enforceability.ways for step in way.steps]


class BeforeTheCourt(RuleBasedStateMachine):
    """Acts in any order; refused ones change nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.case = CourtCase()
        self.now = at("2026-03-02 10:00")

    @initialize()
    def agreement_takes_effect(self) -> None:
        self.case.takes_effect(dispute_type=DisputeType.OTHER_LABOR)

    def _acts(self, actor: Actor, body: CommandBody) -> None:
        before = self.case.state
        answer = self.case.act(actor, body, self.now)
        if isinstance(answer, Refused):
            assert self.case.state == before

    def _court(self, actor: Actor, body: type[CommandBody], **more: Any) -> None:
        self._acts(actor, body(**{"agreement_id": self.case.agreement_id, **more}))

    @rule(days=DAYS)
    def time_passes_and_the_scan_finds_what_is_due(self, days: int) -> None:
        self.now += timedelta(days=days)
        while (due := CLOCKS.due_in_story(self.case.state)) is not None and due.lapses_at <= self.now:
            assert self.case.act(SYSTEM, due.command, self.now), "a due clock lapses"

    @rule(where=COURTS)
    def apply(self, where: tuple[str, Actor]) -> None:
        body = {"court": where[0], "applicants": BOTH_APPLY, "late_reason": "逾期原因"}
        self._court(CLERK, window.ApplyForConfirmation, **body)

    @rule(where=COURTS)
    def docket(self, where: tuple[str, Actor]) -> None:
        self._court(where[1], court.DocketApplication)

    @rule(where=COURTS)
    def decline(self, where: tuple[str, Actor]) -> None:
        self._court(where[1], court.DeclineApplication, ground="wrong_court")

    @rule(where=COURTS, supplied=st.booleans())
    def supplement(self, where: tuple[str, Actor], supplied: bool) -> None:
        until = (self.now + timedelta(days=5)).date()
        self._court(where[1], court.RequestSupplement, missing=(Material.IDENTITY,), until=until)
        if supplied:
            self._court(where[1], court.SupplyMaterials, materials=(Material.IDENTITY,))

    @rule(where=COURTS, cause=st.sampled_from(AbandonmentCause))
    def treat_as_withdrawn(self, where: tuple[str, Actor], cause: AbandonmentCause) -> None:
        self._court(where[1], court.TreatAsWithdrawn, cause=cause)

    @rule(actor=st.sampled_from([CLERK, COURT_CLERK, OTHER_COURT_CLERK]))
    def withdraw(self, actor: Actor) -> None:
        self._court(actor, window.WithdrawApplication)

    @rule(where=COURTS, days=st.integers(1, 12))
    def extend(self, where: tuple[str, Actor], days: int) -> None:
        self._court(where[1], court.ExtendRulingLimit, days=days, approved_by_president=True, reason="复杂")

    @rule(where=COURTS, valid=st.booleans())
    def rule_on_it(self, where: tuple[str, Actor], valid: bool) -> None:
        if valid:
            self._court(where[1], court.ConfirmAgreement)
        else:
            self._court(where[1], court.DismissApplication, ground="not_voluntary")

    @rule(where=COURTS, party_id=st.sampled_from(["p1", "p2", "p3"]))
    def serve(self, where: tuple[str, Actor], party_id: str) -> None:
        self._court(where[1], court.ServeRuling, party_id=party_id, service={"method": "direct", "proof": "送达回证"})

    @rule(where=COURTS, by=st.sampled_from(Objector), days=DAYS)
    def object_to_it(self, where: tuple[str, Actor], by: Objector, days: int) -> None:
        knew_on = (self.now - timedelta(days=days)).date()
        self._court(where[1], court.FileObjection, by=by, party_id="p1", knew_on=knew_on)

    @rule(where=COURTS, what=st.sampled_from(["reject", "revoke", "change", "own"]))
    def decide_on_objection(self, where: tuple[str, Actor], what: str) -> None:
        filed = [event.objection_id for event in self.case.events if isinstance(event, ObjectionFiled)]
        objection = filed[-1] if filed else "none"
        match what:
            case "reject":
                self._court(where[1], court.RejectObjection, objection_id=objection)
            case "change":
                change = {"objection_id": objection, "change": "更正"}
                self._court(where[1], court.ChangeConfirmation, **change, last_performance_day=self.now.date())
            case "revoke":
                self._court(where[1], court.RevokeConfirmation, objection_id=objection)
            case _:
                self._court(where[1], court.RevokeConfirmation, own_finding=True)

    @rule(where=COURTS)
    def dismiss_after_revocation(self, where: tuple[str, Actor]) -> None:
        self._court(where[1], court.DismissAfterRevocation, ground="harms_others")

    @rule(where=COURTS, done=st.booleans())
    def enforce(self, where: tuple[str, Actor], done: bool) -> None:
        self._court(CLERK, court.ApplyForEnforcement, by="p1", court=where[0])
        if done:
            self._court(where[1], court.RecordEnforcement)

    @rule(way=st.sampled_from(WAYS), by=st.sampled_from([("p1",), ("p1", "p2")]))
    def choose_another_way(self, way: str, by: tuple[str, ...]) -> None:
        self._court(CLERK, ChooseEnforceableWay, way=way, applicants=by)

    @rule(step=st.sampled_from(STEPS), first=st.booleans())
    def go_on_that_way(self, step: str, first: bool) -> None:
        chosen = [event.choice_id for event in self.case.events if isinstance(event, EnforceableWayChosen)]
        choice = chosen[0 if first else -1] if chosen else "none"
        self._court(CLERK, RecordEnforceableWayStep, choice_id=choice, step=step)

    @rule(what=st.sampled_from(PerformanceReport))
    def performance_is_heard(self, what: PerformanceReport) -> None:
        self._acts(SYSTEM, window.NotePerformance(agreement_id=self.case.agreement_id, what=what))

    @invariant()
    def no_clock_both_runs_and_is_stopped(self) -> None:
        standing: dict[str, bool] = {}
        for event in self.case.events:
            match event:
                case ClockStarted() | LapseWithdrawn():
                    assert not standing.get(event.clock_id, False), "started while running"
                    standing[event.clock_id] = True
                case ClockStopped() | ClockLapsed():
                    assert standing[event.clock_id], "ended without running"
                    standing[event.clock_id] = False
        kept = self.case.state.clocks.clocks
        assert {clock_id: clock.status.value == "running" for clock_id, clock in kept.items()} == standing

    @invariant()
    def at_most_one_ruling_is_in_effect(self) -> None:
        in_effect = 0
        for event in self.case.events:
            in_effect += _effect(event)
            assert in_effect in (0, 1)
        if self.case.events:
            assert in_effect == (self.case.situation in ("confirmed", "dismissed"))

    @invariant()
    def an_end_is_at_most_twelve_acts_away(self) -> None:
        if not self.case.events:
            return
        trial = CourtCase()
        trial.state = self.case.state
        trial.given_commands = self.case.given_commands
        for _ in range(12):
            if trial.situation in ENDS:
                return
            assert any(
                not isinstance(_end(trial, clerk, self.now), Refused) for clerk in (COURT_CLERK, OTHER_COURT_CLERK)
            )
        assert trial.situation in ENDS


def _effect(event: Event) -> int:
    """+1 for a ruling that takes effect, -1 for one that is set aside."""
    if isinstance(event, AgreementConfirmed | ApplicationDismissed):
        return 1
    return -1 if isinstance(event, ConfirmationRevoked) else 0


def _end(case: CourtCase, clerk: Actor, now: Any) -> tuple[Event, ...] | Refused:
    """The shortest lawful way on from where the case stands."""
    agreement = {"agreement_id": case.agreement_id}
    match case.situation:
        case "applied" | "docketed":
            return case.act(clerk, window.WithdrawApplication(**agreement), now)
        case _:
            return case.act(clerk, court.DismissAfterRevocation(**agreement, ground="harms_others"), now)


TestBeforeTheCourt = BeforeTheCourt.TestCase
TestBeforeTheCourt.settings = settings(max_examples=60, stateful_step_count=30, deadline=None, derandomize=True)
