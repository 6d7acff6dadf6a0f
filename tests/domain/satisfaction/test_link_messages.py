"""A party's link is sent once, tried again with growing pauses, and no more once it opens nothing (issue 8, item 2)."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import pytest

from schemas.base import Event
from schemas.intake import (
    CaseSealed,
    ContactChanged,
    GuardianNamed,
    PartyAdded,
    PartyLinkIssued,
    PartyLinkMessageAsked,
)
from schemas.satisfaction_links import LinkMessageFailed, LinkMessageRequested, LinkMessageSent
from schemas.values import Contact, Guardian, PartyRole
from services.jurisdiction.party_link_address import OwnLink, PartyLinks
from services.runtime.listener import Listener
from services.satisfaction.delivery.channel import NotTaken, OutcomeUnknown
from services.satisfaction.delivery.contacts import ContactBook
from services.satisfaction.delivery.courier import Courier, CourierSettings
from services.satisfaction.delivery.link_post import LinkPost
from services.satisfaction.delivery.outbox import Outbox, messages_in
from services.satisfaction.domain.delivery_commands import Outcome
from services.satisfaction.domain.due import due_for_scan
from services.satisfaction.domain.link_commands import HearLinkToSend, RecordLinkMessage, StartLinkMessage
from services.satisfaction.domain.link_messages import hear_link_to_send
from tests.domain.given_when_then import at, names, refusal
from tests.domain.satisfaction.survey import CASE, ENVELOPE, HUB_CLERK, SYSTEM, Survey, party
from tests.domain.satisfaction.test_contacts import record
from tests.domain.satisfaction.test_courier import NOW, Channel, Loop
from tests.runtime.simulated_log import MemoryStore

PHONE = "13900000001"
EXPIRES = at("2026-05-31 00:00")
LINKS = PartyLinks("k" * 32)
PAGES = "https://hd.example.gov.cn"


def asked(number: int = 1, party_id: str = "p1", phone: str = PHONE) -> PartyLinkMessageAsked:
    """The window wants the link sent."""
    return PartyLinkMessageAsked(
        occurred_at=at("2026-03-02"), party_id=party_id, link_number=number, expires_at=EXPIRES, phone=phone
    )


def requested(*numbers: int) -> Survey:
    """Satisfaction has heard of these links of one party."""
    survey = Survey()
    for number in numbers or (1,):
        names(survey.act(SYSTEM, hear_link_to_send(asked(number), ENVELOPE), at("2026-03-02")))
    return survey


def message(survey: Survey, place: int = -1) -> str:
    """The id of an attempt."""
    return [event for event in survey.events if isinstance(event, LinkMessageRequested)][place].delivery_id


def started(survey: Survey, now: datetime, place: int = -1, courier: str = "0") -> list[str]:
    """A courier asks for the message."""
    body = StartLinkMessage(delivery_id=message(survey, place), courier=courier, via="gateway")
    return names(survey.act(SYSTEM, body, now))


def failed(survey: Survey, now: datetime) -> LinkMessageFailed:
    """The channel did not take the last attempt."""
    assert started(survey, now) == ["link_message_started"]
    body = RecordLinkMessage(
        delivery_id=message(survey), via="gateway", outcome=Outcome.FAILED, reason="unreachable"
    )  # fmt: skip
    names(survey.act(SYSTEM, body, now))
    return [event for event in survey.events if isinstance(event, LinkMessageFailed)][-1]


def test_what_is_heard_carries_neither_number_nor_name() -> None:
    told = hear_link_to_send(asked(), ENVELOPE)
    assert PHONE not in told.model_dump_json()
    assert HearLinkToSend.model_validate(told.model_dump(mode="json")) == told


def test_of_two_couriers_one_gets_the_link_and_no_office_sends_commands_of_the_courier() -> None:
    survey = requested()
    body = StartLinkMessage(delivery_id=message(survey), courier="0", via="gateway")
    assert refusal(survey.act(HUB_CLERK, body, NOW)) == "not_found"
    assert started(survey, NOW) == ["link_message_started"]
    assert started(survey, NOW, courier="1") == []


def test_a_failed_link_is_tried_again_after_pauses_that_double_and_five_times_at_most() -> None:
    survey, now, pauses = requested(), NOW, []
    while (again := failed(survey, now).retry_at) is not None:
        pauses.append((again - now).total_seconds() / 60)
        due = due_for_scan(survey.state)
        assert due is not None
        assert names(survey.act(SYSTEM, due.command, again)) == ["link_message_requested"]
        now = again
    assert pauses == [10, 20, 40, 80]
    assert due_for_scan(survey.state) is None


def test_a_link_that_was_replaced_or_ran_out_is_sent_no_more() -> None:
    replaced = requested(1, 2)
    assert started(replaced, NOW, place=0) == ["link_message_dropped"]
    assert started(replaced, NOW, place=1) == ["link_message_started"]
    assert started(requested(), EXPIRES) == ["link_message_dropped"]


class Bringing:
    """A courier that brings links, with what the window told."""

    def __init__(self, survey: Survey, channel: Any, *heard: Event) -> None:
        self.book = ContactBook(MemoryStore())
        self.book.take([record(event, place) for place, event in enumerate((asked(), *heard))])
        self.survey, self.post = survey, LinkPost(LINKS, self.book, PAGES)
        settings = CourierSettings("127.0.0.1:1", "", "g", "0", 10_000, takeover_seconds=0)
        listener = cast(Listener, type("Heard", (), {"loop": Loop(survey)})())
        self.courier = Courier(listener, settings, channel, (self.post,), lambda: NOW)

    async def deliver(self) -> None:
        """As when the event is heard."""
        await self.courier.deliver(self.post, CASE, message(self.survey))
        self.post.tidy(CASE, self.survey.state)


async def test_the_link_goes_to_the_partys_number_once_and_opens_the_partys_own_pages(tmp_path: Path) -> None:
    survey = requested()
    one = Bringing(survey, Outbox(tmp_path))
    await one.deliver()
    await one.deliver()
    [sent] = list(messages_in(tmp_path))
    assert sent.phone == PHONE
    assert sent.link == PAGES + LINKS.path(OwnLink(CASE, "p1", 1))
    assert sent.link in sent.text
    assert "5月30日" in sent.text
    assert PHONE[-4:] not in sent.text.replace(sent.link, "")
    assert [event.reference for event in survey.events if isinstance(event, LinkMessageSent)] == [
        f"{message(survey)}.json"
    ]
    secret = sent.link.rsplit("/", 1)[-1]
    assert not any(secret in event.model_dump_json() for event in survey.events)
    assert one.book.phone_for_link(CASE, "p1", 1) is None, "the number is forgotten with the message"


@pytest.mark.parametrize(
    "since",
    [
        ContactChanged(occurred_at=NOW, party_id="p1", contact=Contact(phone=PHONE, safe_to_contact=False)),
        ContactChanged(occurred_at=NOW, party_id="p2", contact=Contact(phone="+86 139 0000 0001")),
        PartyAdded(occurred_at=NOW, party=party("p3", PartyRole.THIRD_PARTY, PHONE)),
        PartyLinkIssued(occurred_at=NOW, party_id="p1", link_number=2, expires_at=EXPIRES),
        GuardianNamed(occurred_at=NOW, party_id="p1", guardian=Guardian(name="监护人", relation="父亲")),
        CaseSealed(occurred_at=NOW, accused=(), source="XF 30"),
    ],
)
async def test_nothing_goes_to_a_number_that_is_unsafe_shared_or_of_a_link_that_ended(
    tmp_path: Path, since: Event
) -> None:
    survey = requested()
    await Bringing(survey, Outbox(tmp_path), since).deliver()
    assert list(messages_in(tmp_path)) == []
    [event] = [event for event in survey.events if isinstance(event, LinkMessageFailed)]
    assert (event.reason, event.retry_at) == ("link_replaced", None)


@pytest.mark.parametrize(
    ("says", "reason", "again"),
    [
        (lambda: NotTaken("unreachable"), "unreachable", True),
        (lambda: NotTaken("message_refused", permanent=True), "message_refused", False),
        (OutcomeUnknown, "unknown_outcome", False),
    ],
)
async def test_what_the_channel_says_decides_whether_it_is_tried_again(
    says: Callable[[], Exception], reason: str, again: bool
) -> None:
    survey = requested()
    one = Bringing(survey, Channel(says()))
    await one.deliver()
    [event] = [event for event in survey.events if isinstance(event, LinkMessageFailed)]
    assert (event.reason, event.retry_at is not None) == (reason, again)
    assert (one.book.phone_for_link(CASE, "p1", 1) is not None) is again, "kept only while somebody may be written to"


def test_of_cases_without_a_link_to_send_nothing_is_kept() -> None:
    book = ContactBook(MemoryStore())
    book.take([record(ContactChanged(occurred_at=NOW, party_id="p1", contact=Contact(phone=PHONE)))])
    assert book.phone_for_link(CASE, "p1", 1) is None
