"""A courier that is killed with a message in hand: its next life does not send what the former may have sent (issue 7, item 2)."""

import asyncio
from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

import pytest

from deploy.drill.courier_scenarios import Ends, mail_problems, outbox_problems
from schemas.envelope import CommandRecord
from schemas.satisfaction_deliveries import DeliveryFailed, DeliverySent
from services.runtime.listener import Listener
from services.runtime.ports import BrokerUnavailable
from services.satisfaction.delivery import courier as courier_module
from services.satisfaction.delivery.contacts import ContactBook
from services.satisfaction.delivery.courier import Courier, CourierSettings
from services.satisfaction.delivery.message import Message
from services.satisfaction.delivery.survey_post import SurveyPost
from services.satisfaction.survey_links import SurveyLinks
from tests.domain.satisfaction.survey import APPLICANT, CASE, RESPONDENT, Survey, invited
from tests.domain.satisfaction.test_contacts import closed, record
from tests.domain.satisfaction.test_courier import NOW, Channel, Loop, asked
from tests.runtime.simulated_log import MemoryStore


class Killed(BaseException):
    """Nothing after it is done."""


class Log(Loop):
    """Decides every command once, as the log does; a process that has just started may not have heard of all of it."""

    def __init__(self, survey: Survey) -> None:
        super().__init__(survey)
        self._behind: Any = None
        self._decided = set[UUID]()
        self.away = 0
        """How often the broker is not there."""

    def fall_behind(self) -> None:
        """What is decided from now on is heard only with the next answer."""
        self._behind = self.survey.state

    def state(self, case_code: str) -> tuple[Any, int]:
        return (self._behind, 0) if self._behind is not None else super().state(case_code)

    async def submit(self, case_code: str, command_id: UUID, told: CommandRecord) -> None:
        if self.away:
            self.away -= 1
            raise BrokerUnavailable("away")
        if command_id not in self._decided:
            self._decided.add(command_id)
            await super().submit(case_code, command_id, told)

    async def answer(self, case_code: str, command_id: UUID, wait: float) -> None:
        await asyncio.sleep(0)
        self._behind = None


class Mail(Channel):
    """A mail server; the process is killed before or after the next mail is taken."""

    def __init__(self, *, kills: str = "") -> None:
        super().__init__()
        self.kills = kills

    async def send(self, message: Message) -> str:
        kills, self.kills = self.kills, ""
        if kills == "before":
            raise Killed
        reference = await super().send(message)
        if kills == "after":
            raise Killed
        return reference


async def live(log: Log, mail: Mail, life: str, replica: str = "0", times: int = 1) -> None:
    """One life of a courier that hears of the message, so often at once."""
    book = ContactBook(MemoryStore())
    book.take([record(closed(APPLICANT, RESPONDENT))])
    settings = CourierSettings("127.0.0.1:1", "", "g", replica, 10_000, takeover_seconds=0, life=life)
    post = SurveyPost(SurveyLinks(b"s" * 32), book, "https://pj.example.gov.cn")
    listener = cast(Listener, type("Heard", (), {"loop": log})())
    one = Courier(listener, settings, mail, (post,), lambda: NOW)
    await asyncio.gather(*(one.deliver(post, CASE, asked(log.survey)) for _ in range(times)))


@pytest.mark.parametrize("is_behind", [True, False])
@pytest.mark.parametrize("replica", ["0", "1"])
@pytest.mark.parametrize("kills", ["before", "after"])
async def test_what_a_former_life_may_have_sent_is_not_sent_again_and_the_log_says_so(
    kills: str, replica: str, is_behind: bool
) -> None:
    log, mail = Log(invited()), Mail(kills=kills)
    if is_behind:
        log.fall_behind()
        stale = log.state(CASE)[0]
    with pytest.raises(Killed):
        await live(log, mail, "a")
    if is_behind:
        log._behind = stale
    await live(log, mail, "b", replica)
    assert len(mail.taken) == (kills == "after")
    assert [one.reason for one in log.survey.events if isinstance(one, DeliveryFailed)] == ["unknown_outcome"]
    assert not [one for one in log.survey.events if isinstance(one, DeliverySent)]


async def test_an_event_that_is_published_twice_and_read_at_once_is_one_message() -> None:
    log, mail = Log(invited()), Mail()
    await live(log, mail, "a", times=3)
    assert len(mail.taken) == 1
    assert len([one for one in log.survey.events if isinstance(one, DeliverySent)]) == 1


async def test_what_was_sent_while_the_broker_went_away_is_told_when_it_is_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(courier_module, "_READ_WAIT", 0.001)
    log, mail = Log(invited()), Mail()
    log.away = 3
    await live(log, mail, "a")
    assert len(mail.taken) == 1
    assert len([one for one in log.survey.events if isinstance(one, DeliverySent)]) == 1


def ends(asked_for: Iterable[str], sent: Iterable[str] = (), unknown: Iterable[str] = ()) -> Ends:
    return Ends(sent=set(sent), unknown=set(unknown), asked=set(asked_for))


def test_the_drill_sees_a_mail_sent_twice_lost_kept_silent_or_left_open() -> None:
    assert mail_problems(ends("abc", "ab", "c"), {"a": 1, "b": 1}) == []
    assert mail_problems(ends("a", "a"), {"a": 2}) == ["发了两次：1 封"]
    assert mail_problems(ends("a", "a"), {}) == ["记为已发而没有到达：1 封"]
    assert mail_problems(ends("a"), {"a": 1}) == ["到达而没有记下：1 封", "没有结果：1 封"]
    assert outbox_problems(ends("ab", "ab"), {"a", "b"}) == []
    assert outbox_problems(ends("ab", "a"), {"a"}) == ["没有记为已发：1 封", "没有到达：1 封"]
