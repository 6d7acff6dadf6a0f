"""Every figure of a tally against the fold of the log at the figure's own position (`mediate verify`)."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field

from schemas.topics import PARTITIONS
from services.runtime.checkpoints import Checkpoints
from services.runtime.checks.difference import Difference
from services.runtime.checks.log import applied
from services.runtime.generations import Generations
from services.runtime.mongo import Collection, Database
from services.runtime.projection import Document, LoggedDecision, TallyView
from services.runtime.rollup_writer import rollup_id
from services.runtime.tally import Step, stepped

Key = tuple[str, str]


@dataclass
class TallyFold:
    """Figures folded in memory, decision by decision."""

    view: TallyView
    figures: dict[str, dict[str, int]] = field(default_factory=dict)
    """Values by the id of the figure's document."""
    labels: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """What each figure is about, by the id of its document."""
    _cases: dict[Key, Step] = field(default_factory=dict)

    def take(self, logged: LoggedDecision) -> list[str]:
        """Fold one applied decision; the ids of the figures that it moved."""
        if logged.source not in self.view.sources or not logged.decision.events:
            return []
        key = logged.source, logged.decision.case_code
        known = self._cases.get(key)
        step = stepped(self.view, known.section if known else None, known.counted if known else (), logged)
        if step is None:
            return []
        self._cases[key] = step
        moved = []
        for increment in step.added:
            identity = rollup_id(increment.figure, logged)
            self.labels.setdefault(identity, increment.labels)
            values = self.figures.setdefault(identity, {})
            for name, number in increment.values.items():
                values[name] = values.get(name, 0) + number
            moved.append(identity)
        return moved

    def forget(self, case_code: str) -> None:
        """Nothing more comes of this case: what it counts for stays in the figures."""
        for source in self.view.sources:
            self._cases.pop((source, case_code), None)


@dataclass
class TallyCheck:
    """The check of some tallies, a partition of a log at a time. Traffic may go on meanwhile."""

    views: Sequence[TallyView]
    database: Database
    bootstrap: str
    installation: str
    compared: int = 0
    """Figures that were held against the log."""

    async def differences(self) -> AsyncIterator[Difference]:
        """Every figure that is not what the log says at its position."""
        for view in self.views:
            generation = await Generations(self.database).current(view.name)
            if generation is None:
                yield Difference(view.name, f"视图 {view.name} 还没有建成")
                continue
            reached = await Checkpoints(self.database).read(generation.name)
            collection = self.database[generation.name]
            for source in view.sources:
                for partition in range(PARTITIONS):
                    end = reached.get((source, partition), 0)
                    async for said in self._partition(view, collection, source, partition, end):
                        yield Difference(view.name, f"视图 {view.name}：{said}")

    async def _partition(
        self, view: TallyView, collection: Collection, source: str, partition: int, reached: int
    ) -> AsyncIterator[str]:
        found = collection.find({"source": source, "partition": partition, "position": {"$exists": True}})
        documents = {document["_id"]: document async for document in found}
        waiting, missing = set(documents), set[str]()
        fold = TallyFold(view)
        async for logged in applied(self.bootstrap, self.installation, source, partition):
            for identity in fold.take(logged):
                document = documents.get(identity)
                if document is None and logged.offset < reached:
                    missing.add(identity)
                elif document is not None and document["position"] == logged.offset:
                    self.compared += 1
                    waiting.discard(identity)
                    if not _same(document, fold.figures[identity]):
                        yield f"{document['figure']} 与日志不同"
        for identity in sorted(missing):
            yield f"缺少 {identity}"
        for identity in sorted(waiting):
            yield f"{identity} 的位置在日志中没有对应的决定"


def _same(document: Document, expected: Mapping[str, int]) -> bool:
    """What counts nothing any more may stand there as 0 or not at all."""
    found = {name: number for name, number in document["values"].items() if number}
    return found == {name: number for name, number in expected.items() if number}
