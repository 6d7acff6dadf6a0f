"""How far a generation of a view has read each source partition: stored beside the effects, and after them."""

from collections.abc import Mapping
from typing import Any

from services.runtime.mongo import Collection, Database

Positions = dict[tuple[str, int], int]
"""(source, partition) -> offset of the next decision to read."""


class Checkpoints:
    """One document per generation; a position never goes back."""

    def __init__(self, database: Database) -> None:
        self._collection: Collection = database["checkpoints"]

    async def read(self, generation: str) -> Positions:
        """Positions of this generation (`<view>.g<number>`); empty when it has none."""
        return _positions(await self._collection.find_one({"_id": generation}) or {})

    async def all(self) -> Mapping[str, Positions]:
        """Positions of every generation there is, the one being filled with them."""
        return {found["_id"]: _positions(found) async for found in self._collection.find({})}

    async def advance(self, generation: str, positions: Mapping[tuple[str, int], int]) -> None:
        """Store positions that were reached; call it when the effects are written."""
        if positions:
            values = {f"positions.{source}.{partition}": offset for (source, partition), offset in positions.items()}
            await self._collection.update_one({"_id": generation}, {"$max": values}, upsert=True)

    async def forget(self, generation: str) -> None:
        """Drop the positions of a generation that is dropped."""
        await self._collection.delete_one({"_id": generation})


def _positions(document: Mapping[str, Any]) -> Positions:
    return {
        (source, int(partition)): int(offset)
        for source, partitions in document.get("positions", {}).items()
        for partition, offset in partitions.items()
    }
