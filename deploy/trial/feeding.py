"""Many commands for the window, put straight into its topic: cases registered and noted on, every tenth command twice."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from schemas.command import Actor
from schemas.envelope import CommandRecord, digest, encode_command
from schemas.identity import NAMESPACE, case_code
from schemas.topics import PARTITIONS, commands
from services.runtime.kafka.producer import Appender
from services.runtime.partitioner import partition_of

SERVICE = "intake"
PER_CASE = 10
"""Commands of a case: its registration and nine notes."""
CLERK = Actor(user="clerk.wuhu.jinghu.hub", organisation="wuhu.jinghu.hub", roles=("clerk",))
BEGAN = datetime(2026, 3, 2, 1, tzinfo=UTC)
BATCH = 50


@dataclass(frozen=True)
class Fed:
    """A command of the feed."""

    case_code: str
    command_id: UUID
    record: CommandRecord


def registration(number: int) -> dict[str, Any]:
    """The body of the `number`-th registration; nobody is named."""
    return {
        "dispute_type": "NEIGHBOR", "summary": f"第 {number} 件：院墙越界", "occurred_at": BEGAN.isoformat(),
        "parties": [
            {"role": "applicant", "kind": "natural", "name": f"申请人{number}"},
            {"role": "respondent", "kind": "natural", "name": f"被申请人{number}"},
        ],
    }  # fmt: skip


def new_case(number: int) -> dict[str, Any]:
    """A registration that happens when it is recorded.

    With a date of months ago its clock would be over at once, and every registration would be followed by a lapse and
    an escalation: three commands counted as one.
    """
    return {name: told for name, told in registration(number).items() if name != "occurred_at"}


def commands_of(tag: str, count: int) -> Iterator[Fed]:
    """The first `count` commands of a feed, cases interleaved ten by ten, always the same for a tag."""
    for number in range(count):
        block, place = divmod(number, PER_CASE * PER_CASE)
        step, column = divmod(place, PER_CASE)
        case = block * PER_CASE + column
        code = case_code(_id(tag, case, 0))
        moment = BEGAN + timedelta(minutes=step)
        if step == 0:
            name, body = "register_case", registration(case)
        else:
            name, body = "record_note", {"text": f"第 {step} 次记事", "occurred_at": moment.isoformat()}
        yield Fed(code, _id(tag, case, step), _record(name, body, moment))


class Feeder:
    """Appends commands, and never runs ahead of what the log has answered by more than is told."""

    def __init__(self, kafka: str, installation: str) -> None:
        self._appender = Appender(kafka, 20)
        self._topic = commands(SERVICE).name_in(installation)

    async def append(self, some: list[Fed], first: int) -> None:
        """All of them at once, in order; every tenth by its number twice."""
        sent = []
        for number, fed in enumerate(some, first):
            value = encode_command(SERVICE, fed.command_id, fed.case_code, fed.record)
            partition = partition_of(fed.case_code, PARTITIONS)
            for _ in range(2 if number % 10 == 0 else 1):
                sent.append(await self._appender.send(self._topic, partition, fed.case_code, value))
        await asyncio.gather(*sent)

    async def stop(self) -> None:
        """Disconnect."""
        await self._appender.stop()


def _id(tag: str, case: int, step: int) -> UUID:
    return uuid5(NAMESPACE, f"feed/{tag}/{case}/{step}")


def _record(name: str, body: dict[str, Any], moment: datetime) -> CommandRecord:
    return CommandRecord(
        name=name, body=body, digest=digest(body), actor=CLERK, recorded_at=moment + timedelta(minutes=5),
        origin="http", correlation_id="feed", causation_id="feed",
    )  # fmt: skip
