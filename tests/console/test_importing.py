"""A table of registrations: the template fits the form, words are the ones people use, and every problem has its row."""

import io
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from services.console.chinese import Chinese
from services.console.forms.fields import every_field
from services.console.forms.filled import body_of
from services.console.importing.columns import COLUMNS, choices_of, form_of_row, said
from services.console.importing.sheet import MOST_ROWS, SheetProblem, rows_of, template
from services.console.importing.store import Imports
from services.intake.domain.file_commands import RegisterCase
from tests.console.test_forms import form_fields

WORDS = Chinese({"NEIGHBOR": "邻里纠纷", "FAMILY": "婚姻家庭纠纷", "natural": "自然人", "GENERAL": "一般", "LOW": "低"})
FIELDS = form_fields(RegisterCase)
CHOICES = choices_of(every_field(FIELDS), WORDS)
ROW = {"纠纷类型": "邻里纠纷", "纠纷概况": "楼上漏水", "申请人姓名或者名称": "申请人甲"}


def workbook(*lines: list[object], title: str = "登记") -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for line in lines:
        sheet.append(line)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def test_every_column_is_a_field_of_the_registration() -> None:
    names = {field.name for field in every_field(FIELDS)}

    assert {column.field.replace("parties.1.", "parties.0.") for column in COLUMNS} - names == set()


def test_the_template_that_is_given_out_can_be_read_back() -> None:
    book = load_workbook(io.BytesIO(template(CHOICES)))
    sheet = book["登记"]
    sheet.append([ROW.get(column.header) for column in COLUMNS])
    packed = io.BytesIO()
    book.save(packed)

    [(number, row)] = rows_of(packed.getvalue())

    assert number == 2
    assert {header: text for header, text in row.items() if text} == ROW
    assert next(rule.formula1 for rule in sheet.data_validations.dataValidation).startswith("=可选项!$A$1")


def test_a_row_in_peoples_words_is_the_body_that_the_window_takes() -> None:
    form, wrong = form_of_row({**ROW, "涉案金额（元）": "2000", "被申请人姓名或者名称": "被申请人乙"}, CHOICES)

    body = body_of(FIELDS, form)

    assert wrong == {}
    taken = RegisterCase.model_validate(body)
    assert [(party.role, party.name) for party in taken.parties] == [
        ("applicant", "申请人甲"),
        ("respondent", "被申请人乙"),
    ]
    assert taken.amount_cny == 2000


def test_a_row_without_the_other_side_has_one_party() -> None:
    form, _ = form_of_row(ROW, CHOICES)

    assert len(body_of(FIELDS, form)["parties"]) == 1


def test_a_word_that_is_no_choice_is_told_with_its_column() -> None:
    _, wrong = form_of_row({**ROW, "纠纷类型": "邻居"}, CHOICES)

    assert said(wrong) == ["纠纷类型：“邻居”不在可选的范围内，请从下拉列表中选择"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"no workbook", "不是可以识别的 Excel 文件"),
        (workbook(["纠纷类型*"]), "第一行缺少这些列：纠纷概况、申请人姓名或者名称"),
        (workbook(["纠纷类型*", "纠纷概况*", "申请人姓名或者名称*", "备注"]), "第一行有不认识的列：备注"),
        (workbook(["纠纷类型*", "纠纷概况*", "申请人姓名或者名称*"]), "表中没有填写任何内容"),
        (
            workbook(
                ["纠纷类型*", "纠纷概况*", "申请人姓名或者名称*"], *[["邻里纠纷", "漏水", "甲"]] * (MOST_ROWS + 1)
            ),
            "一张表最多",
        ),
    ],
)
def test_what_is_no_table_of_ours_is_told_in_chinese(content: bytes, sentence: str) -> None:
    with pytest.raises(SheetProblem) as told:
        rows_of(content)

    assert sentence in str(told.value)


def test_a_small_file_that_unpacks_to_very_much_is_not_read() -> None:
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", "0" * 60_000_000)

    with pytest.raises(SheetProblem, match="表格展开后过大"):
        rows_of(packed.getvalue())


def test_empty_rows_between_are_left_out_and_rows_keep_their_numbers() -> None:
    heads = ["纠纷类型*", "纠纷概况*", "申请人姓名或者名称*"]
    content = workbook(heads, ["邻里纠纷", "一", "甲"], [None, None, None], ["邻里纠纷", 2, "乙"])

    assert [(number, row["纠纷概况"]) for number, row in rows_of(content)] == [(2, "一"), (4, "2")]


def test_the_same_table_twice_is_one_import_and_what_is_registered_is_kept_no_longer(tmp_path: Path) -> None:
    imports = Imports.within(tmp_path)
    rows = [(2, {"summary": "一"}), (3, {"summary": "二"})]
    imports.add("street", "digest", "clerk", "一月.xlsx", rows)
    found = imports.find("street", "digest")
    assert found is not None
    imports.registered(found, 2, "CASE")
    imports.failed(found, 3, "服务没有应答")
    imports.add("street", "digest", "somebody", "二月.xlsx", rows)

    again = imports.find("street", "digest")
    assert again is not None
    assert (again.account, [row.number for row in again.waiting]) == ("clerk", [3])
    assert [(row.body, row.problem) for row in again.rows] == [(None, ""), ({"summary": "二"}, "服务没有应答")]
    assert imports.find("elsewhere", "digest") is None
    assert again.key(3) == found.key(3) != found.key(2)


def test_the_rows_of_a_table_are_kept_sealed_and_come_back_as_they_were(tmp_path: Path) -> None:
    kept = Imports.within(tmp_path)
    kept.add("a", "d" * 64, "clerk.a", "一月.xlsx", [(2, {"summary": "楼上漏水"})])
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("imports.sqlite*"))

    assert "楼上漏水".encode("unicode_escape") not in stored
    found = kept.find("a", "d" * 64)
    assert found is not None
    assert found.rows[0].body == {"summary": "楼上漏水"}
