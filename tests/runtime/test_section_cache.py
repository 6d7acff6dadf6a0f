"""What a view wrote last is kept for its next write: whole, within its bounds, and gone when another writer was there."""

from services.runtime.mongo import packed
from services.runtime.section_cache import SectionCache

DOCUMENT = {
    "_id": "A", "at": {"intake": 3, "satisfaction": 1}, "accepted": {"intake": 2}, "broken": {"satisfaction": "1: why"},
    "intake": {"status": "open", "offers": {"2": {"since": None}}},
}  # fmt: skip


def kept(most_bytes: int = 10_000) -> SectionCache:
    cache = SectionCache(most_bytes)
    cache.keep(DOCUMENT, "intake", packed({"status": "open", "offers": {"2": {"since": None}}}))
    cache.keep(DOCUMENT, "satisfaction", None)
    return cache


def test_a_document_comes_back_as_it_was_written() -> None:
    assert kept().document("A", ("intake", "satisfaction")) == DOCUMENT


def test_a_document_of_which_one_source_is_not_known_has_to_be_read() -> None:
    assert kept().document("A", ("intake", "people_mediation")) is None
    assert kept().document("B", ("intake",)) is None


def test_a_document_that_only_had_refusals_has_nothing_accepted() -> None:
    cache = SectionCache()
    cache.keep({"_id": "B", "at": {"intake": 1}}, "intake", None)
    assert cache.document("B", ("intake",)) == {"_id": "B", "at": {"intake": 1}, "accepted": {}, "broken": {}}


def test_where_another_writer_was_nothing_is_kept() -> None:
    cache = kept()
    cache.forget("A", ("intake",))
    assert cache.document("A", ("intake",)) is None
    assert cache.document("A", ("satisfaction",)) is not None


def test_a_section_is_given_as_it_was_packed_for_the_decision_that_left_it_so() -> None:
    cache = kept()
    section = cache.section("A", "intake", 3)
    assert section is not None
    assert section.raw == packed({"status": "open", "offers": {"2": {"since": None}}}).raw
    assert cache.section("A", "intake", 2) is None
    assert cache.section("A", "satisfaction", 1) is None
    assert cache.section("B", "intake", 3) is None


def test_what_was_not_used_for_longest_makes_room() -> None:
    cache = SectionCache(1_000)
    for code in "ABC":
        cache.keep({"_id": code, "at": {"intake": 1}}, "intake", None)
        cache.document("A", ("intake",))
    assert [cache.document(code, ("intake",)) is not None for code in "ABC"] == [True, False, True]
