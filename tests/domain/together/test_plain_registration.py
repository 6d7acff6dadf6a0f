"""What a plain registration makes others do: nothing, but count it. A decision for every registration is paid with every registration."""

import asyncio
from collections.abc import Iterator
from importlib import import_module
from typing import Any
from uuid import UUID

import pytest

from schemas.envelope import CommandRecord, decode_event, digest, encode_events
from schemas.identity import case_code
from schemas.topics import DECIDING_SERVICES
from services.intake.worker import service as window
from services.runtime.decider import DecidingService
from services.runtime.listener import Listener
from services.runtime.reacting import own_commands
from tests.domain.intake.window import CODE, LAW, STREET, at, clerk, registration
from tests.runtime.notebook import MemoryLoop

OTHERS = tuple(name for name in DECIDING_SERVICES if name != "intake")
LEAD = case_code(UUID(int=7))


def told_of(**changed: Any) -> tuple[bytes, ...]:
    """What the window publishes of a registration."""
    loop, body = MemoryLoop(window(LAW)), registration(**changed).model_dump(mode="json", exclude_none=True)
    record = CommandRecord(
        name="register_case", body=body, digest=digest(body), actor=clerk(STREET), recorded_at=at(0), origin="http",
        correlation_id="a", causation_id="a",
    )  # fmt: skip
    asyncio.run(loop.submit(CODE, UUID(int=1), record))
    [decision] = loop.log
    return tuple(encode_events("intake", decision))


def listener(name: str) -> Listener:
    service: DecidingService[Any, Any] = import_module(f"services.{name}.worker").service(LAW)
    return Listener(service, MemoryLoop(service))


def commands_of(heard: Listener, events: tuple[bytes, ...]) -> Iterator[str]:
    for event in events:
        yield from (own.record.name for own in own_commands(heard.service, decode_event(event)))


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_decides_anything_because_a_case_was_registered(name: str) -> None:
    events, heard = told_of(), listener(name)
    assert len(events) > 1
    assert list(commands_of(heard, events)) == []


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_decodes_what_is_told_of_a_plain_registration(name: str) -> None:
    heard = listener(name)
    assert [heard.may_concern(event) for event in told_of()] == [False] * len(told_of())


def test_a_registration_that_names_its_lead_is_heard_by_the_registers_whatever_is_written_in_it() -> None:
    events, heard = told_of(lead=LEAD, summary='邻居写道："lead":null'), listener("registers")
    assert heard.may_concern(events[0])
    assert list(commands_of(heard, events)) == ["note_case_registered"]
