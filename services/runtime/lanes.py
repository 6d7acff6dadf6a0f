"""A lane: one generation of a view being filled, with its positions, and people waiting for it to get somewhere."""

import asyncio
import time
from collections.abc import Sequence
from typing import cast

from services.runtime.checkpoints import Checkpoints, Positions
from services.runtime.generations import Generation
from services.runtime.mongo import Database
from services.runtime.projection import CaseView, LoggedDecision, RollupView, TallyView, View, is_case_view
from services.runtime.rollup_writer import RollupWriter
from services.runtime.tally import is_tally
from services.runtime.tally_writer import TallyWriter
from services.runtime.view_writers import CaseWriter, ViewWriter
from services.runtime.written_together import WrittenTogether

CHECKPOINT_EVERY = 1.0
"""Seconds between two checkpoints of a lane; what is read again after a crash is left alone by the guards."""

GATHER_SECONDS = 0.003
"""How long a write waits for the batches of other feeds, which all end their pause at the same moment (decision_feed.py):
without it the first went alone and the others into a second write."""


class Lane:
    """Effects first, then the positions in memory, and now and then the checkpoint."""

    def __init__(self, view: View, generation: Generation, database: Database) -> None:
        self.view = view
        self.generation = generation
        self._together = WrittenTogether(_writer(view, generation, database), GATHER_SECONDS)
        self._checkpoints = Checkpoints(database)
        self._positions: Positions = {}
        self._unsaved: Positions = {}
        self._saved_at = 0.0
        self._moved = asyncio.Event()

    async def open(self) -> None:
        """Go on from the stored checkpoint."""
        self._positions = await self._checkpoints.read(self.generation.name)

    def position(self, source: str, partition: int) -> int:
        """Offset of the first decision that this lane has not read."""
        return self._positions.get((source, partition), 0)

    @property
    def reached(self) -> Positions:
        """The positions of now; what is given stays as it is."""
        return dict(self._positions)

    async def stored_position(self, source: str, partition: int) -> int:
        """The same as the database knows it."""
        return (await self._checkpoints.read(self.generation.name)).get((source, partition), 0)

    async def write(self, batch: Sequence[LoggedDecision], ends: Positions) -> None:
        """Write applied decisions and move to `ends`; what lies before the lane's position and foreign sources are left out."""
        mine = {place: end for place, end in ends.items() if place[0] in self.view.sources}
        if not mine:
            return
        await self._together.write([logged for logged in batch if logged.offset >= self.position(*logged.place)])
        for place, end in mine.items():
            if end > self.position(*place):
                self._positions[place] = self._unsaved[place] = end
        self._moved.set()
        self._moved = asyncio.Event()
        if time.monotonic() - self._saved_at >= CHECKPOINT_EVERY:
            await self.save()

    async def save(self) -> None:
        """Store the positions reached."""
        unsaved, self._unsaved = self._unsaved, {}
        try:
            await self._checkpoints.advance(self.generation.name, unsaved)
        except BaseException:
            self._unsaved = {**unsaved, **self._unsaved}
            raise
        self._saved_at = time.monotonic()

    def rewind(self, source: str, partition: int, offset: int) -> None:
        """Forget having read what lies at `offset` and after: its effects are not there."""
        self._positions[source, partition] = min(offset, self.position(source, partition))

    async def wait(self, source: str, partition: int, offset: int, seconds: float) -> bool:
        """True as soon as the effects of the decision at `offset` are there; False after `seconds`."""
        try:
            async with asyncio.timeout(seconds):
                while self.position(source, partition) <= offset:
                    await self._moved.wait()
        except TimeoutError:
            return False
        return True


def _writer(view: View, generation: Generation, database: Database) -> ViewWriter:
    collection = database[generation.name]
    if is_case_view(view):
        return CaseWriter(cast(CaseView, view), collection)
    if is_tally(view):
        return TallyWriter(cast(TallyView, view), collection)
    return RollupWriter(cast(RollupView, view), collection)
