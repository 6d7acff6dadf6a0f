"""What the courier knows of contacts: numbers that may be written to, for as long as somebody may be (issue 7, item 2)."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest

from schemas.base import Event
from schemas.envelope import PublishedEvent, encode_event
from schemas.intake import CaseClosed, CloseResult, ContactChanged
from schemas.registry import encode_data, wire_name
from schemas.satisfaction_deliveries import Purpose
from schemas.values import Capacity, Channel, Contact, DisputeType, Guardian, PartyRole
from services.runtime.kafka.records import OwnRecord
from services.runtime.qr import qr_svg
from services.satisfaction.delivery.contacts import ContactBook
from services.satisfaction.delivery.message import compose
from services.satisfaction.survey_links import SurveyLinks
from tests.domain.given_when_then import at
from tests.domain.satisfaction.survey import APPLICANT, CASE, HUB_CLERK, RESPONDENT, party
from tests.runtime.simulated_log import MemoryStore


def record(event: Event, offset: int = 0) -> OwnRecord:
    envelope = PublishedEvent(
        id=uuid5(NAMESPACE_URL, str(offset)), service="intake", name=wire_name(type(event)), version=event.version,
        case_code=CASE, sequence=offset + 1, index=0, recorded_at=at("2026-03-02"), actor=HUB_CLERK, correlation_id="c",
        causation_id="c", traceparent=None, data=encode_data(event),
    )  # fmt: skip
    return OwnRecord(3, offset, CASE.encode(), encode_event(envelope), 0)


def closed(*parties: Any, **more: Any) -> CaseClosed:
    return CaseClosed(
        occurred_at=at("2026-03-02"), result=CloseResult.AGREED, closing_body="b", handling_body="b",
        channel=Channel.PEOPLE_MEDIATION, dispute_type=DisputeType.OTHER, parties=parties, **more,
    )  # fmt: skip


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def book(store: MemoryStore) -> ContactBook:
    return ContactBook(store)


def test_the_number_of_a_party_is_known_from_the_closing_on_and_its_name_never(
    book: ContactBook, store: MemoryStore
) -> None:
    assert book.phone(CASE, "p1") is None, "not heard yet"
    book.take([record(closed(APPLICANT, RESPONDENT), 4)])
    assert (book.phone(CASE, "p1"), book.phone(CASE, "p2")) == ("13900000001", "13900000002")
    assert book.positions() == {3: 5}
    kept = store.get(b"case/" + CASE.encode()) or b""
    assert "当事人".encode() not in kept


def test_no_number_that_may_not_be_written_to_is_given(book: ContactBook) -> None:
    unsafe = party("p2", PartyRole.RESPONDENT, contact=Contact(phone="13900000002", safe_to_contact=False))
    shared = party("p3", PartyRole.THIRD_PARTY, "+86 139 0000 0001")
    book.take([record(closed(APPLICANT, unsafe, shared))])
    assert [book.phone(CASE, one) for one in ("p1", "p2", "p3", "unknown")] == ["", "", "", ""]


def test_for_who_cannot_act_the_guardians_number_is_given(book: ContactBook) -> None:
    guardian = Guardian(name="监护人", relation="父亲", contact=Contact(phone="13900000008"))
    minor = party("p1", PartyRole.APPLICANT, "13900000001", capacity=Capacity.NONE, guardian=guardian)
    book.take([record(closed(minor))])
    assert book.phone(CASE, "p1") == "13900000008"


def test_a_contact_that_is_changed_or_marked_unsafe_after_the_closing_counts(book: ContactBook) -> None:
    book.take([record(closed(APPLICANT, RESPONDENT))])
    changed = ContactChanged(occurred_at=at("2026-03-03"), party_id="p1", contact=Contact(phone="13900000007"))
    unsafe = ContactChanged(
        occurred_at=at("2026-03-03"), party_id="p2", contact=Contact(phone="13900000002", safe_to_contact=False)
    )
    book.take([record(changed, 1), record(unsafe, 2)])
    assert (book.phone(CASE, "p1"), book.phone(CASE, "p2")) == ("13900000007", "")


def test_nothing_is_kept_of_stories_of_sealed_cases_and_of_cases_that_nobody_waits_for(book: ContactBook) -> None:
    book.take([record(closed(APPLICANT, story=True)), record(closed(APPLICANT, sealed=True), 1)])
    assert book.phone(CASE, "p1") is None
    book.take([record(closed(APPLICANT), 2)])
    book.forget(CASE)
    assert book.phone(CASE, "p1") is None


def test_a_message_tells_link_code_and_last_day_and_nothing_of_the_dispute() -> None:
    link = "https://pj.example.gov.cn/surveys/x/y/z"
    message = compose(
        "i1-1", "13900000001", Purpose.INVITATION, link, (CASE, "01234567"), at("2026-03-18 00:00"), qr_svg(link)
    )
    assert link in message.text
    assert "01234567" in message.text
    assert "3月17日" in message.text
    assert "<svg" in message.qr_svg
    assert "邻里" not in message.text


def test_a_short_code_belongs_to_one_invitation_and_cannot_be_told_from_another_secret() -> None:
    links, others = SurveyLinks(b"s" * 32), SurveyLinks(b"t" * 32)
    codes = {links.short_code(f"i{number}") for number in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 8 and code.isdigit() for code in codes)
    assert links.verify_code("i1", links.short_code("i1"))
    assert not links.verify_code("i1", links.short_code("i2"))
    assert others.short_code("i1") != links.short_code("i1")
    assert links.token("i1") not in links.link_hash("i1")
    assert links.address_hash("10.0.0.1") != others.address_hash("10.0.0.1")
