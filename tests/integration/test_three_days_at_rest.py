"""Services down for three days across several deadlines, under the settable clock; and newer law at the next start (issue 4)."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from deploy.trial.history import History
from schemas.decision import EventRecord
from services.intake.api import ROUTES as WINDOW_ROUTES
from services.intake.worker import service as window
from services.jurisdiction.clock_book import SHANGHAI
from services.jurisdiction.law import Law
from services.jurisdiction.rules_overlay import law_under
from services.people_mediation.api import ROUTES as COMMITTEE_ROUTES
from services.people_mediation.worker import service as committees
from services.runtime.service_process import ServiceProcess
from tests.integration.serving import as_account, serving, settings_of, until_async
from tests.integration.test_intake_process import COMMUNITY, DISPUTE, STREET
from tests.servers import Installation

LAW = Law.load("wuhu")
SERVICES = ("intake", "people_mediation")
MONDAY = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
FRIDAY = datetime(2026, 3, 6, 8, tzinfo=SHANGHAI)
MOMENTS = ("clock_reminded", "clock_warned", "clock_lapsed", "clock_breached")
TWO_MORE_DAYS_OF_REST = """\
overrides:
- {date: 2026-03-03, kind: holiday, name_zh: 调休, source: 试行}
- {date: 2026-03-04, kind: holiday, name_zh: 调休, source: 试行}
"""


class County:
    """The window's process and the committees', at a moment of their own."""

    def __init__(
        self,
        installation: Installation,
        processes: Mapping[str, ServiceProcess],
        http: Mapping[str, httpx.AsyncClient],
        log: History,
    ) -> None:
        self.installation, self.processes, self.http, self.log = installation, processes, http, log
        self.given = 0

    async def post(self, service: str, path: str, body: dict[str, Any], by: str, code: str = "") -> httpx.Response:
        headers = as_account(self.installation, f"clerk.{by}", by, "clerk", "mediator", "committee_seal_keeper")
        self.given += 1
        headers["Idempotency-Key"] = f"key-{self.processes[service].clock.now():%d-%H}-{self.given}"
        if code:
            headers["If-Match"] = f'"{self.processes[service].loop.state(code)[1]}"'
        return await self.http[service].post(path, json=body, headers=headers)

    async def registered(self) -> str:
        answer = await self.post("intake", "/cases", DISPUTE, STREET)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["case_code"])

    async def asks_window(self, path: str, body: dict[str, Any], by: str, code: str) -> None:
        answer = await self.post("intake", f"/cases/{code}/{path}", body, by, code)
        assert answer.status_code == 200, answer.text

    async def asks_committee(self, path: str, body: dict[str, Any], code: str) -> None:
        """Retried until the committee has heard of the case."""
        last = ""

        async def done() -> bool:
            nonlocal last
            answer = await self.post(
                "people_mediation", f"/people-mediation/cases/{code}/{path}", body, COMMUNITY, code
            )
            last = answer.text
            return answer.status_code == 200

        try:
            await until_async(done, 30)
        except TimeoutError as error:
            raise AssertionError(f"{path}: {last}") from error

    def moved(self, moment: datetime) -> None:
        for process in self.processes.values():
            process.clock.set(moment)

    async def quiet(self) -> None:
        """Nothing that has come due waits any more, and every reaction has its answer."""

        async def nothing_due() -> bool:
            await self.log.settle()
            now = next(iter(self.processes.values())).clock.now()
            return not any(
                (due := process.service.due_clock(case.state)) is not None and due.lapses_at <= now
                for process in self.processes.values()
                for case in process.loop.cases()
            )

        await until_async(nothing_due, 60)
        # The states may be ahead of what was read of the log when they were asked.
        await self.log.settle()

    def told(self, service: str, code: str) -> list[EventRecord]:
        return [event for decision in self.log.decided[service, code] for event in decision.events]

    def file(self, code: str) -> Any:
        return self.processes["intake"].loop.state(code)[0]


@asynccontextmanager
async def county(installation: Installation, moment: datetime, law: Law = LAW) -> AsyncIterator[County]:
    """Both processes started on the installation's log, their clocks standing at `moment`."""
    processes = {
        "intake": ServiceProcess(
            window(law), WINDOW_ROUTES, settings_of(installation, "intake", MEDIATION_MODE="test")
        ),
        "people_mediation": ServiceProcess(
            committees(law), COMMITTEE_ROUTES, settings_of(installation, "people_mediation", MEDIATION_MODE="test")
        ),
    }
    async with AsyncExitStack() as stack:
        for process in processes.values():
            process.clock.set(moment)
        http = {name: await stack.enter_async_context(serving(one.app)) for name, one in processes.items()}
        log = await stack.enter_async_context(History(installation.kafka, installation.name, SERVICES))
        yield County(installation, processes, http, log)


