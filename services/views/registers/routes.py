"""`GET /registers…`: which registers there are, their entries, one entry, and the figures counted over them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.jurisdiction.register_law import RegisterLaw
from services.runtime.field_errors import field_error
from services.runtime.lanes import Lane
from services.runtime.problems import fields_invalid, problem
from services.runtime.read_api import READ_PENDING, Reading
from services.views import paging
from services.views.kept_answers import KeptAnswers
from services.views.newest_first import PLACE, newest
from services.views.reader import Reader
from services.views.registers.answers import EntryFile, EntryRow, FigureRow, RegisterCatalogueRow
from services.views.registers.boards import VIEW, shelf_of
from services.views.registers.catalogue import catalogue
from services.views.registers.contributions import Contribution
from services.views.registers.figures import Period, figure_row
from services.views.registers.kept import KeptEntries, KeptEntry
from services.views.registers.projection import BODIES, ENTERED, REGISTER, ROW, SOURCE
from services.views.requests import Desk, answer, chosen, limit
from services.views.subtree import bodies_in

_KEPT: WeakKeyDictionary[Lane, KeptEntries] = WeakKeyDictionary()
"""What this process keeps of the generations that its lanes fill; it goes with the lane."""
_CLOSED, _VOIDED = f"{SOURCE}.facts.closed", f"{SOURCE}.facts.voided"
_STANDING: Mapping[str, Mapping[str, Any]] = {
    "open": {_CLOSED: False, _VOIDED: False}, "closed": {_CLOSED: True, _VOIDED: False}, "voided": {_VOIDED: True},
}  # fmt: skip


def router(desk: Desk) -> APIRouter:
    """The read API of registers."""
    made = APIRouter(tags=["台账"])
    law = RegisterLaw.of(desk.law)
    kept = KeptAnswers(desk)

    @made.get("/registers", summary="台账目录（依据、表单、步骤、时限、指标）", responses=_shape(RegisterCatalogueRow))
    async def registers(request: Request) -> Response:
        """Every register that is kept here, and which are not and why."""
        await desk.reader(request)
        return Response(catalogue(law, desk.words).model_dump_json(), media_type="application/json")

    @made.get("/registers/figures", summary="台账指标", responses=_shape(list[FigureRow]))
    async def figures(request: Request) -> Response:
        """Figures of a body with those below it; `register` narrows them, `from` and `to` (days) name a period."""
        reader = await desk.reader_for(request)
        period = Period(_day(request, "from"), _day(request, "to"))
        wanted = _register(law, request.query_params.get("register"))
        read = await desk.open(VIEW, request)
        return answer(read, await kept.told(reader, read, request, lambda: counted(reader, read, wanted, period)))

    async def counted(reader: Reader, read: Reading, wanted: str | None, period: Period) -> list[FigureRow]:
        shelf = shelf_of(desk, reader)
        bodies = await bodies_in(reader, desk.law, read.collection, [BODIES])
        found: dict[tuple[str, str], list[Contribution]] = {}
        for one in await _entries(desk, read, law):
            if one.owner in bodies and wanted in (None, one.register) and shelf.may_read(one.document):
                for code, added in one.added.items():
                    found.setdefault((one.register, code), []).append(added)
        known = [body for code in sorted(bodies) if (body := desk.law.organisation(code)) is not None]
        today = [body for body in known if body.acts_on(shelf.today)]
        return [
            figure_row(
                register, figure, found.get((register.code, figure.code), ()), reader.organisation, today, period,
                law.parameters,
            )
            for register in law.catalogue.by_code.values()
            if wanted in (None, register.code)
            for figure in register.figures
        ]  # fmt: skip

    @made.get("/registers/entries/{number}", summary="台账登记", responses=_shape(EntryFile))
    async def entry(request: Request, number: str) -> Response:
        """One entry with its steps, clocks, orders and everything that happened."""
        reader = await desk.reader(request)
        read = await desk.open(VIEW, request)
        shelf = shelf_of(desk, reader)
        found = await desk.found(reader, read, {"_id": number})
        if not found or not shelf.may_read(found[0]):
            raise problem("not_found", {READ_PENDING: "true"} if read.pending else {})
        return answer(read, shelf.file(found[0], found[0]["accepted"].get(SOURCE, 0)))

    @made.get("/registers/{register}/entries", summary="台账列表", responses=_shape(list[EntryRow]))
    async def entries(request: Request, register: str) -> Response:
        """Entries of a body and those below it, newest first; `status` (open, closed, voided) narrows them.

        Page by page: `limit` rows, `after` says where the page begins.
        """
        reader = await desk.reader_for(request)
        _register(law, register)
        read = await desk.open(VIEW, request)
        shelf = shelf_of(desk, reader)
        bodies = await bodies_in(reader, desk.law, read.collection, [BODIES])
        status = chosen(request, "status", _STANDING, "")
        query: dict[str, Any] = {REGISTER: register, BODIES: {"$in": sorted(bodies)}, **_STANDING.get(status, {})}
        begin, most = paging.after(request, PLACE), limit(request)
        found, following = await newest(desk, reader, read, query, ROW, begin, most, ENTERED, shelf.may_read)
        return paging.marked(answer(read, [shelf.row(one) for one in found]), following)

    return made


async def _entries(desk: Desk, read: Reading, law: RegisterLaw) -> Iterable[KeptEntry]:
    lane, fresh = desk.lane(VIEW, read), KeptEntries(law.catalogue)
    if lane is None:
        return await fresh.entries(read.many, None)
    return await _KEPT.setdefault(lane, fresh).entries(read.many, read.reached)


def _register(law: RegisterLaw, code: str | None) -> str | None:
    """The code of a register that is kept here. Raises Problem 404."""
    if code is not None and law.catalogue.find(code) is None:
        raise problem("not_found")
    return code


def _day(request: Request, name: str) -> date | None:
    """A day in the query. Raises Problem 400."""
    text = request.query_params.get(name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise fields_invalid([field_error(name, "date_parsing")]) from error


def _shape(model: Any) -> dict[int | str, dict[str, Any]]:
    return {200: {"model": model}}
