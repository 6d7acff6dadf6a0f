"""Handed-in bytes are asked about before they are kept: ClamAV's daemon, by its INSTREAM command (clamd(8)), where one is named.

The one module that knows the scanner. Where none is named nothing is scanned, and the health of the process says so; where one
is named that does not answer, nothing is kept: what nobody looked at is not let in by an outage.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

import structlog

from services.runtime.probes import Report
from services.runtime.problems import problem
from services.runtime.process import Background
from services.runtime.settings import SettingsProblem

VARIABLE = "MEDIATION_CLAMD"
"""Where the daemon listens: `host:port`, or the path of its socket; empty for no scanning."""
ANSWER_SECONDS = 60.0
_CHUNK = 64 * 1024
"""Bytes; the daemon takes up to its StreamMaxLength in all."""
_CLEAN, _FOUND = "OK", " FOUND"
_log = structlog.get_logger(__name__)


@dataclass
class VirusScan:
    """The scanner at `address`; also a part of its process that says how it is."""

    address: str = ""
    fails: bool = False
    """Whether the last question had no answer."""

    @staticmethod
    def of(environment: Mapping[str, str]) -> "VirusScan":
        """As the environment names it. Raises SettingsProblem for what is neither a path nor host and port."""
        address = environment.get(VARIABLE, "")
        if address and not address.startswith("/") and not address.rpartition(":")[2].isdecimal():
            raise SettingsProblem(f"{VARIABLE} 的值 {address} 无效：请写明 host:port 或者套接字文件的完整路径。")
        return VirusScan(address)

    async def check(self, content: bytes) -> None:
        """Return where the bytes may be kept. Raises Problem content_infected, or scan_unavailable."""
        if not self.address:
            return
        try:
            said = await asyncio.wait_for(self._asked(content), ANSWER_SECONDS)
        except (OSError, EOFError, TimeoutError) as error:
            self.fails = True
            _log.warning("scan_unavailable", error_type=type(error).__name__)
            raise problem("scan_unavailable", {"Retry-After": "30"}) from error
        name = said.partition(": ")[2]
        self.fails = name != _CLEAN and not name.endswith(_FOUND)
        if self.fails:
            _log.warning("scan_unavailable", said=said)
            raise problem("scan_unavailable", {"Retry-After": "30"})
        if name != _CLEAN:
            _log.warning("content_infected", found=name.removesuffix(_FOUND))
            raise problem("content_infected", found=name.removesuffix(_FOUND))

    def report(self) -> Report:
        """A part of the process; scanning is no condition of being ready."""
        notes = (
            ("上传的文件没有病毒扫描",)
            if not self.address
            else ("病毒扫描没有应答，暂不接收文件",)
            if self.fails
            else ()
        )
        return Report("virus_scan", ready=True, live=True, notes=notes, details={"on": bool(self.address)})

    def start(self, background: Background) -> None:
        """Nothing runs beside: it is asked when something is handed in."""

    async def _asked(self, content: bytes) -> str:
        """What the daemon says of the bytes, e.g. `stream: OK`."""
        reader, writer = await self._connected()
        try:
            writer.write(b"zINSTREAM\0")
            for start in range(0, len(content), _CHUNK):
                part = content[start : start + _CHUNK]
                writer.write(len(part).to_bytes(4, "big") + part)
                await writer.drain()
            writer.write(bytes(4))
            await writer.drain()
            return (await reader.readuntil(b"\0"))[:-1].decode(errors="replace")
        finally:
            writer.close()

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self.address.startswith("/"):
            return await asyncio.open_unix_connection(self.address)
        host, _, port = self.address.rpartition(":")
        return await asyncio.open_connection(host, int(port))
