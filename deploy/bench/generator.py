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

from deploy.bench.percentiles import percentiles
from deploy.embedded.ports import HOST
from deploy.trial.feeding import registration
from deploy.trial.http_client import Connection

MOST_SECONDS = 120.0
MOST_REQUESTS = 500_000


@dataclass(frozen=True)
class Order:
    """What to send: registrations, or one more act on each connection's own case."""

    port: int
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
        """The figures: requests per second, milliseconds by percentile, statuses."""
        order = self._order
        began = time.monotonic()
        end = began + min(order.seconds, MOST_SECONDS)
        await asyncio.gather(*(self._connection(number, began, end) for number in range(order.connections)))
        lasted = time.monotonic() - began
        await asyncio.gather(*self._looking)
        return {
            "per_second": self._statuses.total() / lasted, "statuses": dict(self._statuses),
            "milliseconds": percentiles(self._seconds), "shown_milliseconds": percentiles(self._shown),
            "etags": self._etags,
        }  # fmt: skip

    async def _connection(self, number: int, began: float, end: float) -> None:
        order, connection = self._order, Connection(HOST, self._order.port)
        code, etag = order.cases[number] if order.cases else ("", 0)
        pause = order.connections / order.per_second if order.per_second else 0.0
        sent = 0
        while (now := time.monotonic()) < end and sent * order.connections < MOST_REQUESTS:
            if pause and (wait := began + (sent + number / order.connections) * pause - now) > 0:
                await asyncio.sleep(wait)
                if time.monotonic() >= end:
                    break
            headers = {
                "authorization": f"Bearer {order.bearer}", "content-type": "application/json",
                "idempotency-key": f"{order.tag}-{number}-{sent}",
            }  # fmt: skip
            if code:
                headers["if-match"] = f'"{etag}"'
            body = order.body if code else registration(number * 1_000_000 + sent)
            asked = time.perf_counter()
            try:
                reply = await connection.ask("POST", order.path.format(case_code=code), headers, orjson.dumps(body))
            except OSError:
                self._statuses[0] += 1
                sent += 1
                continue
            self._seconds.append(time.perf_counter() - asked)
            self._statuses[reply.status] += 1
            self._etags[number] = etag = int(reply.headers.get("etag", '"0"').strip('"'))
            if order.views_port and reply.status == 201 and sent % order.sampled == 0:
                self._look(orjson.loads(reply.body)["case_code"], reply.headers["read-token"])
            sent += 1
        connection.close()

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


def order_as_json(order: Order) -> str:
    """What the process reads."""
    return json.dumps(asdict(order))


def main() -> None:
    """Carry out the order and print the figures as JSON."""
    told = json.loads(sys.stdin.read())
    told["cases"] = tuple((code, etag) for code, etag in told["cases"])
    print(json.dumps(uvloop.run(Generator(Order(**told)).run())))


if __name__ == "__main__":
    main()