async def test_each_deadline_fires_once_in_order_marked_late_and_a_late_record_in_time_withdraws_its_lapse(
    installation: Installation,
) -> None:
    async with county(installation, MONDAY) as town:
        waiting = []
        for hour in range(4):
            town.moved(MONDAY + timedelta(hours=hour))
            waiting.append(await town.registered())
        mediated = await town.registered()
        await town.asks_window("offer", {"to_body": COMMUNITY, "channel": "PEOPLE_MEDIATION"}, STREET, waiting[0])
        await town.asks_window("offer", {"to_body": COMMUNITY, "channel": "PEOPLE_MEDIATION"}, STREET, mediated)
        await town.asks_committee("offer/accept", {}, mediated)
        await town.asks_committee("acceptance", {"joint_application": True}, mediated)
        await town.quiet()
        assert not [event for code in waiting for event in town.told("intake", code) if event.name in MOMENTS]

    async with county(installation, FRIDAY) as town:
        await town.quiet()
        for code in (*waiting, mediated):
            fired = [event for event in town.told("intake", code) if event.name in MOMENTS]
            assert all(event.data["noticed_late"] for event in fired)
            moments = [datetime.fromisoformat(event.data["occurred_at"]) for event in fired]
            assert moments == sorted(moments), [(event.name, event.data["occurred_at"]) for event in fired]
            by_clock: dict[str, list[str]] = {}
            for event in fired:
                by_clock.setdefault(event.data["clock_id"], []).append(event.name)
            assert by_clock
            assert all(names == list(MOMENTS) for names in by_clock.values()), by_clock
        assert {order.body for order in town.file(waiting[0]).supervision.orders} == {STREET, COMMUNITY}
        assert [order.status.value for order in town.file(mediated).supervision.orders] == ["awaiting_reply"]

        in_time = (MONDAY + timedelta(days=1)).isoformat()
        terms = {"terms": ["当场赔偿200元"], "performed_at_once": True}
        agreed = {"form": "oral", "terms": terms, "occurred_at": in_time}
        await town.asks_committee("agreements", agreed, mediated)
        await town.quiet()
        withdrawn = [e.data["limit"] for e in town.told("intake", mediated) if e.name == "lapse_withdrawn"]
        assert withdrawn == ["LV-L1"]
        assert [order.status.value for order in town.file(mediated).supervision.orders] == ["withdrawn"]
        assert town.file(mediated).custody.open_offer is None


async def test_newer_law_at_the_next_start_counts_running_clocks_again_before_anything_lapses(
    installation: Installation, tmp_path: Path
) -> None:
    (tmp_path / "newer.yaml").write_text(TWO_MORE_DAYS_OF_REST, encoding="utf-8")
    newer = law_under(LAW, tmp_path / "newer.yaml")
    async with county(installation, MONDAY) as town:
        codes = [await town.registered()]
        await town.quiet()
        assert str(town.file(codes[0]).clocks.first_due().clock.due) == "2026-03-04"

    async with county(installation, FRIDAY, newer) as town:

        async def counted() -> bool:
            await town.quiet()
            return any(event.name == "clock_recomputed" for event in town.told("intake", codes[0]))

        await until_async(counted, 60)
        told = town.told("intake", codes[0])
        (again,) = [event for event in told if event.name == "clock_recomputed"]
        assert (again.data["former_due"], again.data["clock"]["due"]) == ("2026-03-04", "2026-03-06")
        assert again.data["former"]["calendar_version"] != again.data["clock"]["derivation"]["calendar_version"]
        assert "clock_lapsed" not in [event.name for event in told]
        assert town.file(codes[0]).clocks.first_due().clock.started_at == MONDAY
        before = len(told)

    async with county(installation, FRIDAY, newer) as town:
        await town.registered()
        await town.quiet()
        assert len(town.told("intake", codes[0])) == before
