"""Eight published disputes told step by step to the committee: every step of its channel has a command (tests/cases)."""

from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
import yaml

from schemas.command import Actor, Refused
from schemas.identity import track_id
from schemas.intake import HandOverReason
from schemas.people_mediation import AgreementEffective, AgreementReached, SessionHeld
from schemas.values import Agreed, CaseSource, Difficulty, DisputeType, Party, ReceivedVia
from services.jurisdiction.clock_book import SHANGHAI
from services.people_mediation.domain import commands as c
from tests.domain.given_when_then import names
from tests.domain.people_mediation.committee_case import CASE, HUB, ROUTES, SYSTEM, CommitteeCase, party, summary

FILE = Path(__file__).parents[2] / "cases" / "cases-public.yaml"
PLAYED = ("pub-01", "pub-02", "pub-05", "pub-12", "pub-13", "pub-14", "pub-21", "pub-24")
CASES = {case["id"][:6]: case for case in yaml.safe_load(FILE.read_text(encoding="utf-8"))["cases"]}
BODY = "demonstration.pmc"
STAFF = Actor(user="staff", organisation=BODY, roles=("clerk", "mediator", "committee_seal_keeper"))
RECORDED = datetime(2026, 11, 1, 9, tzinfo=SHANGHAI)
DELEGATED = HandOverReason.COURT_DELEGATION_BEFORE_FILING
NOT_THE_COMMITTEES = ("report_received", "referred")


class Played(CommitteeCase):
    """A story at one committee: told steps as they are, the law's steps in between assumed."""

    def __init__(self, case: dict[str, Any]) -> None:
        self.told = case
        self.day = self._day({"date": case["day_zero"]}) or datetime(2025, 3, 3, 9, tzinfo=SHANGHAI)
        super().__init__(self._summary(), profile="demonstration", number=1)
        self.disputants = [one.party_id for one in self.case.parties if one.role != "third_party"]
        self.dated = case["day_zero"] is not None

    def _summary(self):
        parties: tuple[Party, ...] = tuple(
            party(f"p{place}", one["role"], kind=one["kind"], name=one["label"], headcount=32 if "三十二人" in one["label"] else 1)
            for place, one in enumerate(self.told["parties"])
        )  # fmt: skip
        return summary(
            parties, dispute_type=DisputeType(self.told["dispute_type"]), difficulty=Difficulty(self.told["difficulty"]),
            source=CaseSource.APPLICATION, received_via=ReceivedVia.UNKNOWN, story=True,
        )  # fmt: skip

    def _day(self, step: dict[str, Any]) -> datetime | None:
        text = step["date"]
        return (
            None
            if text is None or len(text) < 10
            else datetime.combine(datetime.fromisoformat(text), time(9), SHANGHAI)
        )

    def says(self, body: Any, *, assumed: bool) -> tuple[Any, ...]:
        """An act of the committee's staff; nothing is refused."""
        dated = body.model_copy(update={"occurred_at": self.day, "occurred_at_assumed": assumed})
        answer = self.act(STAFF, dated, self.day, RECORDED)
        assert not isinstance(answer, Refused), f"{type(body).__name__}: {answer.code}: {answer.message}"
        return answer

    def round_begins(self, reason: HandOverReason) -> None:
        """Offer, acceptance and custody; everybody agrees and is told their rights."""
        number = len(self.state.tracks) + 1
        handed = {
            "track_id": track_id(CASE, number), "custody_number": number, "from_body": HUB, "to_body": BODY,
            "reason": reason, "case": self.case, "occurred_at": self.day, "occurred_at_assumed": True,
        }  # fmt: skip
        self.act(SYSTEM, c.ReceiveOffer(**handed), self.day, RECORDED)
        self.says(c.AcceptOffer(), assumed=True)
        self.act(SYSTEM, c.ReceiveCustody(**handed), self.day, RECORDED)
        for party_id in self.disputants:
            self.says(c.GiveConsent(party_id=party_id), assumed=True)
        self.says(c.AcceptMediation(), assumed=True)
        self.says(c.AssignMediator(mediator="staff"), assumed=True)
        self.says(c.NotifyRights(orally=True), assumed=True)

    def agreement(self, step: dict[str, Any], form: Agreed | None) -> None:
        """Told agreement, assumed signatures."""
        body = c.ReachAgreement(
            form=form, form_assumed=step.get("form_assumed", False), party_ids=tuple(self.disputants),
            terms={"terms": (step["what"],)},
        )  # fmt: skip
        self.says(body, assumed=step["date"] is None)
        if self.latest.form is Agreed.ORAL:
            return
        for one in self.disputants:
            self.says(c.SignAsParty(party_id=one, persons=self.state.party(one).headcount), assumed=True)
        self.says(c.SignAsMediator(), assumed=True)
        self.says(c.SealAgreement(), assumed=True)

    def step(self, step: dict[str, Any]) -> None:
        """One told step of the committee's channel."""
        self.day = self._day(step) or self.day
        assumed = step["date"] is None
        match step["act"]:
            case "session_held":
                self.says(c.HoldSession(count=step.get("count", 1), minutes=step["what"]), assumed=assumed)
            case "agreement_written":
                self.agreement(step, Agreed.WRITTEN)
            case "agreement_reached":
                self.agreement(step, None)
            case "breached":
                self.says(c.ReportBreach(what=step["what"]), assumed=assumed)
            case "partly_performed":
                self.says(c.RecordPerformance(performance="partial", persons=step["count"]), assumed=assumed)
            case "mediator_assigned":
                self.says(c.AssignMediator(mediator="司法所"), assumed=assumed)
                self.says(c.RecuseMediator(mediator="司法所", replacement="staff"), assumed=True)
            case "evidence_gathered":
                self.says(c.GatherEvidence(what=step["what"]), assumed=assumed)
            case "mediation_failed":
                self.says(c.TerminateMediation(reason="deadlock", routes_told=ROUTES), assumed=assumed)
            case other:
                raise AssertionError(f"no command for {other}")


