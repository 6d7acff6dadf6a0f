"""Writing a batch of applied decisions into one generation of a tally: first the figures, then the cases.

A case's document at a sequence says that the figures have everything up to it. So a crash between the two makes the
same differences again from the same documents, and the figures' own positions leave out what they have.
"""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from services.runtime.mongo import Collection, UpdateOne, write_guarded
from services.runtime.projection import Counted, Increment, LoggedDecision, Section, TallyView
from services.runtime.rollup_writer import Figures
from services.runtime.tally import Step, stepped
from services.runtime.view_writers import ATTEMPTS, GuardsKeepFailing

MOST_KEPT = 5_000
"""Cases and sources whose sections are remembered between two batches."""
Key = tuple[str, str]
"""Case code and source."""


class TallyWriter:
    """Documents of figures as a rollup's, and one document per case with `at`, section and counts by source."""

    def __init__(self, view: TallyView, collection: Collection) -> None:
        self._view = view
        self._collection = collection
        self._figures = Figures(collection)
        self._kept: OrderedDict[Key, _Kept] = OrderedDict()

    async def write(self, batch: Sequence[LoggedDecision]) -> None:
        """See ViewWriter. Decisions without events are none of a tally's business, nor is a gap between two that are."""
        mine = [logged for logged in batch if logged.source in self._view.sources and logged.decision.events]
        if not mine:
            return
        for attempt in range(ATTEMPTS):
            if await self._write(mine, read_all=attempt > 0):
                return
            self._kept.clear()
            self._figures.forget()
        raise GuardsKeepFailing(self._collection.name)

    async def _write(self, batch: Sequence[LoggedDecision], *, read_all: bool) -> bool:
        before = await self._known(batch, read_all)
        after: dict[Key, _Kept] = {}
        added: list[tuple[LoggedDecision, Increment]] = []
        for logged in batch:
            key = logged.decision.case_code, logged.source
            known = after.get(key) or before[key]
            if logged.decision.sequence <= known.at:
                continue
            step = stepped(self._view, known.section, known.counted, logged)
            if step is not None:
                after[key] = _Kept.of(logged.decision.sequence, step)
                added += [(logged, increment) for increment in step.added]
        if not await self._figures.add_up(added):
            return False
        updates = [_update(key, before[key].at, kept) for key, kept in after.items()]
        if not await write_guarded(self._collection, updates):
            return False
        for key, kept in after.items():
            self._keep(key, kept)
        return True

    async def _known(self, batch: Sequence[LoggedDecision], read_all: bool) -> dict[Key, "_Kept"]:
        """What is known of the cases of a batch before it; one that the batch begins is not read unless `read_all`.

        Of such a case nothing can be there but what a writer before us made of the same decisions. The figures leave that
        out by their positions, and the case's guard fails.
        """
        known: dict[Key, _Kept] = {}
        unknown: list[Key] = []
        for logged in batch:
            key = logged.decision.case_code, logged.source
            if key in known:
                continue
            is_new = logged.decision.sequence == 1 and not read_all
            known[key] = self._kept.get(key) or _Kept(0, None, ())
            if key not in self._kept and not is_new:
                unknown.append(key)
        if unknown:
            found = self._collection.find({"_id": {"$in": list({code: None for code, _ in unknown})}})
            documents = {document["_id"]: document async for document in found}
            known |= {key: _Kept.read(documents.get(key[0]) or {}, key[1]) for key in unknown}
        return known

    def _keep(self, key: Key, kept: "_Kept") -> None:
        self._kept[key] = kept
        self._kept.move_to_end(key)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)


class _Kept:
    """What is known of a case from one source."""

    __slots__ = ("at", "counted", "section")

    def __init__(self, at: int, section: Section | None, counted: tuple[Counted, ...]) -> None:
        self.at = at
        self.section = section
        self.counted = counted

    @staticmethod
    def of(at: int, step: Step) -> "_Kept":
        return _Kept(at, step.section, step.counted)

    @staticmethod
    def read(document: dict[str, Any], source: str) -> "_Kept":
        """What the database says."""
        kept = document.get(source) or {}
        counted = tuple(Counted(row["figure"], row["values"], row["labels"]) for row in kept.get("counted", ()))
        return _Kept(document.get("at", {}).get(source, 0), kept.get("section"), counted)


def _update(key: Key, at: int, kept: _Kept) -> UpdateOne:
    """Guarded by the sequence that was read; `figures` and `measures` are what a drill-down searches by."""
    code, source = key
    rows = [{"figure": one.figure, "values": dict(one.values), "labels": dict(one.labels)} for one in kept.counted]
    values = {
        f"at.{source}": kept.at,
        source: {
            "section": kept.section, "counted": rows, "figures": [row["figure"] for row in rows],
            "measures": sorted({name for one in kept.counted for name in one.values}),
        },
    }  # fmt: skip
    return UpdateOne({"_id": code, f"at.{source}": at or None}, {"$set": values}, upsert=at == 0)
