"""Early warning on two replicas of which one is killed and started again: windows are recomputed, no alert twice, none lost."""

import asyncio
import time
from typing import Any

from deploy.drill.lost_stores import delete_store
from deploy.drill.run import Found, Run
from deploy.drill.watched_county import Found as Alerts
from deploy.drill.watched_county import Told, alerts, append, registrations
from deploy.trial.fleet import Fleet
from deploy.trial.history import History
from services.early_warning.keyed_hash import SECRET_VARIABLE
from services.early_warning.watching import SERVICE

MOVED, MOVED_WITHOUT_TABLES = "预警 分区转移", "预警 分区转移 丢表"
NAMES = (MOVED, MOVED_WITHOUT_TABLES)
ENVIRONMENT = {SECRET_VARIABLE: "the drill's own secret, the same for both replicas"}
PAUSE_SECONDS, FIND_SECONDS, START_SECONDS = 1.0, 240.0, 240.0
BATCH = 10


async def watching_scenarios(run: Run) -> None:
    """The undisturbed county once, then twice with two replicas, the second time without the killed one's tables."""
    if not run.wants(*NAMES):
        return
    told = registrations()
    expected = await _undisturbed(run, told)
    run.console.print(f"未受扰时 {len(expected)} 项预警")
    for name, done, lost in (
        (MOVED, "预警两个副本，一个在办理中 kill -9，十秒后再启动，分区两次转移", False),
        (MOVED_WITHOUT_TABLES, "同上，再启动前删去被杀副本的全部本地数据", True),
    ):

        async def work(lost: bool = lost) -> Found:
            return await _moved(run, told, expected, lost=lost)

        await run.scenario(name, done, "预警与未受扰时相同，一项不多不少，无一重复", work)


async def _undisturbed(run: Run, told: list[Told]) -> Alerts:
    async with run.world((SERVICE,)) as (fleet, history):
        await _started(fleet, 1)
        await append(fleet.installation, told)
        return await _at_rest(history)


async def _moved(run: Run, told: list[Told], expected: Alerts, *, lost: bool) -> Found:
    async with run.world((SERVICE,)) as (fleet, history):
        await _started(fleet, 2)
        third = len(told) // 3
        for begin in range(0, 2 * third, BATCH):
            if begin // BATCH == third // BATCH:
                fleet.hold_down(SERVICE, "1")
            await append(fleet.installation, told[begin : begin + BATCH])
            await asyncio.sleep(PAUSE_SECONDS / 4)
        await asyncio.sleep(10 * PAUSE_SECONDS)
        if lost:
            delete_store(fleet.installation, fleet.of(SERVICE, "1"))
        await fleet.let_up(SERVICE, "1", wait=False)
        await append(fleet.installation, told[2 * third :])
        await fleet.wait_ready(START_SECONDS)
        shared = await _shared(fleet)
        began = time.monotonic()
        found, twice = await _until(history, expected)
        took = time.monotonic() - began
        found, again = await _stays(history, found)
        problems = _differences(expected, found) + [f"预警 {code} 重复" for code in dict.fromkeys(twice + again)]
        return Found(problems + shared, f"{len(found)} 项预警，启动后 {took:.0f} 秒齐全")


async def _started(fleet: Fleet, replicas: int) -> None:
    try:
        await fleet.start(SERVICE, replicas=replicas, environment=ENVIRONMENT)
    except AssertionError:  # a loaded machine
        await fleet.wait_ready(START_SECONDS)


async def _until(history: History, expected: Alerts) -> tuple[Alerts, list[str]]:
    end = time.monotonic() + FIND_SECONDS
    while True:
        found, twice = await alerts(history)
        if found == expected or time.monotonic() > end:
            return found, twice
        await asyncio.sleep(PAUSE_SECONDS)


async def _stays(history: History, found: Alerts) -> tuple[Alerts, list[str]]:
    """What stands after everything was told once more, half a minute later."""
    await asyncio.sleep(30 * PAUSE_SECONDS)
    return await alerts(history)


async def _at_rest(history: History) -> Alerts:
    """What stands once nothing has changed for a while."""
    end, same, before = time.monotonic() + FIND_SECONDS, 0, Alerts()
    while same < 20 and time.monotonic() < end:
        found, _ = await alerts(history)
        same = same + 1 if found and found == before else 0
        before = found
        await asyncio.sleep(PAUSE_SECONDS)
    return before


async def _shared(fleet: Fleet) -> list[str]:
    """Whether both replicas count, and nothing stands still."""
    found = []
    for replica in ("0", "1"):
        answer = await fleet.operator.get(f"{fleet.of(SERVICE, replica).url}/health")
        windows: dict[str, Any] = answer.json()["parts"]["windows"]
        if windows["stalled"] or windows["failed"] or windows["parked"]:
            found.append(f"副本 {replica}：{windows}")
    return found


def _differences(expected: Alerts, found: Alerts) -> list[str]:
    missing, other = expected.keys() - found.keys(), found.keys() - expected.keys()
    differing = [code for code in expected.keys() & found.keys() if expected[code] != found[code]]
    told = (("缺", missing), ("多", other), ("不同", differing))
    return [f"{word} {len(codes)} 项预警" for word, codes in told if codes]
