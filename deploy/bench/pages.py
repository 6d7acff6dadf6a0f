"""Pages people open all day, asked one after the other: p50, p95 and what they cost the processor."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import httpx
import psutil

from services.jurisdiction.offices import posts_of
from services.runtime.accounts import Account
from services.runtime.local_issuer import LocalIssuer

COUNTY = "county-office.wuhu.hub"
"""The office that sees every body of the profile."""
ASKED = 40
"""How often each page is asked; twice more before it is counted."""
SIGN_IN = "/sign-in"
PROFILE = "wuhu"


@dataclass(frozen=True)
class Page:
    """One page: whose, where, and how long at most in 95 of a hundred times (milliseconds)."""

    name: str
    console: bool
    post: str
    path: str
    at_most: float


@dataclass(frozen=True)
class Measured:
    """Milliseconds of one page among so many cases; `processor` is of all processes together, for one answer."""

    page: Page
    cases: int
    p50: float
    p95: float
    processor: float
    size: int
    """Bytes of the answer."""


def pages(case_code: str, body: str, phone: str, year: int) -> tuple[Page, ...]:
    """The pages of issues 7 and 8: dashboard and work list within 150 ms, the others within 300 ms.

    `body` has the case `case_code`, one of whose parties has this phone number.
    """
    county, body = COUNTY, f"clerk.{body}"
    return (
        Page("满意度看板（接口，全域）", False, county, f"/satisfaction?year={year}&by=channel", 150),
        Page("满意度看板（网页，全域）", True, county, "/satisfaction", 150),
        Page("工作清单（接口，一个机构）", False, body, "/work-list?limit=60", 150),
        Page("工作清单（网页，一个机构）", True, body, "/", 150),
        Page("期限看板（接口，全域）", False, county, "/deadlines?limit=100", 300),
        Page("期限看板（网页，全域）", True, county, "/deadlines", 300),
        Page("案件列表（接口，全域）", False, county, "/cases?limit=100", 300),
        Page("案件列表（接口，一个机构）", False, body, "/cases?limit=100", 300),
        Page("案卷（接口）", False, body, f"/cases/{case_code}", 300),
        Page("案卷（网页）", True, body, f"/cases/{case_code}", 300),
        Page("查找一个电话（接口，全域）", False, county, f"/search?q={phone}&limit=100", 300),
        Page("查找常见的字（接口，全域）", False, county, "/search?q=纠纷&limit=100", 300),
        Page("查找常见的字（网页，全域）", True, county, "/search?q=纠纷", 300),
        Page("统计报表（接口，全域）", False, county, f"/statistics/people_mediation?period={year}", 300),
        Page("统计报表（网页，全域）", True, county, f"/statistics/people_mediation?period={year}", 300),
    )


class Visitor:
    """Asks as the offices of the pages do, over connections that are kept open."""

    def __init__(self, views: str, console: str, issuer: LocalIssuer) -> None:
        self._views, self._console, self._issuer = views, console, issuer
        self._clients: dict[tuple[bool, str], httpx.AsyncClient] = {}

    async def open(self, page: Page) -> int:
        """Bytes of the answer. Raises RuntimeError where it is no page."""
        client = await self._client(page)
        answer = await client.get(page.path)
        if answer.status_code != httpx.codes.OK or SIGN_IN in str(answer.url):
            raise RuntimeError(f"{page.name}: {answer.status_code} {answer.text[:300]}")
        return len(answer.content)

    async def close(self) -> None:
        """Close the connections."""
        for client in self._clients.values():
            await client.aclose()

    async def _client(self, page: Page) -> httpx.AsyncClient:
        key = (page.console, page.post)
        if key not in self._clients:
            token = self._token(page.post)
            headers = {} if page.console else {"Authorization": f"Bearer {token}"}
            client = httpx.AsyncClient(
                base_url=self._console if page.console else self._views, headers=headers, timeout=120, trust_env=False,
                follow_redirects=True,
            )  # fmt: skip
            if page.console:
                await _sign_in(client, page.post)
            self._clients[key] = client
        return self._clients[key]

    def _token(self, post: str) -> str:
        found = posts_of(PROFILE)[post]
        roles = tuple(role.value for role in found.office.roles)
        return self._issuer.token(Account(id=post, organisation=found.body.id, office=found.name_zh, roles=roles))


async def _sign_in(client: httpx.AsyncClient, post: str) -> None:
    """As a browser does: the form's hidden field goes back with it."""
    form = (await client.get(SIGN_IN)).text
    csrf = form.split('name="csrf" value="', 1)[1].split('"', 1)[0]
    (await client.post(SIGN_IN, data={"csrf": csrf, "post": post})).raise_for_status()


async def measured(
    visitor: Visitor, wanted: Sequence[Page], cases: int, processes: Mapping[str, int]
) -> list[Measured]:
    """Every page ASKED times, one request at a time. `processes`: ids by name of those that run."""
    found = []
    for page in wanted:
        size, seconds = 0, []
        for _ in range(2):
            size = await visitor.open(page)
        before = _worked(list(processes.values()))
        for _ in range(ASKED):
            began = time.perf_counter()
            await visitor.open(page)
            seconds.append(time.perf_counter() - began)
        worked = (_worked(list(processes.values())) - before) / ASKED * 1000
        seconds.sort()
        at = {share: seconds[min(ASKED * share // 100, ASKED - 1)] * 1000 for share in (50, 95)}
        found.append(Measured(page, cases, at[50], at[95], worked, size))
        await asyncio.sleep(0)
    return found


def by_page(rows: Sequence[Measured]) -> Mapping[str, list[Measured]]:
    """Rows of the same page together, in the order of the pages."""
    groups: dict[str, list[Measured]] = {}
    for row in rows:
        groups.setdefault(row.page.name, []).append(row)
    return groups


def _worked(processes: Sequence[int]) -> float:
    """Seconds of processor time so far."""
    return sum(sum(psutil.Process(process).cpu_times()[:2]) for process in processes)
