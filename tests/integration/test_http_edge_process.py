"""The HTTP edge before a real case loop and a real broker."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from schemas.topics import topics_version
from services.runtime.service_process import ServiceProcess
from tests.integration.serving import RATING_ROUTES, as_account, serving, settings_of
from tests.runtime.rating import SOURCE, rating
from tests.servers import Installation


@pytest.fixture
def process(installation: Installation) -> ServiceProcess:
    return ServiceProcess(rating(), RATING_ROUTES, settings_of(installation, SOURCE))


@pytest.fixture
async def client(process: ServiceProcess) -> AsyncIterator[httpx.AsyncClient]:
    async with serving(process.app) as made:
        yield made


@pytest.fixture
def clerk(installation: Installation) -> dict[str, str]:
    return as_account(installation, "clerk.fangcun", "fangcun", "clerk")


async def opened(client: httpx.AsyncClient, clerk: dict[str, str], key: str = "open") -> httpx.Response:
    return await client.post("/ratings", json={"party": "p"}, headers=clerk | {"Idempotency-Key": key})


async def rated(
    client: httpx.AsyncClient, clerk: dict[str, str], code: str, key: str, match: str, grade: int = 5
) -> httpx.Response:
    headers = clerk | {"Idempotency-Key": key, "If-Match": match}
    return await client.post(f"/ratings/{code}/grades", json={"grade": grade}, headers=headers)


async def test_ten_retries_at_once_are_one_case(
    client: httpx.AsyncClient, clerk: dict[str, str], process: ServiceProcess
) -> None:
    answers = await asyncio.gather(*(opened(client, clerk) for _ in range(10)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert [case.head.sequence for case in process.loop.cases()] == [1]


async def test_one_key_with_another_body_has_no_effect(
    client: httpx.AsyncClient, clerk: dict[str, str], process: ServiceProcess
) -> None:
    await opened(client, clerk)
    other = await client.post("/ratings", json={"party": "q"}, headers=clerk | {"Idempotency-Key": "open"})
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")
    assert [case.head.sequence for case in process.loop.cases()] == [1]


async def test_of_two_clerks_at_once_one_wins_and_the_other_gets_412_with_the_current_etag(
    client: httpx.AsyncClient, clerk: dict[str, str]
) -> None:
    first = await opened(client, clerk)
    code, seen = first.json()["case_code"], first.headers["etag"]
    answers = await asyncio.gather(*(rated(client, clerk, code, f"rate-{number}", seen) for number in range(2)))
    won, lost = sorted(answers, key=lambda answer: answer.status_code)
    assert (won.status_code, lost.status_code) == (200, 412)
    assert won.headers["etag"] == lost.headers["etag"] == '"2"'
    again = await rated(client, clerk, code, "rate-again", lost.headers["etag"])
    assert again.status_code == 200


async def test_a_foreign_case_and_an_unknown_case_look_alike_whatever_etag_is_guessed(
    client: httpx.AsyncClient, clerk: dict[str, str], installation: Installation
) -> None:
    code = (await opened(client, clerk)).json()["case_code"]
    neighbour = as_account(installation, "clerk.qiaobei", "qiaobei", "clerk")
    other = (await opened(client, neighbour)).json()["case_code"]
    guesses = [
        await rated(client, neighbour, code, "right", '"1"'), await rated(client, neighbour, code, "wrong", '"7"'),
        await rated(client, clerk, other, "theirs", '"1"'),
        await rated(client, neighbour, f"{'0' * 16}0", "impossible", '"1"'),
    ]  # fmt: skip
    assert {guess.status_code for guess in guesses} == {404}
    assert len({guess.text for guess in guesses}) == 1


async def test_the_answer_is_found_at_another_replica(
    client: httpx.AsyncClient, clerk: dict[str, str], installation: Installation, process: ServiceProcess
) -> None:
    answer = await opened(client, clerk)
    code = answer.json()["case_code"]
    partition, offset = map(int, answer.headers["read-token"].split(":")[1:])
    command_id = process.loop.parts.fold.ledger
    assert command_id is not None
    second = ServiceProcess(rating(), RATING_ROUTES, settings_of(installation, SOURCE, replica="1"))
    async with serving(second.app) as other:
        assert await second.loop.folded_to(partition, offset, 10)
        decision = next(iter(second.loop.cases()))
        assert decision.case_code == code
        repeated = await other.post("/ratings", json={"party": "p"}, headers=clerk | {"Idempotency-Key": "open"})
        assert (repeated.status_code, repeated.text) == (201, answer.text)


async def test_health_tells_readiness_lag_and_versions(client: httpx.AsyncClient, clerk: dict[str, str]) -> None:
    await opened(client, clerk)
    told: dict[str, Any] = (await client.get("/health")).json()
    assert told["ready"]
    assert told["live"]
    assert told["versions"] == {"rules": "1", "calendar": "1", "topics": topics_version()}
    assert {part["partition"] for part in told["parts"]["case_loop"]["partitions"]} == set(range(6))
    assert (await client.get("/health/live")).status_code == 200
    metrics = (await client.get("/metrics")).text
    assert 'mediation_ready{part="case_loop",service="satisfaction"} 1.0' in metrics
    assert 'mediation_requests_total{route="/ratings",status="201"} 1.0' in metrics


async def test_the_clock_moves_for_operators_only(
    client: httpx.AsyncClient, clerk: dict[str, str], installation: Installation, process: ServiceProcess
) -> None:
    move = {"now": "2026-03-02T09:00:00+08:00"}
    assert (await client.post("/admin/clock", json=move, headers=clerk)).status_code == 403
    operator = as_account(installation, "operator", "wuhu", "operator")
    assert (await client.post("/admin/clock", json=move, headers=operator)).json()["now"].startswith("2026-03-02T09:00")
    assert process.clock.now().isoformat().startswith("2026-03-02T09:00")
