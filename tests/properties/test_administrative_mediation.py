"""Whatever an agency, its parties, time and the window do in whatever order: what must always hold of a round (domain.md 2.2)."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.administrative_mediation import AgreementEffective
from schemas.command import Refused
from schemas.values import Agreed, Performance
from services.administrative_mediation.domain import commands as c
from services.administrative_mediation.domain.agreement import InForce
from services.administrative_mediation.domain.situations import Appraising
from services.jurisdiction.clock_book import ClockStatus
from services.jurisdiction.service_of_documents import ServiceEntry
from tests.domain.administrative_mediation.agency_case import (
    PAY,
    ROUTES,
    SECTOR_BODY,
    AgencyCase,
    given_accepted_offer,
)
from tests.domain.given_when_then import at

SECTORS = tuple(SECTOR_BODY)
ONWARDS: tuple[Any, ...] = (
    c.RecordApplication(joint=True), c.AcceptApplication(joint_application=True), c.AcceptApplication(),
    c.GiveConsent(party_id="p2"), c.AssignMediator(mediator="official"), c.NotifyRights(), c.HoldSession(),
    c.ReachAgreement(form=Agreed.WRITTEN, terms=PAY), c.SignAsParty(party_id="p1"), c.SignAsParty(party_id="p2"),
    c.SignAsMediator(mediator="official"), c.SealDocument(),
)  # fmt: skip
"""What leads to an agreement; tried more often than the rest."""
ACTS: tuple[Any, ...] = (
    *ONWARDS * 3,
    c.ExamineApplication(findings=("am_party_refuses",)), c.ExamineApplication(), c.FindNotCompetent(reason="x"),
    c.ClassifyMatter(complex=True, reason="x"), c.ClassifyMatter(sector="market", reason="x"),
    c.TransferApplication(to_body="wuhu.ecology", reason="x"), c.RecordFinding(received_on=date(2026, 3, 2)),
    c.FixDamage(basis="loss_fixed", on=date(2026, 3, 10)), c.AcceptApplication(own_motion=True),
    c.DeclineApplication(ground="am_party_refuses", reason="x", routes_told=ROUTES), c.RefuseConsent(party_id="p2"),
    c.StartAppraisal(kind="鉴定"), c.EndAppraisal(), c.HoldSession(failed=True),
    c.ReachAgreement(partial=True, terms=PAY), c.ReachAgreement(form=Agreed.ORAL, terms=PAY),
    c.RecordPerformance(performance=Performance.FULL), c.ReportBreach(what="x"), c.UrgePerformance(),
    c.ExtendLimit(by=5, agreed_by=("p1", "p2")), c.TerminateMediation(reason="deadlock", routes_told=ROUTES),
    c.NotifyTermination(party_id="p1", service=ServiceEntry(method="direct", proof="x")),
    c.NotifyTermination(party_id="p2", service=ServiceEntry(method="direct", proof="x")),
    c.DischargeDuty(duty="punish", what="x"), c.FollowUp(findings="x"), c.ArchiveFile(volume_number="1"),
)  # fmt: skip
HEARD: tuple[Any, ...] = (
    c.LoseCustody(custody_number=3, what="custody_moved", reason="x"),
    c.HearTransferReturned(to_body="wuhu.ecology", reason="x"),
    c.HearChannel(channel="PEOPLE_MEDIATION", what="agreement_effective"),
    c.HearElsewhere(source="intake", what="case_closed", reason="x"),
)  # fmt: skip
PLAYS = st.integers(0, 5_000)
"""A play is told by one number, so that it can be told again."""
OVER = ("terminated", "not_accepted", "lost", "archived")
TO_AN_END: tuple[Any, ...] = (
    c.HearTransferReturned(to_body="wuhu.ecology", reason="x"), c.EndAppraisal(),
    c.DeclineApplication(ground="am_party_refuses", reason="x", routes_told=ROUTES),
    c.ReportBreach(what="x"), c.TerminateMediation(reason="deadlock", routes_told=ROUTES),
    c.NotifyTermination(party_id="p1", service=ServiceEntry(method="direct", proof="x")),
    c.NotifyTermination(party_id="p2", service=ServiceEntry(method="direct", proof="x")),
    c.DischargeDuty(duty="punish", what="x"), c.ArchiveFile(volume_number="1"),
)  # fmt: skip
"""Asked in this order, what applies of it brings every round to its end."""


def played(play: int) -> AgencyCase:
    """A case in which each step is an act that somebody may do then, or what the system tells; hours or weeks apart."""
    order = Random(play)
    case = given_accepted_offer(order.choice(SECTORS))
    case.custody_comes()
    now: datetime = at("2026-03-02 11:00")
    for _ in range(order.randint(3, 40)):
        now += timedelta(hours=order.choice((1, 5, 30, 24 * 9)))
        if order.random() < 0.04:
            case.hears(order.choice(HEARD), now.strftime("%Y-%m-%d %H:%M"))
        else:
            does(case, order.choice(ACTS), now)
        holds(case)
    return case


def does(case: AgencyCase, body: Any, now: datetime) -> bool:
    """Whoever may do this does it; False where it is refused, which changes nothing."""
    keepers = {c.SealDocument: case.keeper, c.SignAsMediator: case.official}
    who = next((actor for act, actor in keepers.items() if isinstance(body, act)), case.clerk)
    before = case.state
    answer = case.act(who, body, now)
    if isinstance(answer, Refused):
        assert case.state is before
        assert any("一" <= sign <= "鿿" for sign in answer.message)
    return not isinstance(answer, Refused)


def holds(case: AgencyCase) -> None:
    """What must be true after every step."""
    track, book = case.track, case.state.clocks.clocks.values()
    live = [kept for kept in book if kept.status in (ClockStatus.RUNNING, ClockStatus.PAUSED)]
    if track.situation.kind in ("lost", "archived"):
        assert live == []
    if track.situation.kind in ("terminated", "not_accepted"):
        assert {kept.clock.limit for kept in live} <= {"MKT-1N", "MKT-3"}, "telling is owed though the round is over"
    if track.situation.kind in ("consent_pending", "in_mediation"):
        assert all(kept.status is ClockStatus.RUNNING for kept in live)
    if isinstance(track.situation, Appraising) and track.situation.time_excluded:
        assert not [k for k in live if k.status is ClockStatus.RUNNING and k.clock.limit in ("MED-2", "MKT-2", "AM-3")]
    for agreement in track.agreements:
        effects = [
            e for e in case.events if isinstance(e, AgreementEffective) and e.agreement_id == agreement.agreement_id
        ]
        assert len(effects) == isinstance(agreement.standing, InForce)
    assert len([kept for kept in live if kept.clock.subject != track.track_id]) == 0


@settings(max_examples=120, deadline=None)
@given(PLAYS)
def test_whatever_happens_clocks_and_agreements_fit_where_the_round_stands(play: int) -> None:
    played(play)


@settings(max_examples=120, deadline=None)
@given(PLAYS)
def test_from_everywhere_a_round_comes_to_its_end_in_at_most_twelve_acts(play: int) -> None:
    case = played(play)
    now, acts = at("2027-06-01"), 0
    for body in TO_AN_END:
        now += timedelta(hours=1)
        if isinstance(body, c.HearTransferReturned):
            case.hears(body, now.strftime("%Y-%m-%d %H:%M"))
            continue
        acts += does(case, body, now)
        if case.situation in ("archived", "lost"):
            break
    assert acts <= 12
    assert case.situation in OVER or case.latest.is_in_force, case.situation


@settings(max_examples=60, deadline=None)
@given(PLAYS)
def test_no_other_body_learns_of_the_round_at_any_moment(play: int) -> None:
    case = played(play)
    stranger = case.clerk.model_copy(update={"organisation": "wuhu.wuwei.human-resources"})
    for body in (c.HoldSession(), c.AcceptApplication(), c.SealDocument(), c.ArchiveFile(volume_number="1")):
        answer = case.act(stranger, body, at("2027-06-02"))
        assert isinstance(answer, Refused)
        assert answer.code == "not_found"


def test_the_plays_reach_every_situation() -> None:
    """The test of the tests: what random play never reaches it never checks."""
    reached = {played(play).situation for play in range(250)}
    assert {
        "examining",
        "consent_pending",
        "in_mediation",
        "agreed",
        "terminated",
        "not_accepted",
        "lost",
        "archived",
    } <= reached
