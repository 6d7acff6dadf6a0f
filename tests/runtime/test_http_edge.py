"""What a caller of a deciding service sees, status by status (design.md section 8)."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from services.runtime.accounts import Account
from services.runtime.command_door import Application, CommandDoor
from services.runtime.command_endpoint import Edge
from services.runtime.command_routes import CommandRoute
from services.runtime.http import add_commands, application
from services.runtime.local_issuer import AUDIENCE, ISSUER, LocalIssuer
from services.runtime.ports import BrokerUnavailable
from services.runtime.tokens import TokenSettings, TokenVerifier
from tests.runtime.notebook import NOTEBOOK, MemoryLoop, OpenNotebook, WritePage

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ROUTES = [
    CommandRoute("/notebooks", OpenNotebook, frozenset({"clerk"}), "登记", creates_case=True),
    CommandRoute(
        "/notebooks/{case_code}/pages", WritePage, frozenset({"clerk", "citizen"}), "记一页",
        roles_without_precondition=frozenset({"citizen"}),
    ),
]  # fmt: skip


@pytest.fixture
def loop() -> MemoryLoop:
    return MemoryLoop()


@pytest.fixture
def issuer(tmp_path: Path) -> LocalIssuer:
    return LocalIssuer(tmp_path)


@pytest.fixture
def app(loop: MemoryLoop, issuer: LocalIssuer) -> Application:
    tokens = TokenVerifier(TokenSettings(ISSUER, AUDIENCE, str(issuer.jwks_file)))
    made = application("notebook", "1")
    add_commands(made, Edge("notebook", loop, tokens, lambda: NOW, body_limit=2048), NOTEBOOK.commands, ROUTES)
    return made


@pytest.fixture
async def client(app: Application) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://notebook") as made:
        yield made


@pytest.fixture
def headers(issuer: LocalIssuer) -> dict[str, str]:
    return as_account(issuer, "clerk.fangcun", "fangcun", "clerk")


def as_account(issuer: LocalIssuer, user: str, organisation: str, *roles: str) -> dict[str, str]:
    token = issuer.token(Account(id=user, organisation=organisation, office="登记员", roles=roles))
    return {"Authorization": f"Bearer {token}"}


async def opened(client: httpx.AsyncClient, headers: dict[str, str], key: str = "open-1") -> str:
    response = await client.post("/notebooks", json={"title": "水渠"}, headers=headers | {"Idempotency-Key": key})
    assert response.status_code == 201
    return str(response.json()["case_code"])


async def write(
    client: httpx.AsyncClient, headers: dict[str, str], code: str, key: str, match: str | None, body: Any = None
) -> httpx.Response:
    sent = headers | {"Idempotency-Key": key} | ({"If-Match": match} if match else {})
    return await client.post(f"/notebooks/{code}/pages", json=body or {"text": "第一页"}, headers=sent)


def code_of(response: httpx.Response) -> str:
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == response.status_code
    return str(response.json()["code"])


async def test_an_accepted_act_tells_its_events_its_etag_and_its_place_in_the_log(
    client: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    code = await opened(client, headers)
    response = await write(client, headers, code, "write-1", '"1"')
    assert response.status_code == 200
    assert response.headers["etag"] == '"2"'
    assert response.headers["read-token"] == "notebook:0:1"
    assert [event["name"] for event in response.json()["events"]] == ["page_written"]
    assert response.json()["sequence"] == 2


async def test_ten_retries_of_one_registration_are_one_case(
    client: httpx.AsyncClient, headers: dict[str, str], loop: MemoryLoop
) -> None:
    assert len({await opened(client, headers) for _ in range(10)}) == 1
    assert len(loop.log) == 1


async def test_one_key_with_another_body_is_refused_without_effect(
    client: httpx.AsyncClient, headers: dict[str, str], loop: MemoryLoop
) -> None:
    await opened(client, headers)
    response = await client.post(
        "/notebooks", json={"title": "另一件"}, headers=headers | {"Idempotency-Key": "open-1"}
    )
    assert (response.status_code, code_of(response)) == (422, "key_reused")
    assert len(loop.log) == 1


async def test_the_same_key_of_another_account_is_another_command(
    client: httpx.AsyncClient, headers: dict[str, str], issuer: LocalIssuer
) -> None:
    other = as_account(issuer, "clerk.qiaobei", "qiaobei", "clerk")
    assert await opened(client, headers) != await opened(client, other)


async def test_a_request_without_a_key_is_told_to_bring_one(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    response = await client.post("/notebooks", json={"title": "水渠"}, headers=headers)
    assert (response.status_code, code_of(response)) == (400, "idempotency_key_missing")


async def test_staff_must_say_which_state_they_saw(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    code = await opened(client, headers)
    response = await write(client, headers, code, "write-1", None)
    assert (response.status_code, code_of(response)) == (428, "precondition_required")


async def test_a_citizen_need_not(client: httpx.AsyncClient, headers: dict[str, str], issuer: LocalIssuer) -> None:
    code = await opened(client, headers)
    citizen = as_account(issuer, "citizen.1", "fangcun", "citizen")
    assert (await write(client, citizen, code, "write-1", None)).status_code == 200


async def test_the_second_of_two_clerks_gets_412_and_the_current_etag(
    client: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    code = await opened(client, headers)
    await write(client, headers, code, "write-1", '"1"')
    response = await write(client, headers, code, "write-2", '"1"', {"text": "第二页"})
    assert (response.status_code, code_of(response), response.headers["etag"]) == (412, "stale", '"2"')


@pytest.mark.parametrize("header", ["1", "*", 'W/"1"', '"x"', '"1", "2"'])
async def test_an_if_match_that_is_no_etag_of_ours_is_named(
    client: httpx.AsyncClient, headers: dict[str, str], header: str
) -> None:
    code = await opened(client, headers)
    assert code_of(await write(client, headers, code, "write-1", header)) == "if_match_invalid"


async def test_a_foreign_an_unknown_and_an_impossible_case_are_the_same_404(
    client: httpx.AsyncClient, headers: dict[str, str], issuer: LocalIssuer
) -> None:
    code = await opened(client, headers)
    other = as_account(issuer, "clerk.qiaobei", "qiaobei", "clerk")
    unknown = await opened(client, other, "elsewhere")
    answers = [await write(client, other, code, "write-1", '"1"')]
    answers += [await write(client, other, text, "write-2", '"1"') for text in ("nonsense", code[:-1] + "*")]
    answers += [await write(client, headers, unknown, "write-3", '"9"')]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert not any("etag" in answer.headers or "read-token" in answer.headers for answer in answers)


async def test_a_refusal_of_the_domain_carries_code_sentence_field_and_article(
    client: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    code = await opened(client, headers)
    await write(client, headers, code, "write-1", '"1"')
    response = await write(client, headers, code, "write-2", '"2"')
    assert (response.status_code, code_of(response)) == (409, "written_already")
    told = response.json()
    assert (told["detail"], told["field"], told["source"], told["parameters"]) == (
        "这一页已经写过", "text", "PML 17", {"page": 1},
    )  # fmt: skip
    assert response.headers["etag"] == '"2"'


async def test_every_wrong_field_is_named_with_what_would_be_right(
    client: httpx.AsyncClient, headers: dict[str, str], loop: MemoryLoop
) -> None:
    body = {"titel": "水渠", "pages": "many", "occurred_at": "2026-03-02T09:00:00"}
    response = await client.post("/notebooks", json=body, headers=headers | {"Idempotency-Key": "open-1"})
    assert (response.status_code, code_of(response)) == (400, "fields_invalid")
    told = {error["field"]: error["message"] for error in response.json()["errors"]}
    assert told == {
        "title": "必须填写",
        "pages": "应为整数",
        "occurred_at": "应写明时区，例如 2026-03-02T09:30:00+08:00",
        "titel": "没有名为“titel”的字段，请核对拼写，是否为“title”",
    }
    assert not loop.submitted


async def test_nothing_may_have_occurred_in_the_future(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    for instant, status in (("2026-03-02T01:00:05Z", 201), ("2026-03-02T01:00:06Z", 400)):
        body = {"title": "水渠", "occurred_at": instant}
        response = await client.post("/notebooks", json=body, headers=headers | {"Idempotency-Key": instant})
        assert response.status_code == status
    assert response.json()["errors"][0]["code"] == "occurred_in_future"


@pytest.mark.parametrize("content", [b"", b"[]", b'{"title": ', b'"\xff"'])
async def test_a_body_that_is_no_json_object_is_refused(
    client: httpx.AsyncClient, headers: dict[str, str], content: bytes
) -> None:
    response = await client.post("/notebooks", content=content, headers=headers | {"Idempotency-Key": "open-1"})
    assert (response.status_code, code_of(response)) == (400, "body_not_json")


async def test_a_body_above_the_limit_is_not_read_further(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(3):
            yield b" " * 1024

    for content in (b" " * 4096, endless()):
        response = await client.post("/notebooks", content=content, headers=headers | {"Idempotency-Key": "open-1"})
        assert (response.status_code, code_of(response)) == (413, "body_too_large")


async def test_without_a_token_nothing_is_done(client: httpx.AsyncClient, loop: MemoryLoop) -> None:
    response = await client.post("/notebooks", json={"title": "水渠"}, headers={"Idempotency-Key": "open-1"})
    assert (response.status_code, code_of(response)) == (401, "token_missing")
    assert response.headers["www-authenticate"] == "Bearer"
    assert not loop.submitted


async def test_an_account_without_the_role_is_told_which_roles_may(
    client: httpx.AsyncClient, issuer: LocalIssuer
) -> None:
    mediator = as_account(issuer, "mediator.fangcun", "fangcun", "mediator") | {"Idempotency-Key": "open-1"}
    response = await client.post("/notebooks", json={"title": "水渠"}, headers=mediator)
    assert (response.status_code, code_of(response)) == (403, "role_missing")
    assert "clerk" in response.json()["detail"]


async def test_an_unconfirmed_send_is_503_unknown(
    client: httpx.AsyncClient, headers: dict[str, str], loop: MemoryLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lost(*_: Any) -> None:
        raise BrokerUnavailable("no acknowledgement")

    monkeypatch.setattr(loop, "submit", lost)
    response = await client.post("/notebooks", json={"title": "水渠"}, headers=headers | {"Idempotency-Key": "open-1"})
    assert (response.status_code, code_of(response)) == (503, "outcome_unknown")
    assert response.headers["retry-after"] == "2"


async def test_a_late_answer_is_202_and_is_found_at_its_location_by_its_giver_alone(
    client: httpx.AsyncClient, headers: dict[str, str], loop: MemoryLoop, issuer: LocalIssuer
) -> None:
    held = loop.answers
    loop.answers = {}
    decide, loop._decide = loop._decide, lambda *command: held.update({("late", command[1]): command})  # type: ignore[assignment,misc,dict-item]
    response = await client.post("/notebooks", json={"title": "水渠"}, headers=headers | {"Idempotency-Key": "open-1"})
    assert response.status_code == 202
    location = response.headers["location"]
    early = await client.get(location, headers=headers)
    assert (early.status_code, code_of(early)) == (404, "command_unanswered")
    decide(*loop.submitted[0])
    late = await client.get(location, headers=headers)
    assert (late.status_code, late.headers["etag"], late.json()["sequence"]) == (200, '"1"', 1)
    other = as_account(issuer, "clerk.qiaobei", "qiaobei", "clerk")
    assert code_of(await client.get(location, headers=other)) == "command_unanswered"


async def test_unknown_addresses_and_methods_are_problems_too(client: httpx.AsyncClient) -> None:
    assert code_of(await client.get("/nowhere")) == "route_unknown"
    assert code_of(await client.get("/notebooks")) == "method_not_allowed"


async def test_a_crash_is_a_problem_that_tells_nothing_but_the_trace(
    client: httpx.AsyncClient, headers: dict[str, str], loop: MemoryLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any) -> None:
        raise RuntimeError("张某某")

    monkeypatch.setattr(loop, "submit", broken)
    trace = "0af7651916cd43dd8448eb211c80319c"
    sent = headers | {"Idempotency-Key": "open-1", "traceparent": f"00-{trace}-b7ad6b7169203331-01"}
    response = await client.post("/notebooks", json={"title": "水渠"}, headers=sent)
    assert (response.status_code, code_of(response)) == (500, "internal_error")
    assert trace in response.json()["detail"]
    assert "张" not in response.text


async def test_the_interface_description_is_openapi_3_1_with_bodies_and_problems(client: httpx.AsyncClient) -> None:
    document = (await client.get("/openapi.json")).json()
    assert document["openapi"].startswith("3.1.")
    write_page = document["paths"]["/notebooks/{case_code}/pages"]["post"]
    assert write_page["requestBody"]["content"]["application/json"]["schema"]["$ref"].endswith("/WritePage")
    assert {parameter["name"] for parameter in write_page["parameters"]} >= {"case_code", "Idempotency-Key", "If-Match"}
    assert set(write_page["responses"]) >= {"200", "202", "400", "401", "404", "409", "412", "422", "428", "503"}
    assert document["components"]["schemas"]["WritePage"]["properties"]["text"]["type"] == "string"
    assert "Problem" in document["components"]["schemas"]


async def test_the_long_way_answers_as_the_door_does(
    client: httpx.AsyncClient, headers: dict[str, str], app: Application
) -> None:
    code = await opened(client, headers)
    by_the_door = await write(client, headers, code, "write-1", '"7"')
    app.door = CommandDoor()
    the_long_way = await write(client, headers, code, "write-1", '"7"')
    assert (by_the_door.status_code, by_the_door.content) == (the_long_way.status_code, the_long_way.content)
    assert code_of(by_the_door) == "stale"


@pytest.mark.parametrize(
    ("method", "path", "taken"),
    [
        ("POST", "/notebooks", True), ("POST", "/notebooks/X/pages", True), ("GET", "/notebooks", False),
        ("POST", "/notebooks//pages", False), ("POST", "/notebooks/X/Y/pages", False), ("POST", "/notebooks/{case_code}/pages", True),
        ("POST", "/notebooks/", False), ("POST", "/", False), ("GET", "/commands/X/Y", False),
    ],
)  # fmt: skip
async def test_the_door_takes_commands_alone(app: Application, method: str, path: str, taken: bool) -> None:
    scope = {"type": "http", "method": method, "path": path}
    assert app.door.takes(scope) is taken
    assert not taken or scope["path_params"] == ({"case_code": path.split("/")[2]} if path.count("/") > 1 else {})


async def test_an_error_nobody_foresaw_is_a_problem_at_the_door_too(
    client: httpx.AsyncClient, headers: dict[str, str], loop: MemoryLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def crash(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(loop, "submit", crash)
    response = await client.post("/notebooks", json={"title": "水渠"}, headers=headers | {"Idempotency-Key": "k"})
    assert (response.status_code, code_of(response)) == (500, "internal_error")
