"""Agencies, window, court and survey together: hand-over, transfer, endings, confirmation (design.md section 5, SEED-M 34)."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from schemas.administrative_mediation import AgreementTerms
from schemas.command import Actor, CommandBody
from schemas.identity import case_code
from schemas.values import Agreed, Channel
from services.administrative_mediation.domain import commands as c
from services.administrative_mediation.worker import service as agencies
from services.intake.domain.custody_commands import DesignateCustodian, OfferCustody, RequestDesignation
from services.intake.domain.file_commands import CloseCase
from services.intake.worker import service as intake
from services.judicial_confirmation.domain import filing_commands as filing
from services.judicial_confirmation.worker import service as court
from services.jurisdiction.law import Law
from services.satisfaction.worker import service as satisfaction
from tests.domain.administrative_mediation.agency_case import HUB, LABOUR, MARKET, ROUTES
from tests.domain.exchange import Exchange
from tests.domain.given_when_then import Answer, at, names, refusal
from tests.domain.intake.window import registration

LAW = Law.load("wuhu")
ROLES = ("clerk", "mediator", "agency_seal_keeper")
CHANNEL = Channel.ADMIN_MEDIATION


class County(Exchange):
    """Registered by the hub of the district on Monday, 2 March 2026, at nine."""

    def __init__(self, law: Law = LAW, **told: Any) -> None:
        super().__init__(case_code(UUID(int=45)), intake(law), agencies(law), court(law), satisfaction(law))
        names(self.window(registration(**{"dispute_type": "MIGRANT_WAGES", **told}), "2026-03-02"))

    def window(self, body: CommandBody, day: str, by: str = HUB) -> Answer:
        """The clerk of a body asks the window."""
        return self.asks("intake", body, Actor(user=f"clerk.{by}", organisation=by, roles=("clerk",)), at(day))

    def agency(self, body: CommandBody, day: str, by: str = LABOUR) -> Answer:
        """The staff of an agency ask administrative mediation."""
        staff = Actor(user=f"staff.{by}", organisation=by, roles=ROLES)
        return self.asks("administrative_mediation", body, staff, at(day))

    def handed_to(self, day: str, to: str = LABOUR) -> None:
        """Offered and accepted."""
        names(self.window(OfferCustody(to_body=to, channel=CHANNEL), day))
        names(self.agency(c.AcceptOffer(), day, to))

    def agreed(self, day: str, **more: Any) -> str:
        """Accepted, talked and agreed in writing with every signature; the agreement's id."""
        for body in (
            c.AcceptApplication(joint_application=True), c.AssignMediator(mediator=f"staff.{LABOUR}"), c.NotifyRights(),
            c.HoldSession(), c.ReachAgreement(form=Agreed.WRITTEN, terms=AgreementTerms(terms=("支付工资",)), **more),
            *(c.SignAsParty(party_id=party_id) for party_id in self.parties), c.SignAsMediator(), c.SealDocument(),
        ):  # fmt: skip
            names(self.agency(body, day))
        return self.round().agreements[-1].agreement_id

    @property
    def file(self) -> Any:
        """The case at the window."""
        return self.states["intake"]

    @property
    def parties(self) -> list[str]:
        """party_ids in the order of registration."""
        return [party.party_id for party in self.file.case.parties]

    def round(self, by: str = LABOUR) -> Any:
        """The latest round of this agency."""
        return [one for one in self.states["administrative_mediation"].tracks.values() if one.body == by][-1]


def test_custody_comes_to_the_agency_that_accepts_and_its_time_to_decide_runs():
    county = County()
    county.handed_to("2026-03-02 10:00")
    assert county.file.custody.custodian == LABOUR
    assert county.round().situation.kind == "examining"
    assert county.states["administrative_mediation"].clocks.running("AM-1", county.round().track_id) is not None


def test_an_agency_that_is_not_competent_has_the_window_offer_the_case_to_the_other_sz_45():
    county = County()
    county.handed_to("2026-03-02 10:00")
    names(county.agency(c.TransferApplication(to_body=MARKET, reason="系消费纠纷"), "2026-03-03"))
    assert county.file.custody.open_offer.to_body == MARKET
    assert county.file.custody.custodian == LABOUR
    names(county.agency(c.AcceptOffer(), "2026-03-04", MARKET))
    assert county.file.custody.custodian == MARKET
    assert (county.round().situation.kind, county.round(MARKET).situation.kind) == ("lost", "examining")


