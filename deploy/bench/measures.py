"""What is measured, each on an installation of its own so that nothing of an earlier measurement is in the way."""

import asyncio
import time
from dataclasses import replace
from typing import Any

import httpx
import psutil

from deploy.bench.generator import Order
from deploy.bench.loads import COMMITTEE, ROLES, bearer, cases_in_mediation, generate, path_of
from deploy.bench.percentiles import median
from deploy.bench.report import Figure
from deploy.services import SERVICES
from deploy.trial.feeding import CLERK
from deploy.trial.fleet import Fleet
from schemas.topics import DECIDING_SERVICES
from schemas.topics import events as events_topic
from services.runtime.kafka.consumer import TopicReader
from services.views.all_views import VIEWS

WARM_SECONDS = 4.0
SECONDS = 8.0
RUNS = 3
CONNECTIONS = (1, 16, 64)
AT_REST, UNDER_LOAD = 100.0, 525.0
"""Commands a second that are asked for. Of as many as the target has, a load that waits for its answers gives a few less."""
LAG_SECONDS = 20.0
REBUILD_SECONDS = 120.0
NO_FAULTS = {"MEDIATION_FAULT_FILE": "", "MEDIATION_SESSION_TIMEOUT_MS": ""}
"""The processes run as an operator's do, but for the movable clock."""


async def one_service(fleet: Fleet, service: str, broker: int, replicas: int = 1) -> list[Figure]:
    """A command over HTTP to one service, nothing else running beside its broker (`broker`: its process id)."""
    if service == "intake":
        await fleet.start("intake", environment=NO_FAULTS, replicas=replicas)
        ports = tuple(fleet.of(service, str(replica)).port for replica in range(replicas))
        order = Order(ports, bearer(fleet, CLERK.organisation, "clerk"), "", 1, SECONDS)
    else:
        await fleet.start("intake", service, environment=NO_FAULTS)
        cases = await cases_in_mediation(fleet, max(CONNECTIONS))
        fleet.hold_down("intake")
        path = await path_of(fleet, service, "gather_evidence")
        order = Order(
            (fleet.of(service).port,), bearer(fleet, COMMITTEE, *ROLES), "", 1, SECONDS, path=path,
            body={"what": "丈量宅基地", "by": "调解员"}, cases=cases,
        )  # fmt: skip
    told: list[Figure] = []
    name = service if replicas == 1 else f"{service} 两个副本"
    workers = [fleet.of(service, str(replica)).process.pid for replica in range(replicas)]
    for connections in CONNECTIONS:
        runs, etags = [], order.cases
        for run in range(RUNS + 1):
            seconds = SECONDS if run else WARM_SECONDS
            wanted = replace(
                order, connections=connections, seconds=seconds, tag=f"{connections}-{run}", cases=etags[:connections]
            )
            before = [_worked(workers), _worked([broker])]
            figures = await generate(wanted)
            count = sum(figures["statuses"].values())
            figures["worked"] = [(_worked(workers) - before[0]) / count, (_worked([broker]) - before[1]) / count]
            etags = _with_etags(etags, figures["etags"])
            runs.append(figures)
        told += _figures(name, connections, runs[1:])
        order = replace(order, cases=etags)
    return told


def _worked(processes: list[int]) -> float:
    """Microseconds of processor time these processes have used so far."""
    times = [psutil.Process(process).cpu_times() for process in processes]
    return sum(told.user + told.system for told in times) * 1_000_000


def _with_etags(cases: tuple[tuple[str, int], ...], etags: list[int]) -> tuple[tuple[str, int], ...]:
    fresh = {number: etag for number, etag in enumerate(etags) if etag}
    return tuple((code, fresh.get(number, etag)) for number, (code, etag) in enumerate(cases))


def _figures(service: str, connections: int, runs: list[dict[str, Any]]) -> list[Figure]:
    failed = sum(count for run in runs for status, count in run["statuses"].items() if status not in ("200", "201"))
    name = f"{service}：{connections} 个连接"
    service_us, broker_us = (median([run["worked"][place] for run in runs]) for place in (0, 1))
    own_us = median([run["own_microseconds"] for run in runs])
    note = f"每条命令的处理器时间：服务 {service_us:.0f}、消息服务器 {broker_us:.0f}、发生器 {own_us:.0f} 微秒"
    note += f"；{failed} 条未成功" if failed else ""
    figures = [Figure(f"{name}，每秒命令", median([run["per_second"] for run in runs]), "/s",
                      1_500 if connections == 64 else None, higher_is_better=True, note=note)]  # fmt: skip
    for at in ("p50", "p99"):
        target = 5.0 if (connections, at) == (1, "p50") else None
        figures.append(Figure(f"{name}，{at}", median([run["milliseconds"][at] for run in runs]), "ms", target))
    return figures


