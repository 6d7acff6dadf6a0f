"""A report as an Excel workbook: one sheet with its tables under Chinese headers, one that explains the indicators."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from services.jurisdiction.indicators import PER_CENT, Catalogue, Figure
from services.views.statistics.report import StatisticsCell, StatisticsReport, StatisticsTable

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPLAINED = ("指标", "单位", "计算方法", "依据", "标记", "说明")
_HEAD = PatternFill("solid", fgColor="DCE6F1")
_LINE = Side(style="thin", color="808080")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WIDTH = 16


def workbook(report: StatisticsReport, catalogue: Catalogue) -> bytes:
    """The workbook's bytes. Numbers are numbers, so that they can be added; rates are percent as shown."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = report.name[:31]
    widest = max(len(table.columns) for table in report.tables) + 1
    row = _heading(sheet, report, widest)
    for table in report.tables:
        row = _table(sheet, table, catalogue, row)
    for column in range(1, widest + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 28 if column == 1 else _WIDTH
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    _explained(book.create_sheet("指标说明"), report, catalogue)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _heading(sheet: Worksheet, report: StatisticsReport, widest: int) -> int:
    """Title, who and when, and the note on the layout; the row after them."""
    sheet.cell(1, 1, report.name).font = Font(bold=True, size=16)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=widest)
    sheet.cell(1, 1).alignment = Alignment(horizontal="center")
    sheet.cell(2, 1, f"填报单位：{report.organisation_name}")
    sheet.cell(3, 1, f"统计期间：{report.period_name}（含下辖机构 {len(report.bodies)} 个）")
    lines = [text for text in (report.layout_note, f"口径版本：{report.catalogue_version}") if text]
    for offset, text in enumerate(lines):
        sheet.cell(4 + offset, 1, text).font = Font(italic=True, color="808080")
    return 5 + len(lines)


def _table(sheet: Worksheet, table: StatisticsTable, catalogue: Catalogue, row: int) -> int:
    """One table from `row` on; the row after it and a blank one."""
    sheet.cell(row, 1, table.title).font = Font(bold=True)
    for column, text in enumerate(("项目", *table.columns), 1):
        cell = sheet.cell(row + 1, column, text)
        cell.font, cell.fill, cell.border = Font(bold=True), _HEAD, _BOX
        cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
    for number, line in enumerate(table.rows, row + 2):
        sheet.cell(number, 1, line.name).border = _BOX
        for column, found in enumerate(line.cells, 2):
            cell = sheet.cell(number, column, value_of(found, catalogue))
            cell.border = _BOX
            cell.alignment = Alignment(horizontal="right")
    return row + 3 + len(table.rows)


def value_of(cell: StatisticsCell, catalogue: Catalogue) -> int | float | str:
    """The figure as a number of a sheet; the words where there is none."""
    indicator = catalogue.indicators[cell.indicator]
    if cell.count is None:
        return cell.text
    shown = Figure(cell.count, cell.of).shown(indicator)
    if shown is None:
        return cell.text
    return float(shown) if indicator.decimals else int(shown)


def _explained(sheet: Worksheet, report: StatisticsReport, catalogue: Catalogue) -> None:
    """What every figure means, so that the sheet can be read without the system."""
    for column, text in enumerate(EXPLAINED, 1):
        cell = sheet.cell(1, column, text)
        cell.font, cell.fill = Font(bold=True), _HEAD
        sheet.column_dimensions[get_column_letter(column)].width = 60 if column == 3 else 22
    names = dict.fromkeys(name for table in report.tables for name in table.indicators)
    for row, name in enumerate(names, 2):
        indicator = catalogue.indicators[name]
        unit = "百分比" if indicator.unit_zh == PER_CENT else indicator.unit_zh
        note = f"等待接入：{indicator.awaits}" if indicator.awaits else indicator.note_zh
        told = (indicator.name_zh, unit, indicator.formula_zh, indicator.source, indicator.mark.value, note)
        for column, text in enumerate(told, 1):
            sheet.cell(row, column, text)
