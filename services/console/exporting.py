"""Lists as a workbook, with who took them out and what for on a sheet of their own."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from services.console.chinese import day, moment
from services.console.importing.sheet import MEDIA_TYPE
from services.console.session import Person

__all__ = ["MEDIA_TYPE", "workbook_of"]
Row = Mapping[str, Any]
_COLUMNS: Mapping[str, Sequence[tuple[str, str]]] = {
    "cases": (
        ("编号", "case_code"), ("纠纷类型", "dispute_type_name"), ("状态", "status_name"), ("结果", "result_name"),
        ("持有机构", "custodian_name"), ("登记时间", "registered_at"),
    ),
    "deadlines": (
        ("编号", "case_code"), ("期限", "name"), ("机构", "organisation_name"), ("状态", "status_name"),
        ("最后一日", "due"), ("剩余天数", "days_left"), ("为什么是这一天", "derivation"),
    ),
}  # fmt: skip
"""Header and field of the views' row, by list."""
_AS_WRITTEN = {"registered_at": moment, "due": day}
_FORMULA = ("=", "+", "-", "@")
"""How a cell begins that a spreadsheet would reckon with."""


def workbook_of(which: str, title: str, rows: Sequence[Row], person: Person, purpose: str) -> bytes:
    """The list as .xlsx. No cell is a formula, whatever somebody wrote."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    sheet.append([header for header, _ in _COLUMNS[which]])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append([_cell(field, row[field]) for _, field in _COLUMNS[which]])
    sheet.freeze_panes = "A2"
    about = book.create_sheet("导出说明")
    for line in (("导出岗位", person.name), ("账号", person.account), ("用途", _plain(purpose)), ("行数", len(rows))):
        about.append(line)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _cell(field: str, value: Any) -> Any:
    if field in _AS_WRITTEN:
        return _AS_WRITTEN[field](value)
    return _plain(value) if isinstance(value, str) else value


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
