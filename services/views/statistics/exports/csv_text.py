"""A report as CSV for whatever reads it: UTF-8 with a mark that spreadsheets know, one line per figure."""

import csv
from io import StringIO

from services.jurisdiction.indicators import Catalogue
from services.views.statistics.exports.workbook import value_of
from services.views.statistics.report import StatisticsReport

MEDIA_TYPE = "text/csv; charset=utf-8"
COLUMNS = ("报表", "填报单位", "统计期间", "表", "项目", "指标", "单位", "数值", "分子", "分母", "口径版本", "版式说明")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_text(report: StatisticsReport, catalogue: Catalogue) -> bytes:
    """The file's bytes (utf-8-sig, CRLF). Amounts stand in yuan; numerator and denominator as they were counted."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    about = (report.name, report.organisation_name, report.period_name)
    for table in report.tables:
        for row in table.rows:
            for cell in row.cells:
                indicator = catalogue.indicators[cell.indicator]
                told = (table.title, row.name, indicator.name_zh, indicator.unit_zh, value_of(cell, catalogue))
                counted = ("" if cell.count is None else cell.count, "" if cell.of is None else cell.of)
                line = (*about, *told, *counted, report.catalogue_version, report.layout_note)
                writer.writerow([safe(value) for value in line])
    return text.getvalue().encode("utf-8-sig")


def safe(value: object) -> object:
    """A text that a spreadsheet would take for a formula is marked as text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) and len(value) > 1 else value
