"""What Wuhu's plan of 2024 asks of the "1+4+N" and of mediation, and what the system does about it."""

from datetime import date

from schemas.petitions import Article31
from schemas.satisfaction_rectification import RectificationClosed
from schemas.values import Channel
from services.jurisdiction.law import Law
from services.jurisdiction.network_gaps import gaps
from services.jurisdiction.network_known import register_of
from services.jurisdiction.vocabulary import BodyKind, Tier
from services.network.domain import commands as n
from services.people_mediation.domain import commands as pm
from services.petitions.domain import commands as c
from services.views.network.reading import body_row, gap_report, mediating
from services.views.words import words_of
from tests.domain.given_when_then import names, refusal
from tests.domain.network.network_case import register_of as register_case
from tests.domain.people_mediation.committee_case import AT_ONCE
from tests.domain.satisfaction.matters import close, decide, feed_back, rated_badly, verify
from tests.domain.views.test_satisfaction import answers, reported
from tests.seeds.kept import COMMUNITY, HUB, LABOUR_BUREAU
from tests.seeds.place import MONDAY, Place

LAW = Law.load("wuhu")
OFFICE = "wuhu.jinghu.petitions"
DISTRICT = "安徽省芜湖市镜湖区"
TRAFFIC = "wuhu.jinghu.traffic-pmc"


def petition(**told: object) -> Place:
    """A petition that the district's office took up and forwarded to the labour bureau, which handles it."""
    place = Place(LAW, HUB, **told)
    place.offered(OFFICE, Channel.PETITION, HUB, f"{MONDAY} 10:00")
    place.does(
        "petitions", OFFICE, f"{MONDAY} 11:00", c.AcceptOffer(),
        c.RegisterPetition(kind="grievance", manner="petition_visit"), c.ForwardPetition(responsible_unit=LABOUR_BUREAU),
    )  # fmt: skip
    place.does(
        "petitions", LABOUR_BUREAU, "2026-03-05", c.AcceptPetition(),
        c.ClassifyPetition(article=Article31.PETITION_PROCEDURE),
    )  # fmt: skip
    return place


def test_wuhu_5_lead_every_way_the_plan_names_is_a_channel_to_which_a_case_can_be_sent() -> None:
    named = (
        Channel.PETITION, Channel.PEOPLE_MEDIATION, Channel.ARBITRATION, Channel.ADJUDICATION, Channel.RECONSIDERATION,
        Channel.LITIGATION,
    )  # fmt: skip
    for channel in named:
        assert any(LAW.referral(origin, channel) for origin in Channel if origin is not channel), channel


def test_wuhu_5_lead_petition_mediation_and_its_result_stand_on_one_timeline() -> None:
    place = petition()
    place.does(
        "petitions", LABOUR_BUREAU, "2026-03-06", c.ReferToMediation(to_body=COMMUNITY, consenting=place.parties)
    )
    place.does(
        "people_mediation", COMMUNITY, "2026-03-09", pm.AcceptOffer(), pm.AcceptMediation(joint_application=True),
        pm.AssignMediator(mediator="调解员"), pm.NotifyRights(), pm.HoldSession(),
        pm.ReachAgreement(form="oral", terms=AT_ONCE, number="1"),
    )  # fmt: skip
    told = [entry.event for entry in place.read_by(OFFICE).timeline]
    of_three = ["petition_accepted", "mediation_referred", "agreement_reached", "petition_settled"]
    assert [event for event in told if event in of_three] == of_three
    assert all(any(letter >= "\u4e00" for letter in entry.sentence) for entry in place.read_by(OFFICE).timeline)


def test_wuhu_28_one_hub_four_channels_and_the_network_have_their_bodies_in_the_district() -> None:
    kinds = {one.kind for one in LAW.organisations.by_id.values()}
    assert LAW.organisation(HUB).kind is BodyKind.HUB_CENTER
    for channel in (*LAW.settings.core_channels, Channel.INDUSTRY_MEDIATION):
        assert LAW.organisations.serving(channel, DISTRICT), channel
    assert len(LAW.settings.core_channels) == 4
    assert {BodyKind.INDUSTRY_PMC, BodyKind.COMMERCIAL_MEDIATION, BodyKind.LABOUR_MEDIATION} <= kinds
    assert len(LAW.settings.tier_levels) == 4


