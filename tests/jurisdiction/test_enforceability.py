"""Ways beside judicial confirmation are data that is checked when it is read (domain.md 2.4)."""

from pathlib import Path

import pytest

from schemas.values import DisputeType
from services.jurisdiction.enforceability import read_enforceable_ways
from services.jurisdiction.law import Law
from services.jurisdiction.profile_files import PROFILES, read_document
from services.jurisdiction.profile_mistakes import ProfileMistake
from services.views.words import load_view_vocabulary

FILE = PROFILES / "national" / "enforceability.yaml"
WAYS = Law.load().enforceability.ways


def broken(tmp_path: Path, old: str, new: str) -> str:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "enforceability.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ProfileMistake) as refused:
        read_enforceable_ways(read_document(path), Law.load().clocks.limits)
    return "".join(mistake.sentence for mistake in refused.value.mistakes)


def test_a_way_has_a_source_and_says_what_follows_from_it() -> None:
    assert len(WAYS) == 4
    assert all(way.source and way.effect_zh.strip() for way in WAYS)
    assert all(any(step.closes for step in way.steps) for way in WAYS)


def test_every_way_and_step_has_its_word_on_the_timeline() -> None:
    words = load_view_vocabulary().words
    assert {way.code: words.get(way.code) for way in WAYS} == {way.code: way.name_zh for way in WAYS}
    assert [step.code for way in WAYS for step in way.steps if step.code not in words] == []


@pytest.mark.parametrize("dispute_type", list(DisputeType))
def test_a_labour_dispute_alone_has_the_arbitral_review(dispute_type: DisputeType) -> None:
    offered = [way.code for way in Law.load().enforceability.offered(dispute_type)]
    is_labour = dispute_type in (DisputeType.MIGRANT_WAGES, DisputeType.OTHER_LABOR)
    assert ("arbitral_review" in offered) is is_labour
    assert ("arbitral_mediation_statement" in offered) is not (is_labour or dispute_type is DisputeType.MARRIAGE_FAMILY)


def test_a_limit_that_the_catalogue_does_not_have_is_refused_with_its_name(tmp_path: Path) -> None:
    assert "PO-9" in broken(tmp_path, "starts: [PO-2]", "starts: [PO-9]")
    assert "LB-9" in broken(tmp_path, "within: LB-2", "within: LB-9")


def test_a_code_written_twice_is_refused(tmp_path: Path) -> None:
    assert "payment_order" in broken(tmp_path, "code: arbitral_review", "code: payment_order")
