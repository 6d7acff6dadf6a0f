"""Registers before a real broker and database: entered over HTTP, breached by the clock, a lead that becomes a case, read back."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import datetime
from typing import Any

import httpx
import pytest

from services.console.application import console
from services.intake.api import ROUTES as WINDOW_ROUTES
from services.intake.worker import service as window
from services.jurisdiction.clock_book import SHANGHAI
from services.jurisdiction.law import Law
from services.jurisdiction.register_law import RegisterLaw
from services.registers.api import routes
from services.registers.worker import service
from services.runtime.read_tokens import with_newest
from services.runtime.service_process import ServiceProcess
from tests.conftest import Services
from tests.domain.registers.entries import ENTRIES
from tests.domain.registers.entry_case import COMMUNITY, HUB, LABOUR_BUREAU, OTHER_HUB, STREET
from tests.integration.serving import as_account, serving, settings_of, until_async
from tests.integration.test_console import hidden
from tests.integration.test_intake_process import DISPUTE
from tests.servers import Installation

LAW = Law.load("wuhu")
MONDAY = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)


class Town:
    """The window's process and the registers', the views beside them; every act under a key of its own."""

    def __init__(
        self, installation: Installation, processes: dict[str, ServiceProcess], http: dict[str, httpx.AsyncClient]
    ) -> None:
        self.installation, self.processes, self.http = installation, processes, http
        self.given = 0
        self.seen = list[str]()

    async def post(self, name: str, path: str, by: str, code: str = "", **body: Any) -> httpx.Response:
        """A command of somebody of this body; `code` names the entry or case it is about."""
        self.given += 1
        headers = as_account(self.installation, f"clerk.{by}", by, "clerk") | {"Idempotency-Key": str(self.given)}
        if code:
            headers["If-Match"] = f'"{self.processes[name].loop.state(code)[1]}"'
        answer = await self.http[name].post(path.format(code), json=body, headers=headers)
        if token := answer.headers.get("Read-Token"):
            self.seen = with_newest(self.seen, token)
        return answer

    async def entered(self, register: str, **changed: Any) -> str:
        """The number of a new entry."""
        by, filled = ENTRIES[register]
        answer = await self.post("registers", f"/registers/{register}", by, **{**filled, **changed})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["case_code"])

    async def read(self, path: str, by: str, role: str = "clerk", **query: str) -> httpx.Response:
        """What somebody of this body reads, after what was written last."""
        headers = as_account(self.installation, f"{role}.{by}", by, role) | {"Read-After": ",".join(self.seen)}
        return await self.http["views"].get(path, params=query, headers=headers)

    def state(self, code: str) -> Any:
        """The entry as the registers have it."""
        return self.processes["registers"].loop.state(code)[0]


@pytest.fixture
async def town(installation: Installation, services: Services) -> AsyncIterator[Town]:
    views = services.start("views")
    under_test = {"MEDIATION_MODE": "test"}
    processes = {
        "intake": ServiceProcess(window(LAW), WINDOW_ROUTES, settings_of(installation, "intake", **under_test)),
        "registers": ServiceProcess(
            service(LAW), routes(RegisterLaw.of(LAW)), settings_of(installation, "registers", **under_test)
        ),
    }
    async with AsyncExitStack() as stack:
        for process in processes.values():
            process.clock.set(MONDAY)
        http = {name: await stack.enter_async_context(serving(one.app)) for name, one in processes.items()}
        views.wait_ready()
        http["views"] = await stack.enter_async_context(
            httpx.AsyncClient(base_url=views.url, trust_env=False, timeout=30)
        )
        yield Town(installation, processes, http)


async def test_a_register_is_kept_over_http_watched_by_the_clock_and_read_back(town: Town) -> None:
    suggestion = await town.entered("suggestions")
    lead = await town.entered("leads")
    complaint = await town.entered("complaints")

    # What is wrong with a form is named in Chinese; a stranger learns nothing; an act needs the state that was seen.
    wrong = await town.post("registers", "/registers/leads", HUB, **{**ENTRIES["leads"][1], "topic": "weather"})
    assert wrong.status_code == 400
    assert next(one["message"] for one in wrong.json()["errors"]).startswith("“热点类别”应为下列之一")
    verify = {"verification": "属实"}
    assert (await town.post("registers", "/registers/leads/{}/verified", OTHER_HUB, lead, **verify)).status_code == 404
    no_etag = as_account(town.installation, "clerk.x", STREET, "clerk") | {"Idempotency-Key": "x"}
    unseen = await town.http["registers"].post(f"/registers/leads/{lead}/verified", json=verify, headers=no_etag)
    assert unseen.status_code == 428
    may = await town.http["registers"].get(
        f"/cases/{lead}/acts", headers=as_account(town.installation, "x", STREET, "clerk")
    )
    assert may.status_code == 200, may.text
    assert {act["name"]: act["admitted"] for act in may.json()["acts"]}["leads_verified"]
    told = await town.post("registers", "/registers/leads/{}/verified", STREET, lead, **verify)
    assert [event["name"] for event in told.json()["events"]] == ["register_step_taken"]

    # The case that is registered from the lead settles it, by events alone.
    dispute: dict[str, Any] = {**DISPUTE, "lead": lead}
    case = await town.post("intake", "/cases", STREET, **dispute)
    assert case.status_code == 201, case.text
    await until_async(lambda: _is(lambda: town.state(lead).closed))
    assert town.state(lead).case_code == case.json()["case_code"]

    # A suggestion that nobody answers is a breach, and the owner's superior orders it to see to it.
    town.processes["registers"].clock.set(datetime(2026, 5, 7, 9, tzinfo=SHANGHAI))
    await until_async(lambda: _is(lambda: bool(town.state(suggestion).orders)))
    assert [(one.body, one.supervisor) for one in town.state(suggestion).orders] == [(LABOUR_BUREAU, HUB)]
    late = await town.post(
        "registers", "/registers/suggestions/{}/replied", LABOUR_BUREAU, suggestion, adoption="adopted", reply="已整改"
    )
    assert late.json()["events"][0]["data"]["irregularities"][0]["code"] == "register_step_late"
    replied = await town.post(
        "registers", "/registers/entries/{}/supervision/reply", LABOUR_BUREAU, suggestion, reply="已办复，今后按期办理"
    )
    assert replied.status_code == 200, replied.text

    # The read API: one entry, the list, the figures against the target, the boards, and nothing for whom it is about.
    file = (await town.read(f"/registers/entries/{suggestion}", HUB)).json()
    assert (file["stage_name"], file["owner_name"], file["irregularities"]) == (
        "书面回复",
        "镜湖区人力资源和社会保障局",
        1,
    )
    assert file["orders"][0]["status_name"] == "已回复，待办结"
    [row] = (await town.read("/registers/leads/entries", STREET)).json()
    assert (row["number"], row["stage_name"], row["status"]) == (lead, "转为纠纷案件", "closed")
    later = await town.entered("leads")
    first = await town.read("/registers/leads/entries", STREET, limit="1")
    rest = await town.read("/registers/leads/entries", STREET, limit="1", after=first.headers["Next-After"])
    assert [[one["number"] for one in page.json()] for page in (first, rest)] == [[later], [lead]]
    assert "Next-After" not in rest.headers
    still_open = (await town.read("/registers/leads/entries", STREET, status="open")).json()
    assert [one["number"] for one in still_open] == [later]
    figures = {
        one["figure"]: one for one in (await town.read("/registers/figures", HUB, register="suggestions")).json()
    }
    rate = figures["on_time_reply_rate"]
    assert (rate["numerator"], rate["denominator"], rate["target"], rate["verdict"]) == (0, 1, 1.0, "missed")
    board = (await town.read("/deadlines", HUB)).json()
    assert "RG-COMPLAINT" in {one["limit"] for one in board if one["register_code"] == "complaints"}
    work = (await town.read("/work-list", HUB)).json()
    assert ("supervision_replied", "suggestions") in {(one["kind"], one["register_code"]) for one in work}
    for accused in (STREET, COMMUNITY):
        assert (await town.read(f"/registers/entries/{complaint}", accused)).status_code == 404
        assert (await town.read("/registers/complaints/entries", accused)).json() == []
    masked = (await town.read(f"/registers/entries/{lead}", HUB, "auditor")).text
    assert "电梯停运" not in masked
    assert (await town.read("/registers/lanterns/entries", HUB)).status_code == 404

    await _with_the_pages(town)


async def _with_the_pages(town: Town) -> None:
    """A clerk of the county enters an assignment and settles it with the pages alone, made from the same schemas."""
    addresses = " ".join(f"{name}={str(client.base_url).rstrip('/')}" for name, client in town.http.items())
    pages = console(settings_of(town.installation, "console", MEDIATION_ADDRESSES=addresses))
    async with serving(pages) as client:
        signing_in = await client.get("/sign-in")
        post = {**hidden(signing_in.text), "post": f"clerk.{HUB}"}
        assert (await client.post("/sign-in", data=post, follow_redirects=True)).status_code == 200
        overview = (await client.get("/registers")).text
        assert "司法建议、检察建议按期办复率达到100%" in overview
        assert "未达到目标" in overview
        form = await client.get("/registers/assignments/new")
        assert "交办类别" in form.text
        assert "行政复议答复" in form.text
        lacking = await client.post("/registers/assignments/new", data=hidden(form.text))
        assert lacking.status_code == 400
        assert "“交办单编号”必须填写" in lacking.text
        filled = {
            "owner": LABOUR_BUREAU,
            "number": "交办7号",
            "matter_kind": "mediation",
            "content": "牵头化解欠薪纠纷",
        }
        sent = {**hidden(lacking.text), **filled}
        entered = await client.post("/registers/assignments/new", data=sent, follow_redirects=True)
        assert entered.status_code == 200, entered.text
        place = entered.url.path
        assert place.startswith("/registers/entries/")
        assert "镜湖区人力资源和社会保障局" in entered.text
        voiding = await client.get(f"{place}/acts/void_register_entry")
        gone = {**hidden(voiding.text), "reason": "重复交办"}
        voided = await client.post(f"{place}/acts/void_register_entry", data=gone, follow_redirects=True)
        assert (voided.status_code, voided.url.path) == (200, place)
        assert "已作废" in voided.text


async def _is(condition: Any) -> bool:
    return bool(condition())
