"""What a party is told of its case without an account."""

from typing import Any

import orjson
import pytest

from services.jurisdiction.law import Law
from services.views.case_status.reading import case_status, may_ask
from services.views.words import words_of
from tests.domain.views.log import Log, view_named
from tests.domain.views.test_sealed_cases import accusation
from tests.domain.views.village import PARTIES, STREET, SUMMARY, TERMS, whole_story

WORDS = words_of(Law.load("wuhu"))


def document_of(log: Log) -> dict[str, Any]:
    document = log.document(view_named("case_file"))
    assert document is not None
    return dict(document)


@pytest.mark.parametrize(
    ("fact", "known"),
    [
        ("0001", True),
        (" 0001 ", True),
        ("0002", False),
        ("1", False),
        ("", False),
        ("楼上住户", True),
        ("楼下住户", False),
    ],
)
def test_who_left_a_number_is_known_by_its_last_four_and_who_left_none_by_the_whole_name(
    fact: str, known: bool
) -> None:
    assert may_ask(document_of(whole_story()), fact) is known


def test_nobody_learns_of_a_sealed_case_by_asking() -> None:
    document = document_of(accusation(STREET))
    assert may_ask(document, "0001") is False
    assert may_ask(document, "楼上住户") is False


def test_where_the_case_went_is_told_and_neither_who_anybody_is_nor_what_was_said_or_agreed() -> None:
    status = case_status(document_of(whole_story()), WORDS)
    said = [step.said for step in status.steps]
    assert said[0].endswith("登记")
    assert any("移交至" in sentence for sentence in said)
    assert any("生效" in sentence for sentence in said)
    whole = orjson.dumps(status.model_dump(mode="json")).decode()
    for secret in (SUMMARY.summary, *TERMS.terms, *(party.name for party in PARTIES), "＊"):
        assert secret not in whole
