"""What several feeds bring to a view while it is being written goes into its next write together."""

import asyncio
from collections.abc import Sequence

from services.runtime.projection import LoggedDecision
from services.runtime.view_writers import ViewWriter


class WrittenTogether:
    """A ViewWriter of several feeds: one write at a time, each with all that has come meanwhile.

    A write costs a round trip whatever it holds. Each feed brings decisions of its own source in their order, so that batches
    may stand one behind the other. What goes wrong with several batches is tried again with each alone: whose fault it is
    shows then, and what was written is left alone by the guards.
    """

    def __init__(self, writer: ViewWriter, gather: float = 0.0) -> None:
        """`gather`: seconds that the first batch waits for those of other feeds."""
        self._writer = writer
        self._gather = gather
        self._waiting: list[tuple[Sequence[LoggedDecision], asyncio.Future[None]]] = []
        self._free = asyncio.Lock()

    async def write(self, batch: Sequence[LoggedDecision]) -> None:
        """See ViewWriter."""
        if not batch:
            return
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        mine = (batch, written)
        self._waiting.append(mine)
        try:
            async with self._free:
                if not written.done():
                    if self._gather:
                        await asyncio.sleep(self._gather)
                    await self._write_waiting()
            await written
        finally:
            if mine in self._waiting:
                self._waiting.remove(mine)

    async def _write_waiting(self) -> None:
        """Write all that waits. Its feeds are told; only who is told of a fault raises it."""
        together, self._waiting = self._waiting, []
        try:
            if len(together) > 1 and await self._all_written(together):
                return
            for batch, written in together:
                try:
                    await self._writer.write(batch)
                except Exception as error:  # told to the feed whose batch it is, which raises it
                    _tell(written, error)
                else:
                    _tell(written, None)
        finally:  # whose feed was stopped while it wrote for others leaves them to the next
            self._waiting = [one for one in together if not one[1].done()] + self._waiting

    async def _all_written(self, together: Sequence[tuple[Sequence[LoggedDecision], asyncio.Future[None]]]) -> bool:
        try:
            await self._writer.write([logged for batch, _ in together for logged in batch])
        except Exception:  # tried again one by one, which tells whose it is
            return False
        for _, written in together:
            _tell(written, None)
        return True


def _tell(written: "asyncio.Future[None]", error: Exception | None) -> None:
    if written.done():  # its feed was stopped meanwhile
        return
    if error is None:
        written.set_result(None)
    else:
        written.set_exception(error)
