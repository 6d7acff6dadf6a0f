"""`mediate report make`: every report of a period computed and frozen; one that is frozen already is computed anew and held against it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.command_line.report_client import Office, submitted
from services.jurisdiction.frozen_reports import Changed, Row, changes


@dataclass(frozen=True)
class Made:
    """What became of one report."""

    name: str
    code: str
    figures: int
    edition: int
    """0 where it was frozen just now."""
    differences: tuple[Changed, ...] = ()

    @property
    def in_chinese(self) -> str:
        """One line for the operator."""
        if not self.edition:
            return f"已定稿：{self.name}，{self.figures} 项数字，编号 {self.code}。"
        if not self.differences:
            return f"一致：{self.name}，重新计算的 {self.figures} 项数字与第 {self.edition} 版相同，编号 {self.code}。"
        first = self.differences[0]
        return (
            f"不一致：{self.name}，{len(self.differences)} 项与第 {self.edition} 版不同，首项 {first.indicator} "
            f"{first.row or '合计'}：定稿 {said(first.old)}，现在 {said(first.new)}。"
            f"确认无误后用 mediate report correct 更正为第 {self.edition + 1} 版。"
        )


def made(office: Office, report: str, period: str) -> Made:
    """The report frozen, or held against its last edition, which stays as it is: a correction is somebody's decision with a reason."""
    found = office.report(report, period)
    name, code = f"{found['report']['name']}（{found['report']['period_name']}）", found["code"]
    editions = office.editions(code)
    if not editions:
        office.act(code, "freeze", submitted(found))
        return Made(name, code, len(found["figures"]), 0)
    last = editions[-1]
    differences = changes(map(_row, last["figures"]), found["figures"])
    return Made(name, code, len(found["figures"]), last["edition"], differences)


def said(figure: tuple[int | None, int | None] | None) -> str:
    """A count, with its denominator where it is a rate."""
    if figure is None:
        return "无此项"
    count, of = figure
    return f"{count}" if of is None else f"{count}/{of}"


def _row(figure: Mapping[str, Any]) -> Row:
    return [figure[name] for name in ("table", "row", "indicator", "count", "of")]
