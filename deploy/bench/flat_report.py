"""The tables of the population's bench: every page by the number of cases, and what so many cases take."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from rich.table import Table

from deploy.bench.pages import Page
from deploy.bench.visiting import Measured, by_page

MIB = 2**20
FLAT = 1.5
"""A page among many cases may take so many times as long as among the fewest of at least LEAST."""
LEAST = 1_000
NOISE_MS = 15.0
"""Differences below this are the machine's."""


@dataclass(frozen=True)
class Carried:
    """What so many cases take: bytes on the disk and in memory, and how quickly the last of them were made and folded."""

    cases: int
    events: int
    database_bytes: int
    log_bytes: int
    memory: Mapping[str, int]
    per_second: float
    """Events of the log folded into all views, which are filled at once; 0 where an earlier run had filled them."""
    microseconds: float
    """Processor time of views and database for one of these events."""


class Book:
    """What runs before this one measured, in a file: a log only grows, so that nobody measures among fewer cases again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        told = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"rows": [], "carried": []}
        self.rows = [Measured(**{**row, "page": Page(**row["page"])}) for row in told["rows"]]
        self.carried = [Carried(**one) for one in told["carried"]]

    def add(self, rows: Sequence[Measured], carried: Carried) -> None:
        """Keep what was measured among so many cases, in place of what was known of as many; only once were the views filled."""
        self.rows = [row for row in self.rows if row.cases != carried.cases] + list(rows)
        known = next((one for one in self.carried if one.cases == carried.cases), carried)
        if not carried.per_second:
            carried = replace(carried, per_second=known.per_second, microseconds=known.microseconds)
        self.carried = [one for one in self.carried if one.cases != carried.cases] + [carried]
        told = {"rows": [asdict(row) for row in self.rows], "carried": [asdict(one) for one in self.carried]}
        self._path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def tables(rows: Sequence[Measured], carried: Sequence[Carried]) -> tuple[Table, Table]:
    """Both tables."""
    return _pages(rows), _sizes(carried)


def verdict(measured: Sequence[Measured]) -> str:
    """In Chinese: within the page's target among the most cases, and flat against the fewest of at least LEAST."""
    last = max(measured, key=lambda row: row.cases)
    found = ["达到" if last.p95 <= last.page.at_most else "超出"]
    base = min((row for row in measured if row.cases >= LEAST), key=lambda row: row.cases, default=last)
    if base is not last:
        flat = last.p50 <= max(base.p50 * FLAT, base.p50 + NOISE_MS)
        found.append(f"{last.p50 / base.p50:.2f} 倍，{'平稳' if flat else '随案件数增长'}")
    return "；".join(found)


def _pages(rows: Sequence[Measured]) -> Table:
    sizes = sorted({row.cases for row in rows})
    columns = [f"{cases:,} 件：p50 / p95 / 处理器（毫秒）" for cases in sizes]
    told = Table("页面", *columns, "目标 p95", "结果", "字节", title="各页面，逐个请求", title_justify="left")
    for measured in _slowest(rows):
        at = {row.cases: f"{row.p50:.0f} / {row.p95:.0f} / {row.processor:.0f}" for row in measured}
        page, size = measured[-1].page, measured[-1].size
        cells = [at.get(cases, "") for cases in sizes]
        told.add_row(f"{page.name}（{page.office}）", *cells, f"≤ {page.at_most:.0f}", verdict(measured), f"{size:,}")
    return told


def _slowest(rows: Sequence[Measured]) -> list[list[Measured]]:
    """Of every page the office for which it is slowest among the most cases."""
    found: dict[str, list[Measured]] = {}
    for (name, _), measured in by_page(rows).items():
        if name not in found or _among_most(measured).p95 > _among_most(found[name]).p95:
            found[name] = measured
    return list(found.values())


def _among_most(measured: Sequence[Measured]) -> Measured:
    return max(measured, key=lambda row: row.cases)


def _sizes(carried: Sequence[Carried]) -> Table:
    told = Table(
        "案件", "事件", "数据库文件", "每件", "日志", "每件", "内存", "全部视图从日志填充", "每个事件的处理器时间（视图和数据库）",
        title="占用", title_justify="left",
    )  # fmt: skip
    for one in carried:
        memory = "、".join(f"{name} {size // MIB} MiB" for name, size in one.memory.items())
        told.add_row(
            f"{one.cases:,}", f"{one.events:,}", f"{one.database_bytes // MIB:,} MiB",
            f"{one.database_bytes / max(one.cases, 1) / 1024:.1f} KiB", f"{one.log_bytes // MIB:,} MiB",
            f"{one.log_bytes / max(one.cases, 1) / 1024:.1f} KiB", memory, f"每秒 {one.per_second:.0f} 个事件",
            f"{one.microseconds:.0f} 微秒",
        )  # fmt: skip
    return told
