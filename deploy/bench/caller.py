"""The leanest HTTP/1.1 caller: one kept-open connection that sends its next request in the moment the last is answered.

No tasks, no streams, no header table: on a machine that the generator shares with what it measures, its own work would
stand in every figure.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

_LENGTH, _ETAG, _READ_TOKEN = b"\r\ncontent-length: ", b'\r\netag: "', b"\r\nread-token: "
_END_OF_HEAD = b"\r\n\r\n"
_NO_REPLY = 0
"""The status of a request whose connection was lost."""


@dataclass(frozen=True, slots=True)
class Told:
    """A reply, as far as anybody asks: `status` is 0 when the connection was lost before there was one."""

    status: int
    seconds: float
    """From writing the request to having the whole reply."""
    etag: int
    """0 without one."""
    read_token: str
    body: bytes


def request(method: str, path: str, headers: dict[str, str], body: bytes) -> bytes:
    """The bytes of a request to this machine."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"{method} {path} HTTP/1.1\r\nhost: localhost\r\n{lines}content-length: {len(body)}\r\n\r\n".encode() + body


class Caller(asyncio.Protocol):
    """One connection. `answered` is called with every reply and says when to send what next: (monotonic time, bytes) or None."""

    def __init__(self, port: int, answered: "Callable[[Told], tuple[float, bytes] | None]") -> None:
        self._port = port
        self._answered = answered
        self._transport: asyncio.Transport | None = None
        self._received = b""
        self._wanted = 0
        self._asked = 0.0
        self._request = b""
        self._done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self, first: tuple[float, bytes]) -> None:
        """Send `first` and whatever follows; returns when nothing follows."""
        self._go_on(first)
        await self._done
        if self._transport is not None:
            self._transport.close()

    def data_received(self, data: bytes) -> None:
        """Part of a reply, mostly the whole."""
        self._received = received = self._received + data
        if not self._wanted:
            head = received.find(_END_OF_HEAD)
            if head < 0:
                return
            self._wanted = head + len(_END_OF_HEAD) + int(_value(received, _LENGTH, head, b"\r") or 0)
        if len(received) >= self._wanted:
            self._tell(received)

    def connection_lost(self, error: Exception | None) -> None:
        """A request under way has no reply; the next one opens the connection again."""
        self._transport = None
        if self._request:
            self._tell(b"")

    def _tell(self, reply: bytes) -> None:
        seconds, self._request, self._received, self._wanted = time.perf_counter() - self._asked, b"", b"", 0
        head = reply.find(_END_OF_HEAD)
        told = Told(
            int(reply[9:12]) if reply else _NO_REPLY, seconds, int(_value(reply, _ETAG, head, b'"') or 0),
            _value(reply, _READ_TOKEN, head, b"\r").decode(), reply[head + len(_END_OF_HEAD) :],
        )  # fmt: skip
        self._go_on(self._answered(told))

    def _go_on(self, following: tuple[float, bytes] | None) -> None:
        if following is None:
            if not self._done.done():
                self._done.set_result(None)
            return
        moment, content = following
        loop = asyncio.get_running_loop()
        if moment > time.monotonic():
            loop.call_later(moment - time.monotonic(), self._send, content)
        else:
            self._send(content)

    def _send(self, content: bytes) -> None:
        self._request, self._asked = content, time.perf_counter()
        if self._transport is not None:
            self._transport.write(content)
            return
        task = asyncio.ensure_future(self._connect(content))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _connect(self, content: bytes) -> None:
        try:
            self._transport, _ = await asyncio.get_running_loop().create_connection(
                lambda: self, "127.0.0.1", self._port
            )
        except OSError:
            self._tell(b"")
        else:
            self._transport.write(content)


def _value(reply: bytes, header: bytes, head: int, end: bytes) -> bytes:
    """What follows `header` in the head of the reply; empty without it."""
    at = reply.find(header, 0, head + 2)
    return b"" if at < 0 else reply[at + len(header) : reply.find(end, at + len(header))]
