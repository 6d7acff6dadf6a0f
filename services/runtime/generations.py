"""Generations of a view: each is a collection of its own; one pointer says which is read (design.md section 3, rule 6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.runtime.checkpoints import Checkpoints
from services.runtime.mongo import Collection, Database
from services.runtime.projection import View, is_case_view


@dataclass(frozen=True)
class Generation:
    """One filling of a view, by which version of its code and in which epoch of the database and the log."""

    view: str
    number: int
    version: int
    epoch: str

    @property
    def name(self) -> str:
        """Name of its collection and of its checkpoint."""
        return f"{self.view}.g{self.number}"

    def serves(self, view: View, epoch: str) -> bool:
        """True when this filling is what today's code would make of today's log."""
        return self.version == view.version and self.epoch == epoch


class Generations:
    """The pointer documents, one per view: `current` is read, `building` is being filled, `last` was the last number given."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._pointers: Collection = database["generations"]

    async def current(self, view: str) -> Generation | None:
        """The generation that is read; None before the first has taken over."""
        return _generation(view, (await self._pointers.find_one({"_id": view}) or {}).get("current"))

    async def all_current(self) -> Mapping[str, Generation]:
        """The generations that are read, by view."""
        found = [(document["_id"], document.get("current")) async for document in self._pointers.find({})]
        return {view: made for view, row in found if (made := _generation(view, row)) is not None}

    async def ensure_indexes(self, views: Sequence[View]) -> None:
        """Make the indexes of the generations that are read; new ones get theirs when they are begun."""
        for view in views:
            generation = await self.current(view.name)
            if generation is not None:
                await self._make_indexes(view, generation)

    async def begin(self, view: View, epoch: str, *, afresh: bool) -> Generation:
        """The generation to fill; one begun earlier by the same code is gone on with, unless `afresh`."""
        pointer = await self._pointers.find_one({"_id": view.name}) or {}
        begun = _generation(view.name, pointer.get("building"))
        if begun is None or afresh or not begun.serves(view, epoch):
            # Where the database lost the pointer, what it once pointed at is still there.
            taken = max(await self._numbers(view.name), default=0)
            await self._pointers.update_one({"_id": view.name}, {"$max": {"last": taken}}, upsert=True)
            counted = await self._pointers.find_one_and_update(
                {"_id": view.name}, {"$inc": {"last": 1}}, upsert=True, return_document=True
            )
            begun = Generation(view.name, int(counted["last"]), view.version, epoch)
            row = {"number": begun.number, "version": begun.version, "epoch": begun.epoch}
            await self._pointers.update_one({"_id": view.name}, {"$set": {"building": row}})
        await self._make_indexes(view, begun)
        return begun

    async def take_over(self, generation: Generation) -> None:
        """From now on this generation is read. One that is older than the current one is left alone."""
        row = {"number": generation.number, "version": generation.version, "epoch": generation.epoch}
        older = {"$or": [{"current": {"$exists": False}}, {"current.number": {"$lt": generation.number}}]}
        await self._pointers.update_one(
            {"_id": generation.view, **older}, {"$set": {"current": row}, "$unset": {"building": ""}}
        )

    async def drop_unused(self, view: str, checkpoints: Checkpoints) -> None:
        """Drop every collection of the view that is neither read nor being filled."""
        used = _used(view, await self._pointers.find_one({"_id": view}) or {})
        for number in await self._numbers(view):
            name = f"{view}.g{number}"
            if name not in used:
                await self.drop(name, checkpoints)

    async def drop(self, name: str, checkpoints: Checkpoints) -> None:
        """Drop a generation's collection with its positions."""
        await self._database.drop_collection(name)
        await checkpoints.forget(name)

    async def pointed_at(self) -> Mapping[str, frozenset[str]]:
        """The collections that are read or being filled, by view; also of views that no program knows any more."""
        return {pointer["_id"]: _used(pointer["_id"], pointer) async for pointer in self._pointers.find({})}

    async def forget(self, view: str) -> None:
        """Drop the pointer of a view that is no more; its collections are dropped before."""
        await self._pointers.delete_one({"_id": view})

    async def _numbers(self, view: str) -> list[int]:
        """The generations of a view of which there is a collection."""
        named = [name.rpartition(".g") for name in await self._database.list_collection_names()]
        return [int(number) for stem, _, number in named if stem == view and number.isdigit()]

    async def _make_indexes(self, view: View, generation: Generation) -> None:
        collection = self._database[generation.name]
        for index in getattr(view, "indexes", ()):
            if index.of_words:
                await collection.create_index(list(index.keys), name=f"words_{index.keys[0][0]}", sparse=True)
            else:
                await collection.create_index(list(index.keys))
        if not is_case_view(view):
            await collection.create_index([("figure", 1)])


def _used(view: str, pointer: Mapping[str, Any]) -> frozenset[str]:
    rows = (_generation(view, pointer.get(row)) for row in ("current", "building"))
    return frozenset(generation.name for generation in rows if generation is not None)


def _generation(view: str, row: Mapping[str, Any] | None) -> Generation | None:
    return None if row is None else Generation(view, int(row["number"]), int(row["version"]), str(row["epoch"]))
