"""What makes a report the same report wherever it is computed: its code, and the digest of its figures (issue 7, item 4)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import orjson

from schemas.identity import NAMESPACE, case_code, named_id

Row = Sequence[Any]
"""Table, row, indicator, count and denominator of a figure."""


def report_code(organisation: str, report: str, period: str, series: str) -> str:
    """The code under which the editions of a body's report for a period are kept; of the form of a case code."""
    return case_code(named_id(NAMESPACE, "\x1f".join(("report", organisation, report, period, series))))


def digest(about: Mapping[str, Any], figures: Iterable[Row]) -> str:
    """SHA-256 (hex) of the figures and what they are of; names and layout may be reworded without changing it.

    `about`: report, organisation, bodies, period, series and catalogue_version.
    """
    content = {**about, "figures": [list(row) for row in figures]}
    return sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()


@dataclass(frozen=True)
class Changed:
    """A figure that another edition tells otherwise; None where an edition does not have it."""

    table: int
    row: str
    indicator: str
    old: tuple[int | None, int | None] | None
    new: tuple[int | None, int | None] | None


def changes(former: Iterable[Row], present: Iterable[Row]) -> tuple[Changed, ...]:
    """Every figure that differs, in the order of the present edition, those that are gone last."""
    old, new = _by_place(former), _by_place(present)
    return tuple(
        Changed(*place, old.get(place), new.get(place))
        for place in dict.fromkeys((*new, *old))
        if old.get(place) != new.get(place)
    )


def _by_place(rows: Iterable[Row]) -> dict[tuple[int, str, str], tuple[int | None, int | None]]:
    return {(row[0], row[1], row[2]): (row[3], row[4]) for row in rows}
