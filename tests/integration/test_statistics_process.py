"""Statistics on a real broker and database: counted, led back to their cases, frozen, corrected, computed again, taken out."""

import csv
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO, StringIO
from typing import Any

import httpx
import openpyxl
import pytest
from structlog.testing import capture_logs

from schemas.values import DisputeType
from services.command_line.report_client import submitted
from services.command_line.report_verify import verified
from services.intake.worker import service as intake
from services.jurisdiction.clock_values import SHANGHAI
from services.jurisdiction.frozen_reports import digest
from services.jurisdiction.law import Law
from services.people_mediation.worker import service as people_mediation
from services.reproduce.cases import Told, mediated_by_committee
from services.reproduce.machine import Machine
from services.runtime.checks.tallies import TallyCheck
from services.runtime.mongo import connect
from services.runtime.projection import LoggedDecision
from services.runtime.service_process import ServiceProcess
from services.runtime.views_process import ViewsProcess
from services.statistics.api import ROUTES
from services.statistics.worker import service
from services.views.all_views import TALLIES, VIEWS
from services.views.api import routers
from tests.integration.serving import as_account, serving, settings_of
from tests.integration.views_world import _write
from tests.servers import Installation

LAW = Law.load("wuhu")
HUB, OTHER_HUB = "wuhu.jinghu.hub", "wuhu.jiujiang.hub"
COMMUNITY, STREET = "wuhu.jinghu.fangcun.community-1.pmc", "wuhu.jinghu.fangcun.pmc"
FEBRUARY = {"organisation": HUB, "period": "2026-02"}
ABOUT = ("report", "organisation", "bodies", "period", "series", "catalogue_version")


def cases(name: str, number: int, body: str, **told: Any) -> list[LoggedDecision]:
    """What the services decide about so many disputes of February, through their own rules."""
    log: list[LoggedDecision] = []
    machine = Machine([intake(LAW), people_mediation(LAW)], lambda logged, _: log.append(logged))
    for case in range(number):
        at = datetime(2026, 2, 3, 9, tzinfo=SHANGHAI) + timedelta(days=case)
        mediated_by_committee(machine, Told(f"{name}/{case}", at, body, **told))
    return log


class County:
    """The views and the statistics of one installation, and the county office that asks them."""

    def __init__(self, installation: Installation, views: httpx.AsyncClient, statistics: httpx.AsyncClient) -> None:
        self.installation, self.views, self.statistics = installation, views, statistics
        self.seen = ""
        self.given = 0

    async def happens(self, log: list[LoggedDecision]) -> None:
        """Decisions reach their logs."""
        self.seen = ",".join((await _write(self.installation, log)).values())

    async def read(self, path: str, *, reader: str = HUB, **query: str) -> httpx.Response:
        headers = as_account(self.installation, f"office.{reader}", reader, "county_office") | {"Read-After": self.seen}
        return await self.views.get(path, params={**FEBRUARY, **query}, headers=headers)

    async def json(self, path: str, **query: str) -> Any:
        found = await self.read(path, **query)
        assert found.status_code == httpx.codes.OK, found.text
        assert "Read-Pending" not in found.headers
        return found.json()

    async def act(self, code: str, act: str, body: dict[str, Any], etag: int | None = None) -> httpx.Response:
        self.given += 1
        headers = as_account(self.installation, f"office.{HUB}", HUB, "county_office")
        headers |= {"Idempotency-Key": str(self.given)} | ({} if etag is None else {"If-Match": f'"{etag}"'})
        answer = await self.statistics.post(f"/statistics/reports/{code}/{act}", json=body, headers=headers)
        self.seen = answer.headers.get("Read-Token", self.seen)
        return answer


@pytest.fixture
async def county(installation: Installation) -> AsyncIterator[County]:
    process = ServiceProcess(service(LAW), ROUTES, settings_of(installation, "statistics"))
    views = ViewsProcess("views", VIEWS, lambda edge: routers(edge, LAW), settings_of(installation, "views"))
    async with AsyncExitStack() as stack:
        http = [await stack.enter_async_context(serving(app)) for app in (views.app, process.app)]
        yield County(installation, *http)


def figure(found: Any, table: int, row: str, indicator: str) -> str:
    """The text of one figure of a report."""
    rows = found["report"]["tables"][table]["rows"]
    cells = next(one["cells"] for one in rows if one["key"] == row)
    return str(next(cell["text"] for cell in cells if cell["indicator"] == indicator))


async def test_a_month_is_counted_frozen_corrected_and_computed_again(county: County) -> None:
    settled = cases("settled", 3, COMMUNITY, type=DisputeType.NEIGHBOR, amount_fen=100_050)
    failed = cases("failed", 2, STREET, type=DisputeType.CONTRACT, succeeds=False)
    await county.happens([*settled, *failed])

    first = await county.json("/statistics/people_mediation")
    assert [figure(first, 0, "", name) for name in ("pm_accepted", "pm_agreed", "pm_success_rate")] == [
        "5",
        "3",
        "60.0",
    ]
    assert figure(first, 0, "", "pm_agreement_amount") == "3,001.50"
    assert figure(first, 1, "NEIGHBOR", "pm_accepted") == "3"
    assert figure(first, 4, "street", "pm_accepted") == "2"
    assert sum(map(int, first["positions"]["people_mediation"].values())) == len(
        [one for one in (*settled, *failed) if one.source == "people_mediation"]
    )

    await it_leads_to_its_cases(county, settled, failed)
    frozen = await county.act(first["code"], "freeze", submitted(first))
    assert frozen.status_code == httpx.codes.OK, frozen.text
    assert (await county.act(first["code"], "freeze", submitted(first))).json()["code"] == "already_frozen"
    await a_later_entry_is_corrected(county, first)
    await every_edition_computes_to_the_same_figures(county, first)
    await what_somebody_made_up_is_found(county)
    await it_is_taken_out_for_a_purpose(county)
    assert (await county.read("/statistics/people_mediation", reader=OTHER_HUB)).status_code == httpx.codes.NOT_FOUND


