"""The courier: hears which messages are asked for, sends each once, and tells what became of it.

Once: the log gives a message to one courier (`DeliveryStarted`) before anything is sent. After a crash in between, a
channel that knows repetitions by the delivery id gets the message again; of any other the outcome is unknown, and the message is
not repeated (design.md section 3: nobody is surveyed twice).
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
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
from services.runtime.kafka.consumer import BrokerError, GroupReader
from services.runtime.kafka.records import LogRecord
from services.runtime.listener import Listener
from services.runtime.ports import BrokerUnavailable
from services.runtime.qr import qr_svg
from services.satisfaction.delivery.channel import NotTaken, OutcomeUnknown
from services.satisfaction.delivery.contacts import ContactBook
from services.satisfaction.delivery.message import Message, compose
from services.satisfaction.delivery.settings import DeliverySettings
from services.satisfaction.domain.delivery_commands import Outcome, RecordDelivery, StartDelivery
from services.satisfaction.domain.situations import Requested, Started
from services.satisfaction.domain.state import Delivery, State, Waiting
from services.satisfaction.domain.validity import SERVICE, VALIDITY
from services.satisfaction.survey_links import SurveyLinks

_log = structlog.get_logger(__name__)
_REQUESTED = f"{SERVICE}.delivery_requested."
_SETTLED = tuple(f"{SERVICE}.{name}." for name in ("invitation_expired", "survey_cancelled"))
_SYSTEM = Actor(user=f"system:{SERVICE}", organisation=SERVICE)
_LOOK_SECONDS, _LOOKS = 0.05, 200
_ANSWER_SECONDS = 30.0
_READ_WAIT = 0.5
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


class Courier:
    """One per process; the group shares the partitions of our own events among the replicas."""

    def __init__(
        self, listener: Listener, settings: CourierSettings, delivery: DeliverySettings, links: SurveyLinks, book: ContactBook, now: Any
    ) -> None:  # fmt: skip
        self._loop: Any = listener.loop
        self._settings = settings
        self._delivery = delivery
        self._links = links
        self._book = book
        self._now = now
        self.sent = 0
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
            await self._delivery.channel.close()

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
        if not kind.startswith((_REQUESTED, *_SETTLED)):
            return
        envelope = decode_event(value)
        try:
            if kind.startswith(_REQUESTED):
                await self.deliver(envelope.case_code, str(envelope.data["delivery_id"]))
            else:
                self._tidy(envelope.case_code)
        except BrokerUnavailable as error:
            # What became of it is asked again when the event is heard again, at the latest after a restart.
            _log.warning("delivery_untold", case=envelope.case_code, error_type=type(error).__name__)

    async def deliver(self, case_code: str, delivery_id: str) -> None:
        """Send one message that was asked for, unless the log says that it was sent, is with another courier, or is no longer wanted."""
        delivery = await self._known(case_code, delivery_id)
        if delivery is None:
            return
        if isinstance(delivery.situation, Requested):
            delivery = await self._start(case_code, delivery)
            if delivery is None:
                return
        elif isinstance(delivery.situation, Started):
            if not await self._is_left_over(case_code, delivery):
                return
            if not self._delivery.channel.knows_repeats:
                await self._record(case_code, delivery_id, Outcome.UNKNOWN, "unknown_outcome")
                return
        else:
            return
        await self._send(case_code, delivery)

    async def _known(self, case_code: str, delivery_id: str) -> Delivery | None:
        """The message as this replica's fold has it; the event may be ahead of the fold."""
        for _ in range(_LOOKS):
            state: State = self._loop.state(case_code)[0]
            found = state.deliveries.get(delivery_id)
            if found is not None:
                return found
            await asyncio.sleep(_LOOK_SECONDS)
        return None

    async def _is_left_over(self, case_code: str, delivery: Delivery) -> bool:
        """Whether whoever began it is gone: this courier in a former life, or another that said nothing for a while."""
        if isinstance(delivery.situation, Started) and delivery.situation.courier != self._settings.replica:
            await asyncio.sleep(self._settings.takeover_seconds)
            delivery = self._loop.state(case_code)[0].deliveries[delivery.delivery_id]
        return isinstance(delivery.situation, Started)

    async def _start(self, case_code: str, delivery: Delivery) -> Delivery | None:
        """The message in hand; None where another has it or nobody wants it any more."""
        body = StartDelivery(
            delivery_id=delivery.delivery_id, courier=self._settings.replica, via=self._delivery.channel.name,
            link_hash=self._links.link_hash(delivery.invitation_id),
        )  # fmt: skip
        await self._command(case_code, body, f"{delivery.delivery_id}/start/{self._settings.replica}")
        after: Delivery = self._loop.state(case_code)[0].deliveries[delivery.delivery_id]
        mine = isinstance(after.situation, Started) and after.situation.courier == self._settings.replica
        return after if mine else None

    async def _send(self, case_code: str, delivery: Delivery) -> None:
        phone = await self._phone(case_code, delivery)
        if not phone:
            outcome = Outcome.FAILED if phone is None else Outcome.UNDELIVERABLE
            await self._record(
                case_code, delivery.delivery_id, outcome, "contact_unknown" if phone is None else "unsafe_contact"
            )
            return
        try:
            reference = await self._delivery.channel.send(self._message(case_code, delivery, phone))
        except NotTaken as error:
            outcome = Outcome.UNDELIVERABLE if error.permanent else Outcome.FAILED
            await self._record(case_code, delivery.delivery_id, outcome, error.reason)
        except OutcomeUnknown:
            await self._record(case_code, delivery.delivery_id, Outcome.UNKNOWN, "unknown_outcome")
        else:
            self.sent += 1
            await self._record(case_code, delivery.delivery_id, Outcome.SENT, reference=reference)

    async def _phone(self, case_code: str, delivery: Delivery) -> str | None:
        """The number; empty where nothing may be sent (any more); None where the closing was not heard after a while."""
        party_id = self._loop.state(case_code)[0].invitations[delivery.invitation_id].party_id
        for _ in range(_LOOKS):
            found = self._book.phone(case_code, party_id)
            if found is not None:
                return found
            await asyncio.sleep(_LOOK_SECONDS)
        return None

    def _message(self, case_code: str, delivery: Delivery, phone: str) -> Message:
        link = self._delivery.public_address + self._links.page(case_code, delivery.invitation_id)
        kept = self._loop.state(case_code)[0].clocks.latest(VALIDITY, delivery.invitation_id)
        until: datetime | None = kept.clock.lapses_at if kept else None
        code = (case_code, self._links.short_code(delivery.invitation_id))
        return compose(delivery.delivery_id, phone, delivery.purpose, link, code, until, qr_svg(link))

    async def _record(
        self, case_code: str, delivery_id: str, outcome: Outcome, reason: str = "", reference: str = ""
    ) -> None:
        body = RecordDelivery(
            delivery_id=delivery_id,
            via=self._delivery.channel.name,
            outcome=outcome,
            reason=reason,
            reference=reference,
        )
        await self._command(case_code, body, f"{delivery_id}/{outcome}")

    async def _command(self, case_code: str, body: CommandBody, name: str) -> None:
        command_id: UUID = named_id(NAMESPACE, f"courier\x1f{case_code}\x1f{name}")
        content = body.model_dump(mode="json", exclude_none=True)
        record = CommandRecord(
            name=wire_name(type(body)), body=content, digest=digest(content), actor=_SYSTEM, recorded_at=self._now(),
            origin="courier", correlation_id=str(command_id), causation_id=str(command_id),
        )  # fmt: skip
        await self._loop.submit(case_code, command_id, record)
        await self._loop.answer(case_code, command_id, _ANSWER_SECONDS)

    def _tidy(self, case_code: str) -> None:
        """Forget the contacts of a case of which nobody waits."""
        state: State = self._loop.state(case_code)[0]
        if not any(isinstance(one.situation, Waiting) for one in state.invitations.values()):
            self._book.forget(case_code)
