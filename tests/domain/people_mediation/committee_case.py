"""Reached situations of a case at the committee of 方村街道: fixtures speak like the file, bodies are those of Wuhu."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from schemas.base import Event
from schemas.clocks import ClockStarted
from schemas.command import Actor, CommandBody, Refused
from schemas.identity import case_code, track_id
from schemas.intake import CaseSummary, HandOverReason
from schemas.people_mediation import AgreementTerms, FileItem
from schemas.values import (
    Agent,
    AgentType,
    Agreed,
    CaseSource,
    DisputeType,
    DueItem,
    Party,
    PartyKind,
    PartyRole,
    Performance,
    ReceivedVia,
)
from services.jurisdiction.law import Law
from services.people_mediation.domain import commands as c
from services.people_mediation.domain.agreement import AgreementRecord
from services.people_mediation.domain.decide import decide
from services.people_mediation.domain.evolve import evolve
from services.people_mediation.domain.state import CaseState, Track, decode_state, encode_state, initial
from tests.domain.given_when_then import Answer, Case, at, names

CASE = case_code(UUID(int=2026))
HUB = "wuhu.jinghu.hub"
COMMITTEE = "wuhu.jinghu.fangcun.pmc"
OTHER_COMMITTEE = "wuhu.jiujiang.shenxiang.pmc"
SYSTEM = Actor(user="system:intake", organisation="intake")
CLERK = Actor(user="clerk.fangcun", organisation=COMMITTEE, roles=("clerk",))
MEDIATOR = Actor(user="mediator.fangcun", organisation=COMMITTEE, roles=("mediator",))
KEEPER = Actor(user="seal.fangcun", organisation=COMMITTEE, roles=("committee_seal_keeper",))
STRANGER = Actor(user="clerk.shenxiang", organisation=OTHER_COMMITTEE, roles=("clerk", "mediator"))
ROUTES = ("仲裁", "行政途径", "向人民法院起诉")

LAWYER = Agent(agent_id="a1", type=AgentType.LAWYER, name="代理律师", may_settle=True)
RELATIVE = Agent(agent_id="a2", type=AgentType.CLOSE_RELATIVE, name="近亲属")
OFFERED, ACCEPTED_OFFER, MOVED = "2026-03-02 09:00", "2026-03-02 10:00", "2026-03-02 10:01"
TAKEN_UP = "2026-03-03 09:00"


def party(party_id: str, role: PartyRole, **more: Any) -> Party:
    """A party with a role for a name."""
    told = {"kind": PartyKind.NATURAL, "name": f"当事人{party_id}", "identity_number": f"证件{party_id}", **more}
    return Party(party_id=party_id, role=role, **told)


APPLICANT = party("p1", PartyRole.APPLICANT, agents=(LAWYER, RELATIVE))
RESPONDENT = party("p2", PartyRole.RESPONDENT)
WITNESS = party("p3", PartyRole.THIRD_PARTY)
BOTH = (APPLICANT, RESPONDENT)
PAY = AgreementTerms(
    facts="路被砌墙堵住",
    terms=("拆墙,赔偿砖管损失",),
    items=(
        DueItem(item_id="i1", what="拆墙", debtor="p2", due_on=at("2026-03-20").date()),
        DueItem(item_id="i2", what="赔偿", debtor="p2", amount_cny=200, due_on=at("2026-04-20").date()),
    ),
)
AT_ONCE = AgreementTerms(terms=("当场赔偿200元",), performed_at_once=True)


def summary(parties: tuple[Party, ...] = BOTH, **more: Any) -> CaseSummary:
    """A neighbours' dispute that one side brought to the counter."""
    told = {
        "dispute_type": DisputeType.NEIGHBOR, "source": CaseSource.APPLICATION, "received_via": ReceivedVia.COUNTER,
        "summary": "通行纠纷", "parties": parties, **more,
    }  # fmt: skip
    return CaseSummary(**told)


