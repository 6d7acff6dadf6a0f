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
Log = Sequence[LoggedDecision]
Logs = Mapping[str, Mapping[str, Log]]
"""Applied decisions by source and case."""


@dataclass
class Opened:
    """The generation of a view that was read when the check began."""

    view: CaseView
    collection: Collection
    reached: Positions
    """Its checkpoint then: what lies before it must be there."""
    total: int
    """Its documents then."""
    compared: int = 0


@dataclass
class ViewsCheck:
    """The check of all views, a partition of the logs at a time. Traffic may go on meanwhile."""

    views: Sequence[CaseView]
    database: Database
    bootstrap: str
    installation: str
    opened: list[Opened] = field(default_factory=list)

    async def differences(self) -> AsyncIterator[Difference]:
        """Every document that is not what the log says, as it is found."""
        for view in self.views:
            found = await self._open(view)
            if found is None:
                yield Difference(view.name, f"视图 {view.name} 还没有建成")
        for partition in range(PARTITIONS):
            logs = await self._logs(partition)
            for opened in self.opened:
                async for difference in self._partition(opened, partition, logs):
                    yield difference
        for opened in self.opened:
            strangers = opened.total - opened.compared
            if strangers > 0:
                said = f"视图 {opened.view.name} 有 {strangers} 份文档在日志中没有对应的案件"
                yield Difference(opened.view.name, said)

    async def _open(self, view: CaseView) -> Opened | None:
        generation = await Generations(self.database).current(view.name)
        if generation is None:
            return None
        reached = await Checkpoints(self.database).read(generation.name)
        collection = self.database[generation.name]
        self.opened.append(Opened(view, collection, reached, await collection.count_documents({})))
        return self.opened[-1]

    async def _logs(self, partition: int) -> Logs:
        logs: dict[str, dict[str, list[LoggedDecision]]] = {}
        for source in sorted({source for view in self.views for source in view.sources}):
            cases = logs.setdefault(source, {})
            async for logged in applied(self.bootstrap, self.installation, source, partition):
                cases.setdefault(logged.decision.case_code, []).append(logged)
        return logs

    async def _partition(self, opened: Opened, partition: int, logs: Logs) -> AsyncIterator[Difference]:
        codes = sorted({code for source in opened.view.sources for code in logs[source]})
        for start in range(0, len(codes), CHUNK):
            some = codes[start : start + CHUNK]
            found = opened.collection.find({"_id": {"$in": some}})
            documents = {document["_id"]: document async for document in found}
            opened.compared += len(documents)
            if any(_is_ahead(document, logs) for document in documents.values()):
                logs = await self._logs(partition)
            for code in some:
                of_case = {source: logs[source].get(code, ()) for source in opened.view.sources}
                for said in _differences(opened, documents.get(code), of_case):
                    yield Difference(f"{opened.view.name} {code}", f"视图 {opened.view.name} 的案件 {code}：{said}")


def expected_document(view: CaseView, logs: Mapping[str, Log], at: Mapping[str, int]) -> Document | None:
    """What the view makes of the decisions of one case up to the sequence `at` of each source."""
    document: Document | None = None
    for source in view.sources:
        for logged in logs.get(source, ()):
            if logged.decision.sequence <= at.get(source, 0):
                document = advanced(view, document, logged)
    return document


def _differences(opened: Opened, document: Document | None, logs: Mapping[str, Log]) -> Iterator[str]:
    at: Mapping[str, int] = document["at"] if document else {}
    for source, log in logs.items():
        missing = [logged for logged in log if logged.decision.sequence > at.get(source, 0)]
        if missing and missing[0].offset < opened.reached.get((source, missing[0].partition), 0):
            yield f"缺少来自 {source} 的第 {missing[0].decision.sequence} 号决定"
            return
    if document is not None:
        different = first_difference(expected_document(opened.view, logs, at), document)
        if different is not None:
            yield f"{different} 与日志不同"


def _is_ahead(document: Document, logs: Logs) -> bool:
    """The document has decisions that were written after the log was read."""
    return any(at > len(logs.get(source, {}).get(document["_id"], ())) for source, at in document["at"].items())