def test_wuhu_28_ninety_percent_reaches_the_target_and_one_answer_fewer_misses_it() -> None:
    reached, missed = reported(answers(36, 4)).total.real.total, reported(answers(35, 5)).total.real.total
    assert (reached.rate, reached.verdict, missed.verdict) == (0.9, "reached", "missed")
    assert LAW.parameter("satisfaction_target").source == "SEED-W 28"


def test_wuhu_28_every_street_and_community_has_a_committee_of_its_own() -> None:
    bodies = LAW.organisations.by_id.values()
    places = {one.place for one in bodies if one.tier in (Tier.TOWNSHIP, Tier.STREET, Tier.VILLAGE, Tier.COMMUNITY)}
    committees = {one.place for one in bodies if one.kind is BodyKind.PEOPLE_MEDIATION_COMMITTEE}
    assert places
    assert places <= committees


def test_wuhu_28_who_lacks_full_time_mediators_is_listed_and_a_village_only_where_conditions_are_met() -> None:
    day = date(2026, 3, 30)
    lacking = {
        body: {gap.code: gap for gap in gaps(LAW, LAW.organisation(body), register_of(None, body, LAW), day)}
        for body in ("wuhu.jinghu.jingshan.pmc", COMMUNITY, "wuhu.jinghu.fangcun.community-2.pmc")
    }
    street, with_conditions, without = (found.get("full_time_mediators_missing") for found in lacking.values())
    assert street.sentence == "镇（街道）调委会专职调解员：应有 2人，现有 1人，缺 1人"
    assert (with_conditions.required, with_conditions.actual) == (1, 0)
    assert without is None
    rows = [body_row(LAW, body, {}, day, words_of(LAW)) for body in mediating(LAW, lacking)]
    assert gap_report(rows, day).by_code["专职调解员不足"] == 2


def test_wuhu_29_a_leader_takes_charge_receives_reviews_hears_in_public_and_both_sides_may_mediate() -> None:
    place = petition()
    place.does(
        "petitions", OFFICE, "2026-03-09", c.AssignLeader(leader="副区长"), c.HoldReception(leader="副区长", place="区信访局"),
        c.ReviewHandlingQuality(findings="程序合规"),
    )  # fmt: skip
    place.does("petitions", LABOUR_BUREAU, "2026-03-10", c.OpenHearing(topic="欠薪"))
    place.does("petitions", LABOUR_BUREAU, "2026-03-10 15:00", c.CloseHearing(conclusions="责任清楚"))
    place.does(
        "petitions", LABOUR_BUREAU, "2026-03-11", c.ReferToMediation(to_body=COMMUNITY, consenting=place.parties)
    )
    told = place.names("petitions")
    assert {"leader_assigned", "reception_held", "hearing_opened", "hearing_closed", "mediation_referred"} <= set(told)
    assert place.file.custody.open_offer.to_body == COMMUNITY


def test_wuhu_7_a_bad_rating_is_put_right_in_five_working_days_and_closed_with_evidence() -> None:
    survey = rated_badly()
    assert refusal(close(survey, "2026-03-03", evidence=("照片",))) != ""
    for act in (verify, decide):
        names(act(survey, "2026-03-04"))
    names(feed_back(survey, "2026-03-05"))
    names(close(survey, "2026-03-06"))
    assert survey.happened(RectificationClosed).end == "rectified"


def test_wuhu_37_who_is_qualified_to_adjudicate_is_told_by_the_register() -> None:
    register = register_case(TRAFFIC)
    mediator = n.RegisterMediator(
        body=TRAFFIC, mediator=f"mediator-9.{TRAFFIC}", title="专职人民调解员九", full_time=True, load_limit=3,
        adjudication_qualified=True, term_began_on="2025-07-01",
    )  # fmt: skip
    [entered] = register.does(mediator)
    assert entered.adjudication_qualified
