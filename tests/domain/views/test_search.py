"""What a case is found by: any part of a name, a number or the registration, however it was typed."""

from hypothesis import given
from hypothesis import strategies as st

from schemas import intake
from services.views.search.terms import PAIRS, TEXTS, pairs_of, plain, searched_after
from tests.domain.views.log import at, view_named
from tests.domain.views.village import whole_story

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30)


def found_by(part: str) -> bool:
    """Whether the neighbours' case is found by this."""
    document = whole_story().document(view_named("case_file"))
    kept = document["intake"]["searched"]
    wanted = plain(part)
    by_pairs = set(pairs_of(wanted)) <= set(kept[PAIRS])
    by_text = any(wanted in text for text in kept[TEXTS])
    assert by_pairs or not by_text
    return by_text


def test_a_case_is_found_by_part_of_a_name_a_phone_number_and_the_place() -> None:
    assert found_by("楼下住")
    assert found_by("0553-0000001")
    assert found_by("方村街道")
    assert not found_by("镇江")


def test_width_case_and_spaces_make_no_difference() -> None:
    assert found_by("方村 街道")
    assert found_by("０５５３－０００")


def test_what_was_said_in_mediation_is_not_searched() -> None:
    document = whole_story().document(view_named("case_file"))
    texts = [text for section in document.values() if isinstance(section, dict) for text in _texts(section)]
    assert "承认漏水" not in "".join(texts)
    assert texts


def _texts(section: dict[str, object]) -> list[str]:
    searched = section.get("searched")
    return list(searched[TEXTS]) if isinstance(searched, dict) else []


@given(TEXT, st.integers(0, 30), st.integers(2, 12))
def test_whatever_stands_in_a_text_has_all_its_pairs_there(text: str, start: int, length: int) -> None:
    kept = plain(text)
    part = kept[start : start + length]
    assert set(pairs_of(part)) <= set(pairs_of(kept))


def test_an_event_without_anything_to_find_changes_nothing() -> None:
    kept = {TEXTS: ["张三"], PAIRS: ["张三"]}
    moved = intake.OfferWithdrawn(
        occurred_at=at("2026-03-02"), custody_number=2, track_id="t", to_body="b", channel="PETITION", reason="x"
    )
    assert searched_after(kept, moved) is kept
