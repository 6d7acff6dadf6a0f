"""The monthly briefing (通报) as .docx: what came in, what was settled, what was late, against the month and the year before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from docx.document import Document as Made
from docx.enum.text import WD_ALIGN_PARAGRAPH

from services.jurisdiction.indicators import Catalogue, Figure, Indicator, figure, rounded
from services.jurisdiction.periods import Period
from services.views.statistics.exports.word import blank, content_of, paragraph
from services.views.statistics.sums import Counts

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "一、受理与分流": ("in_registered", "in_persons", "in_handed_over", "in_escalated", "in_closed"),
    "二、人民调解": ("pm_accepted", "pm_agreed", "pm_success_rate", "pm_agreement_amount", "pm_difficult"),
    "三、行政调解": ("am_accepted", "am_agreed", "am_success_rate", "am_agreement_amount"),
    "四、信访": ("xf_registered", "xf_accepted", "xf_opinions", "xf_concluded"),
    "五、司法确认": ("jc_filed", "jc_confirmed", "jc_dismissed"),
    "六、按期办理与规范": ("all_on_time", "all_irregular", "in_supervised"),
}
"""What is told, by heading; ids of indicators."""
OWN_LAYOUT = "本通报版式由本系统拟定。"
MOST_BODIES = 10


@dataclass(frozen=True)
class Compared:
    """A period with the one before and the same of the year before."""

    period: Period
    now: Counts
    before: Counts
    a_year_before: Counts


def briefing(organisation: str, compared: Compared, catalogue: Catalogue, names: Mapping[str, str]) -> bytes:
    """The document's bytes; `names`: Chinese names of the bodies."""
    document = blank()
    title = document.add_heading(f"{organisation}矛盾纠纷多元化解工作情况通报", level=0)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph(document, f"（{compared.period.in_chinese}）", WD_ALIGN_PARAGRAPH.CENTER)
    for heading, indicators in SECTIONS.items():
        document.add_heading(heading, level=1)
        paragraph(document, "；".join(_sentences(compared, catalogue, indicators)) + "。")
    document.add_heading("七、各机构情况", level=1)
    _bodies(document, compared.now, catalogue, names)
    paragraph(document, f"口径版本：{catalogue.version}。{OWN_LAYOUT}")
    return content_of(document, organisation, f"{compared.period.in_chinese}通报")


def _sentences(compared: Compared, catalogue: Catalogue, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        indicator = catalogue.indicators[name]
        now = _of(indicator, compared.now)
        shown = now.shown(indicator)
        if shown is None:
            yield f"{indicator.name_zh}本期无可计算的数据"
            continue
        told = f"{indicator.name_zh}{shown:,}{indicator.unit_zh}"
        changes = [
            text
            for label, other in (("环比", compared.before), ("同比", compared.a_year_before))
            if (text := _change(label, indicator, now, _of(indicator, other)))
        ]
        yield f"{told}（{'，'.join(changes)}）" if changes else told


def _of(indicator: Indicator, counts: Counts) -> Figure:
    total = counts.total()
    return figure(indicator, total, total)


def _change(label: str, indicator: Indicator, now: Figure, then: Figure) -> str:
    """In percent for a number, in percentage points for a rate; nothing where there is nothing to compare with."""
    new, old = now.value(indicator), then.value(indicator)
    if new is None or old is None or (not indicator.is_rate and old == 0):
        return ""
    difference = new - old if indicator.is_rate else (new - old) * 100 / old
    amount = rounded(abs(difference), 1)
    if amount == 0:
        return f"{label}持平"
    way = "上升" if difference > 0 else "下降"
    return f"{label}{way}{amount}{'个百分点' if indicator.is_rate else '%'}"


def _bodies(document: Made, counts: Counts, catalogue: Catalogue, names: Mapping[str, str]) -> None:
    """The bodies with most registered or taken up, most first; by id where they are equal."""
    columns = ("in_registered", "pm_accepted", "am_accepted", "xf_registered", "all_on_time")
    by_body = counts.by_body()
    busy = sorted(by_body, key=lambda body: (-_busy(catalogue, by_body[body], columns), body))
    table = document.add_table(rows=1, cols=len(columns) + 1, style="Table Grid")
    for cell, text in zip(
        table.rows[0].cells, ("机构", *(catalogue.indicators[name].name_zh for name in columns)), strict=True
    ):
        cell.text = text
    for body in busy[:MOST_BODIES]:
        cells = table.add_row().cells
        cells[0].text = names.get(body, body)
        for cell, name in zip(cells[1:], columns, strict=True):
            indicator = catalogue.indicators[name]
            shown: Decimal | None = figure(indicator, by_body[body], by_body[body]).shown(indicator)
            cell.text = "—" if shown is None else f"{shown:,}"


def _busy(catalogue: Catalogue, sums: Mapping[str, int], columns: tuple[str, ...]) -> int:
    return sum(
        figure(catalogue.indicators[name], sums, sums).count for name in columns if not catalogue.indicators[name].of
    )
