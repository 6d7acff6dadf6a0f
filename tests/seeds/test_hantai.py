"""What Hantai's draft of 2017 asks of mediation, petitions and the performance of decisions."""

from datetime import date

from schemas.intake import CustodyOffered, ReferredOutside
from schemas.petitions import Article31, PetitionRegistered
from schemas.values import Channel, DisputeType
from services.intake.domain.custody_commands import ReferOutside
from services.intake.domain.file_commands import RecordPartyChoice
from services.jurisdiction.law import Law
from services.jurisdiction.routing import Recommendation
from services.jurisdiction.routing_facts import RoutingFacts
from services.network.domain import commands as n
from services.petitions.domain import commands as c
from services.views.petition_status.reading import knows_second_fact, status
from services.views.words import words_of
from tests.domain.given_when_then import at
from tests.domain.intake.window import applicant, respondent
from tests.domain.network.network_case import register_of
from tests.domain.registers.entry_case import due_on
from tests.seeds.kept import HUB, LABOUR_BUREAU, entered, figure
from tests.seeds.place import MONDAY, Place

LAW = Law.load("hantai")
COUNTY, OFFICE, COURT = "hantai.hub", "hantai.petitions", "hantai.court"
VILLAGE, TOWN = "hantai.puzhen.village-1.pmc", "hantai.puzhen.pmc"
THERE = "陕西省汉中市汉台区铺镇示范一村"


def petition() -> Place:
    """A grievance received by the district's petition office from somebody who left a telephone number."""
    parties = (applicant(contact={"phone": "13900004321"}), respondent())
    place = Place(LAW, COUNTY, place=THERE, parties=parties)
    place.offered(OFFICE, Channel.PETITION, COUNTY, f"{MONDAY} 10:00")
    registered = c.RegisterPetition(kind="grievance", manner="petition_visit")
    place.does("petitions", OFFICE, f"{MONDAY} 11:00", c.AcceptOffer(), registered)
    return place


def test_hantai_16_the_recommended_way_says_why_and_names_the_others_and_the_body_of_the_place() -> None:
    found = LAW.route(RoutingFacts(dispute_type=DisputeType.NEIGHBOR))
    assert isinstance(found, Recommendation)
    assert (found.channel, found.reason_zh != "", found.source != "") == (Channel.PEOPLE_MEDIATION, True, True)
    assert found.alternatives
    body = LAW.body_for(found, THERE, DisputeType.NEIGHBOR)
    assert body is not None
    assert body.id == VILLAGE


def test_hantai_16_who_registers_reads_the_recommendation_and_the_parties_choice_stands_beside_it() -> None:
    place = Place(LAW, COUNTY, place=THERE)
    choice = RecordPartyChoice(party_id=place.parties[0], channel=Channel.LITIGATION, reason="愿意起诉")
    place.does("intake", COUNTY, "2026-03-03", choice)
    route = place.read_by(COUNTY).route
    assert route is not None
    assert (route.channel_name, route.reason != "") == ("人民调解", True)
    assert route.chosen is not None
    assert (route.chosen.channel_name, route.chosen.as_recommended) == ("诉讼", False)


def test_hantai_16_who_holds_the_query_code_and_knows_a_second_fact_reads_how_the_petition_stands() -> None:
    place = petition()
    place.does("petitions", OFFICE, "2026-03-03", c.ForwardPetition(responsible_unit="hantai.human-resources"))
    document = place.document("case_file")
    assert document["petitions"]["facts"]["query_code"] == place.said(PetitionRegistered)[0].query_code
    assert (knows_second_fact(document, "4321"), knows_second_fact(document, "4320")) == (True, False)
    told = status(document, words_of(LAW))
    assert [step.event for step in told.steps] == ["petition_registered", "petition_forwarded"]
    assert "13900004321" not in told.model_dump_json()


def test_hantai_16_what_belongs_before_the_court_is_told_so_and_followed_up() -> None:
    place = petition()
    told = c.ClassifyPetition(
        article=Article31.LITIGATION,
        route=Channel.LITIGATION,
        to_body=COURT,
        notice="属于人民法院受案范围，可向人民法院起诉",
    )
    place.does("petitions", OFFICE, "2026-03-04", told)
    [referred] = place.said(ReferredOutside)
    assert (referred.channel, referred.body) == (Channel.LITIGATION, COURT)
    assert "属于人民法院受案范围" in status(place.document("case_file"), words_of(LAW)).model_dump_json()


def test_hantai_16_a_village_that_settles_nothing_in_its_time_hands_the_case_to_its_township() -> None:
    place = Place(LAW, VILLAGE, place=THERE)
    place.time_passes(at("2026-03-12"))
    offered = place.said(CustodyOffered)
    assert [one.to_body for one in offered][:1] == [TOWN]


def test_hantai_16_legal_aid_answers_what_the_window_sent_and_the_case_stays() -> None:
    place = Place(LAW, COUNTY, place=THERE, dispute_type="MIGRANT_WAGES")
    refer = ReferOutside(channel=Channel.LEGAL_AID, body="hantai.legal-aid", follow_up_on=date(2026, 3, 20))
    place.does("intake", COUNTY, "2026-03-03", refer)
    place.does("network", "hantai.legal-aid", "2026-03-04", n.AcceptReferral())
    place.does("network", "hantai.legal-aid", "2026-03-10", n.ConcludeReferral(result="aid_given"))
    assert place.file.custody.custodian == COUNTY
    assert "referral_concluded" in place.names("network")


def test_hantai_16_of_every_mediator_training_and_term_are_on_file() -> None:
    body = "wuhu.jinghu.traffic-pmc"
    register = register_of(body)
    trained = n.RecordTraining(
        body=body, mediator=f"mediator-1.{body}", course="年度业务培训", hours=16, on="2026-02-10"
    )
    [told] = register.does(trained)
    assert (told.course, told.hours) == ("年度业务培训", 16)


def test_hantai_13_heads_appear_in_court_and_their_share_is_counted() -> None:
    hearing = entered("hantai", "court_appearances")
    assert hearing.takes("heard", LABOUR_BUREAU, "2026-03-10 10:00", appeared_as="principal_head") == []
    assert figure("official_appearance_rate", hearing, profile="hantai").verdict == "met"


def test_hantai_15_who_does_not_perform_a_reconsideration_decision_is_held_accountable() -> None:
    decision = entered("hantai", "performance_of_decisions")
    assert due_on(decision.history, "RG-PERFORM") == "2026-03-29"
    marks = decision.takes("refused", LABOUR_BUREAU, "2026-03-12", why_refused="refuses")
    assert marks == ["refused_performance"]
    decision.takes("held_accountable", HUB, "2026-04-02", accountability="通报批评")


def test_hantai_17_reconsideration_cases_are_reviewed_for_their_quality() -> None:
    review = entered("hantai", "case_reviews")
    review.takes("reviewed", HUB, "2026-03-05", result="defective", opinion="送达有瑕疵")
    assert due_on(review.history, "RG-REVIEW") == "2026-04-04"
