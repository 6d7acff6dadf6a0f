"""The operator's routes on a parked case: list, inspect, replay; and what its people see meanwhile."""

import asyncio

import httpx
import pytest

from schemas.identity import case_code
from services.runtime.command_routes import CommandRoute
from services.runtime.service_process import ServiceProcess
from tests.integration.serving import as_account, serving, settings_of, until_async
from tests.runtime.counting import Add, CountingRules, Crash, counting
from tests.runtime.counting_loop import an_id
from tests.servers import Installation


@pytest.fixture
def headers(installation: Installation) -> dict[str, str]:
    return as_account(installation, "clerk.fangcun", "fangcun", "clerk")


def process_of(installation: Installation, *, crashes: bool) -> ServiceProcess:
    everybody = frozenset({"clerk"})
    routes = [
        CommandRoute("/counts/{case_code}/add", Add, everybody, "加", roles_without_precondition=everybody),
        CommandRoute("/counts/{case_code}/crash", Crash, everybody, "坏", roles_without_precondition=everybody),
    ]
    return ServiceProcess(counting(CountingRules(crashes=crashes)), routes, settings_of(installation, "intake"))


async def act(client: httpx.AsyncClient, headers: dict[str, str], code: str, what: str, key: str) -> httpx.Response:
    return await client.post(f"/counts/{code}/{what}", json={}, headers=headers | {"Idempotency-Key": key})


async def test_a_parked_case_is_listed_inspected_and_healed_by_a_repaired_program(
    installation: Installation, headers: dict[str, str]
) -> None:
    sick, sound = case_code(an_id("sick")), case_code(an_id("sound"))
    operator = as_account(installation, "operator.local", "operator", "operator")
    async with serving(process_of(installation, crashes=True).app) as client:
        parked = await act(client, headers, sick, "crash", "1")
        assert (parked.status_code, parked.json()["code"]) == (503, "command_parked")
        waiting = asyncio.create_task(act(client, headers, sick, "add", "2"))
        assert (await act(client, headers, sound, "add", "3")).status_code == 200
        assert (await waiting).status_code == 202
        listed = (await client.get("/admin/dead-letters", headers=operator)).json()
        assert [row["case_code"] for row in listed["cases"]] == [sick]
        assert "ZeroDivisionError" in listed["cases"][0]["reason"]
        shown = (await client.get(f"/admin/dead-letters/{sick}", headers=operator)).json()
        assert shown["parked"]["name"] == "crash"
        assert [letter["name"] for letter in shown["waiting"]] == ["add"]
        assert (await client.get("/admin/dead-letters", headers=headers)).status_code == 403
        unparked = await client.post(f"/admin/dead-letters/{sound}/replay", headers=operator)
        assert (unparked.status_code, unparked.json()["code"]) == (409, "parked_nothing")
        assert "1 件搁置" in (await client.get("/health")).json()["note"]
    repaired = process_of(installation, crashes=False)
    async with serving(repaired.app) as client:
        assert (await client.post(f"/admin/dead-letters/{sick}/replay", headers=operator)).status_code == 200
        await until_async(lambda: is_decided(client, headers, sick))
        healed = await act(client, headers, sick, "crash", "1")
        assert healed.json()["events"][0]["data"]["amount"] == 100
        assert (await act(client, headers, sick, "add", "2")).status_code == 200
        assert repaired.loop.state(sick)[0].total == 101


async def is_decided(client: httpx.AsyncClient, headers: dict[str, str], code: str) -> bool:
    """The release is answered before what it releases: until then the parked command says that it is parked."""
    return (await act(client, headers, code, "crash", "1")).status_code == 200
