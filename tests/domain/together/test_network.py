"""The network with window, people's mediation and court: a court delegates, a body mediates, the court confirms; partners answer."""

from uuid import UUID

from schemas.command import Actor, CommandBody
from schemas.identity import case_code
from schemas.intake import HandOverReason, OutsideActRecorded
from schemas.network import AgreementTerms, PartnerResult, TerminationReason
from schemas.values import Channel, DisputeType, DueItem
from services.intake.domain.custody_commands import OfferCustody, ReferOutside
from services.intake.domain.file_commands import AddParty, CloseCase
from services.intake.worker import service as intake
from services.judicial_confirmation.domain import court_commands as court
from services.judicial_confirmation.domain import filing_commands as filing
from services.judicial_confirmation.worker import service as judicial_confirmation
from services.jurisdiction.law import Law
from services.network.domain import commands as c
from services.network.worker import service as network
from services.people_mediation.domain import commands as people
from services.people_mediation.worker import service as people_mediation
from tests.domain.exchange import Exchange
from tests.domain.given_when_then import Answer, at, names, refusal
from tests.domain.intake.window import registration, respondent
from tests.domain.network.network_case import clerk, keeper, mediator
from tests.domain.together.town import COURT, HUB, LAW, STREET, WITH_NUMBERS

TRAFFIC = "wuhu.jinghu.traffic-pmc"
ARBITRATION = "wuhu.labour-arbitration"
LEAD = f"mediator-1.{TRAFFIC}"


class Network(Exchange):
    """A dispute registered on Monday, 2 March 2026, at nine."""

    def __init__(self, by: str = HUB, kind: DisputeType = DisputeType.TRAFFIC) -> None:
        law: Law = LAW
        super().__init__(
            case_code(UUID(int=28)), intake(law), people_mediation(law), judicial_confirmation(law), network(law)
        )
        names(self.window(registration(parties=WITH_NUMBERS, dispute_type=kind), "2026-03-02", by))

    def window(self, body: CommandBody, day: str, by: str = HUB) -> Answer:
        """The clerk of a body asks the window."""
        return self.asks("intake", body, clerk(by), at(day))

    def body(self, body: CommandBody, day: str, by: Actor | None = None) -> Answer:
        """The traffic committee's clerk, or somebody else, asks the network."""
        return self.asks("network", body, by or clerk(TRAFFIC), at(day))

    def court(self, body: CommandBody, day: str, by: str = COURT) -> Answer:
        """Whoever files or the court's clerk asks judicial confirmation."""
        actor = Actor(user=f"clerk.{by}", organisation=by, roles=("court_clerk",))
        return self.asks("judicial_confirmation", body, actor, at(day))

    def handed_over(self, reason: HandOverReason = HandOverReason.ROUTE, by: str = HUB) -> None:
        """Offered to the traffic committee and signed for."""
        offer = OfferCustody(to_body=TRAFFIC, channel=Channel.INDUSTRY_MEDIATION, reason=reason)
        names(self.window(offer, "2026-03-02 10:00", by))
        names(self.body(c.AcceptOffer(), "2026-03-02 11:00"))

    def taken_up(self) -> None:
        """Accepted with everybody's consent, a mediator named, rights told, a session held."""
        names(self.body(c.AcceptMediation(joint_application=True), "2026-03-03"))
        names(self.body(c.AssignMediator(mediator=LEAD), "2026-03-03"))
        names(self.body(c.NotifyRights(), "2026-03-03"))
        names(self.body(c.HoldSession(), "2026-03-04"))

    def agreed(self) -> str:
        """A written agreement with every layer; its id."""
        due = DueItem(item_id="i1", what="赔偿", debtor=self.parties[1], due_on=at("2026-04-01").date())
        names(self.body(c.ReachAgreement(terms=AgreementTerms(terms=("赔偿2000元",), items=(due,))), "2026-03-05"))
        for party_id in self.parties:
            names(self.body(c.SignAsParty(party_id=party_id), "2026-03-05"))
        names(self.body(c.SignAsMediator(mediator=LEAD), "2026-03-05", mediator(TRAFFIC)))
        names(self.body(c.SealAgreement(), "2026-03-05", keeper(TRAFFIC)))
        return self.round.agreements[-1].agreement_id

    @property
    def file(self):
        """The case at the window."""
        return self.states["intake"]

    @property
    def round(self):
        """The latest round at a body of the network."""
        return list(self.states["network"].tracks.values())[-1]

    @property
    def parties(self) -> list[str]:
        """party_ids in the order of registration."""
        return [party.party_id for party in self.file.case.parties]


def delegated() -> Network:
    """The court has the case and delegates it before filing."""
    case = Network(by=COURT)
    case.handed_over(HandOverReason.COURT_DELEGATION_BEFORE_FILING, COURT)
    return case


