"""Generated cases as records of the log, decided in several processes at once: a case knows nothing of another, so that any
may be made beside any other and the records of one are the same whoever makes them.
"""

import asyncio
import gc
import importlib
import os
from collections import deque
from collections.abc import AsyncGenerator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing import get_context
from typing import Any

from deploy.bench.afterwards import patrol_ended, put_right
from deploy.bench.population import Population
from schemas.base import Event
from schemas.command import Actor, CommandBody
from schemas.values import Channel
from services.jurisdiction.law import Law
from services.reproduce.cases import mediated_by_agency, mediated_by_committee
from services.reproduce.machine import Machine, Sink
from services.reproduce.other_cases import patrol
from services.runtime.decider import DecidingService
from services.runtime.projection import LoggedDecision

CHUNK = 200
"""Cases that are made at once and appended together."""
SERVICES = ("intake", "people_mediation", "administrative_mediation", "satisfaction", "registers")
PLAYS = {Channel.PEOPLE_MEDIATION: mediated_by_committee, Channel.ADMIN_MEDIATION: mediated_by_agency}
_KEPT_READY = 2
"""Chunks made beyond those that are being made, so that nobody waits for the broker."""
_YOUNG_OBJECTS = 50_000


@dataclass(frozen=True, slots=True)
class Record:
    """A decision as it is appended."""

    service: str
    partition: int
    key: bytes
    value: bytes
    events: int
    """How many the decision has."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """The records about the cases before number `after`, from where the chunk before it ended."""

    after: int
    records: Sequence[Record]


def made(population: Population, begin: int, end: int) -> Chunk:
    """The decisions about the cases from `begin` on and before `end`, in this process. Raises NotDecided."""
    return _made(_services(population.law), population, begin, end)


async def made_at_once(population: Population, begin: int, end: int, processes: int) -> AsyncGenerator[Chunk, None]:
    """The same, a chunk at a time and in order, made by so many processes. Raises NotDecided."""
    told = (population.name, population.law.profile, population.begins)
    loop, waiting = asyncio.get_running_loop(), deque[asyncio.Future[Chunk]]()
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _begin, told)
    try:
        for start in range(begin, end, CHUNK):
            waiting.append(loop.run_in_executor(pool, _made_here, start, min(start + CHUNK, end)))
            if len(waiting) > processes + _KEPT_READY:
                yield await waiting.popleft()
        while waiting:
            yield await waiting.popleft()
    finally:
        pool.shutdown(cancel_futures=True)


def processes_here() -> int:
    """As many as the machine has processors."""
    return os.cpu_count() or 1


_here: dict[str, Any] = {}
"""What a process that makes cases has: its services and its population."""


def _begin(name: str, profile: str, begins: datetime) -> None:
    population = Population(name, Law.load(profile), begins)
    _here.update(population=population, services=_services(population.law))
    gc.freeze()
    gc.set_threshold(_YOUNG_OBJECTS, 50, 100)


def _made_here(begin: int, end: int) -> Chunk:
    return _made(_here["services"], _here["population"], begin, end)


def _services(law: Law) -> list[DecidingService[Any, Any]]:
    return [importlib.import_module(f"services.{name}.worker").service(law) for name in SERVICES]


class _Machine(Machine):
    """Cases go on after their script: bad reviews are put right, and what is due within the year lapses."""

    def __init__(self, services: Sequence[DecidingService[Any, Any]], sink: Sink, until: datetime) -> None:
        super().__init__(services, sink)
        self._until, self._at = until, until
        self.patrol_of = ""
        """The body whose patrol is told; empty while a case is."""

    def ask(self, service: str, code: str, body: CommandBody, by: Actor, at: datetime, key: str) -> tuple[Event, ...]:
        """See Machine."""
        self._at = at
        return super().ask(service, code, body, by, at, key)

    def forget(self, code: str) -> None:
        """See Machine."""
        put_right(self, code, self._at)
        if self.patrol_of:
            patrol_ended(self, code, self.patrol_of, self._at + timedelta(minutes=1))
        self.lapse(code, self._until)
        super().forget(code)


def _made(services: Sequence[DecidingService[Any, Any]], population: Population, begin: int, end: int) -> Chunk:
    records: list[Record] = []

    def keep(logged: LoggedDecision, value: bytes) -> None:
        decision = logged.decision
        key = decision.case_code.encode()
        records.append(Record(logged.source, logged.partition, key, value, len(decision.events)))

    machine = _Machine(services, keep, population.ends)
    for number in range(begin, end):
        channel, told = population.told(number)
        machine.patrol_of = ""
        PLAYS[channel](machine, told)
        if (beside := population.patrol(number)) is not None:
            machine.patrol_of = beside.body
            patrol(machine, beside)
    return Chunk(end, records)
