"""Cases or entries of a query page by page, the one registered last first."""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
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
    moment: str = REGISTERED, may_read: Callable[[Mapping[str, Any]], bool] | None = None,
) -> tuple[list[Any], str]:  # fmt: skip
    """At most `most` documents after `begin` that the reader may be shown, and where the next page begins (empty: nowhere).

    `moment`: the path of the text by which they are sorted. `may_read` says who may be shown what is no case.
    """
    shown: list[Any] = []
    asked = {"$and": [{moment: {"$exists": True}}, dict(query)]}
    order = ((moment, -1), ("_id", -1))
    while len(shown) <= most:
        found = await desk.documents(reader, read, {"$and": [asked, older(begin, moment)]}, fields, order, most + 1)
        shown += [document for document in found if (may_read or reader.may_be_shown)(document)]
        if len(found) <= most:
            break
        begin = place(found[-1], moment)
    following = paging.written(place(shown[most - 1], moment)) if len(shown) > most else ""
    return shown[:most], following


def place(document: Mapping[str, Any], moment: str = REGISTERED) -> paging.Place:
    """Where a case or entry stands on such a list."""
    told: Any = reduce(lambda within, name: within[name], moment.split("."), document)
    return told, document["_id"]


def older(begin: paging.Place | None, moment: str = REGISTERED) -> dict[str, Any]:
    """The condition of standing after this place."""
    if begin is None:
        return {}
    at, code = begin
    return {moment: {"$lte": str(at)}, "$or": [{moment: {"$lt": str(at)}}, {"_id": {"$lt": str(code)}}]}
