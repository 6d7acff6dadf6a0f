"""Registrations over HTTP at a steady rate, whatever happens to the servers meanwhile; every answer is kept."""

import asyncio
import time
from dataclasses import dataclass
from uuid import UUID

import orjson

from deploy.embedded.ports import HOST
from deploy.trial.feeding import CLERK, new_case
from deploy.trial.http_client import Connection
from deploy.trial.servers import Installation
from schemas.identity import http_command_id
from services.runtime.accounts import Account
from services.runtime.local_issuer import LocalIssuer

PATH = "/cases"


@dataclass(frozen=True)
class Given:
    """One request: when it was sent and answered (monotonic seconds), and with which status; 0 for no answer."""

    number: int
    command_id: UUID
    status: int
    began: float
    ended: float
    case_code: str = ""
    read_token: str = ""

    @property
    def succeeded(self) -> bool:
        """Answered with 2xx."""
        return 200 <= self.status < 300


class SteadyLoad:
    """Sends the `number`-th registration at its moment, on as many connections as that takes."""

    def __init__(self, installation: Installation, port: int, tag: str, per_second: float) -> None:
        self._port = port
        self._tag = tag
        self._pause = 1 / per_second
        self._idle: list[Connection] = []
        account = Account(id=CLERK.user, organisation=CLERK.organisation, office="登记员", roles=CLERK.roles)
        self._bearer = f"Bearer {LocalIssuer(installation.data / 'issuer').token(account)}"
        self.given: list[Given] = []

    async def run(self, seconds: float) -> None:
        """Send for so long, and wait for the last answer."""
        began, first, sent = time.monotonic(), len(self.given), set[asyncio.Task[None]]()
        for place in range(int(seconds / self._pause)):
            await asyncio.sleep(max(began + place * self._pause - time.monotonic(), 0))
            task = asyncio.create_task(self._send(first + place))
            sent.add(task)
            task.add_done_callback(sent.discard)
        await asyncio.gather(*sent)

    async def repeat(self, numbers: list[int]) -> list[Given]:
        """Send these again with their keys, one after the other; returns the new answers."""
        kept, self.given = self.given, []
        for number in numbers:
            await self._send(number)
        again, self.given = self.given, kept
        return again

    async def _send(self, number: int) -> None:
        key = f"{self._tag}-{number}"
        command_id = http_command_id(CLERK.user, "POST", PATH, key)
        headers = {"authorization": self._bearer, "idempotency-key": key, "content-type": "application/json"}
        connection = self._idle.pop() if self._idle else Connection(HOST, self._port)
        began = time.monotonic()
        try:
            reply = await connection.ask("POST", PATH, headers, orjson.dumps(new_case(number)))
        except OSError:
            self.given.append(Given(number, command_id, 0, began, time.monotonic()))
            return
        self._idle.append(connection)
        code = str(orjson.loads(reply.body).get("case_code", "")) if reply.status < 300 else ""
        token = reply.headers.get("read-token", "")
        self.given.append(Given(number, command_id, reply.status, began, time.monotonic(), code, token))
