"""Five jurisdictions as data (issue 6, item 2): each answers where a dispute goes with its own bodies."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from schemas.values import Channel, DisputeType
from services.jurisdiction.law import Law
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.profile_files import PROFILES
from services.jurisdiction.profile_mistakes import ProfileMistake
from services.jurisdiction.routing import Recommendation
from services.jurisdiction.routing_check import conflicts, dead_rows
from services.jurisdiction.routing_facts import RoutingFacts
from services.jurisdiction.vocabulary import BodyKind, Tier

FIVE = ("wuhu", "mile", "hantai", "henan-organ-affairs", "changning")
HANTAI, HENAN = "陕西省汉中市汉台区", "河南省直机关"


def sent_to(
    profile: str, place: str, dispute_type: DisputeType, day: date | None = None
) -> tuple[Channel, Organisation | None]:
    law = Law.load(profile)
    found = law.route(RoutingFacts(dispute_type=dispute_type))
    assert isinstance(found, Recommendation)
    return found.channel, law.body_for(found, place, dispute_type, day)


@pytest.mark.parametrize("profile", FIVE)
def test_every_body_stands_in_one_tree_under_the_place_of_its_profile(profile: str) -> None:
    law = Law.load(profile)
    bodies = list(law.organisations.by_id.values())

    assert law.settings.hub in law.organisations.by_id
    assert all(one.place.startswith(law.settings.place) for one in bodies)
    assert len([one for one in bodies if one.parent is None]) == 1


@pytest.mark.parametrize("profile", FIVE)
def test_no_row_of_its_routing_is_dead_or_in_conflict(profile: str) -> None:
    law = Law.load(profile)

    assert dead_rows(law.routing) == ()
    assert conflicts(law.routing) == ()


@pytest.mark.parametrize("profile", ["mile", "hantai", "changning"])
def test_a_neighbours_quarrel_goes_to_the_committee_of_the_village(profile: str) -> None:
    law = Law.load(profile)
    village = next(one for one in law.organisations.by_id.values() if one.tier is Tier.VILLAGE)

    channel, body = sent_to(profile, village.place, DisputeType.NEIGHBOR)

    assert (channel, body) == (Channel.PEOPLE_MEDIATION, village)


def test_the_department_of_henan_has_neither_grid_nor_village_nor_committee() -> None:
    law = Law.load("henan-organ-affairs")
    kinds = {one.kind for one in law.organisations.by_id.values()}

    assert kinds.isdisjoint({BodyKind.GRID, BodyKind.PEOPLE_MEDIATION_COMMITTEE, BodyKind.INDUSTRY_PMC})
    assert {one.tier for one in law.organisations.by_id.values()} == {Tier.PROVINCE}


@pytest.mark.parametrize(
    ("dispute_type", "expected"),
    [
        (DisputeType.PROPERTY_MGMT, "henan.property-services"),
        (DisputeType.HOUSE_HOMESTEAD, "henan.housing"),
    ],
)
def test_the_department_of_henan_settles_what_its_offices_manage(dispute_type: DisputeType, expected: str) -> None:
    channel, body = sent_to("henan-organ-affairs", HENAN, dispute_type)

    assert channel is Channel.ADMIN_MEDIATION
    assert body is not None
    assert body.id == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2017, 6, 1), "hantai.industry-commerce"),
        (date(2019, 2, 28), "hantai.industry-commerce"),
        (date(2019, 3, 1), "hantai.market-regulation"),
        (None, "hantai.market-regulation"),
    ],
)
def test_a_consumer_of_hantai_is_sent_to_the_body_of_the_day(day: date | None, expected: str) -> None:
    law = Law.load("hantai")
    bodies = [
        one.id
        for one in law.organisations.serving(Channel.ADMIN_MEDIATION, HANTAI)
        if DisputeType.OTHER_CONSUMER in one.dispute_types and one.acts_on(day)
    ]

    assert bodies == [expected]


def test_every_abolished_body_of_hantai_has_a_successor_that_still_acts() -> None:
    law = Law.load("hantai")
    gone = [one for one in law.organisations.by_id.values() if one.abolished is not None]

    assert len(gone) == 6
    for one in gone:
        assert one.abolished is not None
        successor = law.organisation(one.abolished.successor)
        assert successor is not None
        assert successor.acts_on(None), one.id
        assert set(one.channels) <= set(successor.channels), one.id


def profile_with(tmp_path: Path, name: str, changes: dict[str, tuple[str, str]]) -> Path:
    """A folder of profiles in which some words of one profile's files read otherwise."""
    copytree(PROFILES, tmp_path / "profiles")
    for file, (old, new) in changes.items():
        path = tmp_path / "profiles" / name / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    return tmp_path / "profiles"


def test_an_abolished_body_without_a_successor_on_file_is_refused_with_its_line(tmp_path: Path) -> None:
    changes = {"organisations.yaml": ("successor: hantai.ecology", "successor: hantai.nobody")}
    folder = profile_with(tmp_path, "hantai", changes)

    with pytest.raises(ProfileMistake) as mistake:
        Law.load("hantai", folder)

    assert "承接机构“hantai.nobody”不存在" in str(mistake.value)
    assert "organisations.yaml" in str(mistake.value)


def test_a_body_that_ended_earlier_cannot_take_over(tmp_path: Path) -> None:
    changes = {"organisations.yaml": ("successor: hantai.ecology", "successor: hantai.land-resources")}
    folder = profile_with(tmp_path, "hantai", changes)

    with pytest.raises(ProfileMistake, match="在撤销之日也已不再履职"):
        Law.load("hantai", folder)


def test_a_city_replaces_rows_of_the_law_and_adds_none(tmp_path: Path) -> None:
    folder = profile_with(tmp_path, "henan-organ-affairs", {"routing.yaml": ("- id: R14\n", "- id: R99\n")})

    with pytest.raises(ProfileMistake, match="全国路由表没有编号为“R99”的行"):
        Law.load("henan-organ-affairs", folder)
