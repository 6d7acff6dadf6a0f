"""Sealed cases (检举控告): who may read one at all, as a rule on a document and as a condition of every search (XF 30; design.md section 6).

Sealed is what any source says is sealed. Such a case is read by the bodies that took it in or have it, each for itself:
a superior does not read for those below, and the accused reads nothing, not even what lies with it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from services.views.facts.sources import SOURCES

Document = Mapping[str, Any]
SEALING_SOURCES = ("intake", "petitions")
"""Sources whose facts say `sealed`."""

SEEN_BY = (
    *(f"{source}.facts.bodies" for source in SOURCES),
    *(f"{source}.facts.{told}" for source in SEALING_SOURCES for told in ("sealed", "accused", "accused_body")),
)
"""Fields that say who may know of a case: what a search has to bring that brings no whole documents."""


def accused_of(document: Document) -> tuple[str, ...] | None:
    """Ids or names of the accused of a sealed case; None for a case that is not sealed."""
    facts = [document.get(source, {}).get("facts") or {} for source in SEALING_SOURCES]
    if not any(one.get("sealed") for one in facts):
        return None
    told = [name for one in facts for name in (*one.get("accused", ()), one.get("accused_body"))]
    return tuple(dict.fromkeys(name for name in told if name))


def bodies_of(document: Document) -> tuple[str, ...]:
    """Every body that had to do with the case in any channel."""
    sections = ((document.get(service) or {}).get("facts") or {} for service in SOURCES)
    return tuple(dict.fromkeys(body for facts in sections for body in facts.get("bodies", ())))


def unsealed_or_own(names: Iterable[str]) -> dict[str, Any]:
    """The condition of a search: not sealed, or this very body had to do with it."""
    own = sorted(names)
    open_to_all = {f"{source}.facts.sealed": {"$ne": True} for source in SEALING_SOURCES}
    return {"$or": [open_to_all, *({f"{service}.facts.bodies": {"$in": own}} for service in SOURCES)]}
