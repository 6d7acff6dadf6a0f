"""Reached situations of a petition in 镜湖区: the petition office holds the case, the labour bureau has to handle it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from schemas.base import Event
from schemas.clocks import ClockStarted
from schemas.command import Actor, CommandBody, Refused
from schemas.document_service import ServiceMethod
from schemas.identity import case_code, track_id
from schemas.intake import CaseSummary, HandOverReason
from schemas.petitions import Article31, OpinionDecision, PetitionKind, PetitionManner, ReviewFinding
from schemas.values import CaseSource, DisputeType, Party, PartyKind, PartyRole, ReceivedVia
from services.jurisdiction.law import Law
from services.jurisdiction.service_of_documents import ServiceEntry
from services.petitions.domain import commands as c
from services.petitions.domain.decide import decide
from services.petitions.domain.evolve import evolve
from services.petitions.domain.state import CaseState, Petition, decode_state, encode_state, initial
from tests.domain.given_when_then import Answer, Case, at, names

CASE = case_code(UUID(int=2029))
HUB = "wuhu.jinghu.hub"
CITY = "wuhu.hub"
OFFICE = "wuhu.jinghu.petitions"
OTHER_OFFICE = "wuhu.jiujiang.petitions"
UNIT = "wuhu.jinghu.human-resources"
OTHER_UNIT = "wuhu.jinghu.market-regulation"
SYSTEM = Actor(user="system:intake", organisation="intake")
MONDAY = "2026-03-02 09:00"


def clerk(organisation: str) -> Actor:
    """A clerk of this body."""
    return Actor(user=f"clerk.{organisation}", organisation=organisation, roles=("clerk",))


def party(party_id: str, role: PartyRole, **more: Any) -> Party:
    """A party with a role for a name."""
    return Party(party_id=party_id, role=role, **{"kind": PartyKind.NATURAL, "name": f"当事人{party_id}", **more})


PETITIONER = party("p1", PartyRole.APPLICANT)
SECOND = party("p2", PartyRole.APPLICANT)
EMPLOYER = party("p3", PartyRole.RESPONDENT, kind=PartyKind.ORGANISATION)
BY_HAND = ServiceEntry(method=ServiceMethod.DIRECT, proof="送达回证已签收")


def summary(parties: tuple[Party, ...] = (PETITIONER, EMPLOYER), **more: Any) -> CaseSummary:
    """A worker complains that nobody answered about unpaid wages."""
    told = {
        "dispute_type": DisputeType.MIGRANT_WAGES, "source": CaseSource.APPLICATION,
        "received_via": ReceivedVia.PETITION_OFFICE, "summary": "反映欠薪投诉无人答复", "parties": parties, **more,
    }  # fmt: skip
    return CaseSummary(**told)


class PetitionCase(Case[CaseState, Law]):
    """A case at petitions; every method is an act, told with the day it happened on."""

    def __init__(self, case: CaseSummary | None = None, profile: str = "wuhu") -> None:
        super().__init__(
            "petitions", decide, evolve, initial, Law.load(profile), CASE,
            lambda state: decode_state(encode_state(state)),
        )  # fmt: skip
        self.case = case or summary()

    @property
    def petition(self) -> Petition:
        """The petition on file."""
        assert self.state.petition is not None
        return self.state.petition

    @property
    def stands(self) -> str:
        """Where the petition stands."""
        return self.petition.situation.kind

    def hears(self, body: CommandBody, day: str) -> Sequence[Event]:
        """Something the system tells; it is never refused."""
        answer = self.act(SYSTEM, body, at(day))
        assert not isinstance(answer, Refused)
        return answer

    def does(self, body: CommandBody, day: str, by: str = OFFICE, recorded: str | None = None) -> Answer:
        """An act of the clerk of a body."""
        return self.act(clerk(by), body, at(day), at(recorded) if recorded else None)

    def hears_as_person(self, body: CommandBody) -> Answer:
        """A person claims what only the system tells."""
        return self.act(clerk(OFFICE), body, at(MONDAY))

    def query_code_of_another(self) -> str:
        """The code of another case."""
        return case_code(UUID(int=1))

    def offered(self, day: str = MONDAY, number: int = 2, to: str = OFFICE) -> Sequence[Event]:
        """Intake offers the case."""
        offer = c.ReceiveOffer(
            track_id=track_id(CASE, number), custody_number=number, from_body=HUB, to_body=to,
            reason=HandOverReason.ROUTE, case=self.case,
        )  # fmt: skip
        return self.hears(offer, day)

    def moved(self, day: str = MONDAY, number: int = 2, to: str = OFFICE) -> Sequence[Event]:
        """Intake moves custody to the office."""
        move = c.ReceiveCustody(
            track_id=track_id(CASE, number), custody_number=number, from_body=HUB, to_body=to,
            reason=HandOverReason.ROUTE, case=self.case,
        )  # fmt: skip
        return self.hears(move, day)

    def held(self, day: str = MONDAY) -> "PetitionCase":
        """Offered, accepted and moved."""
        self.offered(day)
        names(self.does(c.AcceptOffer(), day))
        self.moved(day)
        return self

    def track(self, number: int) -> str:
        """The round under this custody number."""
        return track_id(CASE, number)

    def moved_at(self, moment: datetime, number: int, to: str) -> None:
        """Intake moves custody at this moment."""
        move = c.ReceiveCustody(
            track_id=track_id(CASE, number), custody_number=number, from_body=HUB, to_body=to,
            reason=HandOverReason.ROUTE, case=self.case,
        )  # fmt: skip
        assert not isinstance(self.act(SYSTEM, move, moment), Refused)

    def registered(self, day: str = MONDAY, **more: Any) -> "PetitionCase":
        """Held and registered as a grievance that was brought in person."""
        told = {"kind": PetitionKind.GRIEVANCE, "manner": PetitionManner.VISIT, **more}
        self.held(day)
        names(self.does(c.RegisterPetition(**told), day))
        return self

    def with_unit(self, day: str = "2026-03-03", unit: str = UNIT, **more: Any) -> "PetitionCase":
        """Registered and forwarded."""
        self.registered(**more)
        names(self.does(c.ForwardPetition(responsible_unit=unit), day))
        return self

    def accepted(self, day: str = "2026-03-05", **more: Any) -> "PetitionCase":
        """The unit told the petitioner and took it up."""
        self.with_unit(**more)
        names(self.does(c.NotifyPetitioner(way_told="按信访程序办理"), day, UNIT))
        names(self.does(c.AcceptPetition(), day, UNIT))
        return self

    def handled(self, day: str = "2026-03-06", **more: Any) -> "PetitionCase":
        """Classified under article 31(6)."""
        self.accepted(**more)
        names(self.does(c.ClassifyPetition(article=Article31.PETITION_PROCEDURE), day, UNIT))
        return self

    def opined(self, day: str = "2026-03-20", **more: Any) -> "PetitionCase":
        """The unit gave its opinion."""
        self.handled(**more)
        names(self.does(opinion(), day, UNIT))
        return self

    def served(self, day: str = "2026-03-23", **more: Any) -> "PetitionCase":
        """The opinion was served on every petitioner."""
        self.opined(**more)
        names(self.does(c.ServeOpinion(service=BY_HAND), day, UNIT))
        return self

    def under_review(self, day: str = "2026-04-01", **more: Any) -> "PetitionCase":
        """The petitioner asked the county for review."""
        self.served(**more)
        names(self.does(c.RequestReview(reviewing_unit=HUB), day, HUB))
        return self

    def reviewed(self, day: str = "2026-04-20", **more: Any) -> "PetitionCase":
        """The county upheld the opinion and served that."""
        self.under_review(**more)
        names(self.does(review(), day, HUB))
        names(self.does(c.ServeOpinion(service=BY_HAND), day, HUB))
        return self

    def under_recheck(self, day: str = "2026-05-06", **more: Any) -> "PetitionCase":
        """The petitioner asked the city for the re-check."""
        self.reviewed(**more)
        names(self.does(c.RequestRecheck(rechecking_unit=CITY), day, CITY))
        return self

    def final(self, day: str = "2026-05-20", **more: Any) -> "PetitionCase":
        """The city upheld it: three-level finality."""
        self.under_recheck(**more)
        names(self.does(c.IssueRecheckOpinion(finding=ReviewFinding.UPHELD, answer="维持复查意见"), day, CITY))
        return self

    def clock(self, limit: str) -> Any:
        """The latest clock of this limit, whatever it is about."""
        return [kept for kept in self.state.clocks.clocks.values() if kept.clock.limit == limit][-1]

    def started(self, answer: Answer) -> dict[str, str]:
        """Due days by limit of the clocks that an answer started."""
        assert not isinstance(answer, Refused), answer
        return {event.limit: str(event.clock.due) for event in answer if isinstance(event, ClockStarted)}

    def lapses(self, limit: str, day: str | None = None) -> Answer:
        """The scan finds this limit due."""
        clock = self.clock(limit).clock
        moment = at(day) if day else clock.lapses_at
        return self.act(SYSTEM, c.LapseClock(clock_id=clock.clock_id), moment)


def opinion(**more: Any) -> c.IssueHandlingOpinion:
    """An opinion that supports the request."""
    told = {
        "decision": OpinionDecision.SUPPORT,
        "answer": "支持请求,责令支付工资",
        "number": "镜人社信〔2026〕3号",
        **more,
    }
    return c.IssueHandlingOpinion(**told)


def review(**more: Any) -> c.IssueReviewOpinion:
    """A review that upholds the opinion."""
    return c.IssueReviewOpinion(**{"finding": ReviewFinding.UPHELD, "answer": "维持处理意见", **more})
