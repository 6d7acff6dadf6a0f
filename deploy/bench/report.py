"""The table of figures: what was measured, the ratio to the raw loop, the target, and whether it was reached."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.table import Table


@dataclass(frozen=True)
class Figure:
    """A measured figure; `unit` is `/s` or `ms`."""

    name: str
    value: float
    unit: str
    target: float | None = None
    higher_is_better: bool = False
    note: str = ""

    @property
    def reached(self) -> str:
        """In Chinese; empty without a target."""
        if self.target is None:
            return ""
        good = self.value >= self.target if self.higher_is_better else self.value <= self.target
        return "达到" if good else "未达到"


def table(figures: Sequence[Figure], raw_per_second: float) -> Table:
    """Rates also as a share of the raw loop's."""
    told = Table("测量", "数值", "与裸循环之比", "目标", "结果", "说明", title="性能测量", title_justify="left")
    told.add_row(
        "裸 aiokafka 循环：消费、折叠、写出", f"{raw_per_second:,.0f}/s", "1", "", "", "同一消息服务器，400 字节"
    )
    for figure in figures:
        share = f"{figure.value / raw_per_second:.3f}" if figure.unit == "/s" else ""
        value = f"{figure.value:,.0f}/s" if figure.unit == "/s" else f"{figure.value:,.1f} ms"
        target = "" if figure.target is None else f"{'≥' if figure.higher_is_better else '≤'} {figure.target:,.0f}"
        told.add_row(figure.name, value, share, target, figure.reached, figure.note)
    return told
