"""Statistics on a real broker and database: counted, led back to their cases, frozen, corrected, computed again, taken out."""

import csv
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO, StringIO
from typing import Any

import docx
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
from services.registers.worker import service as registers
from services.reproduce.cases import Told, mediated_by_committee
from services.reproduce.machine import Machine
from services.reproduce.other_cases import patrol
from services.runtime.checks.tallies import TallyCheck
from services.runtime.mongo import connect
from services.runtime.projection import LoggedDecision
from services.runtime.read_tokens import with_newest
from services.runtime.service_process import ServiceProcess
from services.runtime.views_process import ViewsProcess
from services.statistics.api import ROUTES
from services.statistics.worker import service
from services.views.all_views import TALLIES, VIEWS
from services.views.api import routers
from tests.integration.serving import as_account, serving, settings_of, until_async
from tests.integration.terminal import mediate, told_running
from tests.integration.views_world import append
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
        self.seen = list[str]()
        self.given = 0

    async def happens(self, log: list[LoggedDecision]) -> None:
        """Decisions reach their logs."""
        for token in await append(self.installation, log):
            self.seen = with_newest(self.seen, token)

    async def read(self, path: str, *, reader: str = HUB, **query: str) -> httpx.Response:
        headers = as_account(self.installation, f"office.{reader}", reader, "county_office") | {
            "Read-After": ",".join(self.seen)
        }
        return await self.views.get(path, params={**FEBRUARY, **query}, headers=headers)

    async def json(self, path: str, **query: str) -> Any:
        found = await self.read(path, **query)
        assert found.status_code == httpx.codes.OK, found.text
        assert "Read-Pending" not in found.headers
        return found.json()

    def runs(self) -> None:
        """Another terminal of this machine finds the services."""
        told_running(
            self.installation, {"views": str(self.views.base_url), "statistics": str(self.statistics.base_url)}
        )

    async def has_frozen(self, report: str, editions: int = 1) -> bool:
        """Whether the views show so many editions of the report."""
        found = {row["report"]: row["editions"] for row in await self.json("/frozen-reports")}
        return bool(found.get(report, 0) >= editions)

    async def mediate(self, *words: str) -> tuple[int, str]:
        """Status and output of a command of `mediate`."""
        return await mediate(self.installation, *words)

    async def act(self, code: str, act: str, body: dict[str, Any], etag: int | None = None) -> httpx.Response:
        self.given += 1
        headers = as_account(self.installation, f"office.{HUB}", HUB, "county_office")
        headers |= {"Idempotency-Key": str(self.given)} | ({} if etag is None else {"If-Match": f'"{etag}"'})
        answer = await self.statistics.post(f"/statistics/reports/{code}/{act}", json=body, headers=headers)
        if token := answer.headers.get("Read-Token"):
            self.seen = with_newest(self.seen, token)
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
    await the_operator_makes_compares_and_takes_out_reports_at_the_terminal(county)
    await registers_and_staff_lead_to_their_entries_and_bodies(county)
    assert (await county.read("/statistics/people_mediation", reader=OTHER_HUB)).status_code == httpx.codes.NOT_FOUND


async def it_leads_to_its_cases(county: County, settled: list[LoggedDecision], failed: list[LoggedDecision]) -> None:
    """Every figure drills down to the cases that it counted."""
    answered = "/statistics/rectifications/{}/cases"
    assert await county.json(answered.format("rc_opened")) == []
    assert (await county.read(answered.format("rc_satisfied_again"))).status_code == httpx.codes.NOT_FOUND
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
    document = docx.Document(BytesIO((await county.read(path, purpose="audit", format="docx")).content))
    assert document.paragraphs[0].text == "人民调解工作情况统计表"
    assert document.tables[0].rows[1].cells[1].text == "6"
    briefing = await county.read("/statistics-briefing", purpose="briefing")
    assert (briefing.status_code, briefing.content[:2]) == (200, b"PK")


async def the_operator_makes_compares_and_takes_out_reports_at_the_terminal(county: County) -> None:
    """`mediate report` against the running services, as another terminal of this machine."""
    county.runs()
    asked = ("--organisation", HUB, "--period", "2026-02")
    only = ("--report", "people_mediation", "--report", "staffing")
    assert (await county.mediate("report", "make", *asked, *only))[0] == 0
    await until_async(lambda: county.has_frozen("staffing"))
    status, same = await county.mediate("report", "make", *asked, *only)
    lines = same.splitlines()
    assert status == 0
    assert lines[0].startswith("一致：人民调解工作情况统计表（2026年2月），重新计算的")
    assert "数字与第 2 版相同" in lines[0]
    assert "数字与第 1 版相同" in lines[1]
    await county.happens(cases("later", 1, COMMUNITY, type=DisputeType.NEIGHBOR))
    status, differs = await county.mediate("report", "make", *asked, *only)
    assert status == 1
    assert "首项 pm_accepted 合计：定稿 6，现在 7。" in differs
    status, shown = await county.mediate("report", "show", "people_mediation", *asked)
    assert (status, "镜湖区综治中心" in shown, "受理纠纷数" in shown) == (0, True, True)
    for form, begin in (("csv", b"\xef\xbb\xbf"), ("docx", b"PK")):
        to = county.installation.data / f"report.{form}"
        words = ("people_mediation", *asked, "--purpose", "report_upwards", "--format", form, "--to", str(to))
        assert (await county.mediate("report", "export", *words))[0] == 0
        assert to.read_bytes().startswith(begin)
    status, corrected = await county.mediate("report", "correct", "people_mediation", *asked, "--reason", "补录一件")
    assert (status, "第 3 版" in corrected) == (0, True)
    await until_async(lambda: county.has_frozen("people_mediation", 3))
    status, verified_again = await county.mediate("report", "verify")
    wrong = [line for line in verified_again.splitlines() if not line.startswith("一致：")]
    assert (status, len(wrong)) == (1, 1)
    assert " window " in wrong[0]
    status, told = await county.mediate(
        "report", "freeze", "people_mediation", "--organisation", HUB, "--period", "2030"
    )
    assert (status, told) == (2, "统计期间尚未结束，不能定稿。请在期间结束后再定稿。\n")


async def registers_and_staff_lead_to_their_entries_and_bodies(county: County) -> None:
    """A figure of a register leads to its entries, one of the staff to the bodies it is added up from."""
    machine_log: list[LoggedDecision] = []
    machine = Machine([registers(LAW)], lambda logged, _: machine_log.append(logged))
    told = Told("round/1", datetime(2026, 2, 4, 9, tzinfo=SHANGHAI), STREET, patrol=(3, 2))
    patrol(machine, told)
    await county.happens(machine_log)
    found = await county.json("/statistics/registers")
    assert figure(found, 4, "", "prevention_found") == "3"
    behind = await county.json("/statistics/registers/prevention_found/entries")
    assert [(row["number"], row["register_name"]) for row in behind["entries"]] == [(told.code, "动态排查")]
    assert await county.json("/statistics/registers/prevention_found/cases") == []
    staffing = await county.json("/statistics/staffing")
    bodies = (await county.json("/statistics/staffing/staff_full_time/entries"))["bodies"]
    assert str(sum(one["count"] for one in bodies)) == figure(staffing, 0, "", "staff_full_time")
    of_one = {"by": "organisation", "value": "wuhu.jinghu.traffic-pmc"}
    traffic = await county.json("/statistics/staffing/staff_mediators/entries", **of_one)
    assert [one["count"] for one in traffic["bodies"]] == [3]
