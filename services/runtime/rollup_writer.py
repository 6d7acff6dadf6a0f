"""Writing a batch of applied decisions into one generation of a rollup: figures per source partition, counted once each."""

from collections.abc import Sequence
from typing import Any

from services.runtime.mongo import Collection, UpdateOne, write_guarded
from services.runtime.projection import Document, Increment, LoggedDecision, RollupView, rolled_up
from services.runtime.view_writers import ATTEMPTS, GuardsKeepFailing


class RollupWriter:
    """Documents keyed by (figure, source, partition), each with the one position up to which it has counted."""

    def __init__(self, view: RollupView, collection: Collection) -> None:
        self._view = view
        self._collection = collection

    async def write(self, batch: Sequence[LoggedDecision]) -> None:
        """See ViewWriter."""
        added = [
            (logged, increment)
            for logged in batch
            if logged.source in self._view.sources
            for increment in rolled_up(self._view, logged)
        ]
        for _ in range(ATTEMPTS):
            if await add_up(self._collection, added):
                return
        raise GuardsKeepFailing(self._collection.name)


async def add_up(collection: Collection, added: Sequence[tuple[LoggedDecision, Increment]]) -> bool:
    """Add increments to their figures, each figure leaving out what it has; False where another writer was there."""
    if not added:
        return True
    ids = list({rollup_id(increment.figure, logged): None for logged, increment in added})
    found = collection.find({"_id": {"$in": ids}}, {"position": 1})
    before = {document["_id"]: int(document["position"]) async for document in found}
    sums: dict[str, Document] = {}
    for logged, increment in added:
        identity = rollup_id(increment.figure, logged)
        if logged.offset > before.get(identity, -1):
            summed(sums.setdefault(identity, _empty(identity, logged, increment)), logged, increment)
    operations = [_rollup_update(before.get(identity), document) for identity, document in sums.items()]
    return await write_guarded(collection, operations)


def rollup_id(figure: str, logged: LoggedDecision) -> str:
    """The id of the document that counts `figure` for the partition of `logged`."""
    return f"{figure}|{logged.source}|{logged.partition}"


def summed(document: Document, logged: LoggedDecision, increment: Increment) -> None:
    """Add `increment` to the figure's document and move its position."""
    for name, value in increment.values.items():
        document["values"][name] = document["values"].get(name, 0) + value
    document["position"] = logged.offset


def _empty(identity: str, logged: LoggedDecision, increment: Increment) -> Document:
    return {
        "_id": identity, "figure": increment.figure, "source": logged.source, "partition": logged.partition,
        "labels": dict(increment.labels), "position": -1, "values": {},
    }  # fmt: skip


def _rollup_update(before: int | None, added: Document) -> UpdateOne:
    changes: dict[str, Any] = {
        "$inc": {f"values.{name}": value for name, value in added["values"].items()},
        "$set": {"position": added["position"]},
    }
    if not changes["$inc"]:
        del changes["$inc"]
    if before is None:
        changes["$setOnInsert"] = {name: added[name] for name in ("figure", "source", "partition", "labels")}
        return UpdateOne({"_id": added["_id"], "position": None}, changes, upsert=True)
    return UpdateOne({"_id": added["_id"], "position": before}, changes)
