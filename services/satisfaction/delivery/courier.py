"""The courier: hears which messages are asked for, sends each once, and tells what became of it.

Once: the log gives a message to one courier (`DeliveryStarted`) before anything is sent. After a crash in between, a
channel that knows repetitions by the delivery id gets the message again; of any other the outcome is unknown, and the message is
not repeated (design.md section 3: nobody is surveyed twice).
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog

from schemas.command import Actor, CommandBody
from schemas.envelope import CommandRecord, announced_type, decode_event, digest
from schemas.identity import NAMESPACE, named_id
from schemas.registry import wire_name
from schemas.topics import events
from services.runtime.fault_points import fault_point
from services.runtime.kafka.consumer import BrokerError, GroupReader
from services.runtime.kafka.records import LogRecord
from services.runtime.listener import Listener
from services.runtime.ports import BrokerUnavailable
from services.satisfaction.delivery.channel import Channel, NotTaken, OutcomeUnknown
from services.satisfaction.delivery.message import Message
from services.satisfaction.delivery.posts import Attempt, Post, Unsent
from services.satisfaction.domain.delivery_commands import Outcome
from services.satisfaction.domain.situations import Requested, Started
from services.satisfaction.domain.state import State
from services.satisfaction.domain.validity import SERVICE

_log = structlog.get_logger(__name__)
_SYSTEM = Actor(user=f"system:{SERVICE}", organisation=SERVICE)
_LOOK_SECONDS, _LOOKS = 0.05, 200
_ANSWER_SECONDS = 30.0
_READ_WAIT = 0.5
_LIFE = "#"
TAKEOVER_SECONDS = 30.0
"""How long a message that another courier has in hand is left to it."""


@dataclass(frozen=True)
class CourierSettings:
    """Where the courier listens and who it is."""

    bootstrap: str
    installation: str
    group: str
    replica: str
    session_timeout_ms: int
    takeover_seconds: float = TAKEOVER_SECONDS
    life: str = ""
    """Of this process; another after every start. What a former life took in hand is not in the hand of this one."""

    @property
    def courier(self) -> str:
        """How the log names this courier."""
        return f"{self.replica}{_LIFE}{self.life}" if self.life else self.replica


class Courier:
    """One per process; the group shares the partitions of our own events among the replicas."""

    def __init__(
        self, listener: Listener, settings: CourierSettings, channel: Channel, posts: Sequence[Post], now: Callable[[], datetime]
    ) -> None:  # fmt: skip
        self._loop: Any = listener.loop
        self._settings = settings
        self._channel = channel
        self._posts = posts
        self._now = now
        self.sent = 0
        self._in_hand = set[tuple[str, str]]()
        """Case and message of what is being brought at this moment."""
        self._reader: GroupReader | None = None

    async def run(self) -> None:
        """Hear and send, for ever. What was heard is committed when it is done; heard twice it is sent once."""
        settings = self._settings
        topic = events(SERVICE).name_in(settings.installation)
        reader = self._reader = GroupReader(settings.bootstrap, topic, settings.group, settings.session_timeout_ms)
        await reader.start(self._assigned, self._revoked)
        try:
            while True:
                try:
                    records = await reader.read(_READ_WAIT)
                    await self._take(reader, records)
                except BrokerError as error:
                    _log.warning("courier_waits", error_type=type(error).__name__)
                    await asyncio.sleep(_READ_WAIT)
        finally:
            await reader.stop()
            await self._channel.close()

    async def _assigned(self, positions: Mapping[int, int]) -> None:
        if self._reader is not None:
            self._reader.resume(*positions)

    async def _revoked(self, partitions: Iterable[int]) -> None:
        """What is under way is told apart by the log."""

    async def _take(self, reader: GroupReader, records: Sequence[LogRecord]) -> None:
        if not records:
            return
        await asyncio.gather(*(self._hear(record.value or b"") for record in records))
        ends = {record.partition: record.offset + 1 for record in records}
        await reader.commit(ends)

    async def _hear(self, value: bytes) -> None:
        kind = announced_type(value) or ""
        asked = next((post for post in self._posts if kind.startswith(post.asked_by)), None)
        settled = [post for post in self._posts if kind.startswith(post.settled_by)]
        if asked is None and not settled:
            return
        envelope = decode_event(value)
        if asked is not None:
            await self.deliver(asked, envelope.case_code, str(envelope.data["delivery_id"]))
        for post in settled:
            post.tidy(envelope.case_code, self._state(envelope.case_code))

    async def deliver(self, post: Post, case_code: str, delivery_id: str) -> None:
        """Send one message that was asked for, unless the log says that it was sent, is with another courier, or is no longer wanted."""
        if (case_code, delivery_id) in self._in_hand:
            return  # after a crash an event is published twice, and both may be read at once
        self._in_hand.add((case_code, delivery_id))
        try:
            await self._deliver(post, case_code, delivery_id)
        finally:
            self._in_hand.discard((case_code, delivery_id))

    async def _deliver(self, post: Post, case_code: str, delivery_id: str) -> None:
        attempt = await self._known(post, case_code, delivery_id)
        if attempt is None:
            return
        fault_point("courier_heard")
        while attempt is not None and isinstance(attempt.situation, Requested):
            if await self._start(post, case_code, delivery_id):
                await self._send(post, case_code, delivery_id)
                return
            # Another has it, or a former life of this one, to whose deed the fold had not come; or nobody wants it any more.
            attempt = post.attempt(self._state(case_code), delivery_id)
        if attempt is None or not await self._is_left_over(post, case_code, attempt):
            return
        if self._channel.knows_repeats:
            await self._send(post, case_code, delivery_id)
        else:
            await self._record(post, case_code, delivery_id, Outcome.UNKNOWN, "unknown_outcome")

    def _state(self, case_code: str) -> State:
        """The case as this replica's fold has it."""
        state: State = self._loop.state(case_code)[0]
        return state

    async def _known(self, post: Post, case_code: str, delivery_id: str) -> Attempt | None:
        """The attempt; the event may be ahead of the fold."""
        for _ in range(_LOOKS):
            found = post.attempt(self._state(case_code), delivery_id)
            if found is not None:
                return found
            await asyncio.sleep(_LOOK_SECONDS)
        return None

    async def _is_left_over(self, post: Post, case_code: str, attempt: Attempt) -> bool:
        """Whether whoever began it is gone: this courier in a former life, or another that said nothing for a while."""
        if not isinstance(attempt.situation, Started):
            return False
        if attempt.situation.courier.partition(_LIFE)[0] != self._settings.replica:
            await asyncio.sleep(self._settings.takeover_seconds)
        after = post.attempt(self._state(case_code), attempt.delivery_id)
        return after is not None and isinstance(after.situation, Started)

    async def _start(self, post: Post, case_code: str, delivery_id: str) -> bool:
        """Whether the message is in hand of this life; not where another has it or nobody wants it any more."""
        body = post.start(self._state(case_code), delivery_id, self._settings.courier, self._channel.name)
        await self._command(case_code, body, f"{delivery_id}/start/{self._settings.courier}")
        after = post.attempt(self._state(case_code), delivery_id)
        situation = after.situation if after else None
        return isinstance(situation, Started) and situation.courier == self._settings.courier

    async def _send(self, post: Post, case_code: str, delivery_id: str) -> None:
        message = await self._written(post, case_code, delivery_id)
        if isinstance(message, Unsent):
            await self._record(post, case_code, delivery_id, message.outcome, message.reason)
            return
        try:
            fault_point("courier_started")
            reference = await self._channel.send(message)
            fault_point("courier_sent")
        except NotTaken as error:
            outcome = Outcome.UNDELIVERABLE if error.permanent else Outcome.FAILED
            await self._record(post, case_code, delivery_id, outcome, error.reason)
        except OutcomeUnknown:
            await self._record(post, case_code, delivery_id, Outcome.UNKNOWN, "unknown_outcome")
        else:
            self.sent += 1
            await self._record(post, case_code, delivery_id, Outcome.SENT, reference=reference)

    async def _written(self, post: Post, case_code: str, delivery_id: str) -> Message | Unsent:
        """The message, or why there is none; what it needs may be heard a little later."""
        for _ in range(_LOOKS):
            found = post.write(case_code, self._state(case_code), delivery_id)
            if found is not None:
                return found
            await asyncio.sleep(_LOOK_SECONDS)
        return Unsent(Outcome.FAILED, "contact_unknown")

    async def _record(
        self, post: Post, case_code: str, delivery_id: str, outcome: Outcome, reason: str = "", reference: str = ""
    ) -> None:
        body = post.record(delivery_id, self._channel.name, outcome, reason, reference)
        await self._command(case_code, body, f"{delivery_id}/{outcome}")

    async def _command(self, case_code: str, body: CommandBody, name: str) -> None:
        command_id: UUID = named_id(NAMESPACE, f"courier\x1f{case_code}\x1f{name}")
        content = body.model_dump(mode="json", exclude_none=True)
        record = CommandRecord(
            name=wire_name(type(body)), body=content, digest=digest(content), actor=_SYSTEM, recorded_at=self._now(),
            origin="courier", correlation_id=str(command_id), causation_id=str(command_id),
        )  # fmt: skip
        while True:
            try:
                await self._loop.submit(case_code, command_id, record)
                break
            except BrokerUnavailable as error:
                # What was sent is told once the broker is there again: heard anew, nobody would know whether it was.
                _log.warning("delivery_untold", case=case_code, error_type=type(error).__name__)
                await asyncio.sleep(_READ_WAIT)
        await self._loop.answer(case_code, command_id, _ANSWER_SECONDS)
