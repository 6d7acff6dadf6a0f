"""The committee and the window hear one another: offers, custody, agreements, escalation (design.md section 5)."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from schemas.command import Actor
from schemas.identity import case_code
from schemas.people_mediation import FileItem
from schemas.values import Agreed, Capacity, Channel, Risk
from services.intake.domain.custody_commands import OfferCustody, WithdrawOffer
from services.intake.domain.file_commands import AppointAgent, AssessRisk, CloseCase, ReopenCase
from services.intake.worker import service as intake
from services.jurisdiction.law import Law
from services.people_mediation.domain import commands as c
from services.people_mediation.worker import service as people_mediation
from tests.domain.exchange import Exchange
from tests.domain.given_when_then import names, refusal
from tests.domain.intake.window import COMMUNITY, STREET, at, clerk, registration
from tests.domain.people_mediation.committee_case import AT_ONCE, PAY, ROUTES

CODE = case_code(UUID(int=77))
LAW = Law.load("wuhu")


class Town(Exchange):
    """A case registered by the street's committee, with hours that go on."""

    def __init__(self) -> None:
        super().__init__(CODE, intake(LAW), people_mediation(LAW))
        self.now: datetime = at(0)
        self.window(registration(), STREET)

    def later(self) -> datetime:
        self.now += timedelta(minutes=10)
        return self.now

    def window(self, body, organisation=STREET):
        return self.asks("intake", body, clerk(organisation), self.later())

    def committee(self, body, organisation=COMMUNITY, roles=("clerk", "mediator", "committee_seal_keeper")):
        actor = Actor(user=f"staff.{organisation}", organisation=organisation, roles=roles)
        return self.asks("people_mediation", body, actor, self.later())

    @property
    def rounds(self):
        return list(self.states["people_mediation"].tracks.values())

    @property
    def parties(self):
        return [party.party_id for party in self.rounds[-1:] and self.states["people_mediation"].case.parties]

    def handed_to(self, organisation=COMMUNITY):
        """Offered and accepted."""
        names(self.window(OfferCustody(to_body=organisation, channel=Channel.PEOPLE_MEDIATION)))
        names(self.committee(c.AcceptOffer(), organisation))

    def agreed(self, **more):
        """Consent, acceptance, a session and a written agreement with every layer."""
        for body in (
            c.AcceptMediation(joint_application=True), c.AssignMediator(mediator=f"staff.{COMMUNITY}"),
            c.NotifyRights(), c.HoldSession(),
        ):  # fmt: skip
            names(self.committee(body))
        applicant, respondent = self.parties
        items = tuple(item.model_copy(update={"debtor": respondent}) for item in PAY.items)
        terms = PAY.model_copy(update={"items": items})
        names(self.committee(c.ReachAgreement(form=Agreed.WRITTEN, terms=terms, **more)))
        for body in (
            c.SignAsParty(party_id=applicant), c.SignAsParty(party_id=respondent), c.SignAsMediator(), c.SealAgreement(),
        ):  # fmt: skip
            names(self.committee(body))


def test_acceptance_is_a_request_and_custody_comes_back_as_an_answer():
    town = Town()
    town.handed_to()
    assert town.rounds[0].situation.kind == "preparing"
    assert town.names("people_mediation") == ["offer_received", "offer_accepted", "custody_received"]


def test_a_returned_offer_leaves_the_case_at_the_window():
    town = Town()
    town.window(OfferCustody(to_body=COMMUNITY, channel=Channel.PEOPLE_MEDIATION))
    town.committee(c.ReturnOffer(code="not_competent", reason="不在辖区"))
    assert "offer_returned" in town.names("intake")
    assert town.rounds[0].situation.kind == "declined"


def test_a_withdrawn_offer_is_closed_at_the_committee():
    town = Town()
    town.window(OfferCustody(to_body=COMMUNITY, channel=Channel.PEOPLE_MEDIATION))
    town.window(WithdrawOffer(reason="误选"))
    assert refusal(town.committee(c.AcceptOffer())) == "offer_closed"


def test_the_registering_committee_may_take_the_case_itself():
    town = Town()
    town.window(OfferCustody(to_body=STREET, channel=Channel.PEOPLE_MEDIATION))
    assert town.rounds[-1].situation.kind == "preparing"
    assert names(town.committee(c.AcceptMediation(joint_application=True), STREET))[0] == "mediation_accepted"


def test_an_agreement_that_binds_lets_the_case_be_closed_and_performance_goes_on_pml_31():
    town = Town()
    town.handed_to()
    town.agreed()
    names(town.window(CloseCase(result="agreed"), COMMUNITY))
    assert "case_closed" in town.names("intake")
    assert names(town.committee(c.RecordPerformance(performance="full")))[0] == "performance_recorded"
    for item in (FileItem.IDENTITY,):
        town.committee(c.AddFileItem(item=item))
    assert names(town.committee(c.ArchiveFile(volume_number="1"))) == ["file_archived"]


def test_what_another_committee_does_after_the_case_moved_on_is_denied_and_marked():
    town = Town()
    town.handed_to()
    names(town.committee(c.AcceptMediation(joint_application=True)))
    names(town.committee(c.TerminateMediation(reason="deadlock", routes_told=ROUTES)))
    names(town.window(OfferCustody(to_body=STREET, channel=Channel.PEOPLE_MEDIATION), COMMUNITY))
    names(town.committee(c.AcceptOffer(), STREET))
    assert [track.situation.kind for track in town.rounds] == ["lost", "preparing"]
    late = town.committee(c.ReachAgreement(form=Agreed.ORAL, terms=AT_ONCE))
    assert "custody_elsewhere" in [mark.code for mark in late[0].irregularities]
    assert "custody_denied" in town.names("intake")


def test_what_intake_learns_of_people_is_known_to_the_committee():
    town = Town()
    town.handed_to()
    applicant = town.parties[0]
    entry = {"type": "lawyer", "name": "代理律师", "may_settle": True, "document": "授权委托书"}
    names(town.window(AppointAgent(party_id=applicant, agent=entry), COMMUNITY))
    known = town.states["people_mediation"].party(applicant)
    assert [agent.may_settle for agent in known.agents] == [True]
    assert known.capacity is Capacity.FULL


def test_danger_seen_by_a_mediator_raises_the_risk_everywhere_pml_25():
    town = Town()
    town.handed_to()
    town.committee(c.SeeDangerSigns(signs="扬言动手", police_notified=True))
    assert "risk_raised" in town.names("intake")
    assert town.states["people_mediation"].case.risk is Risk.HIGH


def test_a_risk_assessed_at_the_window_reaches_the_committee():
    town = Town()
    town.handed_to()
    names(town.window(AssessRisk(risk=Risk.MEDIUM, reason="情绪激动"), COMMUNITY))
    assert town.states["people_mediation"].case.risk is Risk.MEDIUM


@pytest.mark.parametrize("result", ["withdrawn"])
def test_a_case_closed_from_outside_ends_the_open_round(result: str):
    town = Town()
    town.handed_to()
    names(town.committee(c.AcceptMediation(joint_application=True)))
    names(town.window(CloseCase(result=result, reason="撤回"), COMMUNITY))
    assert town.rounds[0].situation.kind == "lost"
    names(town.window(ReopenCase(reason="又起争议"), COMMUNITY))
    assert refusal(town.committee(c.HoldSession(track_id="x"))) == "not_found"
