"""GET /search: cases by any part of a name, a number, a phone number or what was registered, for who may see them."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from schemas.topics import FILE_SERVICES
from services.runtime.field_errors import field_error
from services.runtime.problems import fields_invalid
from services.views import paging
from services.views.answered import Answered
from services.views.answers import CaseRow
from services.views.case_file.reading import ROW, case_row
from services.views.facts.sources import SOURCES
from services.views.newest_first import NEWEST, REGISTERED, older, place
from services.views.reader import Reader
from services.views.requests import Desk, answer, limit
from services.views.search.terms import PAIRS, SHORTEST, TEXTS, pairs_of, plain
from services.views.subtree import bodies_in

SEARCHED = "searched"
LONGEST = 60
"""Characters of a search."""
_BODIES = [f"{service}.facts.bodies" for service in SOURCES]
_TEXTS = [f"{service}.{SEARCHED}.{TEXTS}" for service in FILE_SERVICES]
_MOST_LOOKED_INTO = 2000
"""Cases that have all pairs of characters and are looked into for one page."""
_AROUND = 12
"""Characters shown on either side of what was found."""
_LEAST_AT_ONCE = 50


class FoundCase(Answered):
    """A case that was found, and where."""

    case: CaseRow
    excerpt: str
    """The text in which it was found, for who may know persons; empty when it was the code."""


def router(desk: Desk) -> APIRouter:
    """The search."""
    routes = APIRouter(tags=["查找"])

    @routes.get("/search", summary="查找案件", responses={200: {"model": list[FoundCase]}})
    async def search(request: Request) -> Response:
        """Cases with `q` in their code, in a name, a phone number, a number of a document or what was registered, newest first.

        Only cases that the reader may see; who may not know persons finds by code alone. `after` goes on page by page.
        Raises Problem 400.
        """
        reader = await desk.reader_for(request)
        wanted = plain(request.query_params.get("q", ""))
        if len(wanted) < SHORTEST:
            raise fields_invalid([field_error("q", "string_too_short", min_length=SHORTEST)])
        if len(wanted) > LONGEST:
            raise fields_invalid([field_error("q", "string_too_long", max_length=LONGEST)])
        read = await desk.open("case_file", request)
        bodies = sorted(await bodies_in(reader, desk.law, read.collection, _BODIES))
        query: dict[str, Any] = {
            "$and": [{"$or": [{field: {"$in": bodies}} for field in _BODIES]}, {"$or": _ways(reader, wanted)}],
            REGISTERED: {"$exists": True},
        }
        fields = [*ROW, *(_TEXTS if reader.sees_personal else ())]
        most, begin = limit(request), paging.after(request, 2)
        rows: list[tuple[paging.Place, FoundCase]] = []
        looked_into = 0
        while looked_into < _MOST_LOOKED_INTO:
            asked = max(most + 1 - len(rows), _LEAST_AT_ONCE)
            documents = await desk.found(reader, read, {"$and": [query, older(begin)]}, fields, NEWEST, asked)
            for document in documents:
                begin = place(document)
                if (where := _place(document, wanted)) is not None:
                    rows.append((begin, FoundCase(case=case_row(document, desk.words), excerpt=where)))
            looked_into += asked
            if not documents or len(rows) > most:
                break
        following = paging.written(rows[most - 1][0]) if len(rows) > most else ""
        return paging.marked(answer(read, [row for _, row in rows[:most]]), following)

    return routes


def _ways(reader: Reader, wanted: str) -> list[dict[str, Any]]:
    code = wanted.upper()
    ways: list[dict[str, Any]] = [{"_id": {"$gte": code, "$lt": f"{code}~"}}]
    if reader.sees_personal:
        pairs = list(dict.fromkeys(pairs_of(wanted)))
        ways += [{f"{service}.{SEARCHED}.{PAIRS}": {"$all": pairs}} for service in FILE_SERVICES]
    return ways


def _place(document: dict[str, Any], wanted: str) -> str | None:
    """Where it stands; empty for the code; None when the pairs stand apart from one another."""
    if str(document["_id"]).casefold().startswith(wanted):
        return ""
    for service in FILE_SERVICES:
        for text in document.get(service, {}).get(SEARCHED, {}).get(TEXTS, ()):
            if (at := text.find(wanted)) >= 0:
                return str(text[max(0, at - _AROUND) : at + len(wanted) + _AROUND])
    return None
