"""A verification started over HTTP: the program runs beside the process, what it says is kept, and there is never a second one.

What is kept lies beside the views, so that every replica tells the same. One document says which one runs and when it was
last seen alive; whoever wants to begin has to put itself there.
"""

import asyncio
import os
import sys
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import structlog
from pydantic import AwareDatetime, BaseModel, ConfigDict

from schemas.command import Actor
from services.runtime.mongo import Collection, Database, DatabaseUnavailable, DuplicateKeyError
from services.runtime.problems import problem

_log = structlog.get_logger(__name__)

PROGRAM = (sys.executable, "-u", "-m", "services.command_line.main", "verify")
"""What runs: as an operator would start it at a terminal, with this process's environment."""
COLLECTION = "verifications"
DIFFERENT = "不一致："
"""How the line begins that tells the first difference."""
KEPT = 20
"""Verifications that are remembered."""
MOST_LINES = 200
_CURRENT = "current"
_LOST_AFTER = timedelta(seconds=30)
"""After this long without a sign of life a verification ended with its process."""
_STOP_SECONDS = 5.0
_NICE = 10
"""It yields to everybody who waits for an answer."""
_NO_SERVERS = 2
"""Exit status of the program where it could not begin."""

Outcome = Literal["running", "equal", "different", "failed", "stopped", "lost"]


class Verification(BaseModel):
    """One verification, as it is kept and told."""

    model_config = ConfigDict(frozen=True)

    id: str
    asked_by: str
    """Account."""
    organisation: str
    began_at: AwareDatetime
    seen_at: AwareDatetime
    """When it last gave a sign of life."""
    ended_at: AwareDatetime | None = None
    outcome: Outcome = "running"
    stopped_by: str = ""
    lines: tuple[str, ...] = ()
    """What was said so far, in Chinese: progress, then the first difference with what to do."""

    def at(self, now: datetime) -> "Verification":
        """As it is told at `now`: one that nobody has seen alive for long is lost."""
        lost = self.outcome == "running" and now - self.seen_at > _LOST_AFTER
        return self.model_copy(update={"outcome": "lost"}) if lost else self


class Verifier:
    """Begins, watches and stops verifications."""

    def __init__(self, database: Database, program: Sequence[str] = PROGRAM, look_seconds: float = 1.0) -> None:
        """`look_seconds`: how often what was said is kept, and whether it is to stop is asked."""
        self._look_seconds = look_seconds
        self._kept: Collection = database[COLLECTION]
        self._program = tuple(program)
        self._watching: asyncio.Task[None] | None = None

    async def all(self) -> list[Verification]:
        """The newest first, at most KEPT."""
        found = self._kept.find({"_id": {"$ne": _CURRENT}}).sort("began_at", -1).limit(KEPT)
        return [Verification.model_validate({**one, "id": one["_id"]}).at(_now()) async for one in found]

    async def begin(self, actor: Actor) -> Verification:
        """Start one. Raises Problem verify_running while there is one, wherever it was started."""
        now = _now()
        made = Verification(
            id=str(uuid.uuid4()), asked_by=actor.user, organisation=actor.organisation, began_at=now, seen_at=now
        )
        place = {"_id": _CURRENT, "seen_at": {"$lt": now - _LOST_AFTER}}
        try:
            await self._kept.update_one(place, {"$set": {"of": made.id, "seen_at": now}}, upsert=True)
        except DuplicateKeyError as error:
            raise problem("verify_running") from error
        await self._kept.insert_one({**made.model_dump(exclude={"id"}), "_id": made.id, "stopped_by": ""})
        self._watching = asyncio.create_task(self._watch(made.id), name="verification")
        return made

    async def stop(self, actor: Actor) -> None:
        """Ask whoever runs it to end it. Raises Problem verify_not_running."""
        current = await self._kept.find_one({"_id": _CURRENT, "seen_at": {"$gte": _now() - _LOST_AFTER}})
        if current is None:
            raise problem("verify_not_running")
        await self._kept.update_one({"_id": current["of"]}, {"$set": {"stopped_by": actor.user}})

    async def close(self) -> None:
        """The process ends: what it runs ends with it. (Where it is killed, the program ends at the next line it says.)"""
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)

    async def _watch(self, run: str) -> None:
        lines: list[str] = []
        try:
            outcome = await self._carried_out(run, lines)
        except OSError:
            await self._tell_end(run, "failed", ["核对程序没有启动。"])
        except asyncio.CancelledError:
            await self._tell_end(run, "stopped", [*lines, "查询服务停止，核对随之中断。"])
            raise
        else:
            await self._tell_end(run, outcome, lines)

    async def _carried_out(self, run: str, lines: list[str]) -> Outcome:
        """Run the program, with what it says in `lines`; it has ended whatever happens. Raises OSError where it cannot start."""
        process = await asyncio.create_subprocess_exec(
            *self._program, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        faults: list[str] = []
        reading = asyncio.gather(_read(process.stdout, lines), _read(process.stderr, faults))
        try:
            os.setpriority(os.PRIO_PROCESS, process.pid, _NICE)
            if await self._until_it_ends(run, reading, lines):
                return "stopped"
            status = await process.wait()
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
            await _ended(process)
        if status == _NO_SERVERS:
            lines += faults
        return _outcome(status, lines)

    async def _until_it_ends(self, run: str, reading: "asyncio.Future[Any]", lines: Sequence[str]) -> bool:
        """Tell what was said and look for who wants it stopped; True when somebody does."""
        while True:
            ended, _ = await asyncio.wait({reading}, timeout=self._look_seconds)
            if ended:
                return False
            try:
                now = _now()
                await self._kept.update_one({"_id": _CURRENT, "of": run}, {"$set": {"seen_at": now}})
                told = {"$set": {"seen_at": now, "lines": list(lines[-MOST_LINES:])}}
                await self._kept.update_one({"_id": run}, told)
                kept = await self._kept.find_one({"_id": run}) or {}
            except DatabaseUnavailable:
                continue
            if kept.get("stopped_by"):
                return True

    async def _tell_end(self, run: str, outcome: Outcome, lines: Sequence[str]) -> None:
        now = _now()
        told = {"outcome": outcome, "ended_at": now, "seen_at": now, "lines": list(lines[-MOST_LINES:])}
        try:
            await self._kept.update_one({"_id": run}, {"$set": told})
            await self._kept.delete_one({"_id": _CURRENT, "of": run})
            old = self._kept.find({"_id": {"$ne": _CURRENT}}).sort("began_at", -1).skip(KEPT)
            await self._kept.delete_many({"_id": {"$in": [one["_id"] async for one in old]}})
        except DatabaseUnavailable:
            _log.warning("verification_not_kept", outcome=outcome)


def _outcome(status: int, lines: Sequence[str]) -> Outcome:
    if status == 0:
        return "equal"
    return "different" if any(line.startswith(DIFFERENT) for line in lines) else "failed"


async def _read(stream: asyncio.StreamReader, lines: list[str]) -> None:
    while line := await stream.readline():
        lines.append(line.decode(errors="replace").rstrip())


async def _ended(process: asyncio.subprocess.Process) -> None:
    """Wait for it; one that still runs is told to end, and ended when it does not."""
    if process.returncode is not None:
        return
    try:
        process.terminate()
        await asyncio.wait_for(process.wait(), _STOP_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()
    except ProcessLookupError:
        pass


def _now() -> datetime:
    """The real time: what runs here has nothing to do with the clock that tests and stories move."""
    return datetime.now(UTC)
