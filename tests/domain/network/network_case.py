"""Reached situations of a case at bodies of the network of Wuhu: fixtures speak like the file."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from schemas.base import Event
from schemas.command import Actor, CommandBody, Refused
from schemas.identity import body_key, case_code, track_id
from schemas.intake import CaseSummary, HandOverReason
from schemas.network import AgreementTerms
from schemas.values import (
    Agent,
    AgentType,
    CaseSource,
    Channel,
    DisputeType,
    DueItem,
    Party,
    PartyKind,
    PartyRole,
    ReceivedVia,
)
from services.jurisdiction.law import Law
from services.network.domain import commands as c
from services.network.domain.decide import decide
from services.network.domain.evolve import evolve
from services.network.domain.state import CaseState, Track, decode_state, encode_state, initial
from tests.domain.given_when_then import Answer, Case, at, names

CASE = case_code(UUID(int=2028))
HUB, COURT = "wuhu.jinghu.hub", "wuhu.jinghu.court"
TRAFFIC, PROPERTY, MEDICAL = "wuhu.jinghu.traffic-pmc", "wuhu.jinghu.property-pmc", "wuhu.medical-pmc"
LABOUR, COMMERCIAL = "wuhu.jinghu.labour-mediation", "wuhu.commercial-mediation"
STREET = "wuhu.jinghu.fangcun.pmc"
SYSTEM = Actor(user="system:intake", organisation="intake")
ROUTES = ("仲裁", "向人民法院起诉")
OFFERED, SIGNED, MOVED, TAKEN_UP = "2026-03-02 09:00", "2026-03-02 10:00", "2026-03-02 10:01", "2026-03-03 09:00"
LAWYER = Agent(agent_id="a1", type=AgentType.LAWYER, name="代理律师", may_settle=True)


def clerk(body: str) -> Actor:
    """The clerk of a body."""
    return Actor(user=f"clerk.{body}", organisation=body, roles=("clerk",))


def mediator(body: str) -> Actor:
    """The account of a mediator of a body."""
    return Actor(user=f"mediator.{body}", organisation=body, roles=("mediator",))


def keeper(body: str) -> Actor:
    """Who keeps a body's seal."""
    return Actor(user=f"seal-keeper.{body}", organisation=body, roles=("committee_seal_keeper",))


def party(party_id: str, role: PartyRole, **more: Any) -> Party:
    """A party with a role for a name."""
    return Party(party_id=party_id, role=role, **{"kind": PartyKind.NATURAL, "name": f"当事人{party_id}", **more})


APPLICANT = party("p1", PartyRole.APPLICANT, agents=(LAWYER,))
RESPONDENT = party("p2", PartyRole.RESPONDENT)
COMPANY = party("p2", PartyRole.RESPONDENT, kind=PartyKind.ORGANISATION, name="某物业服务公司")
BOTH = (APPLICANT, RESPONDENT)
PAY = AgreementTerms(
    terms=("分两次赔偿",),
    items=(DueItem(item_id="i1", what="赔偿", debtor="p2", amount_cny=2000, due_on=at("2026-04-20").date()),),
)
AT_ONCE = AgreementTerms(terms=("当场赔偿200元",), performed_at_once=True)


def summary(kind: DisputeType = DisputeType.TRAFFIC, parties: tuple[Party, ...] = BOTH, **more: Any) -> CaseSummary:
    """A dispute that one side brought to the counter."""
    told = {
        "dispute_type": kind, "source": CaseSource.APPLICATION, "received_via": ReceivedVia.COUNTER,
        "summary": "纠纷", "parties": parties, **more,
    }  # fmt: skip
    return CaseSummary(**told)


class NetworkCase(Case[CaseState, Law]):
    """A case at one body of the network; every method is an act, told with the day it happened on."""

    def __init__(
        self,
        body: str = TRAFFIC,
        case: CaseSummary | None = None,
        reason: HandOverReason = HandOverReason.ROUTE,
        profile: str = "wuhu",
        key: str = CASE,
    ) -> None:
        super().__init__(
            "network", decide, evolve, initial, Law.load(profile), key,
            lambda state: decode_state(encode_state(state)),
        )  # fmt: skip
        self.body, self.case, self.reason = body, case or summary(), reason

    def hears(self, body: CommandBody, day: str) -> Sequence[Event]:
        """Something the system tells; it is never refused."""
        answer = self.act(SYSTEM, body, at(day))
        assert not isinstance(answer, Refused)
        return answer

    def does(self, body: CommandBody, day: str = "2026-03-05", actor: Actor | None = None) -> Answer:
        """An act of the body's clerk, or of somebody else."""
        return self.act(actor or clerk(self.body), body, at(day))

    def offered(self, day: str = OFFERED, number: int = 2) -> Sequence[Event]:
        """Intake offers the case."""
        return self.hears(c.ReceiveOffer(**self._hand_over(number)), day)

    def custody_comes(self, day: str = MOVED, number: int = 2) -> Sequence[Event]:
        """Intake moves custody."""
        return self.hears(c.ReceiveCustody(**self._hand_over(number)), day)

    def custody_goes(self, number: int = 3, day: str = "2026-03-20", handler: str | None = None) -> Sequence[Event]:
        """Intake moves custody to a committee of people's mediation."""
        return self.hears(
            c.LoseCustody(
                custody_number=number, custodian=STREET, channel=Channel.PEOPLE_MEDIATION, handler=handler, case=self.case,
                reason="移交其他渠道",
            ),
            day,
        )  # fmt: skip

    def held(self, **signing: Any) -> "NetworkCase":
        """Offered, signed for, custody here."""
        self.offered()
        assert not isinstance(self.does(c.AcceptOffer(**signing), SIGNED), Refused)
        self.custody_comes()
        return self

    def in_mediation(self, **signing: Any) -> "NetworkCase":
        """Consent, mediator, taken up and rights told."""
        self.held(**signing)
        for one in ("p1", "p2"):
            assert names(self.does(c.GiveConsent(party_id=one), TAKEN_UP)) == ["consent_given"]
        assert not isinstance(self.does(c.AssignMediator(mediator=f"mediator-1.{self.body}"), TAKEN_UP), Refused)
        assert not isinstance(self.does(c.AcceptMediation(), TAKEN_UP), Refused)
        assert not isinstance(self.does(c.NotifyRights(), TAKEN_UP), Refused)
        return self

    def agreed(self, day: str = "2026-03-06") -> "NetworkCase":
        """A written agreement on the whole dispute, signed by nobody yet."""
        self.in_mediation()
        assert not isinstance(self.does(c.ReachAgreement(terms=PAY), day), Refused)
        return self

    def signs(self, day: str = "2026-03-07") -> Answer:
        """Everybody and the mediator sign, the seal comes last."""
        for one in ("p1", "p2"):
            assert not isinstance(self.does(c.SignAsParty(party_id=one), day), Refused)
        named = f"mediator-1.{self.body}"
        assert not isinstance(self.does(c.SignAsMediator(mediator=named), day, mediator(self.body)), Refused)
        return self.does(c.SealAgreement(), day, keeper(self.body))

    @property
    def round(self) -> Track:
        """The only round."""
        (track,) = self.state.tracks.values()
        return track

    def _hand_over(self, number: int) -> dict[str, Any]:
        return {
            "track_id": track_id(CASE, number), "custody_number": number, "from_body": HUB, "to_body": self.body,
            "reason": self.reason, "case": self.case,
        }  # fmt: skip


def register_of(body: str, profile: str = "wuhu") -> NetworkCase:
    """The register of a body, under the body's key."""
    return NetworkCase(body, profile=profile, key=body_key(body))
