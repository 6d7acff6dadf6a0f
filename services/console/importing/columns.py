"""The columns of the table, each a field of the registration's form. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from services.console.chinese import Chinese
from services.console.forms.fields import Field, Kind

Row = Mapping[str, str]
"""Text by header."""


@dataclass(frozen=True)
class Column:
    """One column."""

    header: str
    field: str
    """Name of the field in the form, e.g. `parties.0.name`."""
    required: bool = False
    default: str = ""
    """The wire's word, where nothing is written."""


_PARTY = (
    ("姓名或者名称", "name"),
    ("类型", "kind"),
    ("证件号码", "identity_number"),
    ("电话", "contact.phone"),
    ("住址", "contact.address"),
)
_SIDES = (("申请人", 0, "applicant"), ("被申请人", 1, "respondent"))
COLUMNS: Sequence[Column] = (
    Column("纠纷类型", "dispute_type", required=True),
    Column("纠纷概况", "summary", required=True),
    Column("诉求", "requests"),
    Column("涉案金额（元）", "amount_cny"),
    Column("发生地", "place"),
    *(
        Column(
            f"{side}{header}", f"parties.{place}.{key}", required=place == 0 and key == "name",
            default="natural" if key == "kind" else "",
        )
        for side, place, _ in _SIDES
        for header, key in _PARTY
    ),
    Column("难易程度", "difficulty"),
    Column("风险等级", "risk"),
    Column("申请时间", "occurred_at"),
)  # fmt: skip
"""In the order of the sheet. 申请时间: when the parties came, e.g. 2026-03-02 09:30; the moment of the import where left out."""


def choices_of(fields: Iterable[Field], words: Chinese) -> Mapping[str, Mapping[str, str]]:
    """By field: the wire's word by its Chinese, for every column that is a choice."""
    by_name = {_first_of(field.name): field for field in fields}
    found = {}
    for column in COLUMNS:
        field = by_name.get(_first_of(column.field))
        if field is not None and field.kind is Kind.CHOICE:
            found[column.field] = {words.word(option): option for option in field.options}
    return found


def form_of_row(row: Row, choices: Mapping[str, Mapping[str, str]]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """The form that this row fills in, and by field what is wrong with words that are no choice."""
    form: dict[str, list[str]] = {}
    wrong: dict[str, str] = {}
    for column in COLUMNS:
        text = row.get(column.header, "").strip()
        known = choices.get(column.field)
        if text and known is not None and text not in known and text not in known.values():
            wrong[column.field] = f"“{text}”不在可选的范围内，请从下拉列表中选择"
        form[column.field] = [known.get(text, text) if known is not None else text] if text else [column.default]
    for _, place, role in _SIDES:
        if form[f"parties.{place}.name"] != [""]:
            form[f"parties.{place}.role"] = [role]
        else:
            form[f"parties.{place}.kind"] = [""]
    return form, wrong


def said(wrong: Mapping[str, str]) -> list[str]:
    """One sentence for every wrong field, by the header of its column."""
    headers = {column.field: column.header for column in COLUMNS}
    return [f"{headers.get(field, field) or '本行'}：{sentence}" for field, sentence in wrong.items()]


def _first_of(name: str) -> str:
    """Fields of a repeated group are named as if they stood in the first."""
    return ".".join("0" if part.isdigit() else part for part in name.split("."))
