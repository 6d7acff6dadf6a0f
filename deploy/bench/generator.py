"""A load generator in a process of its own: `python -m deploy.bench.generator`, its order as JSON on standard input.

Loopback only, bounded in requests and time.
"""

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import orjson
import uvloop

from deploy.bench.caller import Caller, Told, request
from deploy.bench.percentiles import percentiles
from deploy.embedded.ports import HOST
from deploy.trial.feeding import new_case
from deploy.trial.http_client import Connection

MOST_SECONDS = 120.0
MOST_REQUESTS = 500_000


@dataclass(frozen=True)
class Order:
    """What to send: registrations, or one more act on each connection's own case."""

    ports: tuple[int, ...]
    """Of the replicas; the connections take turns."""
    bearer: str
    tag: str
    connections: int
    seconds: float
    per_second: float = 0.0
    """Of all connections together; as fast as answers come when 0."""
    path: str = "/cases"
    body: Mapping[str, Any] = field(default_factory=dict)
    """Of every act on a case."""
    cases: tuple[tuple[str, int], ...] = ()
    """Case code and ETag for each connection; empty for registrations."""
    views_port: int = 0
    """When set, every `sampled`-th new case is read there with its own write until it shows."""
    sampled: int = 5


class Generator:
    """Every connection sends its next request when the last is answered, or at its moment."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._statuses: Counter[int] = Counter()
        self._seconds: list[float] = []
        self._shown: list[float] = []
        self._looking: set[asyncio.Task[None]] = set()
        self._etags = [0] * order.connections

    async def run(self) -> dict[str, Any]:
        """The figures: requests per second, milliseconds by percentile, statuses, what a request cost here."""
        order, worked = self._order, time.process_time()
        began = time.monotonic()
        lines = [_Line(order, number, began) for number in range(order.connections)]
        await asyncio.gather(*(self._caller(line).run(line.following(0)) for line in lines))
        lasted, worked = time.monotonic() - began, time.process_time() - worked
        await asyncio.gather(*self._looking)
        count = self._statuses.total()
        return {
            "per_second": count / lasted, "statuses": dict(self._statuses),
            "milliseconds": percentiles(self._seconds), "shown_milliseconds": percentiles(self._shown),
            "etags": self._etags, "own_microseconds": worked / max(count, 1) * 1_000_000,
        }  # fmt: skip

    def _caller(self, line: "_Line") -> Caller:
        port = self._order.ports[line.number % len(self._order.ports)]
        return Caller(port, lambda told: self._answered(line, told))

    def _answered(self, line: "_Line", told: Told) -> tuple[float, bytes] | None:
        self._statuses[told.status] += 1
        if told.status:
            self._seconds.append(told.seconds)
            self._etags[line.number] = told.etag
        order = self._order
        if order.views_port and told.status == 201 and line.sent % order.sampled == 0:
            self._look(orjson.loads(told.body)["case_code"], told.read_token)
        line.sent += 1
        following = line.following(told.etag)
        return following if max(following[0], time.monotonic()) < line.end and line.sent < line.most else None

    def _look(self, code: str, token: str) -> None:
        task = asyncio.create_task(self._until_shown(code, token))
        self._looking.add(task)
        task.add_done_callback(self._looking.discard)

    async def _until_shown(self, code: str, token: str) -> None:
        """From the answer of the command until the case file shows it."""
        connection, answered = Connection(HOST, self._order.views_port), time.perf_counter()
        headers = {"authorization": f"Bearer {self._order.bearer}", "read-after": token}
        while time.perf_counter() - answered < 20:
            reply = await connection.ask("GET", f"/cases/{code}", headers)
            if reply.status == 200 and reply.headers.get("read-pending") != "true":
                break
            await asyncio.sleep(0.01)
        self._shown.append(time.perf_counter() - answered)
        connection.close()


class _Line:
    """What one connection sends, one after the other."""

    def __init__(self, order: Order, number: int, began: float) -> None:
        self.number = number
        self.sent = 0
        self.end = began + min(order.seconds, MOST_SECONDS)
        self.most = MOST_REQUESTS // order.connections
        self._order = order
        self._code, self._etag = order.cases[number] if order.cases else ("", 0)
        self._pause = order.connections / order.per_second if order.per_second else 0.0
        self._first = began + number / order.connections * self._pause
        self._path = order.path.format(case_code=self._code)
        self._body = orjson.dumps(order.body)
        self._headers = {"authorization": f"Bearer {order.bearer}", "content-type": "application/json"}

    def following(self, etag: int) -> tuple[float, bytes]:
        """When to send what next; `etag` is what the last reply told, 0 when it told none."""
        key = {"idempotency-key": f"{self._order.tag}-{self.number}-{self.sent}"}
        if self._code:
            self._etag = etag or self._etag
            key["if-match"] = f'"{self._etag}"'
        body = self._body if self._code else orjson.dumps(new_case(self.number * 1_000_000 + self.sent))
        return self._first + self.sent * self._pause, request("POST", self._path, self._headers | key, body)


def order_as_json(order: Order) -> str:
    """What the process reads."""
    return json.dumps(asdict(order))


def main() -> None:
    """Carry out the order and print the figures as JSON."""
    told = json.loads(sys.stdin.read())
    told["ports"] = tuple(told["ports"])
    told["cases"] = tuple((code, etag) for code, etag in told["cases"])
    print(json.dumps(uvloop.run(Generator(Order(**told)).run())))


if __name__ == "__main__":
    main()
