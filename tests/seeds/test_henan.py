"""What Henan's department of organ affairs asks: no committees, its own offices, leads, petitions by the law, complaints answered."""

from schemas.intake import CustodyOffered
from schemas.petitions import Article31
from schemas.values import Channel, DisputeType
from services.jurisdiction.law import Law
from services.jurisdiction.routing import Recommendation
from services.jurisdiction.routing_facts import RoutingFacts
from services.petitions.domain import commands as c
from services.views.petition_status.reading import status
from services.views.words import words_of
from tests.domain.given_when_then import irregularities, names
from tests.domain.satisfaction.matters import rated_badly, verify
from tests.seeds.kept import HUB, STREET, entered, figure
from tests.seeds.place import MONDAY, Place

LAW = Law.load("henan-organ-affairs")
DESK, OFFICE, PROPERTY = "henan.affairs", "henan.petitions", "henan.property-services"
THERE = "河南省直机关"


def petition(**told: object) -> Place:
    """A grievance that came in online and was received by the department's petition office."""
    entry = {"place": THERE, "dispute_type": "PROPERTY_MGMT", "received_via": "online", **told}
    place = Place(LAW, DESK, **entry)
    place.offered(OFFICE, Channel.PETITION, DESK, f"{MONDAY} 10:00")
    registered = c.RegisterPetition(kind="grievance", manner="petition_online")
    place.does("petitions", OFFICE, f"{MONDAY} 11:00", c.AcceptOffer(), registered)
    return place


def in_handling() -> Place:
    """Forwarded to the unit for property services, which took it up."""
    place = petition()
    place.does("petitions", OFFICE, "2026-03-03", c.ForwardPetition(responsible_unit=PROPERTY))
    place.does(
        "petitions", PROPERTY, "2026-03-05", c.NotifyPetitioner(way_told="按信访程序办理"), c.AcceptPetition(),
        c.ClassifyPetition(article=Article31.PETITION_PROCEDURE),
    )  # fmt: skip
    return place


def test_henan_8_1_property_and_housing_are_settled_by_the_offices_that_manage_them() -> None:
    for kind, body in ((DisputeType.PROPERTY_MGMT, PROPERTY), (DisputeType.HOUSE_HOMESTEAD, "henan.housing")):
        found = LAW.route(RoutingFacts(dispute_type=kind))
        assert isinstance(found, Recommendation)
        named = LAW.body_for(found, THERE, kind)
        assert (found.channel, named.id if named else None) == (Channel.ADMIN_MEDIATION, body)


def test_henan_8_1_housing_fund_and_property_leads_are_counted_as_hot() -> None:
    topics = ("housing", "provident_fund", "property_management", "other")
    leads = [
        entered("henan-organ-affairs", "leads", number, topic=topic) for number, topic in enumerate(topics, start=1)
    ]
    assert figure("hot_topics", *leads, profile="henan-organ-affairs").rate == 0.75


def test_henan_8_1_a_lead_is_looked_into_and_settled_where_it_arose() -> None:
    lead = entered("henan-organ-affairs", "leads")
    lead.takes("verified", STREET, "2026-03-03", verification="现场查看，电梯待修")
    lead.takes("answered", STREET, "2026-03-04", answer="当日修复，已答复")
    assert lead.in_time("RG-LEAD") is True


def test_henan_8_1_mediation_leads_on_to_adjudication_reconsideration_and_suit() -> None:
    for channel in (Channel.ADJUDICATION, Channel.RECONSIDERATION, Channel.LITIGATION):
        assert LAW.referral(Channel.ADMIN_MEDIATION, channel) is not None, channel


def test_henan_8_3_what_has_a_statutory_way_is_shown_it_before_the_petition_procedure() -> None:
    place = petition()
    told = c.ClassifyPetition(
        article=Article31.ADMINISTRATIVE_PROCEDURE, route=Channel.RECONSIDERATION, to_body="henan.reconsideration",
        notice="六十日内申请行政复议",
    )  # fmt: skip
    place.does("petitions", OFFICE, "2026-03-04", told)
    assert place.states["petitions"].petition.situation.kind == "diverted"
    assert place.states["petitions"].clocks.running("XF-4") is None


def test_henan_8_3_who_handled_it_first_stays_first_whoever_has_it_later() -> None:
    place = petition()
    first = place.file.first_handler
    place.offered("henan.housing", Channel.ADMIN_MEDIATION, OFFICE, "2026-03-04")
    assert place.said(CustodyOffered)[-1].to_body == "henan.housing"
    assert place.file.first_handler == first == DESK


def test_henan_8_3_a_petition_from_the_net_is_registered_and_read_by_its_code() -> None:
    place = in_handling()
    told = status(place.document("case_file"), words_of(LAW))
    assert told.stage_name
    assert place.code not in told.model_dump_json()


def test_henan_8_3_registered_accepted_handled_and_answered_each_have_their_time() -> None:
    place = in_handling()
    opinion = c.IssueHandlingOpinion(decision="support", answer="支持请求", number="1号")
    place.does("petitions", PROPERTY, "2026-03-20", opinion)
    told = {step.event: step.on for step in status(place.document("case_file"), words_of(LAW)).steps}
    four = ["petition_registered", "petition_accepted", "petition_classified", "handling_opinion_issued"]
    assert [event for event in told if event in four] == four
    assert sorted(told.values()) == list(told.values())


def test_henan_4_3_a_revisit_after_a_bad_rating_is_a_record_of_its_own() -> None:
    assert names(verify(rated_badly(), "2026-03-04")) == ["review_verified"]


def test_henan_4_3_talks_and_suggestions_are_steps_of_their_registers() -> None:
    review = entered("henan-organ-affairs", "case_reviews")
    review.takes("reviewed", HUB, "2026-03-05", result="wrong", opinion="适用依据错误")
    review.takes("summoned", HUB, "2026-03-10", talk="约谈负责人")
    assert review.entry.stage == "summoned"


def test_henan_6_a_complaint_is_registered_looked_into_and_answered_and_the_accused_learns_nothing() -> None:
    complaint = entered("henan-organ-affairs", "complaints")
    hidden = complaint.step("investigated", complaint.here(STREET), "2026-03-09", founded="founded", findings="x")
    assert getattr(hidden, "code", None) == "not_found"
    complaint.takes("investigated", HUB, "2026-03-10", founded="founded", findings="确有拖延，已批评教育")
    answered = complaint.step(
        "answered", complaint.here(HUB), "2026-03-12", feedback="已道歉", accepted_by_complainant=True
    )
    assert irregularities(answered) == []
    assert (complaint.in_time("RG-COMPLAINT"), complaint.entry.closed) == (True, True)
