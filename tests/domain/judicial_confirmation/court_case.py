"""Reached situations of a case before the court of 镜湖区: fixtures speak like the file, bodies are those of Wuhu."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from schemas.clocks import ClockStarted
from schemas.command import Actor, CommandBody
from schemas.identity import case_code
from schemas.people_mediation import AgreementTerms
from schemas.values import Agent, AgentType, Agreed, Capacity, Channel, DueItem, Party, PartyKind, PartyRole
from services.judicial_confirmation.domain import court_commands as court
from services.judicial_confirmation.domain import filing_commands as window
from services.judicial_confirmation.domain.decide import decide
from services.judicial_confirmation.domain.evolve import evolve
from services.judicial_confirmation.domain.state import Agreement, State, decode_state, encode_state, initial
from services.jurisdiction.law import Law
from tests.domain.given_when_then import Answer, Case, at, names

CASE = case_code(uuid5(NAMESPACE_URL, "tests/journey"))
COMMITTEE = "wuhu.jinghu.fangcun.pmc"
COURT = "wuhu.jinghu.court"
OTHER_COURT = "wuhu.jiujiang.court"
CITY_COURT = "wuhu.court"

SYSTEM = Actor(user="system:judicial_confirmation", organisation="judicial_confirmation")
CLERK = Actor(user="clerk.fangcun", organisation=COMMITTEE, roles=("clerk",))
COURT_CLERK = Actor(user="clerk.court", organisation=COURT, roles=("court_clerk",))
OTHER_COURT_CLERK = Actor(user="clerk.other", organisation=OTHER_COURT, roles=("court_clerk",))
STRANGER = Actor(user="clerk.shenxiang", organisation="wuhu.jiujiang.shenxiang.pmc", roles=("clerk",))

EMPOWERED = Agent(agent_id="a1", type=AgentType.LAWYER, name="代理人", may_settle=True)
NOT_EMPOWERED = Agent(agent_id="a2", type=AgentType.CLOSE_RELATIVE, name="亲属")
EFFECT = "2026-03-02 10:00"


def party(party_id: str, role: PartyRole, **more: Any) -> Party:
    """A party with a role for a name."""
    return Party(party_id=party_id, role=role, kind=PartyKind.NATURAL, name=f"当事人{party_id}", **more)


BOTH = (
    party("p1", PartyRole.APPLICANT, agents=(EMPOWERED, NOT_EMPOWERED)),
    party("p2", PartyRole.RESPONDENT),
)
MINOR = party("p2", PartyRole.RESPONDENT, capacity=Capacity.NONE)
PAY_BY_JUNE = AgreementTerms(
    terms=("分期付款",),
    items=(
        DueItem(item_id="i1", what="第一期", debtor="p2", due_on=at("2026-04-30").date()),
        DueItem(item_id="i2", what="第二期", debtor="p2", due_on=at("2026-06-30").date()),
    ),
)
NO_DAY = AgreementTerms(terms=("停止妨害",))


class CourtCase(Case[State, Law]):
    """A case before the court; every method is an act, told with the day it happened on."""

    agreement_id = "agreement-1"

    def __init__(self, profile: str = "wuhu") -> None:
        super().__init__(
            "judicial_confirmation", decide, evolve, initial, Law.load(profile), CASE,
            lambda state: decode_state(encode_state(state)),
        )  # fmt: skip

    def takes_effect(self, day: str = EFFECT, **more: Any) -> Answer:
        """The committee's agreement takes effect."""
        told = {
            "agreement_id": self.agreement_id, "number": "2026-1", "form": Agreed.WRITTEN, "mediation_body": COMMITTEE,
            "channel": Channel.PEOPLE_MEDIATION, "effective_at": at(day), "parties": BOTH, "terms": PAY_BY_JUNE,
            "occurred_at": at(day), **more,
        }  # fmt: skip
        return self.act(SYSTEM, window.RegisterAgreement(**told), at(day))

    def applied(self, day: str = "2026-03-10", actor: Actor = CLERK, **more: Any) -> Answer:
        """Both parties apply in person."""
        told = {
            "agreement_id": self.agreement_id, "court": COURT,
            "applicants": (window.Applicant(party_id="p1"), window.Applicant(party_id="p2")), **more,
        }  # fmt: skip
        return self.act(actor, window.ApplyForConfirmation(**told), at(day))

    def court_does(
        self, body: type[CommandBody], day: str, actor: Actor = COURT_CLERK, recorded: str | None = None, **more: Any
    ) -> Answer:
        """An act of the court's staff on this agreement."""
        command = body(**{"agreement_id": self.agreement_id, **more})
        return self.act(actor, command, at(day), at(recorded) if recorded else None)

    def time_passes(self, limit: str, now: str) -> Answer:
        """The scan finds the latest clock of `limit` at `now`."""
        clock_id = [e.clock_id for e in self.events if isinstance(e, ClockStarted) and e.limit == limit][-1]
        return self.act(SYSTEM, window.LapseClock(clock_id=clock_id), at(now))

    @property
    def agreement(self) -> Agreement:
        """The agreement as it stands."""
        return self.state.agreements[self.agreement_id]

    @property
    def situation(self) -> str:
        """Where it stands, in a word."""
        return self.agreement.situation.kind

    def due(self, limit: str) -> str:
        """The stored last day of the latest clock of this limit."""
        started = [e for e in self.events if isinstance(e, ClockStarted) and e.limit == limit]
        kept = self.state.clocks.clocks[started[-1].clock_id]
        return str(kept.clock.due)

    def status(self, limit: str) -> str:
        """How the latest clock of this limit stands."""
        started = [e for e in self.events if isinstance(e, ClockStarted) and e.limit == limit]
        return self.state.clocks.clocks[started[-1].clock_id].status.value


def effective() -> CourtCase:
    """An agreement in effect since 2 March 2026."""
    case = CourtCase()
    names(case.takes_effect())
    return case


def applied() -> CourtCase:
    """… applied for on 10 March."""
    case = effective()
    names(case.applied())
    return case


def docketed(case: CourtCase | None = None) -> CourtCase:
    """… docketed on 11 March and verified with both sides on 13 March."""
    case = case or applied()
    names(case.court_does(court.DocketApplication, "2026-03-11", case_number="(2026)皖0202诉前调确1号"))
    names(case.court_does(court.HoldVerification, "2026-03-13", present=("p1", "p2")))
    return case


def confirmed(case: CourtCase | None = None) -> CourtCase:
    """… confirmed on 16 March."""
    case = docketed(case)
    names(case.court_does(court.ConfirmAgreement, "2026-03-16"))
    return case
