"""Hears foreign events and sends own commands: what passes is tried again, what does not is parked for the sweep."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import structlog

from schemas.envelope import announced_type, decode_event
from schemas.registry import wire_name
from services.runtime.decider import DecidingService
from services.runtime.fault_points import fault_point
from services.runtime.logs import CaseContext
from services.runtime.ports import BrokerUnavailable, CommandLoop
from services.runtime.reacting import OwnCommand, own_commands
from services.runtime.taken_command import reason_of

RETRY_SECONDS = (0.1, 0.2, 0.5, 1.0, 2.0)

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class ParkedReaction:
    """Why the reactions of this service to one source's case stand still."""

    source: str
    case_code: str
    reason: str


@dataclass
class Listener:
    """One per process. A case whose event cannot be reacted to stands still here, its neighbours go on.

    What stands still is found again by the sweep in the source's decisions, in order, for as long as it takes; the
    sweep's watermark does not pass it. So nothing is lost when the agent has moved on.
    """

    service: DecidingService[Any, Any]
    loop: CommandLoop
    parked: dict[tuple[str, str], ParkedReaction] = field(default_factory=dict)
    heard: Callable[[str], None] = field(default=lambda source: None)
    """Told after every event that an agent was given, for the metrics."""

    def __post_init__(self) -> None:
        self._heard = {
            f"{one.source}.{wire_name(one.event)}": tuple(
                other.nothing_with
                for other in self.service.reactions
                if (other.source, other.event) == (one.source, one.event)
            )
            for one in self.service.reactions
        }

    async def hear(self, source: str, key: bytes | None, value: bytes | None) -> None:
        """React to one record of `<source>.events`; returns when the broker has every command it causes."""
        case_code = (key or b"").decode("utf-8", "backslashreplace")
        if (source, case_code) not in self.parked and self.may_concern(value):
            try:
                for command in own_commands(self.service, decode_event(value or b"")):
                    await self.send(command)
            except Exception as error:  # parked with its reason; the sweep goes on from the record itself
                self.park(source, case_code, error)
        fault_point("after_hearing")
        self.heard(source)

    def may_concern(self, value: bytes | None) -> bool:
        """Most events concern few: what nobody here hears is not even decoded. What cannot be told is."""
        announced = announced_type(value or b"")
        if announced is None:
            return True
        signs = self._heard.get(announced.rpartition(".")[0])
        return signs is not None and not all(sign and sign in (value or b"") for sign in signs)

    async def send(self, command: OwnCommand) -> None:
        """Submit the command, again and again until the broker has it."""
        with CaseContext(command.case_code, command.record.correlation_id):
            attempt = 0
            while True:
                try:
                    await self.loop.submit(command.case_code, command.command_id, command.record)
                    return
                except BrokerUnavailable as error:
                    _log.warning("reaction_waits", reaction=command.reaction, error_type=type(error).__name__)
                    await asyncio.sleep(RETRY_SECONDS[min(attempt, len(RETRY_SECONDS) - 1)])
                    attempt += 1

    def park(self, source: str, case_code: str, error: BaseException) -> None:
        """Let the reactions to this source's case stand still from here on."""
        parked = ParkedReaction(source, case_code, reason_of(error))
        self.parked[source, case_code] = parked
        _log.error("reaction_parked", source=source, case=case_code, reason=parked.reason)
