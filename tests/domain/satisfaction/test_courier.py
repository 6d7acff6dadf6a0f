"""The courier sends once, whatever became of its former life: the service decides for real, the channel is the outbox or says what it was told."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest

from schemas.envelope import CommandRecord
from schemas.satisfaction_deliveries import DeliveryFailed, DeliveryRequested, DeliverySent
from schemas.values import Party
from services.runtime.listener import Listener
from services.satisfaction.delivery.channel import NotTaken, OutcomeUnknown
from services.satisfaction.delivery.contacts import ContactBook
from services.satisfaction.delivery.courier import Courier, CourierSettings
from services.satisfaction.delivery.message import Message
from services.satisfaction.delivery.outbox import Outbox, messages_in
from services.satisfaction.delivery.survey_post import SurveyPost
from services.satisfaction.domain.commands import COMMANDS
from services.satisfaction.domain.delivery_commands import StartDelivery
from services.satisfaction.survey_links import SurveyLinks
from tests.domain.given_when_then import at, names
from tests.domain.satisfaction.survey import APPLICANT, CASE, RESPONDENT, SYSTEM, Survey, invited
from tests.domain.satisfaction.test_contacts import closed, record
from tests.runtime.simulated_log import MemoryStore

NOW = at("2026-03-02 09:05")


class Loop:
    """One case decided in memory by the service's own functions."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey

    def state(self, case_code: str) -> tuple[Any, int]:
        return self.survey.state, 0

    async def submit(self, case_code: str, command_id: UUID, told: CommandRecord) -> None:
        self.survey.when(COMMANDS[told.name].model_validate(told.body), told.actor, NOW)

    async def answer(self, case_code: str, command_id: UUID, wait: float) -> None:
        """Decided when submitted."""


class Channel:
    """Says what it was told to say; a mail server, which knows no repetition."""

    name, knows_repeats = "smtp", False

    def __init__(self, says: Exception | None = None) -> None:
        self.says = says
        self.taken: list[str] = []

    async def send(self, message: Message) -> str:
        self.taken.append(message.delivery_id)
        if self.says is not None:
            raise self.says
        return "ref"

    async def close(self) -> None:
        """Nothing is open."""


class Sending:
    """A courier that brings surveys, with what it has heard."""

    def __init__(self, survey: Survey, channel: Any, book: ContactBook, replica: str) -> None:
        settings = CourierSettings("127.0.0.1:1", "", "g", replica, 10_000, takeover_seconds=0)
        listener = cast(Listener, type("Heard", (), {"loop": Loop(survey)})())
        self.post = SurveyPost(SurveyLinks(b"s" * 32), book, "https://pj.example.gov.cn")
        self.courier = Courier(listener, settings, channel, (self.post,), lambda: NOW)

    async def deliver(self, delivery_id: str) -> None:
        await self.courier.deliver(self.post, CASE, delivery_id)


def courier(survey: Survey, channel: Any, *parties: Party, replica: str = "0") -> Sending:
    """It heard a closing with these parties, or with both."""
    book = ContactBook(MemoryStore())
    book.take([record(closed(*(parties or (APPLICANT, RESPONDENT))))])
    return Sending(survey, channel, book, replica)


def asked(survey: Survey) -> str:
    return next(e.delivery_id for e in survey.events if isinstance(e, DeliveryRequested))


def begun_before_the_crash(survey: Survey, replica: str = "0") -> str:
    start = StartDelivery(delivery_id=asked(survey), courier=replica, via="smtp", link_hash="")
    names(survey.act(SYSTEM, start, NOW - timedelta(minutes=1)))
    return asked(survey)


async def test_a_message_is_sent_once_however_often_it_is_heard(tmp_path: Path) -> None:
    survey = invited()
    one = courier(survey, Outbox(tmp_path))
    await one.deliver(asked(survey))
    await one.deliver(asked(survey))
    [message] = list(messages_in(tmp_path))
    assert (message.phone, one.courier.sent) == ("13900000001", 1)
    assert message.link.startswith("https://pj.example.gov.cn/surveys/")
    assert [e.reference for e in survey.events if isinstance(e, DeliverySent)] == [f"{asked(survey)}.json"]


@pytest.mark.parametrize("replica", ["0", "1"])
async def test_begun_before_a_crash_a_message_goes_again_only_where_two_arrive_as_one(
    tmp_path: Path, replica: str
) -> None:
    known, mailed = invited(), invited()
    await courier(known, Outbox(tmp_path)).deliver(begun_before_the_crash(known, replica))
    assert len(list(messages_in(tmp_path))) == 1
    server = Channel()
    await courier(mailed, server).deliver(begun_before_the_crash(mailed, replica))
    assert server.taken == []
    failed = next(e for e in mailed.events if isinstance(e, DeliveryFailed))
    assert (failed.reason, failed.retry_at) == ("unknown_outcome", None)


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
    survey = invited()
    await courier(survey, Channel(says())).deliver(asked(survey))
    failed = next(e for e in survey.events if isinstance(e, DeliveryFailed))
    assert (failed.reason, failed.retry_at is not None) == (reason, again)


async def test_who_was_marked_unsafe_after_the_closing_gets_nothing(tmp_path: Path) -> None:
    survey = invited()
    unsafe = APPLICANT.model_copy(update={"contact": APPLICANT.contact.model_copy(update={"safe_to_contact": False})})
    await courier(survey, Outbox(tmp_path), unsafe, RESPONDENT).deliver(asked(survey))
    assert list(messages_in(tmp_path)) == []
    assert next(e for e in survey.events if isinstance(e, DeliveryFailed)).reason == "unsafe_contact"
