"""The petition office, the window and a committee hear one another: custody, diversion, mediation beside the petition."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from schemas.clocks import ClockStarted
from schemas.command import Actor, CommandBody
from schemas.identity import case_code
from schemas.intake import ChannelReported, ConflictNoted, CustodyOffered, ReferredOutside
from schemas.petitions import Article31, CustodyLost, PetitionSettled, RepeatPetitionRecorded
from schemas.values import Channel
from services.intake.domain.custody_commands import OfferCustody
from services.intake.domain.file_commands import CloseCase, RecordFurtherReport, VoidCase
from services.intake.worker import service as intake
from services.jurisdiction.law import Law
from services.people_mediation.domain import commands as pm
from services.people_mediation.worker import service as people_mediation
from services.petitions.domain import commands as c
from services.petitions.worker import service as petitions
from tests.domain.exchange import Exchange
from tests.domain.given_when_then import Answer, names, refusal
from tests.domain.intake.window import COMMUNITY, HUB, at, clerk, registration
from tests.domain.people_mediation.committee_case import AT_ONCE
from tests.domain.petitions.petition_case import BY_HAND, OFFICE, OTHER_OFFICE, UNIT, opinion

CODE = case_code(UUID(int=79))
LAW = Law.load("wuhu")


class Town(Exchange):
    """A case registered by the county's hub, with hours that go on."""

    def __init__(self, **told: Any) -> None:
        super().__init__(CODE, intake(LAW), people_mediation(LAW), petitions(LAW))
        self.now: datetime = at(0)
        names(self.window(registration(**told), HUB))

    def later(self) -> datetime:
        self.now += timedelta(minutes=10)
        return self.now

    def window(self, body: CommandBody, by: str = OFFICE) -> Answer:
        return self.asks("intake", body, clerk(by), self.later())

    def office(self, body: CommandBody, by: str = OFFICE) -> Answer:
        return self.asks("petitions", body, clerk(by), self.later())

    def committee(self, body: CommandBody, by: str = COMMUNITY) -> Answer:
        staff = Actor(user=f"staff.{by}", organisation=by, roles=("clerk", "mediator"))
        return self.asks("people_mediation", body, staff, self.later())

    def offered(self, to: str = OFFICE, by: str = HUB) -> None:
        names(self.window(OfferCustody(to_body=to, channel=Channel.PETITION), by))

    def handed_to(self, to: str = OFFICE, by: str = HUB) -> None:
        self.offered(to, by)
        names(self.office(c.AcceptOffer(), to))

    def registered(self, **more: Any) -> None:
        self.handed_to()
        told = {"kind": "grievance", "manner": "petition_visit", **more}
        names(self.office(c.RegisterPetition(**told)))

    def in_handling(self) -> None:
        self.registered()
        names(self.office(c.ForwardPetition(responsible_unit=UNIT)))
        names(self.office(c.AcceptPetition(), UNIT))
        names(self.office(c.ClassifyPetition(article=Article31.PETITION_PROCEDURE), UNIT))

    @property
    def file(self) -> Any:
        return self.states["intake"]

    @property
    def petition(self) -> Any:
        return self.states["petitions"].petition

    @property
    def parties(self) -> list[str]:
        return [party.party_id for party in self.file.case.parties]

    def said(self, kind: type[Any]) -> list[Any]:
        return [event for _, event in self.events if isinstance(event, kind)]


def test_the_window_moves_custody_to_the_office_that_accepted() -> None:
    town = Town()
    town.offered()
    assert town.file.custody.custodian == HUB
    names(town.office(c.AcceptOffer()))
    assert (town.file.custody.custodian, town.file.custody.present.channel) == (OFFICE, Channel.PETITION)
    assert refusal(town.window(CloseCase(result="withdrawn"), HUB)) == "not_entitled"


def test_an_offer_sent_back_stays_with_who_made_it() -> None:
    town = Town()
    town.offered()
    unknown = c.ReturnOffer(code="nonsense", reason="x")
    assert refusal(town.office(unknown)) == "unknown_ground"
    barred = c.ReturnOffer(code="litigation_related", reason="已经起诉")
    assert refusal(town.office(barred)) == "routes_not_told"
    names(town.office(barred.model_copy(update={"routes": ("向人民法院起诉",)})))
    assert town.file.custody.custodian == HUB
    assert town.file.custody.open_offer is None


