"""How much of its memory the embedded database needs, asked now and then, so that an operator hears before it is too little.

Only the embedded database has a limit of its own that a county outgrows; a real MongoDB tells nothing of a heap and is left alone.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from services.runtime.mongo import Database, DatabaseUnavailable, server_status
from services.runtime.probes import Report
from services.runtime.settings import DATABASE_HEAP

ASK_SECONDS = 60.0
NEAR = 0.75
"""Of its limit, still needed after everything unused was put away: from here on collecting takes ever more of the time."""
_MIB = 2**20


@dataclass(frozen=True)
class Heap:
    """Bytes the embedded database may take, and what it still needed when memory had last run short; 0: it never did."""

    most: int
    kept: int

    @property
    def sentence(self) -> str:
        """What an operator is told to do, in Chinese; empty where there is room."""
        if self.kept < self.most * NEAR:
            return ""
        return (
            f"内嵌数据库的内存快用完了（上限 {self.most // _MIB} MiB，清理后仍占 {self.kept // _MIB} MiB）："
            f"请把环境变量 {DATABASE_HEAP} 调大后重新启动，或者改用真正的 MongoDB（用 MONGODB_URI 指定）"
        )


def heap_of(status: Mapping[str, Any]) -> Heap | None:
    """The heap in an answer to `serverStatus`; None where the database is a real MongoDB."""
    heap = status.get("heap")
    return Heap(int(heap["most"]), int(heap["kept"])) if heap else None


class DatabaseMemory:
    """Asks once a minute; a probe like any other part. It makes nothing unready: a restart would not heal it."""

    def __init__(self, database: Database, seconds: float = ASK_SECONDS) -> None:
        self._database, self._seconds = database, seconds
        self.heap: Heap | None = None

    async def run(self) -> None:
        """Ask again and again; what was last known stays while the database is away."""
        while True:
            with suppress(*DatabaseUnavailable):
                await self.ask()
            await asyncio.sleep(self._seconds)

    async def ask(self) -> None:
        """Ask once. Raises DatabaseUnavailable."""
        self.heap = heap_of(await server_status(self._database))

    def report(self) -> Report:
        """See Probe."""
        if self.heap is None:
            return Report("database_memory", True, True)
        notes = (self.heap.sentence,) if self.heap.sentence else ()
        return Report(
            "database_memory", True, True, notes=notes, details={"most": self.heap.most, "kept": self.heap.kept}
        )
