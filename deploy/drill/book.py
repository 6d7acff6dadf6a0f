"""The drill's results, one row per scenario, kept on the disk so that a second start goes on where the first ended."""

import os
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson
from rich.table import Table


@dataclass(frozen=True)
class Row:
    """One scenario: what was done, what must hold, whether it held, what was measured."""

    scenario: str
    done: str
    invariant: str
    holds: bool
    seconds: float
    told: str


class Book:
    """A file of rows. A book that was closed is begun anew at the next start."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.rows: dict[str, Row] = {}
        if path.exists():
            kept = orjson.loads(path.read_bytes())
            if not kept["closed"]:
                self.rows = {row["scenario"]: Row(**row) for row in kept["rows"]}

    def holds(self, scenario: str) -> bool:
        """Whether the scenario was run in this drill and held; what did not hold is run again."""
        return scenario in self.rows and self.rows[scenario].holds

    def add(self, row: Row) -> None:
        """Keep a row at once."""
        self.rows[row.scenario] = row
        self._write(closed=False)

    def close(self) -> None:
        """Everything was run."""
        self._write(closed=True)

    def table(self) -> Table:
        """What the operator reads at the end."""
        columns = ("场景", "做了什么", "必须成立", "结果", "用时（秒）", "说明")
        table = Table(*columns, title="故障演练", title_justify="left", show_lines=True)
        for row in self.rows.values():
            result = "成立" if row.holds else "不成立"
            table.add_row(row.scenario, row.done, row.invariant, result, f"{row.seconds:.0f}", row.told)
        return table

    def _write(self, *, closed: bool) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        content = {"closed": closed, "rows": [asdict(row) for row in self.rows.values()]}
        fresh.write_bytes(orjson.dumps(content, option=orjson.OPT_INDENT_2))
        os.replace(fresh, self._path)
