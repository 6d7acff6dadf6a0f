"""Writing a batch of applied decisions into one generation of a rollup: figures per source partition, counted once each."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any

from services.runtime.mongo import Collection, UpdateOne, write_guarded
from services.runtime.projection import Document, Increment, LoggedDecision, RollupView, rolled_up
from services.runtime.view_writers import ATTEMPTS, GuardsKeepFailing

MOST_KEPT = 20_000
"""Figures whose positions are remembered."""


class RollupWriter:
    """Documents keyed by (figure, source, partition), each with the one position up to which it has counted."""

    def __init__(self, view: RollupView, collection: Collection) -> None:
        self._view = view
        self._name = collection.name
        self._figures = Figures(collection)

    async def write(self, batch: Sequence[LoggedDecision]) -> None:
        """See ViewWriter."""
        added = [
            (logged, increment)
            for logged in batch
            if logged.source in self._view.sources
            for increment in rolled_up(self._view, logged)
        ]
        for _ in range(ATTEMPTS):
            if await self._figures.add_up(added):
                return
        raise GuardsKeepFailing(self._name)


class Figures:
    """The figures of one generation. Positions are remembered, so that they need not be read before the next write.

    Every write is guarded by the position it began from: what is remembered is what the database has, or the write fails and
    the next one reads.
    """

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._positions: OrderedDict[str, int] = OrderedDict()

    async def add_up(self, added: Sequence[tuple[LoggedDecision, Increment]]) -> bool:
        """Add increments to their figures, each figure leaving out what it has; False where another writer was there."""
        before = await self._known(dict.fromkeys(rollup_id(increment.figure, logged) for logged, increment in added))
        sums: dict[str, Document] = {}
        for logged, increment in added:
            identity = rollup_id(increment.figure, logged)
            if logged.offset > before.get(identity, -1):
                summed(sums.setdefault(identity, _empty(identity, logged, increment)), logged, increment)
        if not await write_guarded(
            self._collection, [_rollup_update(before.get(identity), document) for identity, document in sums.items()]
        ):
            self.forget()
            return False
        for identity, document in sums.items():
            self._keep(identity, document["position"])
        return True

    def forget(self) -> None:
        """Read every position again."""
        self._positions.clear()

    async def _known(self, identities: Iterable[str]) -> dict[str, int]:
        """The positions of these figures; those of which nothing is counted yet are left out."""
        wanted = list(identities)
        known = {identity: self._positions[identity] for identity in wanted if identity in self._positions}
        unknown = [identity for identity in wanted if identity not in known]
        if unknown:
            found = self._collection.find({"_id": {"$in": unknown}}, {"position": 1})
            known |= {document["_id"]: int(document["position"]) async for document in found}
        return known

    def _keep(self, identity: str, position: int) -> None:
        self._positions[identity] = position
        self._positions.move_to_end(identity)
        while len(self._positions) > MOST_KEPT:
            self._positions.popitem(last=False)


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
