"""Writing a batch of applied decisions into one generation of a view: read, fold, write guarded, again if a guard failed."""

from collections.abc import Mapping, Sequence
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
    """Documents keyed by the case; the guards are the sequences of the sources that were folded."""

    def __init__(self, view: CaseView, collection: Collection) -> None:
        self._view = view
        self._collection = collection

    async def write(self, batch: Sequence[LoggedDecision]) -> None:
        """See ViewWriter. One update per case, whatever sources and however many decisions the batch has of it."""
        mine = [logged for logged in batch if logged.source in self._view.sources]
        codes = _with_earlier_decisions(mine)
        for _ in range(ATTEMPTS):
            if await self._write(mine, await self._found(mine, codes)):
                return
            codes = list({logged.decision.case_code: None for logged in mine})
        raise GuardsKeepFailing(self._collection.name)

    async def _found(self, batch: Sequence[LoggedDecision], codes: Sequence[str]) -> dict[str, Document]:
        if not codes:
            return {}
        fields = {"at": 1, "accepted": 1, "broken": 1} | {logged.source: 1 for logged in batch}
        return {found["_id"]: found async for found in self._collection.find({"_id": {"$in": codes}}, fields)}

    async def _write(self, batch: Sequence[LoggedDecision], before: Mapping[str, Document]) -> bool:
        after = dict(before)
        for logged in batch:
            code = logged.decision.case_code
            document = advanced(self._view, after.get(code), logged)
            if document is not None:
                after[code] = document
        changed = [(before.get(code), document) for code, document in after.items() if document is not before.get(code)]
        return await write_guarded(self._collection, [_case_update(*pair) for pair in changed])


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


def _with_earlier_decisions(batch: Sequence[LoggedDecision]) -> list[str]:
    """Cases whose documents have to be read first: of the others the batch has everything from the first decision on.

    Of those nothing can be there but what a writer before us wrote of the same decisions, which the guards notice.
    """
    first: dict[tuple[str, str], int] = {}
    for logged in batch:
        first.setdefault((logged.source, logged.decision.case_code), logged.decision.sequence)
    return list({code: None for (_, code), sequence in first.items() if sequence > 1})


def _case_update(before: Document | None, after: Document) -> UpdateOne:
    """A document of other sources only has no sequence of these: the upsert serves for both that and none at all."""
    at: Mapping[str, int] = before["at"] if before else {}
    moved = [source for source, sequence in after["at"].items() if sequence != at.get(source)]
    guards: dict[str, Any] = {f"at.{source}": at.get(source, {"$exists": False}) for source in moved}
    values: dict[str, Any] = {}
    for source in moved:
        values[f"at.{source}"] = after["at"][source]
        for name in ("accepted", "broken"):
            if source in after.get(name, {}):
                values[f"{name}.{source}"] = after[name][source]
        if source in after:
            values[source] = after[source]
    return UpdateOne(
        {"_id": after["_id"], **guards}, {"$set": values}, upsert=not any(source in at for source in moved)
    )


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