async def it_leads_to_its_cases(county: County, settled: list[LoggedDecision], failed: list[LoggedDecision]) -> None:
    """Every figure drills down to the cases that it counted."""
    path = "/statistics/people_mediation/{}/cases"
    codes = {one.decision.case_code for one in settled}
    assert {row["case_code"] for row in await county.json(path.format("pm_agreed"))} == codes
    of_all = await county.json(path.format("pm_success_rate"), of="1")
    assert {row["case_code"] for row in of_all} == codes | {one.decision.case_code for one in failed}
    contracts = await county.json(path.format("pm_accepted"), by="type", value="CONTRACT")
    assert {row["dispute_type"] for row in contracts} == {"CONTRACT"}
    of_streets = await county.json(path.format("pm_accepted"), by="host", value="street")
    assert len(of_streets) == 2
    assert (await county.read(path.format("jc_filed"))).status_code == httpx.codes.NOT_FOUND


async def a_later_entry_is_corrected(county: County, first: Any) -> None:
    """What was entered after the freezing changes the live figures, not the frozen ones; the correction names the difference."""
    await county.happens(cases("late", 1, COMMUNITY, type=DisputeType.NEIGHBOR))
    second = await county.json("/statistics/people_mediation")
    assert figure(second, 0, "", "pm_agreed") == "4"
    answer = await county.act(first["code"], "correct", {**submitted(second), "reason": "补录一件二月的纠纷"}, etag=1)
    assert answer.status_code == httpx.codes.OK, answer.text
    file = await county.json(f"/frozen-reports/{first['code']}")
    kept = [one["figures"][0] for one in file["editions"]]
    assert [(one["indicator"], one["count"]) for one in kept] == [("pm_accepted", 5), ("pm_accepted", 6)]
    named = {(one["name"], one["row"]) for one in file["editions"][1]["changes"]}
    assert {("受理纠纷数", ""), ("调解成功率", ""), ("受理纠纷数", "NEIGHBOR")} <= named
    [row] = await county.json("/frozen-reports")
    assert (row["editions"], row["period_name"], row["changed"]) == (2, "2026年2月", len(named_changes(file)))


def named_changes(file: Any) -> list[Any]:
    """What the last edition names."""
    changes: list[Any] = file["editions"][-1]["changes"]
    return changes


async def every_edition_computes_to_the_same_figures(county: County, first: Any) -> None:
    """By folding the logs to the positions of each; and what the database has is what the log says."""
    settings = settings_of(county.installation, "views")
    outcomes = await verified(settings)
    assert [(one.edition.frozen.edition, one.differences) for one in outcomes] == [(1, ()), (2, ())]
    assert outcomes[0].in_chinese.startswith(f"一致：{first['code']} people_mediation wuhu.jinghu.hub 2026-02 第 1 版")
    check = TallyCheck(TALLIES, connect(settings.mongodb, settings.database), settings.kafka, settings.installation)
    assert [difference.in_chinese async for difference in check.differences()] == []
    assert check.compared > 0


async def what_somebody_made_up_is_found(county: County) -> None:
    """Figures that were never counted, with a digest that fits them."""
    found = await county.json("/statistics/window")
    body = submitted(found)
    body["figures"][0] = {**body["figures"][0], "count": 99}
    rows = [list(row.values()) for row in body["figures"]]
    body["digest"] = digest({name: body[name] for name in ABOUT}, rows)
    assert (await county.act(found["code"], "freeze", body)).status_code == httpx.codes.OK
    wrong = [one for one in await verified(settings_of(county.installation, "views")) if one.differences]
    assert [one.edition.frozen.report for one in wrong] == ["window"]
    assert wrong[0].in_chinese.endswith("1 项不同，首项 in_received 合计：定稿 99，复算 6。")
    assert replace(wrong[0], redefined=True).in_chinese.startswith("不一致（指标口径在定稿后有变更）")


async def it_is_taken_out_for_a_purpose(county: County) -> None:
    """As Excel, as text and as a briefing; without a purpose not at all."""
    path = "/statistics/people_mediation/export"
    refused = await county.read(path)
    assert (refused.status_code, refused.json()["code"]) == (400, "fields_invalid")
    with capture_logs() as lines:
        sheet = await county.read(path, purpose="report_upwards")
    [line] = [one for one in lines if one["event"] == "report_exported"]
    assert (line["account"], line["reason"]) == (f"office.{HUB}", "report_upwards")
    book = openpyxl.load_workbook(BytesIO(sheet.content))
    assert book.worksheets[0]["A2"].value == "填报单位：镜湖区综治中心"
    assert "filename*=UTF-8''" in sheet.headers["Content-Disposition"]
    text = (await county.read(path, purpose="audit", format="csv")).content.decode("utf-8-sig")
    rates = [row for row in csv.DictReader(StringIO(text)) if row["指标"] == "调解成功率"]
    assert rates[0]["数值"] == "66.7"
    briefing = await county.read("/statistics-briefing", purpose="briefing")
    assert (briefing.status_code, briefing.content[:2]) == (200, b"PK")
