"""The sections a view wrote last, packed as the database takes them, so that they need not be read before the next write.

A section is a function of its source's decisions up to its sequence, and every write is guarded by that sequence: what
is kept here is either what the database has, or the guard fails and the document is read.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from services.runtime.mongo import Packed, unpacked
from services.runtime.projection import Document

MOST_BYTES = 8 * 2**20
"""Of packed sections, for each view."""
_OF_AN_ENTRY = 400
"""Bytes an entry takes beside its section, about."""


@dataclass(frozen=True, slots=True)
class KeptSection:
    """What a document says of one source; `section` is None where nothing was projected yet."""

    at: int
    accepted: int | None
    broken: str | None
    section: Packed | None

    @property
    def size(self) -> int:
        """Bytes, about."""
        return _OF_AN_ENTRY + (len(self.section.raw) if self.section is not None else 0)


class SectionCache:
    """Sections by case and source; those not used for longest make room."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._size = 0
        self._kept: OrderedDict[tuple[str, str], KeptSection] = OrderedDict()

    def document(self, code: str, sources: Iterable[str]) -> Document | None:
        """The document of a case as far as these sources go; None unless all of them are known."""
        document: Document = {"_id": code, "at": {}, "accepted": {}, "broken": {}}
        for source in sources:
            kept = self._kept.get((code, source))
            if kept is None:
                return None
            self._kept.move_to_end((code, source))
            document["at"][source] = kept.at
            if kept.accepted is not None:
                document["accepted"][source] = kept.accepted
            if kept.broken is not None:
                document["broken"][source] = kept.broken
            if kept.section is not None:
                document[source] = unpacked(kept.section)
        return document

    def section(self, code: str, source: str, at: int) -> Packed | None:
        """The section as the source's decision `at` left it; None where another one or none is kept."""
        kept = self._kept.get((code, source))
        return kept.section if kept is not None and kept.at == at else None

    def keep(self, document: Document, source: str, section: Packed | None) -> None:
        """Remember what was written of one source; `section` is the document's, packed."""
        code = document["_id"]
        self._drop(code, source)
        kept = KeptSection(
            document["at"][source], document.get("accepted", {}).get(source),
            document.get("broken", {}).get(source), section,
        )  # fmt: skip
        self._kept[code, source] = kept
        self._size += kept.size
        while self._size > self._most:
            self._drop(*next(iter(self._kept)))

    def forget(self, code: str, sources: Iterable[str]) -> None:
        """Another writer was there."""
        for source in sources:
            self._drop(code, source)

    def _drop(self, code: str, source: str) -> None:
        dropped = self._kept.pop((code, source), None)
        if dropped is not None:
            self._size -= dropped.size
