"""Loads on running services, each carried out by the generator's own process."""

import asyncio
import json
import sys
from typing import Any

import httpx

from deploy.bench.generator import Order, order_as_json
from deploy.trial.feeding import CLERK, registration
from deploy.trial.fleet import Fleet
from services.runtime.accounts import Account
from services.runtime.local_issuer import LocalIssuer

COMMITTEE = "wuhu.jinghu.fangcun.pmc"
ROLES = ("clerk", "mediator")


def bearer(fleet: Fleet, organisation: str, *roles: str) -> str:
    """A token of somebody of this body."""
    account = Account(id=f"bench@{organisation}", organisation=organisation, office="压测", roles=roles)
    return LocalIssuer(fleet.installation.data / "issuer").token(account)


async def generate(order: Order) -> dict[str, Any]:
    """Carry out the order in a process of its own and return its figures."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "deploy.bench.generator",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    told, _ = await process.communicate(order_as_json(order).encode())
    if process.returncode:
        raise RuntimeError("the generator failed")
    figures: dict[str, Any] = json.loads(told)
    return figures


async def cases_in_mediation(fleet: Fleet, count: int) -> tuple[tuple[str, int], ...]:
    """So many cases that a committee has taken up, with the ETag there. Intake and people's mediation must run."""
    window, committee = bearer(fleet, CLERK.organisation, "clerk"), bearer(fleet, COMMITTEE, *ROLES)
    async with httpx.AsyncClient(timeout=30, trust_env=False) as client:
        return tuple([await _case_in_mediation(fleet, client, window, committee, number) for number in range(count)])


async def _case_in_mediation(
    fleet: Fleet, client: httpx.AsyncClient, window: str, committee: str, number: int
) -> tuple[str, int]:
    intake, mediation = fleet.of("intake").url, fleet.of("people_mediation").url
    key = f"bench-{number}"
    made = await _give(client, f"{intake}/cases", window, key, registration(number), None)
    code = made.json()["case_code"]
    offer = {"to_body": COMMITTEE, "channel": "PEOPLE_MEDIATION", "reason": "route"}
    await _give(client, f"{intake}/cases/{code}/offer", window, f"{key}-offer", offer, made.headers["etag"])
    paths = await _paths(client, mediation)
    etag = '"1"'
    for step, (command, body) in enumerate((("accept_offer", {}), *_consents(made.json()), ("accept_mediation", {}))):
        for attempt in range(300):  # a command too early is refused for good: each try has its own key
            url = mediation + paths[command].format(case_code=code)
            answer = await client.post(url, json=body, headers=_headers(committee, f"{key}-{step}-{attempt}", etag))
            if answer.status_code == httpx.codes.OK:
                etag = answer.headers["etag"]
                break
            etag = answer.headers.get("etag", etag)
            await asyncio.sleep(0.05)
        else:
            raise RuntimeError(f"{command}: {answer.status_code} {answer.text}")
    return code, int(etag.strip('"'))


def _consents(registered: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    parties = registered["events"][0]["data"]["case"]["parties"]
    return [("give_consent", {"party_id": party["party_id"]}) for party in parties]


async def _paths(client: httpx.AsyncClient, url: str) -> dict[str, str]:
    document = (await client.get(f"{url}/openapi.json")).json()
    return {
        operation["operationId"]: path
        for path, operations in document["paths"].items()
        for operation in operations.values()
        if "operationId" in operation
    }


async def path_of(fleet: Fleet, service: str, command: str) -> str:
    """The path of a command, from the service's own description."""
    async with httpx.AsyncClient(timeout=30, trust_env=False) as client:
        return (await _paths(client, fleet.of(service).url))[command]


async def _give(
    client: httpx.AsyncClient, url: str, token: str, key: str, body: dict[str, Any], etag: str | None
) -> httpx.Response:
    answer = await client.post(url, json=body, headers=_headers(token, key, etag))
    if answer.status_code not in (httpx.codes.OK, httpx.codes.CREATED):
        raise RuntimeError(f"{url}: {answer.status_code} {answer.text}")
    return answer


def _headers(token: str, key: str, etag: str | None) -> dict[str, str]:
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
    return headers | ({"If-Match": etag} if etag else {})
