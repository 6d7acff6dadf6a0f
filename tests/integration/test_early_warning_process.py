"""Early warning before a real broker: Faust's tables count, and neither kill -9 nor lost tables change the set of alerts."""

import asyncio
import os
import shutil
from collections.abc import Sequence
from typing import Any

import httpx
import pytest
from aiokafka import AIOKafkaProducer

from deploy.embedded.process import wait_until
from schemas.early_warning import AlertRaised
from schemas.envelope import decode_decision, encode_decision, encode_events
from schemas.intake import CaseVoided
from schemas.topics import PARTITIONS, decisions, events
from services.early_warning.domain.evolve import evolve
from services.early_warning.domain.state import State, initial
from services.early_warning.keyed_hash import SECRET_VARIABLE
from services.runtime.kafka.consumer import TopicReader
from services.runtime.partitioner import partition_of
from services.runtime.projection import LoggedDecision
from tests.conftest import Services
from tests.domain.early_warning.county import HUB, SECRET, County, Watched, at, company, person
from tests.integration.serving import as_account
from tests.servers import Installation, ServiceProcess

SERVICE = "early_warning"
YEARS_LATER = 2200
"""Days, after which every window before has closed."""


def busy_county() -> County:
    """Groups forming around four companies, a repeat, and a registration that was a mistake."""
    county = County()
    for day in range(5):
        for number in range(4):
            county.case(2 * day + number, person(f"139{number}{day}"), company(f"公司{number}"))
    for day in (0, 40, 80):
        county.case(day, person("13911111"), company("一家商店"))
    mistaken = [county.case(day, person(f"138{day}"), company("误登单位")) for day in range(3)]
    county.tell(mistaken[0], CaseVoided(occurred_at=at(5), reason="误登记"))
    county.case(YEARS_LATER, person("13700000"), company("多年以后"))
    return county


async def append(installation: Installation, log: Sequence[LoggedDecision], *, published: bool = True) -> None:
    """Decisions into the record, and into the events as a publisher would put them, unless it never came to that."""
    producer = AIOKafkaProducer(bootstrap_servers=installation.kafka, acks="all")
    await producer.start()
    try:
        for logged in log:
            key = logged.decision.case_code
            records = [(decisions(logged.source), encode_decision(logged.source, logged.decision))]
            if published:
                records += [(events(logged.source), value) for value in encode_events(logged.source, logged.decision)]
            for topic, value in records:
                partition = partition_of(key, topic.partitions)
                await producer.send(topic.name_in(installation.name), value, key.encode(), partition=partition)
    finally:
        await producer.stop()


async def alerts(installation: Installation) -> tuple[dict[str, State], list[str]]:
    """What early warning decided so far: its aggregates, and the code of every alert as often as it was raised."""
    topic = decisions(SERVICE)
    reader = TopicReader(installation.kafka, topic.name_in(installation.name), PARTITIONS)
    await reader.start({})
    states: dict[str, State] = {}
    raised = []
    applied: set[tuple[str, int]] = set()
    try:
        ends = await reader.end_offsets()
        while any([await reader.position(at) < end for at, end in ends.items()]):
            for record in await reader.read(0.5):
                decision = decode_decision(record.value or b"")
                if (decision.case_code, decision.sequence) in applied:
                    continue
                applied.add((decision.case_code, decision.sequence))
                logged = LoggedDecision(SERVICE, record.partition, record.offset, decision)
                for _, event in logged.events:
                    state = states.get(decision.case_code, initial(decision.case_code))
                    states[decision.case_code] = evolve(state, event)
                    raised += [decision.case_code] if isinstance(event, AlertRaised) else []
    finally:
        await reader.stop()
    return states, raised


def found(installation: Installation) -> list[tuple[str, int, tuple[str, ...]]]:
    watched = Watched()
    watched.states = asyncio.run(alerts(installation))[0]
    return watched.found


def started(services: Services) -> ServiceProcess:
    process = services.start(SERVICE, environment={SECRET_VARIABLE: SECRET})
    process.wait_ready()
    return process


def windows(process: ServiceProcess) -> Any:
    """What the health says of the windows."""
    return httpx.get(f"{process.url}/health", timeout=10, trust_env=False).json()["parts"]["windows"]


@pytest.mark.skipif("DRILL" not in os.environ, reason="two starts of a process on a loaded machine: run by make drill")
def test_kill_9_in_the_midst_and_lost_tables_leave_the_alerts_of_the_undisturbed_run(
    services: Services, installation: Installation
) -> None:
    county = busy_county()
    log = county.log.decisions
    expected = county.watched().pass_time(at(300))
    process = started(services)
    asyncio.run(append(installation, log[:13]))
    assert wait_until(lambda: found(installation) != [], 60, 0.5)
    asyncio.run(append(installation, log[13:17]))
    process.kill9()
    asyncio.run(append(installation, log[17:20], published=False))
    tables = next(installation.data.rglob("faust"))
    shutil.rmtree(tables)
    asyncio.run(append(installation, log[20:]))
    process.start()
    process.wait_ready()
    assert wait_until(lambda: found(installation) == expected.found, 60, 0.5), found(installation)
    assert wait_until(lambda: windows(process)["trimmed"] > 0 and windows(process)["lag"] == 0, 60, 0.5), windows(
        process
    )
    assert windows(process)["stalled"] == [], "nothing stands still"
    states, raised = asyncio.run(alerts(installation))
    assert set(states) == set(expected.states)
    assert {code for code, state in states.items() if state.stands} == set(expected.standing)
    assert len(raised) == len(set(raised)), "no alert is raised twice"
    answered_over_http(process, installation, next(iter(expected.standing)))


def answered_over_http(process: ServiceProcess, installation: Installation, alert: str) -> None:
    """The hub dismisses with a reason; another county learns nothing, and nobody dismisses twice."""

    def dismiss(organisation: str, key: str) -> httpx.Response:
        headers = as_account(installation, f"clerk.{organisation}", organisation, "clerk")
        headers |= {"Idempotency-Key": key, "If-Match": f'"{etag}"'}
        address = f"{process.url}/early-warning/alerts/{alert}/dismissal"
        return httpx.post(address, json={"reason": "各案情形不同"}, headers=headers, timeout=30, trust_env=False)

    etag = 0
    assert dismiss("wuhu.yijiang.hub", "a").status_code in (404, 412)
    etag = int(dismiss(HUB, "b").headers.get("etag", '"0"').strip('"'))
    dismissed = dismiss(HUB, "c")
    assert dismissed.status_code == 200, dismissed.text
    assert dismissed.json()["events"][0]["name"] == "alert_dismissed"
