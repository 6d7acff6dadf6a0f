"""One case in all four services of the path: window, committees, court and survey hear one another over the wire."""

from typing import Any
from uuid import UUID

from schemas.base import Event
from schemas.command import Actor, CommandBody
from schemas.identity import case_code
from schemas.people_mediation import AgreementTerms
from schemas.values import Agreed, Channel, DueItem
from services.intake.domain.custody_commands import OfferCustody
from services.intake.domain.file_commands import RegisterCase
from services.intake.worker import service as intake
from services.judicial_confirmation.domain import court_commands as court
from services.judicial_confirmation.domain import filing_commands as filing
from services.judicial_confirmation.worker import service as judicial_confirmation
from services.jurisdiction.law import Law
from services.people_mediation.domain import commands as c
from services.people_mediation.worker import service as people_mediation
from services.satisfaction.domain import commands as survey
from services.satisfaction.worker import service as satisfaction
from tests.domain.exchange import Exchange
from tests.domain.given_when_then import Answer, at, names
from tests.domain.intake.window import COMMUNITY, HUB, NEIGHBOUR, STREET, applicant, registration, respondent

__all__ = ["COMMUNITY", "HUB", "NEIGHBOUR", "STREET", "Town"]

LAW = Law.load("wuhu")
COURT = "wuhu.jinghu.court"
ROLES = ("clerk", "mediator", "committee_seal_keeper")
MEDIATION = Channel.PEOPLE_MEDIATION
WITH_NUMBERS = (
    applicant(contact={"phone": "13900000001"}, identity_number="证件甲"),
    respondent(contact={"phone": "13900000002"}, identity_number="证件乙"),
)


class Town(Exchange):
    """Registered by the street's committee on Monday, 2 March 2026, at nine; every act names its moment."""

    def __init__(self, code: str = case_code(UUID(int=4)), by: str = STREET, **told: Any) -> None:
        super().__init__(code, intake(LAW), people_mediation(LAW), judicial_confirmation(LAW), satisfaction(LAW))
        entry: RegisterCase = registration(**{"parties": WITH_NUMBERS, **told})
        names(self.window(entry, "2026-03-02", by))

    def act(self, service: str, body: CommandBody, by: Actor, day: str, recorded: str | None = None) -> Answer:
        """An act that happened at `day`, recorded then or later."""
        told = body.model_copy(update={"occurred_at": at(day)}) if recorded else body
        return self.asks(service, told, by, at(recorded or day))

    def window(self, body: CommandBody, day: str, by: str = STREET, recorded: str | None = None) -> Answer:
        """The clerk of a body asks the window."""
        return self.act("intake", body, Actor(user=f"clerk.{by}", organisation=by, roles=("clerk",)), day, recorded)

    def committee(self, body: CommandBody, day: str, by: str = COMMUNITY, recorded: str | None = None) -> Answer:
        """The staff of a committee ask people's mediation."""
        staff = Actor(user=f"staff.{by}", organisation=by, roles=ROLES)
        return self.act("people_mediation", body, staff, day, recorded)

    def court(self, body: CommandBody, day: str, by: str = COURT, recorded: str | None = None) -> Answer:
        """The court's clerk, or whoever files, asks judicial confirmation."""
        clerk = Actor(user=f"clerk.{by}", organisation=by, roles=("court_clerk",))
        return self.act("judicial_confirmation", body, clerk, day, recorded)

    def rates(self, party: int, grade: int, day: str) -> Answer:
        """The party follows the link of its latest invitation."""
        holder = Actor(user=f"party:{self.invited(party)}", organisation="public", roles=("party",))
        return self.act("satisfaction", survey.RateByLink(grade=grade), holder, day)

    def invited(self, party: int) -> str:
        """The latest invitation of this party."""
        mine = [one for one in self.survey.invitations.values() if one.party_id == self.parties[party]]
        return mine[-1].invitation_id

    def offered(self, day: str, to: str = COMMUNITY, by: str = STREET) -> None:
        """The custodian offers the case to a committee."""
        names(self.window(OfferCustody(to_body=to, channel=MEDIATION), day, by))

    def handed_to(self, day: str, to: str = COMMUNITY, by: str = STREET) -> None:
        """Offered and accepted in the same hour."""
        self.offered(day, to, by)
        names(self.committee(c.AcceptOffer(), day, to))

    def taken_up(self, day: str, by: str = COMMUNITY) -> None:
        """Both ask for mediation; a mediator, the rights, a first session."""
        for body in (
            c.AcceptMediation(joint_application=True), c.AssignMediator(mediator=f"staff.{by}"), c.NotifyRights(),
            c.HoldSession(),
        ):  # fmt: skip
            names(self.committee(body, day, by))

    def agreed(self, day: str, by: str = COMMUNITY, recorded: str | None = None, **more: Any) -> str:
        """A written agreement with every layer; its id."""
        who = self.parties[:2]
        item = DueItem(item_id="i1", what="赔偿2000元", debtor=who[1], creditor=who[0], due_on=at("2026-04-01").date())
        terms = AgreementTerms(terms=("赔偿2000元",), items=(item,))
        told = {"form": Agreed.WRITTEN, "terms": terms, **more}
        names(self.committee(c.ReachAgreement(**told), day, by, recorded))
        for party_id in self.round(by).agreements[-1].party_ids:
            names(self.committee(c.SignAsParty(party_id=party_id), day, by, recorded))
        names(self.committee(c.SignAsMediator(), day, by, recorded))
        names(self.committee(c.SealAgreement(), day, by, recorded))
        return self.round(by).agreements[-1].agreement_id

    def applied(self, agreement_id: str, day: str, by: str = COMMUNITY, **more: Any) -> Answer:
        """Both parties apply to the court, through the committee."""
        who = tuple(filing.Applicant(party_id=party_id) for party_id in self.parties[:2])
        told = {"agreement_id": agreement_id, "court": COURT, "applicants": who, **more}
        return self.court(filing.ApplyForConfirmation(**told), day, by)

    def ruled(self, agreement_id: str, day: str, ruling: CommandBody | None = None) -> None:
        """Docketed, verified with both and ruled on the same day; confirmed unless told."""
        present = tuple(self.parties[:2])
        for body in (
            court.DocketApplication(agreement_id=agreement_id),
            court.HoldVerification(agreement_id=agreement_id, present=present),
            ruling or court.ConfirmAgreement(agreement_id=agreement_id),
        ):
            names(self.court(body, day))

    @property
    def file(self) -> Any:
        """The case at the window."""
        return self.states["intake"]

    @property
    def survey(self) -> Any:
        """The case as satisfaction knows it."""
        return self.states["satisfaction"]

    @property
    def parties(self) -> list[str]:
        """party_ids in the order of registration."""
        return [party.party_id for party in self.file.case.parties]

    def round(self, by: str = COMMUNITY) -> Any:
        """The latest round of this committee."""
        return [one for one in self.states["people_mediation"].tracks.values() if one.body == by][-1]

    def agreement_at_court(self, agreement_id: str) -> Any:
        """The agreement as the court knows it."""
        return self.states["judicial_confirmation"].agreements[agreement_id]

    def said(self, service: str, kind: type[Event]) -> list[Any]:
        """Every event of this type that a service told."""
        return [event for source, event in self.events if source == service and isinstance(event, kind)]
