"""The views' process on a real broker and database: reading one's own writes, rebuilding while people read."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from services.runtime.read_api import reading
from services.runtime.service_process import ServiceProcess
from services.runtime.views_process import Reader, ViewsProcess
from tests.integration.serving import RATING_ROUTES, as_account, serving, settings_of, until_async
from tests.runtime.rating import SOURCE, Grades, Totals, rating
from tests.servers import Installation, own_database, restart


class NewGrades(Grades):
    version = 2


def routes(reader: Reader) -> Sequence[APIRouter]:
    router = APIRouter()

    @router.get("/grades/{code}")
    async def grades(request: Request, code: str) -> Response:
        view = await reading(reader.projector, "grades", request)
        found = await view.collection.find_one({"_id": code})
        return view.mark(JSONResponse((found or {}).get(SOURCE, {}).get("grades", [])))

    @router.get("/count")
    async def count(request: Request) -> Response:
        view = await reading(reader.projector, "grades", request)
        return JSONResponse(await view.collection.count_documents({f"{SOURCE}.last": {"$exists": True}}))

    return [router]


def views_of(installation: Installation, *views: Any, epoch: str = "") -> ViewsProcess:
    settings = settings_of(installation, "views", MEDIATION_DATABASE_EPOCH=epoch)
    return ViewsProcess("views", views or (Grades(), Totals()), routes, settings)


@pytest.fixture
async def ratings(installation: Installation) -> AsyncIterator[httpx.AsyncClient]:
    async with serving(ServiceProcess(rating(), RATING_ROUTES, settings_of(installation, SOURCE)).app) as client:
        client.headers.update(as_account(installation, "clerk.fangcun", "fangcun", "clerk"))
        yield client


async def rated(client: httpx.AsyncClient, key: str, *grades: int) -> tuple[str, str]:
    """A new case with these grades; its code and the token of the last write."""
    answer = await client.post("/ratings", json={"party": "p"}, headers={"Idempotency-Key": key})
    code = answer.json()["case_code"]
    for number, grade in enumerate(grades):
        headers = {"Idempotency-Key": f"{key}-{number}", "If-Match": answer.headers["etag"]}
        answer = await client.post(f"/ratings/{code}/grades", json={"grade": grade}, headers=headers)
        assert answer.status_code == 200
    return code, answer.headers["read-token"]


async def test_a_read_with_the_token_of_a_write_shows_the_write(
    ratings: httpx.AsyncClient, installation: Installation
) -> None:
    async with serving(views_of(installation).app) as views:
        for number in range(5):
            code, token = await rated(ratings, f"case-{number}", 5, 4)
            answer = await views.get(f"/grades/{code}", headers={"Read-After": token})
            assert answer.json() == [5, 4]
            assert "read-pending" not in answer.headers


async def test_a_view_that_has_not_caught_up_says_so(ratings: httpx.AsyncClient, installation: Installation) -> None:
    process = views_of(installation)
    async with serving(process.app) as views:
        code, token = await rated(ratings, "case", 5)
        ahead = ":".join([*token.split(":")[:2], "999999"])
        answer = await views.get(f"/grades/{code}", headers={"Read-After": ahead})
        assert answer.headers["read-pending"] == "true"
        wrong = await views.get(f"/grades/{code}", headers={"Read-After": "nonsense"})
        assert (wrong.status_code, wrong.json()["code"]) == (400, "read_after_invalid")


async def test_a_rebuild_under_traffic_shows_nobody_an_empty_or_backward_view(
    ratings: httpx.AsyncClient, installation: Installation
) -> None:
    process = views_of(installation)
    process.projector.grace = 0.5
    operator = as_account(installation, "operator", "wuhu", "operator")
    async with serving(process.app) as views:
        for number in range(20):
            await rated(ratings, f"before-{number}", 5)
        _, token = await rated(ratings, "before-last", 5)
        assert (await views.get("/count", headers={"Read-After": token})).json() == 21
        seen: list[int] = []
        done = asyncio.Event()

        async def write() -> None:
            number = 0
            while not done.is_set():
                await rated(ratings, f"during-{number}", 4)
                number += 1

        async def read() -> None:
            while not done.is_set():
                seen.append((await views.get("/count")).json())

        traffic = [asyncio.create_task(write()), asyncio.create_task(read())]
        for _ in range(3):
            answer = await views.post("/admin/views/grades/rebuild", headers=operator)
            assert answer.status_code == 202
            await process.projector.rebuilt("grades")
        done.set()
        await asyncio.gather(*traffic)
        assert len(seen) > 3
        assert seen == sorted(seen)
        assert seen[0] >= 21
        assert process.projector.lanes["grades"].generation.number == 4
        _, token = await rated(ratings, "after", 3)
        total = (await views.get("/count", headers={"Read-After": token})).json()
        assert total >= seen[-1] + 1


@pytest.mark.parametrize(
    ("views", "epoch"), [((NewGrades(), Totals()), ""), ((Grades(), Totals()), "2")], ids=["new code", "unclean stop"]
)
async def test_what_was_filled_by_other_code_or_before_an_unclean_stop_is_rebuilt(
    ratings: httpx.AsyncClient, installation: Installation, views: tuple[Any, ...], epoch: str
) -> None:
    code, token = await rated(ratings, "case", 5, 4)
    async with serving(views_of(installation).app) as first:
        assert (await first.get(f"/grades/{code}", headers={"Read-After": token})).json() == [5, 4]
    same = views_of(installation)
    async with serving(same.app):
        assert same.projector.lanes["grades"].generation.number == 1, "nothing is rebuilt without a reason"
    process = views_of(installation, *views, epoch=epoch)
    async with serving(process.app) as second:
        assert process.projector.lanes["grades"].generation.number == 2
        assert (await second.get(f"/grades/{code}")).json() == [5, 4]


async def test_a_view_whose_pointer_the_database_lost_is_built_anew_while_the_process_runs(
    ratings: httpx.AsyncClient, installation: Installation
) -> None:
    code, token = await rated(ratings, "case", 5, 4)
    process = views_of(installation)
    async with serving(process.app) as views:
        assert (await views.get(f"/grades/{code}", headers={"Read-After": token})).json() == [5, 4]
        await process.projector.database["generations"].delete_one({"_id": "grades"})
        assert (await views.get(f"/grades/{code}")).status_code == 503
        await until_async(lambda: shows(views, code, token, [5, 4]))
        assert process.projector.lanes["grades"].generation.number == 2, "not one that stands there half filled"


async def test_health_of_the_views_tells_generations_and_lag(
    ratings: httpx.AsyncClient, installation: Installation
) -> None:
    async with serving(views_of(installation).app) as views:
        told = (await views.get("/health")).json()
        assert told["ready"]
        assert told["parts"]["views"]["generations"] == {"grades": 1, "totals": 1}
        assert 'mediation_lag_records{part="views",service="views"}' in (await views.get("/metrics")).text


async def test_commands_succeed_while_the_database_is_away_and_the_views_catch_up(
    ratings: httpx.AsyncClient, installation: Installation, tmp_path: Path
) -> None:
    with own_database(tmp_path) as database:
        process = views_of(replace(installation, mongodb=database.uri), Grades())
        async with serving(process.app) as views:
            code, token = await rated(ratings, "before", 5)
            assert (await views.get(f"/grades/{code}", headers={"Read-After": token})).json() == [5]
            # The embedded database commits about once a second; what it loses within that second is the epoch's matter,
            # on which the supervisor restarts the views (test_embedded_servers).
            await asyncio.sleep(2)
            database.process.kill9()
            away = await views.get(f"/grades/{code}")
            assert (away.status_code, away.json()["code"]) == (503, "database_unavailable")
            during = [await rated(ratings, f"during-{number}", 5, 4) for number in range(5)]
            await asyncio.to_thread(restart, database)
            for code, token in during:
                await until_async(lambda code=code, token=token: shows(views, code, token, [5, 4]))


async def shows(views: httpx.AsyncClient, code: str, token: str, grades: list[int]) -> bool:
    answer = await views.get(f"/grades/{code}", headers={"Read-After": token})
    return answer.status_code == 200 and "read-pending" not in answer.headers and answer.json() == grades