def test_a_case_with_an_open_petition_is_not_closed_and_closes_with_the_opinion() -> None:
    town = Town()
    town.in_handling()
    assert refusal(town.window(CloseCase(result="opinion_issued"))) == "round_open"
    names(town.office(opinion(), UNIT))
    names(town.office(c.ServeOpinion(service=BY_HAND), UNIT))
    assert refusal(town.office(c.ConcludePetition(ending="opinion_stands"))) == "review_still_open"
    town.time_passes(at(60))
    town.now = at(60)
    names(town.office(c.ConcludePetition(ending="opinion_stands")))
    assert names(town.window(CloseCase(result="opinion_issued")))[0] == "case_closed"


def test_no_case_closes_with_an_opinion_that_was_never_given() -> None:
    town = Town()
    town.registered()
    names(town.office(c.ConcludePetition(ending="petition_withdrawn")))
    assert refusal(town.window(CloseCase(result="opinion_issued"))) == "no_opinion"


def test_a_diversion_outside_is_followed_up_by_the_window() -> None:
    town = Town()
    town.registered()
    told = c.ClassifyPetition(
        article=Article31.ADMINISTRATIVE_PROCEDURE, route=Channel.RECONSIDERATION, to_body="区政府复议机构",
        notice="六十日内申请行政复议",
    )  # fmt: skip
    names(town.office(told))
    [referred] = town.said(ReferredOutside)
    assert (referred.channel, referred.body) == (Channel.RECONSIDERATION, "区政府复议机构")
    assert referred.follow_up_on is not None
    assert [event.limit for event in town.said(ClockStarted) if event.limit == "HO-2"] == ["HO-2"]
    assert town.file.custody.custodian == OFFICE
    assert town.petition.situation.kind == "diverted"


def test_a_diversion_that_is_no_channel_is_only_noted() -> None:
    town = Town()
    town.registered()
    told = c.ClassifyPetition(article=Article31.PARTY_APPEAL, to_body="上级党委", notice="向上级党委申诉")
    names(town.office(told))
    assert town.said(ReferredOutside) == []
    assert town.said(ChannelReported)[-1].what == "petition_diverted"


def test_a_diversion_to_an_agency_that_mediates_is_an_offer_to_it() -> None:
    town = Town()
    town.registered()
    told = c.ClassifyPetition(
        article=Article31.ADMINISTRATIVE_PROCEDURE, route=Channel.ADMIN_MEDIATION, to_body=UNIT, notice="申请行政调解"
    )
    names(town.office(told))
    offered = town.said(CustodyOffered)[-1]
    assert (offered.to_body, offered.channel) == (UNIT, Channel.ADMIN_MEDIATION)
    assert town.said(ReferredOutside) == []


def test_a_case_that_comes_back_from_mediation_finds_its_petition_as_it_stands() -> None:
    town = Town()
    town.in_handling()
    names(town.office(c.ReferToMediation(to_body=COMMUNITY, consenting=tuple(town.parties)), UNIT))
    names(town.committee(pm.AcceptOffer()))
    names(town.committee(pm.RefuseConsent(party_id=town.parties[1], routes_told=("起诉",))))
    town.handed_to(OFFICE, COMMUNITY)
    assert town.petition.situation.kind == "handling"
    assert town.petition.custody_number == town.file.custody.number
    assert town.states["petitions"].clocks.running("XF-4") is not None
    names(town.office(opinion(), UNIT))
    names(town.office(c.ConcludePetition(ending="petition_withdrawn")))
    assert names(town.window(CloseCase(result="opinion_issued")))[0] == "case_closed"


def test_both_sides_wanting_mediation_is_an_offer_and_the_petition_goes_on_beside_it() -> None:
    town = Town()
    town.in_handling()
    wanted = c.ReferToMediation(to_body=COMMUNITY, consenting=tuple(town.parties))
    names(town.office(wanted, UNIT))
    [_, offered] = town.said(CustodyOffered)
    assert (offered.to_body, offered.channel, offered.reason) == (COMMUNITY, Channel.PEOPLE_MEDIATION, "referral")
    names(town.committee(pm.AcceptOffer()))
    assert town.file.custody.custodian == COMMUNITY
    [lost] = [event for event in town.said(CustodyLost) if event.body == OFFICE]
    assert lost.goes_on_beside
    running = [kept.clock.limit for kept in town.states["petitions"].clocks.clocks.values() if kept.status == "running"]
    assert "XF-4" in running
    assert names(town.office(opinion(), UNIT))[0] == "handling_opinion_issued"


