"""Sectors and matters of administrative mediation as data (domain.md 2.2; Mile 34): what is loaded, and mistakes that are refused."""

import shutil
from pathlib import Path

import pytest

from schemas.values import DisputeType
from services.jurisdiction.grounds import GroundKind
from services.jurisdiction.law import Law
from services.jurisdiction.profile_files import PROFILES
from services.jurisdiction.profile_mistakes import ProfileMistake

LAW = Law.load("wuhu")
SECTORS = "national/administrative_sectors.yaml"
MATTERS = "national/administrative_matters.yaml"


@pytest.mark.parametrize(
    ("own", "dispute_type", "tags", "expected"),
    [
        ((), DisputeType.MEDICAL, (), "medical"),
        ((), DisputeType.OTHER_CONSUMER, (), "market"),
        ((), DisputeType.TRAFFIC, (), "traffic"),
        ((), DisputeType.NEIGHBOR, (), "default"),
        ((), DisputeType.NEIGHBOR, ("public_order",), "public_order"),
        (("public_order",), DisputeType.TRAFFIC, (), "public_order"),
    ],
)
def test_the_sector_is_the_agencys_own_else_by_tag_else_by_type_else_the_default(own, dispute_type, tags, expected):
    assert LAW.administrative.sector_of(own, dispute_type, tags).id == expected


def test_every_ground_against_accepting_belongs_to_some_sector():
    listed = {code for sector in LAW.administrative.file.sectors for code in sector.grounds}
    kind = GroundKind.ADMINISTRATIVE_MEDIATION_NOT_ACCEPTED
    assert listed == {ground.code for ground in LAW.grounds.by_code.values() if ground.kind is kind}


def test_every_agency_that_mediates_has_a_sector_of_the_catalogue():
    known = {sector.id for sector in LAW.administrative.file.sectors}
    for profile in ("wuhu", "mile"):
        for body in Law.load(profile).organisations.by_id.values():
            assert set(body.sectors) <= known


MISTAKES: dict[str, tuple[str, str, str, str]] = {
    "no default": (SECTORS, "- id: default", "- id: other", "缺少缺省领域"),
    "a limit nobody knows": (SECTORS, "accept_limit: MED-1", "accept_limit: MED-9", "时限目录中没有“MED-9”"),
    "a ground nobody knows": (SECTORS, "am_hired_assault", "am_unknown", "没有“am_unknown”"),
    "a ground of another procedure": (SECTORS, "am_hired_assault", "status_relation", "没有“status_relation”"),
    "a sector nobody knows": (MATTERS, "sector: medical", "sector: sea", "没有名为“sea”的领域"),
    "a matter written twice": (MATTERS, "code: water", "code: power", "写了两次"),
    "a matter without basis": (MATTERS, "basis: [{source: MED 40, mark: V}, {source: LN 7, mark: V}]", "basis: []", "应写明依据"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_refused_with_what_is_wrong(name: str, tmp_path: Path):
    file, old, new, said = MISTAKES[name]
    folder = tmp_path / "profiles"
    shutil.copytree(PROFILES, folder)
    target = folder / file
    before = target.read_text(encoding="utf-8")
    assert old in before
    target.write_text(before.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ProfileMistake) as refused:
        Law.load("wuhu", folder)
    assert said in str(refused.value)
    assert Path(file).name in str(refused.value)
