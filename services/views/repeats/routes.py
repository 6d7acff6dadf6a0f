"""GET /cases/{case_code}/repeat-proposals: cases that look like the same matter; the clerk links them at the window, or does not."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.views.answered import Answered
from services.views.answers import CaseRow
from services.views.case_file.reading import case_row
from services.views.facts.sources import SOURCES
from services.views.repeats.matching import SOURCE, likeness, petitioners
from services.views.requests import Desk, answer, limit
from services.views.search.terms import PAIRS, pairs_of
from services.views.subtree import bodies_in

_BODIES = [f"{service}.facts.bodies" for service in SOURCES]
_READ = [*(f"{service}.facts" for service in SOURCES), f"{SOURCE}.events"]
_MOST_COMPARED = 500
"""Cases with a petitioner of that name that are compared, newest first."""


class RepeatProposal(Answered):
    """A case that looks like the same matter."""

    case: CaseRow
    why: tuple[str, ...]
    alike: float
    """How much of the two accounts is alike, 0 to 1."""
    earlier: bool
    """It was registered before this one, so that this one may be the repeat."""


def router(desk: Desk) -> APIRouter:
    """The one route."""
    routes = APIRouter(tags=["案件"])

    @routes.get(
        "/cases/{case_code}/repeat-proposals", summary="疑似重复事项", responses={200: {"model": list[RepeatProposal]}}
    )
    async def repeat_proposals(request: Request, case_code: str) -> Response:
        """Cases the reader may see whose petitioner, respondent and type are the same, the most alike first.

        Nothing is linked by this; linking is the window's act. Who may not know persons gets none. Raises Problem 404.
        """
        reader = await desk.reader_for(request)
        read = await desk.open("case_file", request)
        this = await desk.case(case_code, reader, read)
        if "intake" not in this or not reader.sees_personal:
            return answer(read, [])
        bodies = sorted(await bodies_in(reader, desk.law, read.collection, _BODIES))
        names = [{f"intake.searched.{PAIRS}": {"$all": sorted(set(pairs_of(one)))}} for one in petitioners(this)]
        names = [name for name in names if name[f"intake.searched.{PAIRS}"]["$all"]]
        if not names:
            return answer(read, [])
        query: dict[str, Any] = {
            "$and": [{"$or": [{field: {"$in": bodies}} for field in _BODIES]}, {"$or": names}],
            "intake.facts.dispute_type": this["intake"]["facts"]["dispute_type"],
        }
        newest = [("intake.facts.registered_at", -1), ("_id", 1)]
        others = await desk.found(reader, read, query, _READ, newest, _MOST_COMPARED)
        since = this["intake"]["facts"]["registered_at"]
        proposals = [
            RepeatProposal(
                case=case_row(other, desk.words), why=alike.why, alike=alike.alike,
                earlier=other["intake"]["facts"]["registered_at"] < since,
            )
            for other in others
            if (alike := likeness(this, other)) is not None
        ]  # fmt: skip
        proposals.sort(key=lambda one: (-one.alike, one.case.case_code))
        return answer(read, proposals[: limit(request)])

    return routes
