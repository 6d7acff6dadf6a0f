"""Cases of a query page by page, the one registered last first."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.runtime.read_api import Reading
from services.views import paging
from services.views.reader import Reader
from services.views.requests import Desk

REGISTERED = "intake.facts.registered_at"
NEWEST = ((REGISTERED, -1), ("_id", -1))
PLACE = 2
"""What `paging.after` is told: such a list is sorted by moment of registration and code."""


async def newest(
    desk: Desk, reader: Reader, read: Reading, query: Mapping[str, Any], fields: Sequence[str],
    begin: paging.Place | None, most: int,
) -> tuple[list[Any], str]:  # fmt: skip
    """At most `most` documents after `begin` that the reader may be shown, and where the next page begins (empty: nowhere)."""
    shown: list[Any] = []
    asked = {"$and": [{REGISTERED: {"$exists": True}}, dict(query)]}
    while len(shown) <= most:
        found = await desk.documents(reader, read, {"$and": [asked, older(begin)]}, fields, NEWEST, most + 1)
        shown += [document for document in found if reader.may_be_shown(document)]
        if len(found) <= most:
            break
        begin = place(found[-1])
    following = paging.written(place(shown[most - 1])) if len(shown) > most else ""
    return shown[:most], following


def place(document: Mapping[str, Any]) -> paging.Place:
    """Where a case stands on such a list."""
    return document["intake"]["facts"]["registered_at"], document["_id"]


def older(begin: paging.Place | None) -> dict[str, Any]:
    """The condition of standing after this place."""
    if begin is None:
        return {}
    at, code = begin
    return {REGISTERED: {"$lte": str(at)}, "$or": [{REGISTERED: {"$lt": str(at)}}, {"_id": {"$lt": str(code)}}]}
