"""Two replicas of the window and random kills under many commands: none lost, none decided twice, no two histories."""

import asyncio
import random
from collections import Counter
from itertools import islice
from pathlib import Path
from uuid import UUID

from deploy.trial.feeding import BATCH, SERVICE, Fed, Feeder, commands_of
from deploy.trial.fleet import Fleet
from deploy.trial.history import History, deciding_service
from deploy.trial.servers import Installation
from services.jurisdiction.law import Law
from services.runtime.checks.log import scratch_store
from services.runtime.checks.stores import ServiceFold, store_differences

REPLICAS = 2
SEED = 20260301
MOST_AHEAD = 1_000
"""Commands given and not yet answered."""
ANSWER_SECONDS = 180.0


async def storm(fleet: Fleet, history: History, tag: str, count: int, kills: int, seed: int = SEED) -> list[str]:
    """Feed `count` commands and kill a random replica `kills` times on the way; returns what does not hold."""
    generator = random.Random(seed)
    moments = sorted(generator.sample(range(BATCH, count, BATCH), kills))
    victims = {moment: str(generator.randrange(REPLICAS)) for moment in moments}
    feed, wanted = commands_of(tag, count), Counter[UUID]()
    feeder = Feeder(fleet.installation.kafka, fleet.installation.name)
    async with fleet.kept_running():
        try:
            for first in range(0, count, BATCH):
                if first in victims:
                    fleet.of(SERVICE, victims[first]).kill9()
                some: list[Fed] = list(islice(feed, BATCH))
                await feeder.append(some, first)
                wanted.update(fed.command_id for fed in some)
                await _answered(history, wanted, MOST_AHEAD)
            await _answered(history, wanted)
        finally:
            await feeder.stop()
        await fleet.wait_ready()
    problems = [] if fleet.restarts >= kills else [f"只重新启动了 {fleet.restarts} 次"]
    return problems + _decided_once(history, wanted) + await stores_differ(fleet.installation)


async def stores_differ(installation: Installation) -> list[str]:
    """Every replica's store against the fold of the log, each with the first difference."""
    service, found = deciding_service(SERVICE, Law.load("wuhu")), list[str]()
    for folder in stores_of(installation, SERVICE):
        async with scratch_store() as scratch:
            fold = ServiceFold(service, scratch, installation.kafka, installation.name)
            async for difference in store_differences(folder, fold):
                found.append(difference.in_chinese)
                break
    return found


def stores_of(installation: Installation, service: str) -> list[Path]:
    """The local stores of all replicas."""
    return sorted((installation.data / "services" / installation.name / service).glob("*/store"))


async def _answered(history: History, wanted: Counter[UUID], ahead: int = 0) -> None:
    """Until at most `ahead` of the wanted commands are without an answer; clocks lapse meanwhile as they should."""
    async with asyncio.timeout(ANSWER_SECONDS):
        while sum(not history.is_answered(SERVICE, command) for command in wanted) > ahead:
            if not await history.read():
                await asyncio.sleep(0.05)


def _decided_once(history: History, wanted: Counter[UUID]) -> list[str]:
    decided = [decision for told in history.decided.values() for decision in told]
    times = Counter(decision.command_id for decision in decided)
    lost = [command for command in wanted if command not in times]
    twice = [command for command, number in times.items() if number > 1]
    refused = [decision for decision in decided if decision.outcome != "accepted"]
    found = [f"{len(lost)} 条命令丢失"] if lost else []
    found += [f"{len(twice)} 条命令被决定两次"] if twice else []
    return found + ([f"{len(refused)} 条命令未被受理：{refused[0].outcome}"] if refused else [])
