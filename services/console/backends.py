"""The other services over HTTP: what they let people do, what they know, and giving them a command."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from services.console.catalogue import Act, acts

SERVICES = {
    "intake": "窗口",
    "people_mediation": "人民调解",
    "administrative_mediation": "行政调解",
    "network": "多元化解网络",
    "petitions": "信访",
    "judicial_confirmation": "司法确认",
    "satisfaction": "满意度",
}
"""Services whose acts the console offers, in the order a case meets them, with what a clerk calls them; one that is not
installed is left out."""
OF_ENTRIES = {"registers": "台账", "early_warning": "预警", "statistics": "统计"}
"""Services whose acts concern entries, alerts and reports and no case: they have pages of their own."""
OPERATED = {**SERVICES, **OF_ENTRIES, "documents": "文书"}
"""Every service that decides and so may have something standing still, with what an operator reads."""
READER = "views"
PDF = "application/pdf"
_CATALOGUE_SECONDS = 60.0
_TIMEOUT = httpx.Timeout(10, read=35)


class BackendDown(Exception):
    """A service cannot be reached; nothing is known to have happened."""

    def __init__(self, service: str) -> None:
        super().__init__(service)
        self.service = service


@dataclass(frozen=True)
class Answered:
    """What a service answered."""

    status: int
    content: Any
    read_token: str | None = None
    """Names the write, for reads that have to see it."""
    following: str = ""
    """Of a list: what to ask as `after` for its next page; empty on the last."""
    total: int | None = None
    """Of a list: rows of all pages, where that is known."""
    on_board: tuple[str, ...] = ()
    """Of the deadline board: ids of the limits it has."""

    @property
    def well(self) -> bool:
        """Whether it did, or had done, what was asked."""
        return self.status in (200, 201)

    @property
    def waiting(self) -> bool:
        """Taken by the broker and not decided yet."""
        return self.status == httpx.codes.ACCEPTED


@dataclass(frozen=True)
class File:
    """A file that the views answered with, as it is to be handed on."""

    content: bytes
    headers: Mapping[str, str]
    """Its kind and its name."""


@dataclass(frozen=True)
class ActNow:
    """One act on one case as it stands."""

    service: str
    name: str
    title: str
    group: str
    admitted: bool
    message: str
    """Why not, in Chinese."""
    source: str


@dataclass(frozen=True)
class ActsNow:
    """What one service says of a case."""

    service: str
    sequence: int
    """What its commands want as If-Match."""
    parked: bool
    """The case stands still here until an operator has looked at it."""
    acts: tuple[ActNow, ...]

    @staticmethod
    def of(service: str, content: Mapping[str, Any]) -> "ActsNow":
        """From the answer of GET /cases/{case_code}/acts."""
        acts = tuple(
            ActNow(
                service, act["name"], act["title"], act["group"], act["admitted"], act["message"] or "",
                act["source"] or "",
            )
            for act in content["acts"]
        )  # fmt: skip
        return ActsNow(service, content["sequence"], content["parked"], acts)


@dataclass
class Backends:
    """All services of an installation by name."""

    addresses: Mapping[str, str]
    client: httpx.AsyncClient = field(default_factory=lambda: httpx.AsyncClient(timeout=_TIMEOUT, trust_env=False))
    _known: dict[str, tuple[float, tuple[Act, ...]]] = field(default_factory=dict)

    async def catalogue(self) -> tuple[Act, ...]:
        """Every act of every deciding service that can be reached; asked anew once a minute."""
        present = [service for service in SERVICES if service in self.addresses]
        found = await asyncio.gather(*(self._acts_of(service) for service in present))
        return tuple(act for service in found for act in service)

    async def acts_of_entries(self) -> tuple[Act, ...]:
        """Every act on what is no case, of the services that can be reached."""
        present = [service for service in OF_ENTRIES if service in self.addresses]
        found = await asyncio.gather(*(self._acts_of(service) for service in present))
        return tuple(act for service in found for act in service)

    async def act(self, service: str, name: str) -> Act | None:
        """One act; None where the service has none of this name."""
        if service not in self.addresses or service not in (*SERVICES, *OF_ENTRIES):
            return None
        return next((act for act in await self._acts_of(service) if act.name == name), None)

    async def read(self, path: str, token: str, seen: str = "", query: Mapping[str, str] | None = None) -> Answered:
        """Ask the views; `seen` are the Read-Tokens of one's own writes. Raises BackendDown."""
        headers = {"Authorization": f"Bearer {token}"}
        if seen:
            headers["Read-After"] = seen
        return await self._ask(READER, "GET", path, headers, params=dict(query or {}))

    async def file(self, path: str, token: str, query: Mapping[str, str]) -> File | Answered:
        """A file of the views; what they answered instead where they made none. Raises BackendDown."""
        headers = {"Authorization": f"Bearer {token}"}
        try:
            answer = await self.client.get(self.addresses[READER] + path, headers=headers, params=dict(query))
        except httpx.TransportError as error:
            raise BackendDown(READER) from error
        if answer.status_code != httpx.codes.OK:
            return Answered(answer.status_code, answer.json() if "json" in answer.headers["content-type"] else "")
        names = ("content-type", "content-disposition")
        return File(answer.content, {name: answer.headers[name] for name in names if name in answer.headers})

    async def give(
        self, act: Act, token: str, key: str, body: Mapping[str, Any], case_code: str | None, etag: str | None
    ) -> Answered:
        """Give a command under an idempotency key; the same key twice is one act. Raises BackendDown."""
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
        if etag is not None:
            headers["If-Match"] = f'"{etag}"'
        return await self._ask(act.service, act.method, act.path.format(case_code=case_code), headers, json=dict(body))

    async def acts_now(self, service: str, token: str, case_code: str) -> "ActsNow | None":
        """What a service says may be done now on a case, and why the rest may not; None where it knows no such case for us.

        Raises BackendDown.
        """
        answer = await self._ask(service, "GET", f"/cases/{case_code}/acts", {"Authorization": f"Bearer {token}"})
        return ActsNow.of(service, answer.content) if answer.well else None

    async def ask(
        self,
        service: str,
        method: str,
        path: str,
        token: str,
        body: Mapping[str, Any] | None = None,
        query: Mapping[str, str | list[str]] | None = None,
    ) -> Answered:
        """Anything else that a service answers to a signed-in person. Raises BackendDown."""
        headers = {"Authorization": f"Bearer {token}"}
        content = {"json": dict(body)} if body is not None else {}
        return await self._ask(service, method, path, headers, params=dict(query or {}), **content)

    async def for_visitor(
        self,
        service: str,
        path: str,
        visitor: str,
        body: Mapping[str, Any] | None = None,
        key: str = "",
        token: str = "",
    ) -> Answered:
        """What a service answers to whoever reads the public pages, from the address `visitor`; a question where there is no body.

        Raises BackendDown.
        """
        headers = {"X-Forwarded-For": visitor, "Accept": "application/json"}
        headers |= {"Idempotency-Key": key} if key else {}
        headers |= {"Authorization": f"Bearer {token}"} if token else {}
        if body is None:
            return await self._ask(service, "GET", path, headers)
        return await self._ask(service, "POST", path, headers, json=dict(body))

    async def health(self, service: str) -> Mapping[str, Any] | None:
        """What a service says of itself; None when it cannot be reached."""
        try:
            answer = await self._ask(service, "GET", "/health", {})
        except BackendDown:
            return None
        return answer.content if answer.well else None

    async def close(self) -> None:
        """Close the connections."""
        await self.client.aclose()

    async def _acts_of(self, service: str) -> tuple[Act, ...]:
        at, known = self._known.get(service, (0.0, ()))
        if known and time.monotonic() - at < _CATALOGUE_SECONDS:
            return known
        try:
            answer = await self._ask(service, "GET", "/openapi.json", {})
        except BackendDown:
            return known
        self._known[service] = (time.monotonic(), tuple(acts(service, answer.content)))
        return self._known[service][1]

    async def _ask(self, service: str, method: str, path: str, headers: Mapping[str, str], **more: Any) -> Answered:
        try:
            answer = await self.client.request(method, self.addresses[service] + path, headers=dict(headers), **more)
        except httpx.TransportError as error:
            raise BackendDown(service) from error
        kind = answer.headers.get("content-type", "")
        content = answer.json() if "json" in kind else answer.content if kind == PDF else answer.text
        total = answer.headers.get("Total-Count", "")
        return Answered(
            answer.status_code, content, answer.headers.get("Read-Token"), answer.headers.get("Next-After", ""),
            int(total) if total.isdigit() else None, tuple(answer.headers.get("Limits-On-Board", "").split()),
        )  # fmt: skip
