"""Every view document against the fold of the log at the document's own positions."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from schemas.topics import PARTITIONS
from services.runtime.checkpoints import Checkpoints, Positions
from services.runtime.checks.difference import Difference, first_difference
from services.runtime.checks.log import applied
from services.runtime.generations import Generations
from services.runtime.mongo import Collection, Database
from services.runtime.projection import CaseView, Document, LoggedDecision, advanced

CHUNK = 500
Logs = Mapping[str, Sequence[LoggedDecision]]
"""Applied decisions by source."""


@dataclass
class ViewCheck:
    """The check of one view; reads the generation that is read now. Traffic may go on meanwhile."""

    view: CaseView
    database: Database
    bootstrap: str
    installation: str
    documents: int = 0
    """How many were compared."""
    _reached: Positions = field(default_factory=dict)

    async def differences(self) -> AsyncIterator[Difference]:
        """Every document that is not what the log says, as it is found."""
        generation = await Generations(self.database).current(self.view.name)
        if generation is None:
            yield Difference(self.view.name, f"视图 {self.view.name} 还没有建成")
            return
        self._reached = await Checkpoints(self.database).read(generation.name)
        collection = self.database[generation.name]
        total = await collection.count_documents({})
        for partition in range(PARTITIONS):
            async for difference in self._partition(collection, partition):
                yield difference
        if total > self.documents:
            strangers = total - self.documents
            yield Difference(generation.name, f"视图 {self.view.name} 有 {strangers} 份文档在日志中没有对应的案件")

    async def _partition(self, collection: Collection, partition: int) -> AsyncIterator[Difference]:
        cases = await self._logs(partition)
        codes = sorted({code for found in cases.values() for code in found})
        for start in range(0, len(codes), CHUNK):
            some = codes[start : start + CHUNK]
            documents = {document["_id"]: document async for document in collection.find({"_id": {"$in": some}})}
            if any(_is_ahead(document, cases) for document in documents.values()):
                cases = await self._logs(partition)
            self.documents += len(documents)
            for code in some:
                logs = {source: found.get(code, ()) for source, found in cases.items()}
                for said in self._case(documents.get(code), logs):
                    yield Difference(f"{self.view.name} {code}", f"视图 {self.view.name} 的案件 {code}：{said}")

    async def _logs(self, partition: int) -> dict[str, dict[str, list[LoggedDecision]]]:
        """The applied decisions of a partition by source and case."""
        found: dict[str, dict[str, list[LoggedDecision]]] = {}
        for source in self.view.sources:
            cases = found[source] = {}
            for logged in await applied(self.bootstrap, self.installation, source, partition):
                cases.setdefault(logged.decision.case_code, []).append(logged)
        return found

    def _case(self, document: Document | None, logs: Logs) -> Iterator[str]:
        at: Mapping[str, int] = document["at"] if document else {}
        for source, log in logs.items():
            missing = [logged for logged in log if logged.decision.sequence > at.get(source, 0)]
            if missing and missing[0].offset < self._reached.get((source, missing[0].partition), 0):
                yield f"缺少来自 {source} 的第 {missing[0].decision.sequence} 号决定"
                return
        if document is None:
            return
        expected = expected_document(self.view, logs, at)
        different = first_difference(expected, document)
        if different is not None:
            yield f"{different} 与日志不同"


def _is_ahead(document: Document, cases: Mapping[str, Mapping[str, Sequence[LoggedDecision]]]) -> bool:
    """The document has decisions that were written after the log was read."""
    return any(at > len(cases[source].get(document["_id"], ())) for source, at in document["at"].items())


def expected_document(view: CaseView, logs: Logs, at: Mapping[str, int]) -> Document | None:
    """What the view makes of the decisions up to the sequence `at` of each source."""
    document: Document | None = None
    for source in view.sources:
        for logged in logs.get(source, ()):
            if logged.decision.sequence <= at.get(source, 0):
                document = advanced(view, document, logged)
    return document