class CommitteeCase(Case[CaseState, Law]):
    """A case at the committee; every method is an act, told with the day it happened on."""

    def __init__(
        self,
        case: CaseSummary | None = None,
        reason: HandOverReason = HandOverReason.ROUTE,
        number: int = 2,
        profile: str = "wuhu",
    ) -> None:
        super().__init__(
            "people_mediation", decide, evolve, initial, Law.load(profile), CASE,
            lambda state: decode_state(encode_state(state)),
        )  # fmt: skip
        self.case, self.reason, self.custody_number = case or summary(), reason, number

    def hears(self, body: CommandBody, day: str) -> Sequence[Event]:
        """Something the system tells; it is never refused."""
        answer = self.act(SYSTEM, body, at(day))
        assert not isinstance(answer, Refused)
        return answer

    def does(self, body: CommandBody, day: str, actor: Actor = CLERK, recorded: str | None = None) -> Answer:
        """An act of the committee's staff."""
        return self.act(actor, body, at(day), at(recorded) if recorded else None)

    def offered(self, day: str = OFFERED, number: int | None = None, to_body: str = COMMITTEE) -> Sequence[Event]:
        """Intake offers the case."""
        number = number or self.custody_number
        return self.hears(
            c.ReceiveOffer(
                track_id=track_id(CASE, number), custody_number=number, from_body=HUB, to_body=to_body,
                reason=self.reason, case=self.case,
            ),
            day,
        )  # fmt: skip

    def takes_offer(self, day: str = ACCEPTED_OFFER, **more: Any) -> Answer:
        """The committee accepts."""
        return self.does(c.AcceptOffer(**more), day)

    def custody_comes(self, day: str = MOVED, number: int | None = None, to_body: str = COMMITTEE) -> Sequence[Event]:
        """Intake moves custody."""
        number = number or self.custody_number
        return self.hears(
            c.ReceiveCustody(
                track_id=track_id(CASE, number), custody_number=number, from_body=HUB, to_body=to_body,
                reason=self.reason, case=self.case,
            ),
            day,
        )  # fmt: skip

    def custody_goes(self, number: int, day: str = "2026-03-10") -> Sequence[Event]:
        """Intake moves custody to another channel."""
        return self.hears(c.LoseCustody(custody_number=number, what="custody_moved", reason="移交其他渠道"), day)

    def holds(self, day: str = "2026-03-05", **more: Any) -> Answer:
        """A session."""
        return self.does(c.HoldSession(**more), day, MEDIATOR)

    def agrees(self, day: str = "2026-03-06", **more: Any) -> Answer:
        """The parties agree, in writing unless told."""
        told = {"form": Agreed.WRITTEN, "terms": PAY, **more}
        return self.does(c.ReachAgreement(**told), day, MEDIATOR)

    def signs(self, party_id: str, day: str = "2026-03-06", **more: Any) -> Answer:
        """A party signs."""
        return self.does(c.SignAsParty(party_id=party_id, **more), day)

    def all_sign(self, day: str = "2026-03-06") -> Sequence[Event]:
        """Every party, the mediator, the seal; the answer is the seal's."""
        for party_id in self.latest.party_ids:
            names(self.signs(party_id, day))
        names(self.does(c.SignAsMediator(), day, MEDIATOR))
        sealed = self.does(c.SealAgreement(), day, KEEPER)
        assert not isinstance(sealed, Refused)
        return sealed

    def ends(self, day: str = "2026-03-10", reason: str = "deadlock", **more: Any) -> Answer:
        """The committee ends the round."""
        return self.does(c.TerminateMediation(**{"reason": reason, "routes_told": ROUTES, **more}), day)

    def performed(self, day: str = "2026-03-20", **more: Any) -> Answer:
        """Everything was done, unless told."""
        return self.does(c.RecordPerformance(**{"performance": Performance.FULL, **more}), day)

    def time_passes(self, limit: str, now: str) -> Sequence[Event]:
        """The scan finds the latest clock of `limit` at `now`."""
        return self.hears(c.LapseClock(clock_id=self.clock_id(limit)), now)

    def clock_id(self, limit: str) -> str:
        """The latest clock of this limit."""
        return [e.clock_id for e in self.events if isinstance(e, ClockStarted) and e.limit == limit][-1]

    def due(self, limit: str) -> str:
        """Its last day."""
        return str(self.state.clocks.clocks[self.clock_id(limit)].clock.due)

    def status(self, limit: str) -> str:
        """How it stands."""
        return self.state.clocks.clocks[self.clock_id(limit)].status.value

    @property
    def track(self) -> Track:
        """The latest round."""
        return list(self.state.tracks.values())[-1]

    @property
    def latest(self) -> AgreementRecord:
        """The latest agreement of the latest round."""
        return self.track.agreements[-1]

    @property
    def situation(self) -> str:
        """Where the latest round stands, in a word."""
        return self.track.situation.kind


def given_offered(**more: Any) -> CommitteeCase:
    """The case was offered to the committee."""
    case = CommitteeCase(**more)
    case.offered()
    return case


def given_accepted_offer(**more: Any) -> CommitteeCase:
    """The committee accepted; custody has not moved yet."""
    case = given_offered(**more)
    names(case.takes_offer())
    return case


def given_custody(**more: Any) -> CommitteeCase:
    """The committee holds the case."""
    case = given_accepted_offer(**more)
    case.custody_comes()
    return case


def given_in_mediation(**more: Any) -> CommitteeCase:
    """Everybody agreed to mediation, a mediator is there, rights were told."""
    case = given_custody(**more)
    for respondent in (one for one in case.case.parties if one.role is PartyRole.RESPONDENT):
        names(case.does(c.GiveConsent(party_id=respondent.party_id), "2026-03-02 11:00"))
    names(case.does(c.AcceptMediation(), TAKEN_UP))
    names(case.does(c.AssignMediator(mediator=MEDIATOR.user), "2026-03-03 10:00"))
    names(case.does(c.NotifyRights(), "2026-03-04"))
    return case


def given_session(**more: Any) -> CommitteeCase:
    """Talks were held."""
    case = given_in_mediation(**more)
    names(case.holds())
    return case


def given_draft(**more: Any) -> CommitteeCase:
    """Agreed in writing, nobody has signed."""
    case = given_session(**more)
    names(case.agrees())
    return case


def given_in_force(**more: Any) -> CommitteeCase:
    """The written agreement binds."""
    case = given_draft(**more)
    case.all_sign()
    return case


def given_breached(**more: Any) -> CommitteeCase:
    """The agreement binds and was not kept."""
    case = given_in_force(**more)
    names(case.does(c.ReportBreach(what="又把路堵上"), "2026-03-25"))
    return case


def given_terminated(**more: Any) -> CommitteeCase:
    """The round ended without agreement."""
    case = given_session(**more)
    names(case.ends())
    return case


def given_lost(**more: Any) -> CommitteeCase:
    """The case went to another channel."""
    case = given_session(**more)
    case.custody_goes(3)
    return case


def given_archived(**more: Any) -> CommitteeCase:
    """Agreed, performed, the file closed."""
    case = given_in_force(**more)
    names(case.performed())
    names(case.does(c.ArchiveFile(volume_number="2026-1"), "2026-05-01"))
    return case


def files(case: CommitteeCase, *items: FileItem) -> None:
    """Documents go into the file."""
    for item in items:
        names(case.does(c.AddFileItem(item=item), "2026-04-01"))
