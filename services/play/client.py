"""The public HTTP interface as the player uses it: commands by name, the case file, and tokens for whoever acts."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

import httpx

from services.jurisdiction.organisations import Organisation
from services.runtime.read_tokens import with_newest

WAIT_SECONDS = 30.0
_PAUSE = 0.1
TokenFor = Callable[[str, str, tuple[str, ...]], str]
"""(account, organisation, roles) -> bearer token."""


class InterfaceError(RuntimeError):
    """A service answered in a way no published case can cause: not running, no right, no durability."""


@dataclass(frozen=True)
class Answer:
    """What became of one command."""

    status: int
    content: Mapping[str, Any]
    etag: int | None

    @property
    def accepted(self) -> bool:
        """Whether it took effect (or had taken effect when it was given before)."""
        return self.status in (200, 201)


@dataclass
class Interface:
    """All services of an installation by name."""

    addresses: Mapping[str, str]
    token_for: TokenFor
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=35, trust_env=False))

    def __post_init__(self) -> None:
        self._paths = cache(self._read_paths)
        self._tokens = cache(self.token_for)
        self.read_tokens: list[str] = []

    def give(
        self, service: str, command: str, case_code: str | None, body: Mapping[str, Any], who: Organisation,
        roles: tuple[str, ...], key: str, etag: int | None,
    ) -> Answer:  # fmt: skip
        """Give a command, waiting for its answer. Raises InterfaceError when it stays unknown or may not be given."""
        method, path, _ = self._paths(service)[command]
        headers = {**self._authorisation(who, roles), "Idempotency-Key": key}
        if etag is not None:
            headers["If-Match"] = f'"{etag}"'
        url = self.addresses[service] + path.format(case_code=case_code)
        answer = self._asked(method, url, headers, body)
        if answer.status_code == httpx.codes.ACCEPTED:
            answer = self._asked(
                "GET", self.addresses[service] + answer.headers["Location"] + "?wait=30", headers, None
            )
        if answer.status_code in (400, 401, 403, 422, 428) or answer.status_code >= 500:
            raise InterfaceError(f"{service} {command}: {answer.status_code} {answer.text}")
        if token := answer.headers.get("Read-Token"):
            self.read_tokens = with_newest(self.read_tokens, token)
        found = answer.headers.get("ETag", "").strip('"')
        return Answer(answer.status_code, answer.json(), int(found) if found else None)

    def title(self, service: str, command: str) -> str:
        """What the service calls the command, in Chinese."""
        return self._paths(service)[command][2]

    def case_file(self, case_code: str, reader: Organisation) -> Mapping[str, Any] | None:
        """The case file as this body's clerk sees it, with our own writes; None while nobody knows the case."""
        headers = {**self._authorisation(reader, ("clerk",)), "Read-After": ",".join(self.read_tokens)}
        answer = self._asked("GET", f"{self.addresses['views']}/cases/{case_code}", headers, None)
        if answer.status_code == httpx.codes.NOT_FOUND:
            return None
        if answer.status_code != httpx.codes.OK:
            raise InterfaceError(f"views: {answer.status_code} {answer.text}")
        return dict(answer.json())

    def satisfaction(self, reader: Organisation) -> Mapping[str, Any]:
        """The satisfaction report of this body and those below it."""
        headers = {**self._authorisation(reader, ("county_office",)), "Read-After": ",".join(self.read_tokens)}
        return dict(self._asked("GET", f"{self.addresses['views']}/satisfaction", headers, None).json())

    def _authorisation(self, who: Organisation, roles: tuple[str, ...]) -> dict[str, str]:
        account = f"{'-'.join(roles)}@{who.id}"
        token = self._tokens(account, who.id, (*roles, "demonstrator"))
        return {"Authorization": f"Bearer {token}"}

    def _asked(
        self, method: str, url: str, headers: Mapping[str, str], body: Mapping[str, Any] | None
    ) -> httpx.Response:
        """503 means unknown: asked again with the same key until it is known."""
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                answer = self.client.request(method, url, headers=dict(headers), json=body)
            except httpx.TransportError as error:
                if time.monotonic() > deadline:
                    raise InterfaceError(f"{url}: {error!r}") from error
            else:
                if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE or time.monotonic() > deadline:
                    return answer
            time.sleep(_PAUSE)

    def _read_paths(self, service: str) -> Mapping[str, tuple[str, str, str]]:
        """Method, path and Chinese title by command, from the interface description that the service publishes."""
        document = self._asked("GET", f"{self.addresses[service]}/openapi.json", {}, None).json()
        return {
            operation["operationId"]: (method.upper(), path, operation.get("summary", ""))
            for path, operations in document["paths"].items()
            for method, operation in operations.items()
            if "operationId" in operation
        }


def json_ready(body: Mapping[str, Any], occurred_at: datetime, assumed: bool) -> dict[str, Any]:
    """A body with its time."""
    return {**body, "occurred_at": occurred_at.isoformat(), "occurred_at_assumed": assumed}
