"""How the pages write words, days and times."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.jurisdiction.clock_calculation import SHANGHAI


@dataclass(frozen=True)
class Chinese:
    """Words of the interface in Chinese."""

    words: Mapping[str, str]

    def word(self, text: str) -> str:
        """The Chinese of a word of the wire; the word itself where it has none."""
        return self.words.get(text, text)


def day(value: Any) -> str:
    """2026年3月2日, from a date or its ISO text; empty for nothing."""
    if not value:
        return ""
    told = value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
    return f"{told.year}年{told.month}月{told.day}日"


def moment(value: Any) -> str:
    """2026年3月2日 09:30 in Shanghai, from an aware datetime or its ISO text; empty for nothing."""
    if not value:
        return ""
    told = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    here = told.astimezone(SHANGHAI)
    return f"{here.year}年{here.month}月{here.day}日 {here:%H:%M}"


def share(value: Any) -> str:
    """93.5%, from a share between 0 and 1; 一 where there is none."""
    return "—" if value is None else f"{float(value) * 100:.1f}%"


def left(days: Any) -> str:
    """How long until the last day in time."""
    if days is None:
        return ""
    if days < 0:
        return f"已超期 {-days} 天"
    return "今天到期" if days == 0 else f"还有 {days} 天"
