"""Writing a batch of applied decisions into one generation of a view: read, fold, write guarded, again if a guard failed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from services.runtime.fault_points import fault_point
from services.runtime.mongo import Collection, Packed, UpdateOne, packed, write_guarded
from services.runtime.projection import (
    CaseView,
    Document,
    LoggedDecision,
    advanced,
)
from services.runtime.section_cache import SectionCache

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
        self._cache = SectionCache()

    async def write(self, batch: Sequence[LoggedDecision]) -> None:
        """See ViewWriter. One update per case, whatever sources and however many decisions the batch has of it."""
        mine = [logged for logged in batch if logged.source in self._view.sources]
        concerned: dict[str, dict[str, None]] = {}
        for logged in mine:
            concerned.setdefault(logged.decision.case_code, {})[logged.source] = None
        before, unknown = self._known(mine)
        for _ in range(ATTEMPTS):
            if await self._write(mine, before | await self._read(mine, unknown)):
                return
            for code, sources in concerned.items():
                self._cache.forget(code, sources)
            before, unknown = {}, list(concerned)
        raise GuardsKeepFailing(self._collection.name)

    def _known(self, batch: Sequence[LoggedDecision]) -> tuple[dict[str, Document], list[str]]:
        """Documents that need not be read, and the cases of those that have to be."""
        before: dict[str, Document] = {}
        unknown = []
        for code, sources in _with_earlier_decisions(batch).items():
            document = self._cache.document(code, sources)
            if document is None:
                unknown.append(code)
            else:
                before[code] = document
        return before, unknown

    async def _read(self, batch: Sequence[LoggedDecision], codes: Sequence[str]) -> dict[str, Document]:
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
        moves = [_moved(before.get(code), document) for code, document in after.items()]
        changed = [move for move in moves if move.sources]
        if changed:
            fault_point("before_view_write")
        if not await write_guarded(self._collection, [_case_update(move) for move in changed]):
            return False
        for move in changed:
            for source in move.sources:
                self._keep(move, source)
        return True

    def _keep(self, move: "_Move", source: str) -> None:
        """Remember the section as it was sent; one that stayed the same is not packed again where it is known packed."""
        section = move.sections.get(source)
        if section is None and source in move.after:
            section = self._cache.section(move.after["_id"], source, move.before.get(source, 0))
            if section is None:  # not `or`: to say whether it is empty the driver would unpack it
                section = packed(move.after[source])
        self._cache.keep(move.after, source, section)


def _with_earlier_decisions(batch: Sequence[LoggedDecision]) -> dict[str, list[str]]:
    """By case the sources of which earlier decisions stand in its document: of the others the batch has all from the first on.

    Of those nothing can be there but what a writer before us wrote of the same decisions, which the guards notice.
    """
    first: dict[tuple[str, str], int] = {}
    for logged in batch:
        first.setdefault((logged.source, logged.decision.case_code), logged.decision.sequence)
    earlier: dict[str, list[str]] = {}
    for (source, code), sequence in first.items():
        if sequence > 1:
            earlier.setdefault(code, []).append(source)
    return earlier


@dataclass(frozen=True)
class _Move:
    """A document and what of it is new, source by source."""

    before: Mapping[str, int]
    """The sequences that the database is believed to have."""
    after: Document
    sources: Sequence[str]
    """Those that moved."""
    sections: Mapping[str, Packed]
    """Those that are not what they were; many decisions move a source and change nothing that a view shows."""


def _moved(before: Document | None, after: Document) -> _Move:
    known: Document = before or {"at": {}}
    moved = [source for source, sequence in after["at"].items() if sequence != known["at"].get(source)]
    changed = [source for source in moved if after.get(source) != known.get(source)]
    return _Move(known["at"], after, moved, {source: packed(after[source]) for source in changed})


def _case_update(move: _Move) -> UpdateOne:
    """Everything new of a case in one update, guarded by every source that moved.

    A document of other sources only has no sequence of this one, which equals null: the upsert serves for both that and
    none at all. Both databases find the document by its `_id` and compare the guards with it alone.
    """
    guards = {f"at.{source}": move.before.get(source) for source in move.sources}
    values: dict[str, Any] = {
        f"{name}.{source}": move.after[name][source]
        for source in move.sources
        for name in ("at", "accepted", "broken")
        if source in move.after.get(name, {})
    }
    values |= move.sections
    unknown = all(guard is None for guard in guards.values())
    return UpdateOne({"_id": move.after["_id"], **guards}, {"$set": values}, upsert=unknown)
