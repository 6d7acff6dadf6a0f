"""Any sequence of acts: no agreement binds without every layer, clocks are in one state, and an end is never far."""

from datetime import datetime, timedelta
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from schemas.base import Event
from schemas.command import Command, CommandBody, Refused
from schemas.identity import track_id
from schemas.people_mediation import AgreementEffective, CommitteeSealed, FileItem, MediatorSigned, PartySigned
from schemas.values import Agreed, PartyRole
from services.jurisdiction.clock_book import ClockBook, ClockStatus
from services.people_mediation.domain import commands as c
from services.people_mediation.domain.agreement import Draft
from services.people_mediation.domain.decide import decide
from services.people_mediation.domain.due import CLOCKS
from services.people_mediation.domain.evolve import evolve
from services.people_mediation.domain.situations import AwaitingCustody, Offered
from services.people_mediation.domain.state import Track, initial
from tests.domain.given_when_then import at
from tests.domain.people_mediation.committee_case import (
    APPLICANT,
    AT_ONCE,
    CASE,
    CLERK,
    COMMITTEE,
    HUB,
    KEEPER,
    MEDIATOR,
    PAY,
    RESPONDENT,
    ROUTES,
    SYSTEM,
    CommitteeCase,
    party,
    summary,
)

PARTIES = (APPLICANT, RESPONDENT, party("p4", PartyRole.RESPONDENT))
PARTY_IDS = st.sampled_from([one.party_id for one in PARTIES])
ALL_LAYERS = [*(c.SignAsParty(party_id=one.party_id) for one in PARTIES), c.SignAsMediator(), c.SealAgreement()]
LAYERS = st.sampled_from(ALL_LAYERS)
STAFF = MEDIATOR.model_copy(update={"roles": (*CLERK.roles, *MEDIATOR.roles, *KEEPER.roles)})
LONGEST_WAY = 12


