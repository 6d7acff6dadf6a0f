"""What every read endpoint does first: who asks, for which body, and which generation answers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

import orjson
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from schemas.clocks import Clock
from services.jurisdiction.law import Law
from services.jurisdiction.supervision import Step
from services.runtime.field_errors import field_error
from services.runtime.lanes import Lane
from services.runtime.problems import fields_invalid, problem
from services.runtime.read_api import READ_PENDING, Reading, answered_by_the_database, reading
from services.runtime.views_process import Reader as Edge
from services.views.reader import Reader
from services.views.sealing import unsealed_or_own
from services.views.words import Words, words_of

MOST_ROWS = 500
"""Rows of one answer; `limit` may ask for fewer."""
_EMPTY: dict[str, Any] = {}
Otherwise = TypeVar("Otherwise", str, None)


@dataclass(frozen=True)
class Desk:
    """What the endpoints share."""

    edge: Edge
    law: Law
    words: Words

    @staticmethod
    def of(edge: Edge, law: Law) -> "Desk":
        """The desk of one process."""
        return Desk(edge, law, words_of(law))

    def warns_at(self, clock: Clock) -> datetime | None:
        """When the supervisor of a clock is warned, in the limit's own unit (rule E1): as the clock says, else by today's share."""
        if clock.warn_at is not None:
            return clock.warn_at
        return next((moment.at for moment in self.law.supervision(clock) if moment.step is Step.WARNING), None)

    async def reader(self, request: Request) -> Reader:
        """Who asks. Raises Problem 401."""
        actor = await self.edge.tokens.actor(request.headers.get("authorization"))
        return Reader.of(actor, self.law)

    async def reader_for(self, request: Request) -> Reader:
        """Who asks, standing at the body of the query `organisation` (its own when left out).

        Raises Problem 404 for a body the reader does not stand for, as for one that does not exist.
        """
        reader = await self.reader(request)
        organisation = request.query_params.get("organisation", reader.organisation)
        if not reader.stands_for(organisation):
            raise problem("not_found")
        return replace(reader, organisation=organisation)

    async def open(self, view: str, request: Request) -> Reading:
        """The generation of `view` that answers this request."""
        return await reading(self.edge.projector, view, request)

    def lane(self, view: str, read: Reading) -> Lane | None:
        """What fills the generation that is read; None where this process does not."""
        lane = self.edge.projector.lanes.get(view)
        return lane if lane is not None and lane.generation.name == read.collection.name else None

    async def case(self, case_code: str, reader: Reader, read: Reading) -> dict[str, Any]:
        """The document of a case. Raises Problem 404 for a foreign case as for an unknown one."""
        document = await read.one({"_id": case_code})
        if document is None or not reader.may_read(document):
            raise problem("not_found", {READ_PENDING: "true"} if read.pending else _EMPTY)
        return document

    async def found(
        self,
        reader: Reader,
        read: Reading,
        query: dict[str, Any],
        fields: Sequence[str] = (),
        sort: Sequence[tuple[str, int]] = (),
        most: int = 0,
    ) -> list[Any]:
        """The documents of the query: all their fields or some, in the order asked for, at most `most` (0: all).

        Sealed cases are among them for the bodies alone that have them.
        """
        found = await self.documents(reader, read, query, fields, sort, most)
        return [document for document in found if reader.may_be_shown(document)]

    async def of_cases(self, reader: Reader, read: Reading, codes: Iterable[str], fields: Sequence[str]) -> list[Any]:
        """As `found`, of these cases; nothing is asked where there are none."""
        wanted = sorted(set(codes))
        return await self.found(reader, read, {"_id": {"$in": wanted}}, fields) if wanted else []

    async def documents(
        self,
        reader: Reader,
        read: Reading,
        query: Mapping[str, Any],
        fields: Sequence[str] = (),
        sort: Sequence[tuple[str, int]] = (),
        most: int = 0,
    ) -> list[Any]:
        """As `found`, before each is asked whether the reader may be shown it: for who goes on page by page."""
        shown = {"$and": [query, unsealed_or_own((reader.own, reader.own_name))]}
        with answered_by_the_database():
            cursor = read.collection.find(shown, dict.fromkeys(fields, 1) or None)
            cursor = cursor.sort(list(sort)) if sort else cursor
            return [document async for document in cursor.limit(most)]


def answer(read: Reading, content: Any) -> Response:
    """The JSON response, marked when the view has not caught up with the caller's own writes."""
    return read.mark(Response(orjson.dumps(content, default=_plain), media_type="application/json"))


def limit(request: Request) -> int:
    """The query `limit`: 1 to MOST_ROWS. Raises Problem 400."""
    text = request.query_params.get("limit", str(MOST_ROWS))
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_ROWS):
        raise fields_invalid([field_error("limit", "less_than_equal", le=MOST_ROWS)])
    return int(text)


def chosen(request: Request, name: str, among: Collection[str], otherwise: Otherwise) -> str | Otherwise:
    """One of `among` as the query says, `otherwise` where it says nothing. Raises Problem 400."""
    wanted = request.query_params.get(name)
    if wanted is None:
        return otherwise
    if wanted not in among:
        raise fields_invalid([field_error(name, "string_pattern_mismatch", pattern="|".join(among))])
    return wanted


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    raise TypeError(type(value).__name__)
