"""What entries add to the figures of registers, kept in memory: the next question reads the entries that moved (issue 8).

Nothing is written for it and nothing survives a restart. A figure is defined by the law, which a process reads once, so that the
sums cannot stand in the database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from services.jurisdiction.registers import RegisterCatalogue
from services.runtime.read_api import Find, Reached
from services.views.registers.contributions import NOTHING, Contribution, contribution
from services.views.registers.projection import ROW, SOURCE

Document = Mapping[str, Any]
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """One entry as far as figures go."""

    at: Any
    """The document's sequence numbers: another where something happened."""
    register: str
    owner: str
    """Whose figures it counts for."""
    document: Document
    """As much of it as says who may know of the entry."""
    added: Mapping[str, Contribution]
    """By figure of its register."""


class KeptEntries:
    """What one process keeps of one generation of the view."""

    def __init__(self, catalogue: RegisterCatalogue) -> None:
        self._catalogue = catalogue
        self._reached: Reached | None = None
        self._entries: Mapping[str, KeptEntry] = {}

    async def entries(self, find: Find, reached: Reached | None) -> Iterable[KeptEntry]:
        """Every entry as it is when this is asked, or a little later; `reached` was known before, None where it is not known."""
        if reached is None or reached != self._reached:
            moved = [head["_id"] for head in await find({}, ["at"]) if self._has_moved(head)]
            found: dict[str, KeptEntry] = {}
            for begin in range(0, len(moved), _AT_ONCE):
                some = await find({"_id": {"$in": moved[begin : begin + _AT_ONCE]}}, ["at", *ROW])
                found |= {document["_id"]: self._of(document) for document in some}
            self._entries = {**self._entries, **found}
            self._reached = reached
        return self._entries.values()

    def _has_moved(self, head: Document) -> bool:
        known = self._entries.get(head["_id"])
        return known is None or known.at != head["at"]

    def _of(self, document: Document) -> KeptEntry:
        section = document.get(SOURCE) or {}
        facts = section.get("facts")
        if facts is None:  # a number under which nothing was entered
            return KeptEntry(document["at"], "", "", {}, {})
        register = self._catalogue.find(facts["register"])
        added = {figure.code: contribution(figure, section) for figure in register.figures} if register else {}
        orders = {key: {"supervisor": order["supervisor"]} for key, order in facts["orders"].items()}
        seen_by = {"bodies": facts["bodies"], "hidden_from": facts["hidden_from"], "orders": orders}
        return KeptEntry(
            document["at"], facts["register"], facts["owner"], {"_id": document["_id"], SOURCE: {"facts": seen_by}},
            {code: one for code, one in added.items() if one != NOTHING},
        )  # fmt: skip
