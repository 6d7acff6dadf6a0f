"""Reached situations of a case at an agency of 镜湖区: fixtures speak like the file, bodies are those of Wuhu."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from schemas.administrative_mediation import AgreementTerms
from schemas.base import Event
from schemas.clocks import ClockStarted
from schemas.command import Actor, CommandBody, Refused
from schemas.identity import case_code, track_id
from schemas.intake import CaseSummary, HandOverReason
from schemas.values import (
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
from services.administrative_mediation.domain import commands as c
from services.administrative_mediation.domain.agreement import AgreementRecord
from services.administrative_mediation.domain.decide import decide
from services.administrative_mediation.domain.evolve import evolve
from services.administrative_mediation.domain.state import CaseState, Track, decode_state, encode_state, initial
from services.jurisdiction.law import Law
from tests.domain.given_when_then import Answer, Case, at, names

CASE = case_code(UUID(int=2027))
HUB = "wuhu.jinghu.hub"
MARKET = "wuhu.jinghu.market-regulation"
LABOUR = "wuhu.jinghu.human-resources"
TRAFFIC = "wuhu.jinghu.traffic-police"
POLICE = "wuhu.jinghu.public-order"
HEALTH = "wuhu.health"
ECOLOGY = "wuhu.ecology"
SYSTEM = Actor(user="system:intake", organisation="intake")
ROUTES = ("行政裁决", "仲裁", "向人民法院起诉")
SECTOR_BODY = {
    "market": MARKET, "default": LABOUR, "traffic": TRAFFIC, "public_order": POLICE, "medical": HEALTH,
}  # fmt: skip
SECTOR_TYPE = {
    "market": DisputeType.OTHER_CONSUMER, "default": DisputeType.MIGRANT_WAGES, "traffic": DisputeType.TRAFFIC,
    "public_order": DisputeType.NEIGHBOR, "medical": DisputeType.MEDICAL,
}  # fmt: skip
OFFERED, ACCEPTED_OFFER, MOVED = "2026-03-02 09:00", "2026-03-02 10:00", "2026-03-02 10:01"
"""A Monday; the time to decide runs from signing for the hand-over."""
TAKEN_UP = "2026-03-04"


NAMES = {PartyRole.APPLICANT: "甲方", PartyRole.RESPONDENT: "乙方", PartyRole.THIRD_PARTY: "第三方"}


def party(party_id: str, role: PartyRole, **more: Any) -> Party:
    """A natural person without more."""
    return Party(**{"party_id": party_id, "role": role, "kind": PartyKind.NATURAL, "name": NAMES[role], **more})


BOTH = (party("p1", PartyRole.APPLICANT), party("p2", PartyRole.RESPONDENT))
WITNESS = party("p3", PartyRole.THIRD_PARTY)
PAY = AgreementTerms(
    terms=("被申请人退款2000元",),
    items=(DueItem(item_id="i1", what="退款2000元", debtor="p2", creditor="p1", amount_cny=2000),),
)


def summary(parties: tuple[Party, ...] = BOTH, **more: Any) -> CaseSummary:
    """A registered consumer dispute, unless told."""
    told = {
        "dispute_type": DisputeType.OTHER_CONSUMER, "source": CaseSource.APPLICATION,
        "received_via": ReceivedVia.COUNTER, "summary": "商品有质量问题，要求退款", "parties": parties,
        "place": "安徽省芜湖市镜湖区",
    }  # fmt: skip
    return CaseSummary(**{**told, **more})


class AgencyCase(Case[CaseState, Law]):
    """The case as administrative mediation knows it."""

    def __init__(
        self,
        sector: str = "default",
        body: str | None = None,
        reason: HandOverReason = HandOverReason.ROUTE,
        number: int = 2,
        **more: Any,
    ) -> None:
        super().__init__(
            "administrative_mediation", decide, evolve, initial, Law.load("wuhu"), CASE,
            store=lambda state: decode_state(encode_state(state)),
        )  # fmt: skip
        self.body, self.reason, self.custody_number = body or SECTOR_BODY[sector], reason, number
        self.case = summary(**{"dispute_type": SECTOR_TYPE[sector], **more})
        self.clerk = Actor(user=f"clerk.{self.body}", organisation=self.body, roles=("clerk",))
        self.official = Actor(user=f"mediator.{self.body}", organisation=self.body, roles=("mediator",))
        self.keeper = Actor(user=f"seal.{self.body}", organisation=self.body, roles=("agency_seal_keeper",))

    def hears(self, body: CommandBody, day: str) -> Sequence[Event]:
        """Another service, or the scan, tells; never refused."""
        answer = self.act(SYSTEM, body, at(day))
        assert not isinstance(answer, Refused), answer
        return answer

    def does(self, body: CommandBody, day: str, by: Actor | None = None, recorded: str | None = None) -> Answer:
        """An act of the agency's staff."""
        return self.act(by or self.clerk, body, at(day), at(recorded) if recorded else None)

    def offered(self, day: str = OFFERED, number: int | None = None) -> Sequence[Event]:
        """Intake offers the case."""
        number = number or self.custody_number
        return self.hears(
            c.ReceiveOffer(
                track_id=track_id(CASE, number), custody_number=number, from_body=HUB, to_body=self.body,
                reason=self.reason, case=self.case,
            ),
            day,
        )  # fmt: skip

    def custody_comes(self, day: str = MOVED, number: int | None = None, to_body: str | None = None) -> Sequence[Event]:
        """Intake moves custody."""
        number = number or self.custody_number
        return self.hears(
            c.ReceiveCustody(
                track_id=track_id(CASE, number), custody_number=number, from_body=HUB, to_body=to_body or self.body,
                reason=self.reason, case=self.case,
            ),
            day,
        )  # fmt: skip

    def custody_goes(self, number: int, day: str = "2026-03-10") -> Sequence[Event]:
        """Intake moves custody to another channel."""
        return self.hears(c.LoseCustody(custody_number=number, what="custody_moved", reason="移交其他渠道"), day)

    def accepts(self, day: str = TAKEN_UP, **more: Any) -> Answer:
        """The agency takes it up."""
        return self.does(c.AcceptApplication(**more), day)

    def holds(self, day: str = "2026-03-06", **more: Any) -> Answer:
        """A session."""
        return self.does(c.HoldSession(**more), day, self.official)

    def agrees(self, day: str = "2026-03-09", **more: Any) -> Answer:
        """The parties agree, in writing unless told."""
        told = {"form": Agreed.WRITTEN, "terms": PAY, **more}
        return self.does(c.ReachAgreement(**told), day, self.official)

    def signs(self, party_id: str, day: str = "2026-03-09", **more: Any) -> Answer:
        """A party signs."""
        return self.does(c.SignAsParty(party_id=party_id, **more), day)

    def all_sign(self, day: str = "2026-03-09") -> Sequence[Event]:
        """Every party, the official, the seal; the answer is the seal's."""
        for party_id in self.latest.party_ids:
            names(self.signs(party_id, day))
        names(self.does(c.SignAsMediator(), day, self.official))
        sealed = self.does(c.SealDocument(), day, self.keeper)
        assert not isinstance(sealed, Refused), sealed
        return sealed

    def ends(self, day: str = "2026-03-10", reason: str = "deadlock", **more: Any) -> Answer:
        """The agency ends the mediation."""
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