def test_a_referral_that_cannot_be_offered_stands_beside_its_reason() -> None:
    town = Town()
    town.in_handling()
    town.offered(OTHER_OFFICE, OFFICE)
    names(town.office(c.ReferToMediation(to_body=COMMUNITY, consenting=tuple(town.parties))))
    [conflict] = [event for event in town.said(ConflictNoted) if event.what == "mediation_referred"]
    assert "移交" in conflict.reason


def test_a_petition_that_goes_to_another_office_keeps_its_clocks_and_its_unit() -> None:
    town = Town()
    town.in_handling()
    before = town.states["petitions"].clocks.latest("XF-4").clock
    town.handed_to(OTHER_OFFICE, OFFICE)
    assert town.petition.office == OTHER_OFFICE
    assert town.petition.unit == UNIT
    assert town.states["petitions"].clocks.latest("XF-4").clock == before
    assert refusal(town.office(c.AssignLeader(leader="副区长"))) == "custody_elsewhere"
    names(town.office(opinion(), UNIT))
    names(town.office(c.AssignLeader(leader="副区长"), OTHER_OFFICE))


def test_a_voided_case_ends_its_petition_and_every_clock() -> None:
    town = Town()
    town.in_handling()
    names(town.window(VoidCase(reason="误登记")))
    assert town.petition.situation.kind == "ended"
    assert all(kept.status != "running" for kept in town.states["petitions"].clocks.clocks.values())
    assert refusal(town.office(opinion(), UNIT)) == "case_ended"


def test_what_the_window_hears_again_counts_as_a_repeat_petition() -> None:
    town = Town()
    town.registered()
    for _ in range(2):
        names(town.window(RecordFurtherReport(text="再次反映", reported_to="市长热线")))
    assert town.states["petitions"].times == 3
    assert [event.calls_for_leader for event in town.said(RepeatPetitionRecorded)] == [False, True]


def test_an_unanswered_offer_goes_up_and_the_office_learns_that_it_is_over() -> None:
    town = Town()
    town.offered()
    town.time_passes(at(10))
    town.now = at(10)
    [track] = town.states["petitions"].tracks.values()
    assert track.situation.kind == "declined"
    assert "offer_timed_out" in town.names("intake")


def referred_and_mediated(partial: bool = False) -> Town:
    """A petition in handling that a community's committee mediates at the office's request."""
    town = Town()
    town.in_handling()
    refer = c.ReferToMediation(to_body=COMMUNITY, consenting=tuple(town.parties))
    names(town.office(refer))
    names(town.committee(pm.AcceptOffer()))
    for act in (
        pm.AcceptMediation(joint_application=True), pm.AssignMediator(mediator="调解员"), pm.NotifyRights(),
        pm.HoldSession(), pm.ReachAgreement(form="oral", terms=AT_ONCE, partial=partial, number="1"),
    ):  # fmt: skip
        names(town.committee(act))
    return town


def test_the_result_of_the_mediation_it_was_referred_to_settles_the_petition() -> None:
    town = referred_and_mediated()
    [settled] = town.said(PetitionSettled)
    assert (settled.by_body, settled.terms, settled.agreement_document) == (COMMUNITY, AT_ONCE.terms, "1")
    assert settled.agreement_id is not None
    assert town.petition.situation.kind == "settled"
    assert town.states["petitions"].clocks.first_due() is None
    assert names(town.office(c.ConcludePetition(ending="petition_settled")))[0] == "petition_concluded"


def test_an_agreement_on_a_part_leaves_the_petition_in_handling() -> None:
    town = referred_and_mediated(partial=True)
    assert town.said(PetitionSettled) == []
    assert town.petition.situation.kind == "handling"


def test_a_result_heard_where_no_petition_waits_for_it_is_only_noted() -> None:
    town = referred_and_mediated()
    heard = c.HearMediationResult(
        source="people_mediation", body=COMMUNITY, agreement_id="a9", party_ids=("p1",), terms=("退让",)
    )  # fmt: skip
    system = Actor(user="system:people_mediation", organisation="people_mediation")
    assert names(town.asks("petitions", heard, system, town.later())) == ["noted"]
