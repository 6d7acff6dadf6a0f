"""Running loops of the counting service, and the commands to give them."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from schemas.command import Actor
from schemas.envelope import CommandRecord, digest
from schemas.identity import NAMESPACE
from services.runtime.case_ledger import Answered
from services.runtime.case_loop import CaseLoop
from services.runtime.clock import Clock
from services.runtime.loop_settings import LoopSettings
from tests.runtime.counting import Count, CountingRules, counting

CLERK = Actor(user="clerk.fangcun", organisation="wuhu.jinghu.fangcun.pmc", roles=("clerk",))
Counting = CaseLoop[Count, CountingRules]


def an_id(*parts: object) -> UUID:
    return uuid5(NAMESPACE, "/".join(map(str, parts)))


def a_record(name: str, body: dict[str, Any], expected: int | None = None, at: datetime | None = None) -> CommandRecord:
    return CommandRecord(
        name=name, body=body, digest=digest(body), actor=CLERK, recorded_at=at or datetime(2026, 3, 2, 9, tzinfo=UTC),
        expected_sequence=expected, origin="http", correlation_id="c", causation_id="c",
    )  # fmt: skip


@asynccontextmanager
async def a_loop(
    kafka: str,
    installation: str,
    folder: Path,
    rules: CountingRules | None = None,
    clock: Clock | None = None,
    **settings: Any,
) -> AsyncIterator[Counting]:
    """A loop that is ready; stopped at the end."""
    loop = CaseLoop(
        counting(rules),
        LoopSettings(kafka, folder, installation, **{"session_timeout_ms": 6000, **settings}),
        clock or Clock("test"),
    )
    await loop.start()
    try:
        await until(lambda: loop.health().ready)
        yield loop
    finally:
        await loop.stop()


async def ask(
    loop: Counting, case: str, key: object, name: str = "add", body: dict[str, Any] | None = None, **record: Any
) -> Answered:
    """Give a command and wait for its answer."""
    command_id = an_id(case, key)
    await loop.submit(case, command_id, a_record(name, body or {}, **record))
    found = await loop.answer(case, command_id, 30)
    assert found is not None
    return found


async def until(condition: Callable[[], object], seconds: float = 60) -> None:
    """Wait for `condition`; fails the test when it does not come."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "what was awaited did not happen"
        await asyncio.sleep(0.02)
