"""The periods reports are made for: months, quarters, half-years, years, and runs of months. Days are Asia/Shanghai."""

import re
from dataclasses import dataclass
from datetime import datetime

from services.jurisdiction.clock_values import SHANGHAI

_FORM = re.compile(r"(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])))?")
_RUN = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2]))\.\.(\d{4}-(?:0[1-9]|1[0-2]))")
_LONGEST = 120
"""Months in one run."""


class NoPeriod(ValueError):
    """The text names no period; the message says in Chinese what would be right."""


@dataclass(frozen=True)
class Period:
    """A period as it was asked for, with its months in order."""

    text: str
    """`2026-03`, `2026-Q1`, `2026-H1`, `2026`, or `2026-01..2026-11`."""
    months: tuple[str, ...]

    @staticmethod
    def parse(text: str) -> "Period":
        """The period that `text` names. Raises NoPeriod."""
        if run := _RUN.fullmatch(text):
            first, last = run.groups()
            return Period(text, _run(text, first, last))
        found = _FORM.fullmatch(text)
        if found is None:
            raise NoPeriod(f"“{text}”不是期间：应写成 2026-03、2026-Q1、2026-H1、2026 或 2026-01..2026-11。")
        year, month, quarter, half = found.groups()
        if month:
            return Period(text, (text,))
        first, length = 1, 12
        if quarter:
            first, length = 3 * int(quarter) - 2, 3
        elif half:
            first, length = 6 * int(half) - 5, 6
        return Period(text, tuple(f"{year}-{number:02d}" for number in range(first, first + length)))

    @property
    def in_chinese(self) -> str:
        """E.g. 2026年3月, 2026年第一季度, 2026年1月至11月."""
        year, rest = self.text[:4], self.text[4:]
        if ".." in self.text:
            last = self.months[-1]
            said = f"{last[:4]}年{int(last[5:])}月" if last[:4] != year else f"{int(last[5:])}月"
            return f"{year}年{int(self.text[5:7])}月至{said}"
        if not rest:
            return f"{year}年"
        if rest[1] == "Q":
            return f"{year}年第{'一二三四'[int(rest[2]) - 1]}季度"
        if rest[1] == "H":
            return f"{year}年{'上下'[int(rest[2]) - 1]}半年"
        return f"{year}年{int(rest[1:])}月"

    def before(self) -> "Period":
        """The period of the same length that ends where this one begins (环比)."""
        return self._moved(len(self.months))

    def a_year_before(self) -> "Period":
        """The same months of the year before (同比)."""
        return self._moved(12)

    def _moved(self, by: int) -> "Period":
        months = tuple(_minus(month, by) for month in self.months)
        return Period(months[0] if len(months) == 1 else f"{months[0]}..{months[-1]}", months)


def month_of(moment: datetime) -> str:
    """The month of a moment in Asia/Shanghai, e.g. 2026-03."""
    return moment.astimezone(SHANGHAI).strftime("%Y-%m")


def _run(text: str, first: str, last: str) -> tuple[str, ...]:
    months = [first]
    while months[-1] < last and len(months) <= _LONGEST:
        months.append(_minus(months[-1], -1))
    if months[-1] != last:
        raise NoPeriod(f"“{text}”不是期间：起始月应不晚于截止月，最长 {_LONGEST} 个月。")
    return tuple(months)


def _minus(month: str, by: int) -> str:
    count = int(month[:4]) * 12 + int(month[5:]) - 1 - by
    return f"{count // 12}-{count % 12 + 1:02d}"
