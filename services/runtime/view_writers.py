"""Writing a batch of applied decisions into one generation of a view: read, fold, write guarded, again if a guard failed."""

from collections.abc import Sequence
from typing import Any, Protocol

from services.runtime.mongo import Collection, UpdateOne, write_guarded
from services.runtime.projection import (
    CaseView,
    Document,
    Increment,
    LoggedDecision,
    RollupView,
    advanced,
    rolled_up,
)

ATTEMPTS = 5
"""Guards that fail this often in a row are no race of two writers."""


class GuardsKeepFailing(Exception):
    """Documents changed under every attempt to write them."""


class ViewWriter(Protocol):
    """Writes applied decisions into one generation; what the generation has already is left alone."""

    async def write(self, batch: Sequence[LoggedDecision]) -> None:
        """All of `batch`, in the order of each partition. Raises Gap, GuardsKeepFailing, or the view's own error."""


class CaseWriter:
    """Documents keyed by the case; the guard is the sequence of the source that was folded."""

    def __init__(self, view: CaseView, collection: Collection) -> None:
        self._view = view
        self._collection = collection

    async def write(self, batch: Sequence[LoggedDecision]) -> None:
        """See ViewWriter."""
        for source in self._view.sources:
            mine = [logged for logged in batch if logged.source == source]
            for _ in range(ATTEMPTS):
                if await self._write(source, mine):
                    break
            else:
                raise GuardsKeepFailing(self._collection.name)

    async def _write(self, source: str, batch: Sequence[LoggedDecision]) -> bool:
        codes = list({logged.decision.case_code: None for logged in batch})
        fields = {"at": 1, "accepted": 1, "broken": 1, source: 1}
        before = {found["_id"]: found async for found in self._collection.find({"_id": {"$in": codes}}, fields)}
        after: dict[str, Document] = dict(before)
        for logged in batch:
            code = logged.decision.case_code
            document = advanced(self._view, after.get(code), logged)
            if document is not None:
                after[code] = document
        changed = [(before.get(code), document) for code, document in after.items() if document is not before.get(code)]
        return await write_guarded(self._collection, [_case_update(source, *pair) for pair in changed])


class RollupWriter:
    """Documents keyed by (figure, source, partition), each with the one position up to which it has counted."""

    def __init__(self, view: RollupView, collection: Collection) -> None:
        self._view = view
        self._collection = collection

    async def write(self, batch: Sequence[LoggedDecision]) -> None:
        """See ViewWriter."""
        added = [
            (rollup_id(increment.figure, logged), logged, increment)
            for logged in batch
            if logged.source in self._view.sources
            for increment in rolled_up(self._view, logged)
        ]
        for _ in range(ATTEMPTS):
            if await self._write(added):
                return
        raise GuardsKeepFailing(self._collection.name)

    async def _write(self, added: Sequence[tuple[str, LoggedDecision, Increment]]) -> bool:
        ids = list({identity: None for identity, _, _ in added})
        found = self._collection.find({"_id": {"$in": ids}}, {"position": 1})
        before = {document["_id"]: int(document["position"]) async for document in found}
        sums: dict[str, Document] = {}
        for identity, logged, increment in added:
            if logged.offset > before.get(identity, -1):
                summed(sums.setdefault(identity, _empty(identity, logged, increment)), logged, increment)
        operations = [_rollup_update(before.get(identity), document) for identity, document in sums.items()]
        return await write_guarded(self._collection, operations)


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


def _case_update(source: str, before: Document | None, after: Document) -> UpdateOne:
    """A document of another source only has no sequence of this one: the upsert serves for both that and none at all."""
    at = before["at"].get(source) if before else None
    guard: Any = {"$exists": False} if at is None else at
    values = {f"at.{source}": after["at"][source]}
    if source in after["accepted"]:
        values[f"accepted.{source}"] = after["accepted"][source]
    if source in after.get("broken", {}):
        values[f"broken.{source}"] = after["broken"][source]
    if source in after:
        values[source] = after[source]
    return UpdateOne({"_id": after["_id"], f"at.{source}": guard}, {"$set": values}, upsert=at is None)


def _rollup_update(before: int | None, added: Document) -> UpdateOne:
    changes: dict[str, Any] = {
        "$inc": {f"values.{name}": value for name, value in added["values"].items()},
        "$set": {"position": added["position"]},
    }
    if not changes["$inc"]:
        del changes["$inc"]
    if before is None:
        changes["$setOnInsert"] = {name: added[name] for name in ("figure", "source", "partition", "labels")}
        return UpdateOne({"_id": added["_id"], "position": {"$exists": False}}, changes, upsert=True)
    return UpdateOne({"_id": added["_id"], "position": before}, changes)