class Rounds(RuleBasedStateMachine):
    """One case at one committee; time only goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.case = CommitteeCase(summary(PARTIES))
        self.now: datetime = at("2026-03-02")
        self.number = 1

    def gives(self, body: CommandBody, *, system: bool = False) -> None:
        """One act; what it answers is folded."""
        self.now += timedelta(minutes=1)
        self.case.act(SYSTEM if system else STAFF, body, self.now)

    def handed(self, number: int) -> dict[str, object]:
        return {
            "track_id": track_id(CASE, number), "custody_number": number, "from_body": HUB, "to_body": COMMITTEE,
            "reason": "route", "case": self.case.case,
        }  # fmt: skip

    @initialize(in_mediation=st.booleans())
    def begins(self, in_mediation: bool) -> None:
        self.gives(c.ReceiveOffer(**self.handed(self.number)), system=True)
        if in_mediation:
            self.prepare()

    @rule(days=st.integers(1, 45))
    def time_passes(self, days: int) -> None:
        """The scan lapses everything that is due, earliest first."""
        self.now += timedelta(days=days)
        for _ in range(20):
            due = CLOCKS.due_for_scan(self.case.state)
            if due is None or due.lapses_at > self.now:
                return
            self.gives(due.command, system=True)
        raise AssertionError("the scan does not come to an end")

    @precondition(lambda self: all(track.is_ended for track in self.case.state.tracks.values()))
    @rule()
    def new_offer(self) -> None:
        self.number += 1
        self.gives(c.ReceiveOffer(**self.handed(self.number)), system=True)

    @rule(taken=st.sampled_from([*["custody"] * 3, "withdrawn", "elsewhere", "denied"]))
    def intake_speaks(self, taken: str) -> None:
        here = self.handed(self.number)
        match taken:
            case "withdrawn":
                self.gives(
                    c.CloseOffer(
                        channel_told=True, track_id=here["track_id"], custody_number=self.number, what="offer_withdrawn",
                        to_body=COMMITTEE, reason="撤回",
                    ),
                    system=True,
                )  # fmt: skip
            case "custody":
                self.gives(c.ReceiveCustody(**here), system=True)
            case "elsewhere":
                self.number += 1
                self.gives(c.LoseCustody(custody_number=self.number, what="custody_moved", reason="移交"), system=True)
            case _:
                self.gives(c.DenyCustody(track_id=here["track_id"], reason="旧编号"), system=True)

    @rule()
    def prepare(self) -> None:
        """The usual beginning, so that talks are reached often."""
        for body in (c.AcceptOffer(), c.ReceiveCustody(**self.handed(self.number))):
            self.gives(body, system=isinstance(body, c.ReceiveCustody))
        self.gives(c.AcceptMediation(joint_application=True))
        self.gives(c.AssignMediator(mediator=MEDIATOR.user))

    @rule(party_id=PARTY_IDS, yes=st.booleans(), others=st.booleans())
    def answers(self, party_id: str, yes: bool, others: bool) -> None:
        body = c.GiveConsent(party_id=party_id) if yes else c.RefuseConsent(party_id=party_id, others_go_on=others)
        self.gives(body)

    @rule(act=st.sampled_from([c.AcceptOffer(), c.AcceptMediation(own_motion=True), c.NotifyRights(), c.HoldSession()]))
    def mediates(self, act: CommandBody) -> None:
        self.gives(act)

    @rule(
        form=st.sampled_from([Agreed.ORAL, Agreed.WRITTEN, None]),
        partial=st.booleans(),
        terms=st.sampled_from([PAY, AT_ONCE]),
        two=st.booleans(),
    )
    def agrees(self, form: Agreed | None, partial: bool, terms: object, two: bool) -> None:
        party_ids = ("p1", "p2") if two else ()
        self.gives(c.ReachAgreement(form=form, partial=partial, terms=terms, party_ids=party_ids))

    @rule(layers=st.lists(LAYERS, min_size=1, max_size=6), partial=st.booleans())
    def agrees_in_writing(self, layers: list[CommandBody], partial: bool) -> None:
        self.gives(c.ReachAgreement(form=Agreed.WRITTEN, partial=partial, terms=PAY))
        self.signs(layers)

    @rule(layers=st.permutations(ALL_LAYERS), left_out=st.integers(0, 2))
    def signs(self, layers: list[CommandBody], left_out: int = 0) -> None:
        """In any order, perhaps not all."""
        for layer in layers[left_out:]:
            self.gives(layer)

    @rule(
        act=st.sampled_from([
            c.RecordPerformance(performance="full"), c.RecordPerformance(performance="partial"),
            c.ReportBreach(what="不履行"), c.UrgePerformance(), c.FollowUp(findings="回访"),
        ])
    )  # fmt: skip
    def looks_after(self, act: CommandBody) -> None:
        self.gives(act)

    @rule(reason=st.sampled_from(["deadlock", "withdrawn", "time_out"]))
    def ends(self, reason: str) -> None:
        self.gives(c.TerminateMediation(reason=reason, routes_told=ROUTES))

    @rule(act=st.sampled_from([c.ExtendLimit(by=1, agreed_by=("p1", "p2", "p4")), c.ArchiveFile(volume_number="1")]))
    def administers(self, act: CommandBody) -> None:
        self.gives(act)

    @invariant()
    def no_written_agreement_binds_without_every_layer(self) -> None:
        told = self.case.events
        for event in told:
            if isinstance(event, AgreementEffective) and event.form is Agreed.WRITTEN:
                before = told[: told.index(event)]
                signed = [e.party_id for e in before if isinstance(e, PartySigned) and _about(e, event)]
                assert all(one.party_id in signed for one in event.parties)
                assert any(isinstance(e, MediatorSigned) and _about(e, event) for e in before)
                assert any(isinstance(e, CommitteeSealed) and _about(e, event) for e in before)

    @invariant()
    def an_agreement_binds_once(self) -> None:
        bound = [e.agreement_id for e in self.case.events if isinstance(e, AgreementEffective)]
        assert len(bound) == len(dict.fromkeys(bound))

    @invariant()
    def at_most_one_round_limit_runs(self) -> None:
        running = [k for k in self.case.state.clocks.clocks.values() if k.status is ClockStatus.RUNNING]
        assert len([k for k in running if k.clock.limit == "PM-1"]) <= 1
        assert all(k.clock.lapses_at is not None for k in running)

    @invariant()
    def at_most_one_round_is_held(self) -> None:
        held = [t for t in self.case.state.tracks.values() if not t.is_ended and _is_held(t)]
        assert len(held) <= 1

    def teardown(self) -> None:
        """From wherever the sequence came to, the end of each round is at most twelve commands away."""
        for track_number in list(self.case.state.tracks):
            for steps in range(LONGEST_WAY + 1):
                track = self.case.state.tracks[track_number]
                if track.is_ended:
                    break
                assert steps < LONGEST_WAY, f"no end from {track.situation}"
                self.gives(_towards_the_end(track), system=isinstance(track.situation, AwaitingCustody))
        folded = initial(CASE)
        for event in self.case.events:
            folded = evolve(folded, event)
        assert folded == self.case.state


def _about(event: PartySigned | MediatorSigned | CommitteeSealed, effective: AgreementEffective) -> bool:
    return event.agreement_id == effective.agreement_id


def _is_held(track: Track) -> bool:
    return not isinstance(track.situation, Offered | AwaitingCustody)


def _towards_the_end(track: Track) -> CommandBody:
    """What a clerk would do next to bring the round to its end."""
    lacking = [item for item in (FileItem.RIGHTS_NOTICE, FileItem.MEDIATION_RECORD) if item not in track.file_items]
    unsupervised = [one for one in track.agreements if one.is_in_force and not one.is_supervised]
    match track.situation.kind:
        case "offered":
            return c.ReturnOffer(track_id=track.track_id, code="not_competent", reason="不在辖区")
        case "awaiting_custody":
            return c.DenyCustody(track_id=track.track_id, reason="移交其他机构")
        case "preparing" | "in_mediation":
            return c.TerminateMediation(track_id=track.track_id, reason="deadlock", routes_told=ROUTES)
        case "agreed" if track.settled_by is not None and isinstance(track.settled_by.standing, Draft):
            return c.TerminateMediation(track_id=track.track_id, reason="deadlock", routes_told=ROUTES)
        case _ if unsupervised:
            return c.RecordPerformance(
                track_id=track.track_id, agreement_id=unsupervised[0].agreement_id, performance="full"
            )
        case _ if lacking:
            return c.AddFileItem(track_id=track.track_id, item=lacking[0])
        case _:
            return c.ArchiveFile(track_id=track.track_id, volume_number="1")


Rounds.TestCase.settings = settings(max_examples=50, stateful_step_count=40, deadline=None, derandomize=True)
TestRounds = Rounds.TestCase


def test_evolve_never_asks_the_law() -> None:
    """It is not even given one: the same events give the same state under any law."""
    case = CommitteeCase(summary(PARTIES))
    case.custody_comes()
    events: list[Event] = list(case.events)
    state = initial(CASE)
    for event in events:
        state = evolve(state, event)
    assert state == case.state
    assert isinstance(state.clocks, ClockBook)


def test_a_decision_depends_on_nothing_but_state_command_and_law() -> None:
    case = CommitteeCase(summary(PARTIES))
    case.custody_comes()
    command = Command(UUID(int=7), CASE, CLERK, at("2026-03-03"), c.HoldSession())
    first, second = (decide(case.state, command, case.law) for _ in range(2))
    assert not isinstance(first, Refused)
    assert first == second
