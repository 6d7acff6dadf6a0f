"""The spreadsheet: the template that is given out and the rows that come back. The one module that knows openpyxl."""

import io
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from services.console.importing.columns import COLUMNS, Row

MOST_ROWS = 1000
LARGEST_FILE = 2 * 1024 * 1024
"""Bytes."""
_LARGEST_UNPACKED = 48 * 1024 * 1024
"""Bytes: a workbook is a packed folder, and little of it may be very much."""
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHEET, _CHOICES, _HELP = "登记", "可选项", "填写说明"
_NOTES = (
    "每行登记一件纠纷；带 * 的列必须填写。",
    "“纠纷类型”“类型”“难易程度”“风险等级”请从下拉列表中选择。",
    "“申请时间”写成 2026-03-02 09:30，不填为导入的时间。",
    f"一张表最多 {MOST_ROWS} 行。上传后先逐行检查，全部正确才开始登记；有错的会逐行说明，一件也不登记。",
    "同一张表重复上传不会重复登记。",
)


class SheetProblem(ValueError):
    """The file cannot be read as the table; the text is a Chinese sentence."""


def template(choices: Mapping[str, Mapping[str, str]]) -> bytes:
    """The workbook that is given out, with drop-down lists. `choices`: by field, the wire's word by its Chinese."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(_SHEET)
    listed = book.create_sheet(_CHOICES)
    notes = book.create_sheet(_HELP)
    for place, note in enumerate(_NOTES, start=1):
        notes.cell(place, 1, note)
    notes.column_dimensions["A"].width = 100
    for place, column in enumerate(COLUMNS, start=1):
        head = sheet.cell(1, place, f"{column.header}{'*' if column.required else ''}")
        head.font, head.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1D3B5C")
        head.alignment = Alignment(wrap_text=True, vertical="center")
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = 40 if column.field == "summary" else 16
        sheet.column_dimensions[letter].number_format = "@"
        if column.field in choices:
            words = list(choices[column.field])
            for row, word in enumerate(words, start=1):
                listed.cell(row, place, word)
            rule = DataValidation("list", f"={_CHOICES}!${letter}$1:${letter}${len(words)}", allow_blank=True)
            rule.error, rule.errorTitle = "请从下拉列表中选择", "不在可选的范围内"
            sheet.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
    sheet.freeze_panes = "A2"
    listed.sheet_state = "hidden"
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def rows_of(content: bytes) -> tuple[tuple[int, Row], ...]:
    """The rows with anything in them, with their number in the sheet. Raises SheetProblem."""
    if len(content) > LARGEST_FILE:
        raise SheetProblem(f"文件超过 {LARGEST_FILE // 1024 // 1024} MB，请分成几张表。")
    try:
        with ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _LARGEST_UNPACKED:
                raise SheetProblem("表格展开后过大，请删去多余的内容后重新上传。")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except SheetProblem:
        raise
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError) as error:
        raise SheetProblem("不是可以识别的 Excel 文件（.xlsx），请下载模板填写后上传。") from error
    sheet = book[_SHEET] if _SHEET in book.sheetnames else book.worksheets[0]
    lines = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=len(COLUMNS) + 20, values_only=True)
    heads = [_text(value).removesuffix("*") for value in next(lines, ())]
    if lacking := [column.header for column in COLUMNS if column.required and column.header not in heads]:
        raise SheetProblem(f"第一行缺少这些列：{'、'.join(lacking)}。请使用下载的模板，不要改动第一行。")
    if unknown := [head for head in heads if head and head not in {column.header for column in COLUMNS}]:
        raise SheetProblem(f"第一行有不认识的列：{'、'.join(unknown)}。请使用下载的模板，不要改动第一行。")
    found = tuple(
        (number, dict(zip(heads, map(_text, line), strict=False)))
        for number, line in enumerate(lines, start=2)
        if any(_text(value) for value in line)
    )
    if not found:
        raise SheetProblem("表中没有填写任何内容。")
    if len(found) > MOST_ROWS:
        raise SheetProblem(f"一张表最多 {MOST_ROWS} 行，请分成几张表。")
    return found


def _text(value: Any) -> str:
    """A cell as a person wrote it."""
    match value:
        case None:
            return ""
        case datetime():
            return value.isoformat(timespec="minutes")
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value).strip()