def test_a_transfer_that_is_returned_leaves_the_case_and_the_superior_designates_whom_it_binds():
    county = County()
    county.handed_to("2026-03-02 10:00")
    names(county.agency(c.TransferApplication(to_body=MARKET, reason="系消费纠纷"), "2026-03-03"))
    names(county.agency(c.ReturnOffer(code="not_competent", reason="亦不归本局"), "2026-03-04", MARKET))
    assert county.round().situation.kind == "examining"
    names(county.window(RequestDesignation(bodies=(MARKET,), reason="管辖争议"), "2026-03-05", LABOUR))
    named = DesignateCustodian(to_body=MARKET, channel=CHANNEL, reason="经营者在市场监管职责内")
    names(county.window(named, "2026-03-06"))
    assert county.file.custody.custodian == MARKET
    assert county.round(MARKET).designated
    back = c.TransferApplication(to_body=LABOUR, reason="不归本局")
    assert refusal(county.agency(back, "2026-03-07", MARKET)) == "designated_here"


def test_a_transfer_while_another_offer_waits_comes_back_as_a_conflict():
    county = County()
    county.handed_to("2026-03-02 10:00")
    names(county.window(OfferCustody(to_body="wuhu.jinghu.hub", channel="PEOPLE_MEDIATION"), "2026-03-03", LABOUR))
    names(county.agency(c.TransferApplication(to_body=MARKET, reason="系消费纠纷"), "2026-03-03 10:00"))
    assert "conflict_noted" in county.names("intake")
    assert county.round().situation.kind == "examining"


def test_what_the_agency_declines_ends_the_round_and_the_case_may_be_closed_as_not_accepted():
    county = County()
    county.handed_to("2026-03-02 10:00")
    assert refusal(county.window(CloseCase(result="not_accepted"), "2026-03-03", LABOUR)) == "round_open"
    declined = c.DeclineApplication(ground="am_sued", reason="已起诉", routes_told=ROUTES)
    names(county.agency(declined, "2026-03-04"))
    names(county.window(CloseCase(result="not_accepted"), "2026-03-05", LABOUR))
    assert county.names("satisfaction") != []


def test_an_agreement_of_an_agency_goes_to_the_court_that_takes_it_and_both_may_apply_seed_m_34():
    county = County()
    county.handed_to("2026-03-02 10:00")
    agreement = county.agreed("2026-03-03")
    assert county.states["judicial_confirmation"].agreements[agreement].channel is CHANNEL
    who = tuple(filing.Applicant(party_id=party_id) for party_id in county.parties)
    apply = filing.ApplyForConfirmation(agreement_id=agreement, court="wuhu.jinghu.court", applicants=who)
    clerk = Actor(user="clerk.court", organisation="wuhu.jinghu.court", roles=("court_clerk",))
    assert names(county.asks("judicial_confirmation", apply, clerk, at("2026-03-10")))[0] == "application_filed"
    names(county.window(CloseCase(result="agreed"), "2026-03-11", LABOUR))


def test_where_the_court_takes_no_agencys_agreement_none_is_sent_there():
    parameters = {**LAW.parameters}
    parameters["court_takes_agency_agreements"] = LAW.parameter("court_takes_agency_agreements").model_copy(
        update={"value": 0}
    )
    county = County(law=replace(LAW, parameters=parameters))
    county.handed_to("2026-03-02 10:00")
    county.agreed("2026-03-03")
    assert county.states["judicial_confirmation"].agreements == {}
    names(county.window(CloseCase(result="agreed"), "2026-03-05", LABOUR))


@pytest.mark.parametrize(("partial", "result"), [(False, "agreed"), (True, "partly_agreed")])
def test_a_case_settled_before_an_agency_ends_as_such(partial, result):
    county = County()
    county.handed_to("2026-03-02 10:00")
    county.agreed("2026-03-03", partial=partial)
    if partial:
        names(county.agency(c.TerminateMediation(reason="deadlock", routes_told=ROUTES), "2026-03-04"))
    names(county.window(CloseCase(result=result), "2026-03-05", LABOUR))


def test_danger_seen_at_an_agency_raises_the_risk_at_the_window_e6():
    county = County()
    county.handed_to("2026-03-02 10:00")
    names(county.agency(c.SeeDangerSigns(signs="扬言报复", police_notified=True), "2026-03-03"))
    assert county.file.case.risk == "HIGH"


def test_follow_up_by_the_agency_reminds_who_has_not_answered_the_survey():
    county = County()
    county.handed_to("2026-03-02 10:00")
    county.agreed("2026-03-03")
    names(county.window(CloseCase(result="agreed"), "2026-03-04", LABOUR))
    before = county.names("satisfaction")
    names(county.agency(c.FollowUp(findings="已付清"), "2026-04-10"))
    assert len(county.names("satisfaction")) > len(before)


def test_time_alone_lapses_the_time_to_decide_and_the_level_offers_the_case_upwards():
    county = County()
    county.handed_to("2026-03-02 10:00")
    county.time_passes(at("2026-03-31"))
    assert "clock_lapsed" in county.names("administrative_mediation")
    assert county.file.custody.custodian == LABOUR