def given_offered(sector: str = "default", **more: Any) -> AgencyCase:
    """The case was offered to the agency of this sector."""
    case = AgencyCase(sector, **more)
    case.offered()
    return case


def given_accepted_offer(sector: str = "default", **more: Any) -> AgencyCase:
    """The agency accepted; custody has not moved yet."""
    case = given_offered(sector, **more)
    names(case.does(c.AcceptOffer(), ACCEPTED_OFFER))
    return case


def given_examining(sector: str = "default", **more: Any) -> AgencyCase:
    """The agency holds the case and has not decided."""
    case = given_accepted_offer(sector, **more)
    case.custody_comes()
    return case


def given_consent_pending(sector: str = "default", **more: Any) -> AgencyCase:
    """Accepted; the respondent was not heard yet."""
    case = given_examining(sector, **more)
    if sector == "traffic":
        names(case.does(c.RecordApplication(joint=True), "2026-03-03"))
    names(case.accepts())
    return case


def given_in_mediation(sector: str = "default", **more: Any) -> AgencyCase:
    """Everybody agreed, an official is there, rights were told."""
    case = given_consent_pending(sector, **more)
    if case.situation == "consent_pending":
        names(case.does(c.GiveConsent(party_id="p2"), "2026-03-04 10:00"))
    names(case.does(c.AssignMediator(mediator=case.official.user), "2026-03-04 11:00"))
    names(case.does(c.NotifyRights(), "2026-03-05"))
    return case


def given_session(sector: str = "default", **more: Any) -> AgencyCase:
    """Talks were held."""
    case = given_in_mediation(sector, **more)
    names(case.holds())
    return case


def given_draft(sector: str = "default", **more: Any) -> AgencyCase:
    """Agreed in writing, nobody has signed."""
    case = given_session(sector, **more)
    names(case.agrees())
    return case


def given_in_force(sector: str = "default", **more: Any) -> AgencyCase:
    """The mediation document binds."""
    case = given_draft(sector, **more)
    case.all_sign()
    return case


def given_terminated(sector: str = "default", **more: Any) -> AgencyCase:
    """The round ended without agreement."""
    case = given_session(sector, **more)
    names(case.ends())
    return case


def given_lost(sector: str = "default", **more: Any) -> AgencyCase:
    """The case went to another channel."""
    case = given_session(sector, **more)
    case.custody_goes(3)
    return case
