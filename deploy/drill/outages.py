"""The database gone for thirty seconds, the broker killed: what commands, views and durability do meanwhile."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import httpx

from deploy.drill.verdict import views_differ
from deploy.embedded.kafka import Kafka
from deploy.embedded.mongodb import Database
from deploy.trial.fleet import Fleet
from deploy.trial.history import History
from deploy.trial.steady_load import Given, SteadyLoad

PER_SECOND = 100.0
DOWN_SECONDS = 30.0
CATCH_UP_SECONDS = 10.0
CATCH_UP_REBUILT_SECONDS = 20.0
"""After kill -9 of the embedded database the views' process is started anew and rebuilds them."""
SERVING_SECONDS = 60.0
BROKER_DOWN_SECONDS = 5.0
WARM_SECONDS = 5.0


@dataclass(frozen=True)
class Outcome:
    """What does not hold, and what was measured."""

    problems: list[str]
    told: str


async def database_down(
    fleet: Fleet, history: History, database: Database, *, killed: bool, down_seconds: float = DOWN_SECONDS
) -> Outcome:
    """At 100 registrations a second: all succeed while the database is away; then the views catch up."""
    load = SteadyLoad(fleet.installation, fleet.of("intake").port, f"database-{killed}", PER_SECOND)
    running = asyncio.create_task(load.run(WARM_SECONDS + down_seconds + WARM_SECONDS))
    await asyncio.sleep(WARM_SECONDS)
    await asyncio.to_thread(database.process.kill9 if killed else database.stop)
    await asyncio.sleep(down_seconds)
    database.start()
    await asyncio.to_thread(database.wait_ready)
    back, written = time.monotonic(), list(load.given)
    if killed:
        _renew_epoch(fleet, database)
    last = max((given for given in written if given.succeeded), key=lambda given: given.ended)
    await _until(lambda: _shows(fleet, last), 60)
    behind = time.monotonic() - back
    await running
    failed = [given for given in load.given if not given.succeeded]
    await history.settle()
    await asyncio.to_thread(fleet.of("views").wait_ready)  # all views, not only the one that was asked
    slow = sorted(given.ended - given.began for given in load.given)[int(len(load.given) * 0.99)]
    allowed = CATCH_UP_REBUILT_SECONDS if killed else CATCH_UP_SECONDS
    problems = [f"{len(failed)} 条命令未成功，例如 {failed[0].status}"] if failed else []
    problems += [f"视图 {behind:.1f} 秒后才赶上"] if behind > allowed else []
    return Outcome(
        problems + _lost(history, load.given) + await views_differ(fleet.installation),
        f"{len(load.given)} 条命令，{len(failed)} 条失败，p99 {slow * 1000:.0f} 毫秒；视图 {behind:.1f} 秒赶上",
    )


async def broker_killed(fleet: Fleet, history: History, broker: Kafka, seconds: float = 40.0) -> Outcome:
    """At 100 registrations a second: no 2xx without its decision in the log; serving again in time; repeats are one case."""
    load = SteadyLoad(fleet.installation, fleet.of("intake").port, "broker", PER_SECOND)
    running = asyncio.create_task(load.run(WARM_SECONDS + BROKER_DOWN_SECONDS + seconds))
    await asyncio.sleep(WARM_SECONDS)
    await asyncio.to_thread(broker.process.kill9)
    await asyncio.sleep(BROKER_DOWN_SECONDS)
    started = time.monotonic()
    broker.start()
    await asyncio.to_thread(broker.wait_ready)
    await running
    again = [given.ended - started for given in load.given if given.succeeded and given.began > started]
    problems = ["消息服务器恢复后没有一条命令成功"] if not again else []
    problems += [f"{min(again):.1f} 秒后才恢复"] if again and min(again) > SERVING_SECONDS else []
    await fleet.wait_ready()
    unknown = [given.number for given in load.given if not given.succeeded]
    repeated = await load.repeat(unknown)
    problems += [f"重复提交仍有 {given.status}" for given in repeated if not given.succeeded][:1]
    await history.settle()
    problems += _lost(history, [*load.given, *repeated]) + await views_differ(fleet.installation)
    served = f"{min(again):.1f}" if again else "—"
    return Outcome(
        problems,
        f"{len(load.given)} 条命令，{len(unknown)} 条未答复（重复提交后均成功），{served} 秒后恢复服务",
    )


def _lost(history: History, given: list[Given]) -> list[str]:
    lost = [one for one in given if one.succeeded and not history.is_answered("intake", one.command_id)]
    return [f"{len(lost)} 条已答复 2xx 的命令不在日志中"] if lost else []


def _renew_epoch(fleet: Fleet, database: Database) -> None:
    """What the supervisor does after an unclean stop of the embedded database."""
    views = fleet.of("views").process
    views.environment = {**views.environment, "MEDIATION_DATABASE_EPOCH": database.epoch}
    views.stop()
    views.start()


async def _shows(fleet: Fleet, given: Given) -> bool:
    """Whether the case file of this registration can be read, with its own writes."""
    url = f"{fleet.of('views').url}/cases/{given.case_code}"
    answer = await fleet.clerk.get(url, headers={"Read-After": given.read_token})
    return bool(answer.status_code == httpx.codes.OK)


async def _until(condition: Callable[[], Awaitable[bool]], seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if await condition():
                return
        except (OSError, httpx.TransportError):
            pass
        await asyncio.sleep(0.1)
    raise AssertionError("what was awaited did not happen")
