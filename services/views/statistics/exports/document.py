"""A report as a Word document: its tables under Chinese headers, and how every figure is made."""

from docx.document import Document as Made
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from services.jurisdiction.indicators import Catalogue
from services.views.statistics.exports.word import blank, content_of, paragraph
from services.views.statistics.report import StatisticsReport, StatisticsTable

EXPLAINED = ("指标", "计算方法", "依据", "说明")
_SMALL = Pt(9)


def document(report: StatisticsReport, catalogue: Catalogue) -> bytes:
    """The file's bytes: the figures as they are shown, to be read and not to be added."""
    made = blank()
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    made.add_heading(report.name, level=0).alignment = WD_ALIGN_PARAGRAPH.CENTER
    about = (
        f"填报单位：{report.organisation_name}　统计期间：{report.period_name}（含下辖机构 {len(report.bodies)} 个）"
    )
    paragraph(made, about, WD_ALIGN_PARAGRAPH.CENTER)
    for table in report.tables:
        made.add_heading(table.title, level=1)
        _lines(made, _rows(table))
    made.add_heading("指标说明", level=1)
    _lines(made, [EXPLAINED, *_explained(report, catalogue)])
    paragraph(made, f"口径版本：{report.catalogue_version}。{report.layout_note}")
    return content_of(made, report.organisation_name, f"{report.period_name}{report.name}")


def _rows(table: StatisticsTable) -> list[tuple[str, ...]]:
    return [("项目", *table.columns), *((row.name, *(cell.text for cell in row.cells)) for row in table.rows)]


def _explained(report: StatisticsReport, catalogue: Catalogue) -> list[tuple[str, ...]]:
    names = dict.fromkeys(name for table in report.tables for name in table.indicators)
    told = (catalogue.indicators[name] for name in names)
    return [(one.name_zh, one.formula_zh, f"{one.source} [{one.mark.value}]", one.note_zh) for one in told]


def _lines(made: Made, rows: list[tuple[str, ...]]) -> None:
    """A table whose first line is the head; written by line, since a document asks for every cell anew."""
    table = made.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            run = cell.paragraphs[0].add_run(text)
            run.font.size = _SMALL
            run.bold = row is rows[0]
