"""Bodies of the profiles, the ladder, and the bodies of the demonstration made on demand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.values import Channel, DisputeType
from services.jurisdiction.demonstration import demonstration_by_id, demonstration_hub, demonstration_organisation
from services.jurisdiction.law import Law
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.routing import Recommendation
from services.jurisdiction.routing_facts import RoutingFacts
from services.jurisdiction.vocabulary import BodyKind, Tier

FANGCUN = "安徽省芜湖市镜湖区方村街道示范一社区"


def body(law: Law, organisation_id: str) -> Organisation:
    found = law.organisation(organisation_id)
    assert found is not None, organisation_id
    return found


def climb(law: Law, organisation: Organisation) -> list[str]:
    seen = [organisation]
    while (above := law.next_level(seen[-1])) is not None:
        seen.append(above)
    return [one.id for one in seen]


def test_an_unsettled_case_climbs_from_the_grid_to_the_city() -> None:
    law = Law.load("wuhu")

    climbed = climb(law, body(law, "wuhu.jinghu.fangcun.community-1.grid-1"))

    assert climbed == [
        "wuhu.jinghu.fangcun.community-1.grid-1",
        "wuhu.jinghu.fangcun.community-1.pmc", "wuhu.jinghu.fangcun.pmc", "wuhu.jinghu.hub", "wuhu.hub",
    ]  # fmt: skip
    levels = [law.level_of(body(law, one)) for one in climbed]
    assert [(level.id, level.clock) for level in levels if level] == [
        ("L0", "LV-L0"), ("L1", "LV-L1"), ("L2", "LV-L2"), ("L3", "LV-L3"), ("L4", None),
    ]  # fmt: skip


def test_an_industry_committee_hands_up_to_the_hub_beside_it() -> None:
    law = Law.load("wuhu")

    assert climb(law, body(law, "wuhu.jinghu.traffic-pmc")) == [
        "wuhu.jinghu.traffic-pmc",
        "wuhu.jinghu.hub",
        "wuhu.hub",
    ]


@pytest.mark.parametrize("profile", ["wuhu", "mile"])
def test_every_place_of_a_profile_has_its_hub_court_and_committees(profile: str) -> None:
    law = Law.load(profile)
    bodies = list(law.organisations.by_id.values())

    assert law.settings.hub in law.organisations.by_id
    assert all(one.place.startswith(law.settings.place) for one in bodies)
    villages = [one for one in bodies if one.tier in (Tier.VILLAGE, Tier.COMMUNITY)]
    assert len(villages) >= 10
    for village in villages:
        kinds = [(one.kind, one.tier.rank) for one in law.ancestors(village)]
        assert (BodyKind.PEOPLE_MEDIATION_COMMITTEE, 2) in kinds
        assert (BodyKind.HUB_CENTER, 3) in kinds
        for channel in law.settings.core_channels[1:]:
            assert law.organisations.serving(channel, village.place), (village.id, channel)


def test_only_bodies_inside_the_system_may_hold_a_case() -> None:
    law = Law.load("wuhu")

    assert body(law, "wuhu.jinghu.fangcun.pmc").may_hold_custody
    assert body(law, "wuhu.jinghu.court").may_hold_custody
    for outside in ("wuhu.labour-arbitration", "wuhu.reconsideration", "wuhu.jinghu.police", "wuhu.discipline"):
        assert not body(law, outside).may_hold_custody


@pytest.mark.parametrize(
    ("dispute_type", "expected"),
    [
        (DisputeType.NEIGHBOR, "wuhu.jinghu.fangcun.community-1.pmc"),
        (DisputeType.TRAFFIC, "wuhu.jinghu.traffic-pmc"),
        (DisputeType.MIGRANT_WAGES, "wuhu.jinghu.labour-pmc"),
        (DisputeType.MEDICAL, "wuhu.medical-pmc"),
        (DisputeType.OTHER_CONSUMER, "wuhu.jinghu.market-regulation"),
        (DisputeType.TOURISM, "wuhu.culture-tourism"),
        (DisputeType.LAND_EXPROPRIATION, "wuhu.reconsideration"),
        (DisputeType.OTHER, "wuhu.jinghu.fangcun.pmc"),
    ],
)
def test_a_recommendation_names_the_body_of_the_place(dispute_type: DisputeType, expected: str) -> None:
    law = Law.load("wuhu")
    recommendation = law.route(RoutingFacts(dispute_type=dispute_type))

    assert isinstance(recommendation, Recommendation)
    found = law.body_for(recommendation, FANGCUN, dispute_type)
    assert found is not None
    assert found.id == expected


def test_a_body_of_another_place_is_never_named() -> None:
    law = Law.load("wuhu")
    recommendation = law.route(RoutingFacts(dispute_type=DisputeType.NEIGHBOR))

    assert isinstance(recommendation, Recommendation)
    assert law.body_for(recommendation, "江苏省南京市", DisputeType.NEIGHBOR) is None


@given(st.text(min_size=1, max_size=40), st.sampled_from(Channel), st.sampled_from(Tier))
def test_a_demonstration_body_is_known_by_its_id_alone(place: str, channel: Channel, tier: Tier) -> None:
    law, made = Law.load("demonstration"), demonstration_organisation(place, channel, tier)

    assert made == demonstration_organisation(place, channel, tier)
    assert made.id.isascii()
    assert law.organisation(made.id) == made
    for above in law.ancestors(made):
        assert above.tier.rank >= min(made.tier.rank, Tier.COUNTY.rank)


def test_demonstration_bodies_differ_by_place_channel_and_tier_and_climb_the_ladder() -> None:
    law = Law.load("demonstration")
    village = demonstration_organisation("浙江省湖州市安吉县", Channel.PEOPLE_MEDIATION, Tier.VILLAGE)
    others = [
        demonstration_organisation("浙江省湖州市", Channel.PEOPLE_MEDIATION, Tier.VILLAGE),
        demonstration_organisation("浙江省湖州市安吉县", Channel.INDUSTRY_MEDIATION, Tier.VILLAGE),
        demonstration_organisation("浙江省湖州市安吉县", Channel.PEOPLE_MEDIATION, Tier.TOWNSHIP),
    ]

    assert len({village.id, *(one.id for one in others)}) == 4
    tiers = [body(law, one).tier for one in climb(law, village)]
    assert tiers == [Tier.VILLAGE, Tier.TOWNSHIP, Tier.COUNTY, Tier.CITY]
    assert demonstration_hub("浙江省湖州市安吉县").id in climb(law, village)


@pytest.mark.parametrize(
    "foreign", ["wuhu.hub", "demo.x.county.aaaa", "demo.people_mediation.moon.aaaa", "demo.hub.county.1", ""]
)
def test_an_id_that_is_none_of_ours_names_no_demonstration_body(foreign: str) -> None:
    assert demonstration_by_id(foreign) is None


def test_demonstration_bodies_are_known_to_every_profile_since_stories_are_played_on_whatever_stack_runs() -> None:
    made = demonstration_organisation("浙江省湖州市安吉县", Channel.PEOPLE_MEDIATION, Tier.VILLAGE)

    assert Law.load("wuhu").organisation(made.id) == made
    assert made.id not in Law.load("wuhu").organisations.by_id
