"""What of entries stands on boards: clocks by due date, and supervision orders that wait for somebody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from services.jurisdiction.register_law import RegisterLaw
from services.views.answers import ClockRow, WorkItem
from services.views.reader import Reader
from services.views.registers.facts import AWAITING_REPLY, REPLIED
from services.views.registers.projection import DUTIES, ORDERED, ROW, SOURCE
from services.views.registers.reading import Document, Shelf, day_in_shanghai
from services.views.requests import Desk
from services.views.subtree import bodies_in

VIEW = "registers"
_KINDS = {AWAITING_REPLY: ("supervision", "body"), REPLIED: ("supervision_replied", "supervisor")}
"""What an order asks by its status, and of whom."""


@dataclass(frozen=True)
class OwnBoard:
    """What one body has to do about entries."""

    clocks: tuple[ClockRow, ...]
    orders: tuple[WorkItem, ...]


def shelf_of(desk: Desk, reader: Reader) -> Shelf:
    """What is needed to show entries to this reader."""
    return Shelf(RegisterLaw.of(desk.law), desk.words, reader, day_in_shanghai(desk.edge.clock.now()))


async def own(desk: Desk, request: Request, reader: Reader) -> OwnBoard:
    """Clocks and orders of the body that is asked about."""
    found = await _found(desk, request, reader, [reader.organisation])
    shelf = shelf_of(desk, reader)
    clocks = (row for one in found for row in shelf.due(one) if row.organisation == reader.organisation)
    orders = (item for one in found for item in _orders(one, shelf))
    return OwnBoard(tuple(clocks), tuple(orders))


async def below(desk: Desk, request: Request, reader: Reader) -> tuple[ClockRow, ...]:
    """Clocks of the body that is asked about and of those below it."""
    read = await desk.open(VIEW, request)
    bodies = await bodies_in(reader, desk.law, read.collection, [DUTIES])
    found = await _found(desk, request, reader, sorted(bodies))
    shelf = shelf_of(desk, reader)
    return tuple(row for one in found for row in shelf.due(one) if row.organisation in bodies)


@dataclass(frozen=True)
class Supervised:
    """Entries about which orders were given, and what is due about them."""

    documents: tuple[Document, ...]
    clocks: tuple[ClockRow, ...]


async def supervised(desk: Desk, request: Request, reader: Reader) -> Supervised:
    """The entries of the body that is asked about and of those below it that have an order."""
    read = await desk.open(VIEW, request)
    bodies = await bodies_in(reader, desk.law, read.collection, [ORDERED])
    query = {ORDERED: {"$in": sorted(bodies)}}
    shelf = shelf_of(desk, reader)
    found = [one for one in await desk.found(reader, read, query, ROW) if shelf.may_read(one)]
    return Supervised(tuple(found), tuple(row for one in found for row in shelf.due(one)))


async def _found(desk: Desk, request: Request, reader: Reader, bodies: Sequence[str]) -> list[Any]:
    read = await desk.open(VIEW, request)
    shelf = shelf_of(desk, reader)
    found = await desk.found(reader, read, {DUTIES: {"$in": list(bodies)}}, ROW)
    return [one for one in found if shelf.may_read(one)]


def _orders(document: Document, shelf: Shelf) -> Iterator[WorkItem]:
    facts, words = document[SOURCE]["facts"], shelf.words
    for order_id, order in facts["orders"].items():
        kind, whose = _KINDS.get(order["status"], ("", ""))
        if kind and order[whose] == shelf.reader.organisation:
            yield WorkItem(
                kind=kind, kind_name=words.word(kind), case_code=document["_id"], organisation=order[whose],
                organisation_name=words.body(order[whose]), dispute_type="", dispute_type_name="",
                since=order["since"], subject=order_id, story=facts["story"], register_code=facts["register"],
            )  # fmt: skip