async def everything(fleet: Fleet) -> list[Figure]:
    """All five services: an event in its view at rest, views under load, and how fast they are built anew."""
    await fleet.start(*(service.name for service in SERVICES), environment=NO_FAULTS)
    order = Order((fleet.of("intake").port,), bearer(fleet, CLERK.organisation, "clerk"), "warm", 16, WARM_SECONDS)
    await generate(order)
    await _caught_up(fleet)
    at_rest = await generate(
        replace(order, tag="rest", seconds=LAG_SECONDS, per_second=AT_REST, views_port=fleet.of("views").port)
    )
    shown = at_rest["shown_milliseconds"]
    load = asyncio.create_task(
        generate(replace(order, tag="load", connections=64, seconds=LAG_SECONDS, per_second=UNDER_LOAD))
    )
    lags = await _lags(fleet, load)
    under_load = await load
    behind = await _caught_up(fleet)
    fastest = await generate(replace(order, tag="fast", connections=64, seconds=SECONDS))
    await _caught_up(fleet)
    middle, last = max(lags[: len(lags) // 2], default=0), max(lags[len(lags) // 2 :], default=0)
    grows = f"落后最多 {middle}（前半）、{last}（后半）条，停止后 {behind:.1f} 秒赶上"
    return [
        Figure("全部运行：每秒 100 条时事件到达视图，p50", shown["p50"], "ms"),
        Figure("全部运行：每秒 100 条时事件到达视图，p99", shown["p99"], "ms", 300),
        Figure(f"全部运行：要求每秒 {UNDER_LOAD:.0f} 条时办到", under_load["per_second"], "/s", 500, True, grows),
        Figure("全部运行：64 个连接，每秒命令", fastest["per_second"], "/s", None, True),
        await _rebuild(fleet),
    ]


async def _lags(fleet: Fleet, load: "asyncio.Task[dict[str, Any]]") -> list[int]:
    """How many decisions the views are behind, twice a second while the load runs."""
    lags = []
    while not load.done():
        lags.append(await _lag(fleet))
        await asyncio.sleep(0.5)
    return lags


async def _lag(fleet: Fleet) -> int:
    """Decisions written and not in the views: ends at the broker against positions in the views."""
    intake = (await fleet.operator.get(f"{fleet.of('intake').url}/health")).json()["parts"]["case_loop"]["partitions"]
    ends = {part["partition"]: part["fold_position"] for part in intake}
    views = (await fleet.operator.get(f"{fleet.of('views').url}/health")).json()["parts"]["views"]["positions"]
    return sum(max(end - views.get("intake", {}).get(str(at), 0), 0) for at, end in ends.items())


async def _caught_up(fleet: Fleet) -> float:
    """Wait until the views are behind by nothing; returns the seconds it took."""
    began = time.monotonic()
    while await _lag(fleet):
        await asyncio.sleep(0.1)
    return time.monotonic() - began


async def _rebuild(fleet: Fleet) -> Figure:
    """All views at once from the log, until every new generation has taken over."""
    views = fleet.of("views").url
    before = (await fleet.operator.get(f"{views}/admin/views")).json()["generations"]
    events = sum([await _events_of(fleet, service) for service in DECIDING_SERVICES])
    began = time.monotonic()
    for view in VIEWS:
        await fleet.operator.post(f"{views}/admin/views/{view.name}/rebuild")
    async with asyncio.timeout(REBUILD_SECONDS):
        while True:
            answer = await fleet.operator.get(f"{views}/admin/views")
            if answer.status_code == httpx.codes.OK and all(
                answer.json()["generations"].get(name, 0) > number for name, number in before.items()
            ):
                break
            await asyncio.sleep(0.1)
    lasted = time.monotonic() - began
    note = f"{events} 个事件，{len(VIEWS)} 个视图同时，{lasted:.1f} 秒"
    return Figure("视图重建，每秒事件", events / lasted, "/s", 3_000, True, note)


async def _events_of(fleet: Fleet, service: str) -> int:
    """How many events a service has published."""
    installation, topic = fleet.installation, events_topic(service)
    reader = TopicReader(installation.kafka, topic.name_in(installation.name), topic.partitions)
    await reader.start({})
    try:
        return sum((await reader.end_offsets()).values())
    finally:
        await reader.stop()