def play(number: str) -> Played:
    played = Played(CASES[number])
    for step in CASES[number]["timeline"]:
        handed_over = step["act"] == "referred" and step.get("to") == "PEOPLE_MEDIATION"
        if handed_over:
            played.round_begins(DELEGATED if step["channel"] == "LITIGATION" else HandOverReason.REFERRAL)
        elif step["channel"] == "PEOPLE_MEDIATION" and step["act"] not in NOT_THE_COMMITTEES:
            if not played.state.tracks:
                played.round_begins(HandOverReason.ROUTE)
            played.step(step)
    return played


@pytest.mark.parametrize("number", PLAYED)
def test_every_step_of_the_channel_is_represented(number: str):
    assert play(number).events


@pytest.mark.parametrize("number", [number for number in PLAYED if number != "pub-13"])
def test_every_told_agreement_binds_in_the_end(number: str):
    played = play(number)
    told = [step for step in CASES[number]["timeline"] if step["act"].startswith("agreement_")]
    assert len([event for event in played.events if isinstance(event, AgreementEffective)]) == len(told)


def test_pub_01_two_agreements_stand_on_one_round_the_first_breached():
    played = play("pub-01")
    assert [one.kept for one in played.track.agreements] == ["breached", "not_yet"]
    reached = [event for event in played.events if isinstance(event, AgreementReached)]
    assert [event.form_assumed for event in reached] == [True, False]


def test_pub_02_five_sessions_are_one_record_and_the_court_begins_a_second_round():
    played = play("pub-02")
    held = [event for event in played.events if isinstance(event, SessionHeld)]
    assert [(event.number, event.count) for event in held] == [(1, 5), (1, 1)]
    assert [track.situation.kind for track in played.state.tracks.values()] == ["lost", "agreed"]


def test_pub_05_a_delegated_round_has_the_courts_limit():
    assert play("pub-05").clock_id("TY-1")


def test_pub_12_eighteen_of_thirty_two_were_paid_and_no_verdict_rests_on_a_law_not_loaded():
    played = play("pub-12")
    assert played.latest.kept == "partly"
    kept = played.state.clocks.clocks[played.clock_id("PM-2B")]
    assert (kept.clock.verdict, kept.clock.due) == ("not_judged", None)


def test_pub_13_the_employer_refuses_and_the_routes_are_told():
    played = play("pub-13")
    assert played.situation == "terminated"
    assert names(played.events)[-1] in ("mediation_terminated", "clock_stopped")


def test_no_irregularity_rests_on_an_assumed_date():
    for number in PLAYED:
        codes = [mark.code for event in play(number).events for mark in event.irregularities]
        assert codes == [], number
