"""What every plan is: so many cases, each told by its number, a script to play them, and the claims of the table."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from schemas.values import DisputeType
from services.jurisdiction.clock_values import SHANGHAI
from services.jurisdiction.indicators import By
from services.reproduce.cases import Told
from services.reproduce.claims import Asked, Claim, Verdict
from services.reproduce.machine import Machine
from services.reproduce.tables import Entry, Table
from services.views.statistics.sums import Counts

NETWORK = "机构、队伍数字由调解组织名册登记，不出自案件"
_DAYS = 14
"""Cases begin on the first days of the period's first month, so that everything ends within it."""


@dataclass(frozen=True)
class Plan:
    """How a table is reproduced."""

    table: Table
    services: tuple[str, ...]
    cases: int
    told: Callable[[int], Told]
    """The case with this number, from 0."""
    play: Callable[[Machine, Told], None]
    claims: Sequence[Claim]
    assumed: str = ""
    """What the source leaves open and was chosen here, in Chinese."""


@dataclass(frozen=True)
class Unmapped:
    """A kind that only the table has."""

    name: str
    count: int


def starts(table: Table, fallback: str) -> datetime:
    """Nine o'clock (Asia/Shanghai) on the first day of the period; `fallback` where no year was printed."""
    first = table.part("period").text("from") or fallback
    return datetime.fromisoformat(first).replace(hour=9, tzinfo=SHANGHAI)


def moment(start: datetime, number: int) -> datetime:
    """When the case with this number begins."""
    return start + timedelta(days=number % _DAYS, seconds=number % 3600)


def typed(row: Entry) -> tuple[DisputeType | None, tuple[str, ...]]:
    """The dispute type under which a printed line is registered, and every type the line prints together."""
    code = row.text("code")
    if code is None:
        return None, ()
    values = tuple(code.split("+"))
    return DisputeType(values[0]), values


def of_types(rows: Iterable[Entry], count: str, share: str) -> list[Claim]:
    """The claims of a table by type: numbers and shares; a kind without a code keeps its printed name."""
    listed = list(rows)
    unmapped = sum(row.count("count") for row in listed if row.text("code") is None)
    found: list[Claim] = []
    for row in listed:
        kind, values = typed(row)
        name = row.text("zh") or " + ".join(values)
        if kind is None:
            found.append(Claim(f"by_type.{name}.count", name, printed(row, "count"), tag=name))
            continue
        minus = unmapped if kind is DisputeType.OTHER else 0
        where = f"by_type.{'+'.join(values)}"
        found.append(Claim(f"{where}.count", name, printed(row, "count"), Asked(count, By.TYPE, values, minus=minus)))
        if row.number("pct") is not None:
            found.append(Claim(f"{where}.pct", name, printed(row, "pct"), Asked(share, By.TYPE, values, minus=minus)))
    return found


def printed(entry: Entry, name: str) -> Decimal:
    """The number under this key. Raises KeyError where nothing was printed."""
    value = entry.number(name)
    if value is None:
        raise KeyError(name)
    return value


def claimed(entry: Entry, name: str, said: str, ours: Asked, scale: Decimal = Decimal(1)) -> list[Claim]:
    """The claim of one key; nothing where nothing was printed."""
    value = entry.number(name)
    return [] if value is None else [Claim(name, said, value, ours, scale=scale)]


def not_held(entry: Entry, part: str, why: str) -> list[Claim]:
    """Figures of matters that no case tells."""
    return [Claim(f"{part}.{name}", name, value, fixed=Verdict.NOT_HELD, why=why) for name, value in entry.numbers()]


def parts_and_total(where: str, parts: Entry, total: Decimal | None) -> list[Claim]:
    """A printed total whose printed parts do not add up to it."""
    added = sum((value for _, value in parts.numbers()), Decimal(0))
    if total is None or added == total:
        return []
    why = f"分项合计 {added}，公布的总数 {total}"
    return [Claim(where, "合计", total, fixed=Verdict.INCONSISTENT, why=why)]


Months = frozenset[str]


def months_of(counts: Counts) -> Months:
    """The months in which anything was counted."""
    return frozenset(month for _, month in counts.cells)