def test_a_dispute_the_court_delegates_is_mediated_and_confirmed_by_the_inviting_court():
    case = delegated()
    assert case.file.custody.custodian == TRAFFIC
    assert case.file.custody.waiting_court.body == COURT
    case.taken_up()
    agreement = case.agreed()
    registered = case.states["judicial_confirmation"].agreements[agreement]
    assert registered.court_invited
    who = tuple(filing.Applicant(party_id=party_id) for party_id in case.parties)
    told = {"agreement_id": agreement, "court": COURT, "applicants": who}
    names(case.court(filing.ApplyForConfirmation(**told), "2026-03-06", TRAFFIC))
    for body in (
        court.DocketApplication(agreement_id=agreement),
        court.HoldVerification(agreement_id=agreement, present=tuple(case.parties)),
        court.ConfirmAgreement(agreement_id=agreement),
    ):
        names(case.court(body, "2026-03-09"))
    assert names(case.window(CloseCase(result="confirmed"), "2026-03-10", TRAFFIC))[0] == "case_closed"


def test_a_delegated_round_that_fails_gives_the_file_back_to_the_court():
    case = delegated()
    case.taken_up()
    ended = c.TerminateMediation(reason=TerminationReason.DEADLOCK, routes_told=("向人民法院起诉",))
    names(case.body(ended, "2026-03-06"))
    assert case.file.custody.custodian == COURT
    assert case.round.situation.kind == "lost"


def test_the_window_waits_for_the_end_of_the_round():
    case = Network()
    case.handed_over()
    case.taken_up()
    assert refusal(case.window(CloseCase(result="agreed"), "2026-03-04 10:00", TRAFFIC)) == "round_open"
    case.agreed()
    assert names(case.window(CloseCase(result="agreed"), "2026-03-06", TRAFFIC))[0] == "case_closed"


def test_an_offer_sent_back_stays_where_it_was():
    case = Network()
    names(case.window(OfferCustody(to_body=TRAFFIC, channel=Channel.INDUSTRY_MEDIATION), "2026-03-02 10:00"))
    names(case.body(c.ReturnOffer(code="not_competent", reason="不属本会"), "2026-03-02 11:00"))
    assert case.file.custody.custodian == HUB
    assert case.file.custody.open_offer is None


def test_danger_seen_at_a_body_of_the_network_raises_the_risk():
    case = Network()
    case.handed_over()
    case.taken_up()
    names(case.body(c.SeeDangerSigns(signs="扬言伤人", police_notified=True), "2026-03-04 12:00"))
    assert case.file.case.risk == "HIGH"


def test_who_joins_at_the_window_takes_part_in_the_round():
    case = Network()
    case.handed_over()
    names(case.window(AddParty(party=respondent(name="被申请人丙")), "2026-03-03", TRAFFIC))
    assert len(case.states["network"].sides) == 3


def test_when_custody_goes_to_a_committee_the_round_ends_and_the_network_knows_who_handles_it():
    case = Network()
    case.handed_over()
    names(case.window(OfferCustody(to_body=STREET, channel=Channel.PEOPLE_MEDIATION), "2026-03-03", TRAFFIC))
    names(case.asks("people_mediation", people.AcceptOffer(), clerk(STREET), at("2026-03-03 10:00")))
    state = case.states["network"]
    assert (state.custodian, state.handled_by) == (STREET, {"PEOPLE_MEDIATION": (f"clerk.{STREET}",)})
    assert case.round.situation.kind == "lost"


def test_a_partners_answer_reaches_the_window_and_custody_stays_with_the_hub():
    case = Network(kind=DisputeType.MIGRANT_WAGES)
    sent = ReferOutside(channel=Channel.ARBITRATION, body=ARBITRATION, follow_up_on="2026-03-20")
    names(case.window(sent, "2026-03-03"))
    assert case.file.clocks.running("HO-2", Channel.ARBITRATION) is not None
    by = clerk(ARBITRATION)
    names(case.body(c.AcceptReferral(number="1号"), "2026-03-05", by))
    assert case.file.clocks.running("HO-2", Channel.ARBITRATION) is None
    names(case.body(c.ConcludeReferral(result=PartnerResult.AWARD, number="1号"), "2026-04-05", by))
    acts = [event.outside.act for source, event in case.events if isinstance(event, OutsideActRecorded)]
    assert acts == ["referral_accepted", "award"]
    assert case.file.custody.custodian == HUB
    assert case.states["network"].taken_elsewhere == (Channel.ARBITRATION,)


def test_what_a_partner_sends_back_may_be_mediated_again():
    case = Network(kind=DisputeType.MIGRANT_WAGES)
    names(
        case.window(ReferOutside(channel=Channel.ARBITRATION, body="某仲裁委", follow_up_on="2026-03-20"), "2026-03-03")
    )
    names(case.body(c.AcceptReferral(), "2026-03-05", clerk(HUB)))
    assert case.states["network"].taken_elsewhere == (Channel.ARBITRATION,)
    names(case.body(c.ReturnReferral(reason="超过时效"), "2026-03-06", clerk(HUB)))
    assert case.states["network"].taken_elsewhere == ()
