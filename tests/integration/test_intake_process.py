"""The window as a real process on a real broker, with the committees' process beside it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest

from services.intake.api import ROUTES
from services.intake.worker import service
from services.jurisdiction.law import Law
from services.people_mediation import api as committee_api
from services.people_mediation import worker as committee_worker
from services.runtime.service_process import ServiceProcess
from tests.integration.serving import as_account, serving, settings_of, until_async
from tests.servers import Installation

STREET = "wuhu.jinghu.fangcun.pmc"
COMMUNITY = "wuhu.jinghu.fangcun.community-1.pmc"
OTHER_STREET = "wuhu.jinghu.jingshan.pmc"
LAW = Law.load("wuhu")
DISPUTE = {
    "dispute_type": "NEIGHBOR",
    "summary": "楼上卫生间渗水,双方对维修费用有争议",
    "place": "安徽省芜湖市镜湖区方村街道示范一社区",
    "parties": [
        {"role": "applicant", "kind": "natural", "name": "申请人甲"},
        {"role": "respondent", "kind": "natural", "name": "被申请人乙"},
    ],
}


class World:
    """Both processes and their clerks."""

    def __init__(
        self,
        installation: Installation,
        window: ServiceProcess,
        committees: ServiceProcess,
        http: dict[str, httpx.AsyncClient],
    ) -> None:
        self.installation, self.window, self.committees, self.http = installation, window, committees, http
        self.sent = 0
        self.last = ""

    async def post(self, path: str, body: dict[str, Any], organisation: str, match: str = "") -> httpx.Response:
        self.sent += 1
        headers = as_account(self.installation, f"clerk.{organisation}", organisation, "clerk")
        headers |= {"Idempotency-Key": f"key-{self.sent}"} | ({"If-Match": match} if match else {})
        service_name = "people_mediation" if path.startswith("/people-mediation") else "intake"
        return await self.http[service_name].post(path, json=body, headers=headers)

    def file(self, code: str) -> Any:
        return self.window.loop.state(code)[0]

    def etag(self, code: str) -> str:
        return f'"{self.window.loop.state(code)[1]}"'


@pytest.fixture
async def world(installation: Installation) -> AsyncIterator[World]:
    window = ServiceProcess(service(LAW), ROUTES, settings_of(installation, "intake"))
    committees = ServiceProcess(
        committee_worker.service(LAW), committee_api.ROUTES, settings_of(installation, "people_mediation")
    )
    async with AsyncExitStack() as stack:
        http = {
            "intake": await stack.enter_async_context(serving(window.app)),
            "people_mediation": await stack.enter_async_context(serving(committees.app)),
        }
        yield World(installation, window, committees, http)


async def test_a_case_goes_from_the_street_to_the_community_and_nobody_else_learns_of_it(world: World) -> None:
    registered = await world.post("/cases", DISPUTE, STREET)
    assert registered.status_code == 201, registered.text
    code, etag = registered.json()["case_code"], registered.headers["etag"]
    assert registered.json()["events"][0]["name"] == "case_registered"

    stranger = await world.post(f"/cases/{code}/notes", {"text": "打听"}, OTHER_STREET, etag)
    assert (stranger.status_code, stranger.json()["code"]) == (404, "not_found")

    offer = {"to_body": COMMUNITY, "channel": "PEOPLE_MEDIATION"}
    offered = await world.post(f"/cases/{code}/offer", offer, STREET, world.etag(code))
    assert offered.status_code == 200, offered.text

    async def accepted() -> bool:
        seen = f'"{world.committees.loop.state(code)[1]}"'
        answer = await world.post(f"/people-mediation/cases/{code}/offer/accept", {}, COMMUNITY, seen)
        world.last = answer.text
        return answer.status_code == 200

    async def moved() -> bool:
        return bool(world.file(code).custody.custodian == COMMUNITY)

    try:
        await until_async(accepted, 20)
    except TimeoutError as error:
        raise AssertionError(world.last) from error
    await until_async(moved)
    assert world.file(code).first_handler == STREET
    assert world.file(code).handler == f"clerk.{COMMUNITY}"

    refused = await world.post(f"/cases/{code}/close", {"result": "agreed"}, COMMUNITY, world.etag(code))
    assert (refused.status_code, refused.json()["code"]) == (409, "round_open")
    closed = await world.post(f"/cases/{code}/close", {"result": "withdrawn"}, COMMUNITY, world.etag(code))
    assert closed.status_code == 200, closed.text


async def test_a_merge_into_a_case_that_is_not_there_undoes_itself(world: World) -> None:
    registered = await world.post("/cases", DISPUTE, STREET)
    other = await world.post("/cases", DISPUTE, OTHER_STREET)
    code, foreign = registered.json()["case_code"], other.json()["case_code"]
    merged = await world.post(f"/cases/{code}/merge", {"into": foreign, "reason": "重复"}, STREET, world.etag(code))
    assert merged.status_code == 200, merged.text

    async def undone() -> bool:
        return bool(world.file(code).situation == "open")

    await until_async(undone)
    assert world.file(foreign).duplicates == ()
    assert world.file(code).custody.custodian == STREET
