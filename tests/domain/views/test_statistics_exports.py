"""Reports as files: what stands in them when they are opened again."""

import csv
from io import BytesIO, StringIO

import docx
import openpyxl

from services.jurisdiction.indicators import Catalogue, Indicator, Report, Table, load_catalogue
from services.jurisdiction.law import Law
from services.jurisdiction.periods import Period
from services.jurisdiction.time_limits import Mark
from services.views.statistics.exports.briefing import Compared, briefing
from services.views.statistics.exports.csv_text import COLUMNS, csv_text, safe
from services.views.statistics.exports.workbook import EXPLAINED, workbook
from services.views.statistics.report import LAYOUT_IS_OURS, StatisticsReport, laid_out
from services.views.statistics.sums import Counts
from services.views.words import words_of

LAW = Law.load("wuhu")
CATALOGUE = load_catalogue()
STREET, HUB = "wuhu.jinghu.fangcun.pmc", "wuhu.jinghu.hub"


def counts(accepted: int, agreed: int) -> Counts:
    values = {
        "accepted": accepted, "accepted/type/NEIGHBOR": accepted, "accepted/source/APPLICATION": accepted,
        "agreed": agreed, "agreement_amount_fen": 287_380_050,
    }  # fmt: skip
    return Counts.of_rows([({"book": "people_mediation", "organisation": STREET, "month": "2026-03"}, values)])


def report() -> StatisticsReport:
    return laid_out(
        "people_mediation", CATALOGUE, counts(869, 842), HUB, (STREET, HUB), Period.parse("2026-03"), LAW, words_of(LAW)
    )


def test_the_workbook_has_chinese_headers_numbers_that_add_up_and_says_whose_layout_it_is() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(report(), CATALOGUE)))
    sheet, explained = book.worksheets
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "人民调解工作情况统计表"
    assert rows[1][0] == "填报单位：镜湖区综治中心"
    assert rows[2][0] == "统计期间：2026年3月（含下辖机构 2 个）"
    assert [row[0] for row in rows if row[0] == LAYOUT_IS_OURS] == [LAYOUT_IS_OURS]
    head = next(number for number, row in enumerate(rows) if row[0] == "项目")
    assert rows[head][1:4] == ["受理纠纷数（件）", "调解成功数（件）", "调解成功率（%）"]
    assert rows[head + 1][1:6] == [869, 842, 96.9, 0, 0]
    neighbours = next(row for row in rows if row[0] == "邻里纠纷")
    assert neighbours[1] == 869
    told = [[cell.value for cell in row] for row in explained.iter_rows()]
    assert tuple(told[0]) == EXPLAINED
    success = next(row for row in told if row[0] == "调解成功率")
    assert success[2] == "（people_mediation.agreed）÷（people_mediation.accepted）"


def test_the_text_file_has_its_mark_and_one_line_for_each_figure() -> None:
    content = csv_text(report(), CATALOGUE)
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))
    assert tuple(lines[0]) == COLUMNS
    rate = next(line for line in lines if line["指标"] == "调解成功率")
    assert (rate["数值"], rate["分子"], rate["分母"]) == ("96.9", "842", "869")
    amount = next(line for line in lines if line["指标"] == "协议涉及金额")
    assert amount["数值"] == "2873800.5"
    figures = sum(len(row.cells) for table in report().tables for row in table.rows)
    assert len(lines) == figures


def test_a_text_that_a_spreadsheet_would_calculate_is_marked() -> None:
    assert [safe(value) for value in ("=1+1", "-", "纠纷", -3)] == ["'=1+1", "-", "纠纷", -3]


def test_the_briefing_tells_the_month_against_the_one_before_and_the_year_before() -> None:
    compared = Compared(Period.parse("2026-03"), counts(869, 842), counts(840, 800), counts(1028, 1000))
    content = briefing("镜湖区综治中心", compared, CATALOGUE, {STREET: "方村街道人民调解委员会"})
    document = docx.Document(BytesIO(content))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:2] == ["镜湖区综治中心矛盾纠纷多元化解工作情况通报", "（2026年3月）"]
    people = texts[texts.index("二、人民调解") + 1]
    assert people.startswith("受理纠纷数869件（环比上升3.5%，同比下降15.5%）；调解成功数842件")
    assert "调解成功率96.9%（环比上升1.7个百分点，同比下降0.4个百分点）" in people
    assert "确认有效数0件" in texts[texts.index("五、司法确认") + 1]
    assert "按期率本期无可计算的数据" in texts[texts.index("六、按期办理与规范") + 1]
    assert texts[-1].endswith("本通报版式由本系统拟定。")
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells[1][:3] == ["方村街道人民调解委员会", "0", "869"]


def test_the_same_figures_give_the_same_words() -> None:
    compared = Compared(Period.parse("2026-03"), counts(3, 2), Counts(), Counts())
    made = [docx.Document(BytesIO(briefing("县", compared, CATALOGUE, {}))) for _ in range(2)]
    assert [p.text for p in made[0].paragraphs] == [p.text for p in made[1].paragraphs]


def test_a_figure_whose_service_is_not_connected_is_told_so_and_never_as_nothing() -> None:
    waiting = Indicator(
        name_zh="仲裁结案数", unit_zh="件", awaits="arbitration", source="domain.md 2.6", mark=Mark.INFERRED
    )
    table = Table(title_zh="总体情况", columns=("awarded",))
    one = Report(name_zh="仲裁", due_zh="年报", layout_seen=False, source="s", mark=Mark.INFERRED, tables=(table,))
    catalogue = Catalogue({"arbitration": one}, {"awarded": waiting}, "indicators-test")
    made = laid_out("arbitration", catalogue, Counts(), HUB, (HUB,), Period.parse("2026-03"), LAW, words_of(LAW))
    sheet = openpyxl.load_workbook(BytesIO(workbook(made, catalogue))).worksheets[0]
    assert [cell.value for cell in sheet[sheet.max_row]] == ["合计", "未接入"]
