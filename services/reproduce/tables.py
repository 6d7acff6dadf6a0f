"""The file of published tables: figures as they were printed, so that `0.20` stays two decimals and nothing is a float."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from services.jurisdiction.profile_mistakes import Mistake, ProfileMistake


@dataclass(frozen=True)
class Entry:
    """A part of a table: a mapping as it stands in the file, its scalars as text."""

    content: Mapping[str, Any] = field(default_factory=dict)

    def part(self, name: str) -> "Entry":
        """The mapping under this key; an empty one where there is none."""
        found = self.content.get(name)
        return Entry(found) if isinstance(found, dict) else Entry()

    def rows(self, name: str) -> tuple["Entry", ...]:
        """The list of mappings under this key."""
        found = self.content.get(name)
        return tuple(Entry(row) for row in found) if isinstance(found, list) else ()

    def text(self, name: str) -> str | None:
        """The text under this key; None where nothing was printed."""
        found = self.content.get(name)
        return found if isinstance(found, str) and found not in ("null", "~", "") else None

    def number(self, name: str) -> Decimal | None:
        """The number as printed, with its decimals; None where nothing was printed."""
        return decimal(self.text(name))

    def count(self, name: str) -> int:
        """A whole number; 0 where nothing was printed."""
        return int(self.number(name) or 0)

    def numbers(self) -> Iterator[tuple[str, Decimal]]:
        """Every number directly in it, by key."""
        for name in self.content:
            value = self.number(name)
            if value is not None:
                yield name, value

    def __bool__(self) -> bool:
        return bool(self.content)


@dataclass(frozen=True)
class Table(Entry):
    """One published table."""

    id: str = ""

    @property
    def measure(self) -> str:
        """What it is a table of."""
        return self.text("measure") or ""

    @property
    def title(self) -> str:
        """Title, publisher and area, as far as they are told."""
        source = self.part("source")
        told = (source.text("publisher"), source.text("title"), self.text("area"))
        return " ".join(text for text in told if text)

    @property
    def url(self) -> str:
        """Where it was published."""
        return self.part("source").text("url") or self.text("url") or ""


def read_tables(path: Path) -> tuple[Table, ...]:
    """Every table of the file; the shorter ones under `also_seen` are named after their place. Raises ProfileMistake."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # text only: no object is built
    except (OSError, yaml.YAMLError):
        raise ProfileMistake([Mistake(path, 1, "读不了这个文件，应是 UTF-8 编码的 YAML，有 tables 一键")]) from None
    if not isinstance(content, dict) or not isinstance(content.get("tables"), list):
        raise ProfileMistake([Mistake(path, 1, "应有 tables 一键，其下每张统计表一项")])
    tables = [Table(row, id=str(row.get("id", ""))) for row in content["tables"]]
    seen = [Table(row, id=f"also-seen-{number}") for number, row in enumerate(content.get("also_seen", ()), 1)]
    return (*tables, *seen)


def decimal(text: str | None) -> Decimal | None:
    """The number in a text; None where it is none."""
    try:
        return Decimal(text) if text is not None else None
    except InvalidOperation:
        return None
