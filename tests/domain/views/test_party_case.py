"""What a party sees of its own case through its link, and who does not."""

from datetime import datetime, timedelta

import orjson
import pytest

from schemas import intake
from schemas.base import Event
from schemas.values import Contact
from services.jurisdiction.law import Law
from services.views.party_case.handlers import handlers_of
from services.views.party_case.reading import knows, party_case
from services.views.words import words_of
from tests.domain.views.log import Log, actor, at
from tests.domain.views.test_case_status import document_of
from tests.domain.views.test_sealed_cases import accusation
from tests.domain.views.village import COMMITTEE, HUB, PARTIES, STREET, SUMMARY, TERMS, whole_story

WORDS = words_of(Law.load("wuhu"))
NOW = at("2026-06-01")
ISSUED = intake.PartyLinkIssued(occurred_at=at("2026-05-01"), party_id="p1", link_number=1, expires_at=at("2026-08-01"))


def linked(*after: Event) -> Log:
    """The case of the village; its applicant was handed a slip, and then this happened."""
    log = whole_story()
    log.decide("intake", ISSUED, *after, by=actor(HUB))
    return log


@pytest.mark.parametrize(
    ("party", "number", "fact", "now", "opens"),
    [
        ("p1", 1, "0001", NOW, True),
        ("p1", 1, " 0001 ", NOW, True),
        ("p1", 1, "0002", NOW, False),
        ("p1", 1, "楼下住户", NOW, False),
        ("p1", 2, "0001", NOW, False),
        ("p2", 1, "0001", NOW, False),
        ("p1", 1, "0001", ISSUED.expires_at - timedelta(seconds=1), True),
        ("p1", 1, "0001", ISSUED.expires_at, False),
    ],
)
def test_the_link_opens_to_its_own_party_with_its_own_number_in_time(
    party: str, number: int, fact: str, now: datetime, opens: bool
) -> None:
    assert knows(document_of(linked()), party, number, fact, now) is opens


@pytest.mark.parametrize(
    "after",
    [
        intake.ContactChanged(occurred_at=NOW, party_id="p1", contact=Contact(phone="0553-0000001")),
        intake.ContactChanged(occurred_at=NOW, party_id="p2", contact=Contact(phone="0553-0000001")),
        intake.CaseSealed(occurred_at=NOW, accused=(), source="XF 30"),
    ],
)
def test_it_opens_no_more_when_the_contact_changed_the_other_side_has_the_same_number_or_the_case_is_sealed(
    after: Event,
) -> None:
    assert knows(document_of(linked(after)), "p1", 1, "0001", NOW) is False


def test_an_accusation_opens_to_nobody() -> None:
    assert knows(document_of(accusation(STREET)), "p1", 1, "0001", NOW) is False


def test_it_shows_where_the_case_is_and_neither_who_anybody_is_nor_what_was_said() -> None:
    shown = party_case(document_of(linked()), "p1", WORDS)
    assert (shown.is_applicant, shown.rounds, shown.may_ask_for) == (True, (), None)
    whole = orjson.dumps(shown.model_dump(mode="json")).decode()
    for secret in (SUMMARY.summary, *TERMS.terms, *(party.name for party in PARTIES), "＊"):
        assert secret not in whole


def test_a_party_can_complain_about_whoever_has_or_had_its_case_and_the_last_of_them_stands_first() -> None:
    handlers = party_case(document_of(linked()), "p1", WORDS).handlers
    assert [(one.body, one.body_name) for one in handlers] == [
        (COMMITTEE, "方村街道示范一社区人民调解委员会"), (HUB, "镜湖区综治中心"),
    ]  # fmt: skip


def test_the_unit_that_handles_the_petition_beside_custody_can_be_complained_of_once() -> None:
    document = {
        "intake": {"facts": {"history": [{"body": STREET}, {"body": HUB}, {"body": STREET}]}},
        "petitions": {"facts": {"unit": "wuhu.jinghu.human-resources", "office": HUB}},
    }
    assert [one.body for one in handlers_of(document, WORDS)] == [STREET, HUB, "wuhu.jinghu.human-resources"]
