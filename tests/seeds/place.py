"""A case in a jurisdiction, in all the services of the path at once, and what its people read of it."""

from typing import Any
from uuid import UUID

from schemas.base import Event
from schemas.command import Actor, CommandBody
from schemas.identity import case_code
from schemas.values import Channel
from services.administrative_mediation.worker import service as administrative_mediation
from services.intake.domain.custody_commands import OfferCustody
from services.intake.worker import service as intake
from services.judicial_confirmation.worker import service as judicial_confirmation
from services.jurisdiction.law import Law
from services.network.worker import service as network
from services.people_mediation.worker import service as people_mediation
from services.petitions.worker import service as petitions
from services.satisfaction.worker import service as satisfaction
from services.views.answers import CaseFile
from services.views.case_file.reading import case_file
from services.views.reader import Reader
from services.views.words import words_of
from tests.domain.exchange import Exchange
from tests.domain.given_when_then import Answer, at, names
from tests.domain.intake.window import registration
from tests.domain.views.log import Log, actor, view_named

SERVICES = (
    intake, people_mediation, administrative_mediation, petitions, judicial_confirmation, network, satisfaction,
)  # fmt: skip
ROLES = ("clerk", "mediator", "committee_seal_keeper", "agency_seal_keeper", "court_clerk")
MONDAY = "2026-03-02"


class Place(Exchange):
    """A dispute that a body of the place registered on Monday, 2 March 2026, at nine."""

    def __init__(self, law: Law, registered_by: str, **told: Any) -> None:
        super().__init__(case_code(UUID(int=29)), *(service(law) for service in SERVICES))
        self.law = law
        names(self.asked("intake", registration(**told), registered_by, MONDAY))

    def asked(self, service: str, body: CommandBody, by: str, day: str) -> Answer:
        """Somebody of this body asks, with every role that its staff may have."""
        return self.asks(service, body, Actor(user=f"staff.{by}", organisation=by, roles=ROLES), at(day))

    def does(self, service: str, by: str, day: str, *bodies: CommandBody) -> None:
        """Acts of one body, none of which is refused."""
        for body in bodies:
            names(self.asked(service, body, by, day))

    def offered(self, to: str, channel: Channel, by: str, day: str) -> None:
        """The custodian offers the case."""
        self.does("intake", by, day, OfferCustody(to_body=to, channel=channel))

    def said(self, kind: type[Event]) -> list[Any]:
        """Every event of this type, whoever told it."""
        return [event for _, event in self.events if isinstance(event, kind)]

    @property
    def file(self) -> Any:
        """The case at the window."""
        return self.states["intake"]

    @property
    def parties(self) -> tuple[str, ...]:
        """party_ids in the order of registration."""
        return tuple(party.party_id for party in self.file.case.parties)

    def document(self, view: str) -> Any:
        """What a view keeps of the case."""
        log = Log()
        for source, event in self.events:
            log.decide(source, event, case=self.code, by=actor(self.file.custody.custodian or "nobody", "clerk"))
        return log.document(view_named(view), self.code)

    def read_by(self, organisation: str) -> CaseFile:
        """The case file as a clerk of this body reads it."""
        return case_file(
            self.document("case_file"), Reader.of(actor(organisation, "clerk"), self.law), words_of(self.law)
        )
