"""Drafts: by account and page, readable by their owner only, and gone when they are not wanted any more."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from services.console import drafts as kept
from services.console.drafts import Drafts

PLACE = "/cases/new"
FORM = {"summary": ["楼上漏水"], "key": ["k-1"], "etag": ["3"]}


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts.within(tmp_path)


def test_a_form_comes_back_as_it_was_left(drafts: Drafts) -> None:
    drafts.keep("clerk.a", PLACE, "登记纠纷", FORM)

    found = drafts.find("clerk.a", PLACE)

    assert found is not None
    assert (found.form, found.title) == (FORM, "登记纠纷")


def test_another_account_and_another_page_have_none(drafts: Drafts) -> None:
    drafts.keep("clerk.a", PLACE, "登记纠纷", FORM)

    assert drafts.find("clerk.b", PLACE) is None
    assert drafts.find("clerk.a", "/cases/X/acts/intake/close_case") is None


def test_the_last_words_count_and_what_was_sent_is_gone(drafts: Drafts) -> None:
    drafts.keep("clerk.a", PLACE, "登记纠纷", FORM)
    drafts.keep("clerk.a", PLACE, "登记纠纷", {**FORM, "summary": ["改过"]})
    assert [draft.form["summary"] for draft in drafts.of("clerk.a")] == [["改过"]]

    drafts.drop("clerk.a", PLACE)
    assert drafts.of("clerk.a") == ()


def test_what_proves_a_page_is_not_kept(drafts: Drafts) -> None:
    drafts.keep("clerk.a", PLACE, "登记纠纷", {**FORM, "csrf": ["secret"]})

    found = drafts.find("clerk.a", PLACE)
    assert found is not None
    assert "csrf" not in found.form


def test_what_nobody_comes_back_to_goes_after_two_weeks(drafts: Drafts, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts.keep("clerk.a", "/cases/A/acts/intake/close_case", "办结", FORM)
    later = kept.time.time() + kept.KEPT_SECONDS + 1
    monkeypatch.setattr(kept.time, "time", lambda: later)
    drafts.keep("clerk.a", PLACE, "登记纠纷", FORM)

    assert [draft.place for draft in drafts.of("clerk.a")] == [PLACE]


def test_of_very_many_the_oldest_go(drafts: Drafts) -> None:
    for number in range(kept.MOST_OF_ONE_ACCOUNT + 3):
        drafts.keep("clerk.a", f"/cases/{number}/acts/intake/record_note", "记事", FORM)

    assert len(drafts.of("clerk.a")) == kept.MOST_OF_ONE_ACCOUNT


def test_more_than_a_service_would_take_is_not_kept(drafts: Drafts) -> None:
    assert not drafts.keep("clerk.a", PLACE, "登记纠纷", {"summary": ["长" * kept.LARGEST]})
    assert drafts.of("clerk.a") == ()


def test_what_was_typed_cannot_be_read_in_the_file_nor_with_another_key(tmp_path: Path, drafts: Drafts) -> None:
    drafts.keep("clerk.a", PLACE, "登记纠纷", FORM)
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("drafts.sqlite*"))

    assert "楼上漏水".encode() not in stored
    assert "楼上漏水".encode("unicode_escape") not in stored
    assert (tmp_path / "console-sealing-key").stat().st_mode & 0o077 == 0
    (tmp_path / "console-sealing-key").write_bytes(Fernet.generate_key())
    assert Drafts.within(tmp_path).of("clerk.a") == ()
