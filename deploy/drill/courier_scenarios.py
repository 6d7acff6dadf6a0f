"""The courier killed with a message in hand: sent once where the channel can tell two from one, else once or known to be unknown."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from typing import Any

from aiosmtpd.controller import Controller

from deploy.drill.closed_cases import PARTIES, append, closings
from deploy.drill.run import Found, Run
from deploy.embedded.ports import HOST, free_ports
from deploy.trial.fleet import Fleet
from deploy.trial.history import History
from schemas.registry import decode_record
from schemas.satisfaction_deliveries import DeliveryFailed, DeliveryRequested, DeliverySent
from services.satisfaction.delivery.outbox import FOLDER, messages_in
from services.satisfaction.domain.validity import SERVICE

BY_MAIL, BY_OUTBOX = "信使 邮件", "信使 发件箱"
NAMES = (BY_MAIL, BY_OUTBOX)
POINTS = ("courier_heard", "courier_started", "courier_sent")
"""A message was asked for; it is in hand; it is sent and the log does not know."""
CASES, PASSES = 3, (1, 2)
"""Cases closed before every kill, and at which passing of the point the courier is killed."""
END_SECONDS, START_SECONDS = 180.0, 240.0
_LOOK_SECONDS = 0.2


@dataclass
class Ends:
    """What the log says of every message that was asked for, by its id."""

    sent: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    other: dict[str, str] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    @property
    def open(self) -> set[str]:
        """Of whose end the log says nothing."""
        return self.asked - self.sent - self.unknown - set(self.other)


class Mailbox:
    """A mail server that takes everything and counts."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # aiosmtpd's name
        """One mail, known by its message id."""
        mail = message_from_bytes(envelope.content)
        self.taken[str(mail["Message-ID"]).strip("<>").partition("@")[0]] += 1
        return "250 taken"


async def courier_scenarios(run: Run) -> None:
    """By mail, which knows no repetition, and into the outbox, which does."""
    if run.wants(BY_MAIL):
        async with _mailbox() as (mailbox, environment):

            async def by_mail() -> Found:
                ends, restarts = await _killed(run, environment)
                return Found(mail_problems(ends, mailbox.taken), _told(ends, restarts, sum(mailbox.taken.values())))

            invariant = "每封至多到达一次；记为已发的都到达，到达而未记的记为“结果不明”，没有一封悬着"
            await run.scenario(BY_MAIL, _done(), invariant, by_mail)
    if run.wants(BY_OUTBOX):

        async def by_outbox() -> Found:
            taken = set[str]()
            ends, restarts = await _killed(run, {"MEDIATION_DELIVERY": "outbox"}, taken)
            return Found(outbox_problems(ends, taken), _told(ends, restarts, len(taken)))

        await run.scenario(BY_OUTBOX, _done(), "每封恰有一份，且都记为已发", by_outbox)


def mail_problems(ends: Ends, taken: Mapping[str, int]) -> list[str]:
    """What does not hold where the channel cannot tell two from one. Pure."""
    twice = [one for one, times in taken.items() if times > 1]
    lost = [one for one in ends.sent if not taken.get(one)]
    silent = [one for one in taken if one not in ends.sent | ends.unknown]
    told = (("发了两次", twice), ("记为已发而没有到达", lost), ("到达而没有记下", silent), ("没有结果", ends.open))
    return [f"{word}：{len(some)} 封" for word, some in told if some] + _others(ends)


def outbox_problems(ends: Ends, taken: set[str]) -> list[str]:
    """What does not hold where a message sent twice is one. Pure."""
    told = (
        ("没有记为已发", ends.asked - ends.sent),
        ("没有到达", ends.asked - taken),
        ("没有要发", taken - ends.asked),
    )
    return [f"{word}：{len(some)} 封" for word, some in told if some] + _others(ends)


def _others(ends: Ends) -> list[str]:
    return [f"{one}：{reason}" for one, reason in ends.other.items()]


async def _killed(run: Run, environment: Mapping[str, str], taken: set[str] | None = None) -> tuple[Ends, int]:
    """Close cases, kill the courier at each point, and wait until the log knows the end of every message."""
    async with run.world((SERVICE,)) as (fleet, history), fleet.kept_running():
        try:
            await fleet.start(SERVICE, environment=environment)
        except AssertionError:  # a loaded machine
            await fleet.wait_ready(START_SECONDS)
        asked = 0
        for point in POINTS:
            for nth in PASSES:
                await _struck(fleet, f"{point}:{nth}", f"{point}/{nth}")
                asked += CASES * PARTIES
                await _ended(history, asked)
        await fleet.wait_ready(START_SECONDS)
        if taken is not None:
            taken.update(one.delivery_id for one in messages_in(fleet.installation.data / FOLDER))
        return await _ended(history, asked), fleet.restarts


async def _struck(fleet: Fleet, fault: str, tag: str) -> None:
    """Plan the kill, let there be messages, and wait until it happened and the process is there again."""
    before, file = fleet.restarts, fleet.fault_file(SERVICE)
    file.write_text(fault, encoding="utf-8")
    await append(fleet.installation, closings(f"{fleet.installation.name}/{tag}", CASES))
    async with asyncio.timeout(END_SECONDS):
        while fleet.restarts == before:
            await asyncio.sleep(_LOOK_SECONDS)
    await fleet.wait_ready(START_SECONDS)


async def _ended(history: History, asked: int) -> Ends:
    """Once `asked` messages were asked for and have their end; what there is when that takes too long."""
    end = time.monotonic() + END_SECONDS
    while True:
        await history.read()
        ends = _ends(history)
        if (len(ends.asked) >= asked and not ends.open) or time.monotonic() > end:
            return ends
        await asyncio.sleep(_LOOK_SECONDS)


def _ends(history: History) -> Ends:
    ends = Ends()
    for decided in history.decided.values():
        for decision in decided:
            for event in (decode_record(SERVICE, one) for one in decision.events):
                match event:
                    case DeliveryRequested():
                        ends.asked.add(event.delivery_id)
                    case DeliverySent():
                        ends.sent.add(event.delivery_id)
                    case DeliveryFailed() if event.reason == "unknown_outcome":
                        ends.unknown.add(event.delivery_id)
                    case DeliveryFailed():
                        ends.other[event.delivery_id] = event.reason
                    case _:
                        pass
    return ends


@asynccontextmanager
async def _mailbox() -> AsyncIterator[tuple[Mailbox, Mapping[str, str]]]:
    mailbox, port = Mailbox(), free_ports(1)
    controller = Controller(mailbox, hostname=HOST, port=port)
    await asyncio.to_thread(controller.start)
    try:
        yield (
            mailbox,
            {
                "MEDIATION_DELIVERY": "smtp", "MEDIATION_SMTP_HOST": HOST, "MEDIATION_SMTP_PORT": str(port),
                "MEDIATION_SMTP_FROM": "courier@example.gov.cn", "MEDIATION_SMTP_TO": "{phone}@example.gov.cn",
            },
        )  # fmt: skip
    finally:
        await asyncio.to_thread(controller.stop)


def _done() -> str:
    return f"信使手里有信时 kill -9：{len(POINTS)} 处各 {len(PASSES)} 次，每次 {CASES} 件结案"


def _told(ends: Ends, restarts: int, arrived: int) -> str:
    return f"重新启动 {restarts} 次；要发 {len(ends.asked)}，已发 {len(ends.sent)}，不明 {len(ends.unknown)}，到达 {arrived}"
