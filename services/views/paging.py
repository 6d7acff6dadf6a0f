"""Pages of a list: each says where the next begins by the last row it has, so that rows that come and go move no page."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import orjson
from starlette.requests import Request
from starlette.responses import Response

from services.runtime.field_errors import field_error
from services.runtime.problems import fields_invalid

AFTER = "after"
"""Query: the page after the row that this names, as an earlier answer told it."""
FOLLOWING = "Next-After"
"""Response header: what to ask as `after` for the next page; left out on the last."""
TOTAL = "Total-Count"
"""Response header: rows of all pages, where that is known."""
Place = tuple[Any, ...]
"""What a list is sorted by, of one row."""
RowT = TypeVar("RowT")


def after(request: Request, length: int) -> Place | None:
    """The place of `length` texts or numbers the page begins after; None for the first page. Raises Problem 400."""
    text = request.query_params.get(AFTER)
    if not text:
        return None
    try:
        told = orjson.loads(base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4)))
    except (binascii.Error, ValueError) as error:
        raise _not_understood() from error
    if not (isinstance(told, list) and len(told) == length and all(type(one) in (str, int) for one in told)):
        raise _not_understood()
    return tuple(told)


def written(place: Place) -> str:
    """The place as `after` takes it."""
    return base64.urlsafe_b64encode(orjson.dumps(place)).decode().rstrip("=")


def page(
    rows: Sequence[RowT], begin: Place | None, most: int, place: Callable[[RowT], Place]
) -> tuple[list[RowT], str]:
    """The rows after `begin`, at most `most`, of rows sorted by `place`; and where the next page begins, empty on the last.

    Raises Problem 400 where `begin` is no place of this list.
    """
    try:
        rest = [row for row in rows if begin is None or place(row) > begin]
    except TypeError as error:
        raise _not_understood() from error
    shown = rest[:most]
    return shown, written(place(shown[-1])) if len(rest) > most else ""


def marked(response: Response, following: str, total: int | None = None) -> Response:
    """The response with where the next page begins, and how many rows there are."""
    if following:
        response.headers[FOLLOWING] = following
    if total is not None:
        response.headers[TOTAL] = str(total)
    return response


def _not_understood() -> Exception:
    return fields_invalid([field_error(AFTER, "string_pattern_mismatch", pattern=f"上一页响应头 {FOLLOWING} 的内容")])
