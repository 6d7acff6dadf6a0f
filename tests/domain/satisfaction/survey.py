"""Reached situations of a survey: a case of 方村街道 closed on 2 March 2026; bodies are those of Wuhu."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from schemas.clocks import ClockStarted
from schemas.command import Actor
from schemas.envelope import PublishedEvent
from schemas.identity import case_code
from schemas.intake import CaseClosed, CloseResult
from schemas.satisfaction import InvitationIssued
from schemas.values import Channel, Contact, DisputeType, Party, PartyKind, PartyRole
from services.jurisdiction.law import Law
from services.satisfaction.domain import commands, react
from services.satisfaction.domain.decide import decide
from services.satisfaction.domain.evolve import evolve
from services.satisfaction.domain.state import State, decode_state, encode_state, initial
from tests.domain.given_when_then import Answer, Case, at, names

CASE = case_code(uuid5(NAMESPACE_URL, "tests/journey"))
RATED = "wuhu.jinghu.fangcun.pmc"
SYSTEM = Actor(user="system:satisfaction", organisation="satisfaction")
HUB_CLERK = Actor(user="clerk.hub", organisation="wuhu.jinghu.hub", roles=("clerk",))
RATED_CLERK = Actor(user="clerk.fangcun", organisation=RATED, roles=("clerk",))
STRANGER = Actor(user="clerk.shenxiang", organisation="wuhu.jiujiang.shenxiang.pmc", roles=("clerk",))
DEMONSTRATOR = Actor(user="demo", organisation="wuhu.jinghu.hub", roles=("demonstrator",))
ENVELOPE = PublishedEvent(
    id=uuid5(NAMESPACE_URL, "closed"), service="intake", name="case_closed", version=1, case_code=CASE, sequence=9,
    index=0, recorded_at=at("2026-03-02"), actor=HUB_CLERK, correlation_id="", causation_id="", traceparent=None,
    data={},
)  # fmt: skip


def party(party_id: str, role: PartyRole, phone: str | None = None, **more: Any) -> Party:
    """A party with a number of its own unless told otherwise."""
    contact = more.pop("contact", Contact(phone=phone))
    return Party(
        party_id=party_id, role=role, kind=PartyKind.NATURAL, name=f"当事人{party_id}", contact=contact, **more
    )


APPLICANT = party("p1", PartyRole.APPLICANT, "13900000001")
RESPONDENT = party("p2", PartyRole.RESPONDENT, "13900000002")


class Survey(Case[State, Law]):
    """A survey step by step."""

    def __init__(self, profile: str = "wuhu") -> None:
        super().__init__(
            "satisfaction", decide, evolve, initial, Law.load(profile), CASE,
            lambda state: decode_state(encode_state(state)),
        )  # fmt: skip

    def closed(
        self,
        *parties: Party,
        day: str = "2026-03-02",
        body: str = RATED,
        result: CloseResult = CloseResult.AGREED,
        recorded: str | None = None,
        **more: Any,
    ) -> Answer:
        """Intake closes the case and the closing is heard."""
        event = CaseClosed(
            occurred_at=at(day), result=result, closing_body="wuhu.jinghu.hub", handling_body=body,
            channel=Channel.PEOPLE_MEDIATION, dispute_type=DisputeType.NEIGHBOR,
            parties=parties or (APPLICANT, RESPONDENT), **more,
        )  # fmt: skip
        return self.act(SYSTEM, react.invite_parties(event, ENVELOPE), at(day), at(recorded or day))

    def invitation(self, party_id: str = "p1") -> str:
        """The latest invitation of this party."""
        issued = [e for e in self.events if isinstance(e, InvitationIssued) and e.party_id == party_id]
        return issued[-1].invitation_id

    def by_link(
        self, grade: int, day: str, party_id: str = "p1", comment: str = "", holder: str | None = None
    ) -> Answer:
        """The person answers through the link."""
        actor = Actor(user=f"party:{holder or self.invitation(party_id)}", organisation="public", roles=("party",))
        return self.act(actor, commands.RateByLink(grade=grade, comment=comment), at(day))

    def at_window(
        self, grade: int, day: str, actor: Actor = HUB_CLERK, recorded: str | None = None, **more: Any
    ) -> Answer:
        """Staff enter what the person said."""
        told = {"invitation_id": self.invitation(more.pop("party_id", "p1")), "grade": grade, **more}
        return self.act(actor, commands.RateAtWindow(**told), at(day), at(recorded) if recorded else None)

    def hears(self, body: commands.SatisfactionCommand, day: str) -> Answer:
        """Another reaction."""
        return self.act(SYSTEM, body, at(day))

    def time_passes(self, now: str, party_id: str = "p1") -> Answer:
        """The scan finds the validity of this party's invitation at `now`."""
        subject = self.invitation(party_id)
        started = [e for e in self.events if isinstance(e, ClockStarted) and e.clock.subject == subject]
        return self.act(SYSTEM, commands.LapseClock(clock_id=started[-1].clock_id), at(now))

    def situation(self, party_id: str = "p1") -> str:
        """How the latest invitation of this party stands, in a word."""
        return self.state.invitations[self.invitation(party_id)].situation.kind


def invited() -> Survey:
    """Both parties were asked on 2 March; the invitation is valid until 17 March."""
    survey = Survey()
    names(survey.closed())
    return survey
