"""Pages asked one after the other as the offices do: p50, p95 and what they cost the processor."""

import asyncio
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import httpx
import psutil

from deploy.bench.pages import PROFILE, Page
from services.jurisdiction.offices import posts_of
from services.runtime.accounts import Account
from services.runtime.local_issuer import LocalIssuer

ASKED = 20
"""How often each page is asked by each office; once more before it is counted."""
SIGN_IN = "/sign-in"


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


class Visitor:
    """Asks as the offices of the pages do, over connections that are kept open."""

    def __init__(self, views: str, console: str, issuer: LocalIssuer) -> None:
        self._views, self._console, self._issuer = views, console, issuer
        self._clients: dict[tuple[bool, str], httpx.AsyncClient] = {}

    async def open(self, page: Page) -> bytes:
        """The answer. Raises RuntimeError where it is no page."""
        client = await self._client(page)
        answer = await client.get(page.path)
        if answer.status_code != httpx.codes.OK or SIGN_IN in str(answer.url):
            raise RuntimeError(f"{page.name} {page.post} {page.path}: {answer.status_code} {answer.text[:300]}")
        return answer.content

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


def signed_in(client: httpx.Client, post: str) -> None:
    """The same for a caller that waits."""
    client.post(SIGN_IN, data={"csrf": _csrf(client.get(SIGN_IN).text), "post": post}).raise_for_status()


def _csrf(form: str) -> str:
    return form.split('name="csrf" value="', 1)[1].split('"', 1)[0]


async def _sign_in(client: httpx.AsyncClient, post: str) -> None:
    """As a browser does: the form's hidden field goes back with it."""
    csrf = _csrf((await client.get(SIGN_IN)).text)
    (await client.post(SIGN_IN, data={"csrf": csrf, "post": post})).raise_for_status()


async def measured(
    visitor: Visitor, wanted: Iterable[Page], cases: int, processes: Mapping[str, int], asked: int = ASKED
) -> list[Measured]:
    """Every page so often, one request at a time. `processes`: ids by name of those that run."""
    found, running = [], [psutil.Process(process) for process in processes.values()]
    for page in wanted:
        size, seconds = len(await visitor.open(page)), []
        before = _worked(running)
        for _ in range(asked):
            began = time.perf_counter()
            await visitor.open(page)
            seconds.append(time.perf_counter() - began)
        worked = (_worked(running) - before) / asked * 1000
        seconds.sort()
        at = {share: seconds[min(asked * share // 100, asked - 1)] * 1000 for share in (50, 95)}
        found.append(Measured(page, cases, at[50], at[95], worked, size))
        await asyncio.sleep(0)
    return found


def by_page(rows: Sequence[Measured]) -> Mapping[tuple[str, str], list[Measured]]:
    """Rows of the same page and office together, in the order of the pages."""
    groups: dict[tuple[str, str], list[Measured]] = {}
    for row in rows:
        groups.setdefault((row.page.name, row.page.post), []).append(row)
    return groups


def _worked(processes: Sequence[psutil.Process]) -> float:
    """Seconds of processor time so far."""
    return sum(sum(process.cpu_times()[:2]) for process in processes)
