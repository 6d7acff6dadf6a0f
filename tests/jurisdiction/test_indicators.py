"""Indicators as data: every one is counted somewhere, every row has a Chinese name, and mistakes are told with their line."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest

from services.jurisdiction.indicators import By, Figure, Indicator, figure, load_catalogue, rounded
from services.jurisdiction.law import Law
from services.jurisdiction.periods import NoPeriod, Period
from services.jurisdiction.profile_files import PROFILES
from services.jurisdiction.profile_mistakes import ProfileMistake
from services.jurisdiction.register_forms import Register
from services.jurisdiction.register_law import RegisterLaw
from services.views.statistics import books, standing
from services.views.statistics.breakdowns import CLOSED, Host, name_of
from services.views.words import words_of

CATALOGUE = load_catalogue()
REGISTERS = RegisterLaw.of(Law.load("wuhu"))
BOOKS = Path(books.__file__).parent
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def measures() -> Iterator[str]:
    """Every measure that an indicator names."""
    for indicator in CATALOGUE.indicators.values():
        yield from (*indicator.counts, *indicator.of)


def test_every_measure_of_an_indicator_is_written_by_a_book() -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in BOOKS.glob("*.py"))
    written += Path(standing.__file__).read_text(encoding="utf-8")
    for measure in set(measures()):
        if measure.startswith("registers.") and "-" in measure:
            continue
        name = measure.partition(".")[2].split("/")[0]
        parts = name.removeprefix("agreements_").removeprefix("confirmation_").removesuffix("_enough")
        assert f'"{name}"' in written or f'"{parts}"' in written, measure


def of_register(measure: str) -> tuple[Register, str, str, str]:
    """Register, step, field and choice that a measure of a register names."""
    name, _, broken_down = measure.removeprefix("registers.").partition("/")
    code, step, *number = name.split("-")
    field, _, choice = broken_down.partition("/")
    return REGISTERS.catalogue.by_code[code], step, number[0] if number else field, choice


def test_every_measure_of_a_register_names_a_step_a_field_and_a_choice_that_the_register_has() -> None:
    told = {measure for measure in measures() if measure.startswith("registers.") and "-" in measure}
    assert len(told) > 30
    for measure in told:
        register, step, field, choice = of_register(measure)
        if step in ("clock_ended", "clock_met"):
            assert register.clocks, measure
            continue
        steps = {"entered": register.fields} | {one.code: (*register.fields, *one.fields) for one in register.steps}
        fields = {one.name: one for one in steps[step]}
        assert not field or field.removesuffix("_fen") in fields, measure
        assert not choice or choice in fields[field].choices, measure


def test_every_indicator_stands_in_a_report_and_every_report_has_tables() -> None:
    shown = {name for report in CATALOGUE.reports.values() for name in report.indicators}
    assert shown == set(CATALOGUE.indicators)
    assert all(report.tables for report in CATALOGUE.reports.values())


@pytest.mark.parametrize(
    "report",
    [
        "people_mediation", "administrative_mediation", "petitions", "judicial_confirmation", "performance", "window",
        "on_time", "irregularities", "staffing", "network", "registers", "rectifications",
    ],
)  # fmt: skip
def test_the_reports_of_the_issue_are_all_there(report: str) -> None:
    assert CATALOGUE.reports[report].name_zh


def test_every_row_that_always_stands_has_a_chinese_name() -> None:
    law = Law.load("wuhu")
    words = words_of(law)
    for by, values in CLOSED.items():
        for value in values:
            assert CHINESE.search(name_of(by, value.value, law, words)) or value.value == "110", (by, value)
    assert [name_of(By.HOST, host, law, words) for host in Host][:2] == ["村调委会", "居调委会"]


def test_the_version_changes_with_the_definitions_and_clocks_do_not_mind() -> None:
    assert CATALOGUE.version.startswith("indicators-")
    assert CATALOGUE.version not in Law.load("wuhu").rules_version


def test_a_share_is_of_the_whole_and_a_rate_is_of_its_own_line() -> None:
    sums = {"b.made": 10, "b.made/type/X": 4, "b.won/type/X": 3}
    share = Indicator(
        name_zh="占比", unit_zh="%", counts=("b.made",), of=("b.made",), of_whole=True, decimals=1, source="s", mark="V"
    )
    rate = Indicator(name_zh="率", unit_zh="%", counts=("b.won",), of=("b.made",), decimals=1, source="s", mark="V")
    assert figure(share, sums, sums, By.TYPE, "X") == Figure(4, 10)
    assert figure(rate, sums, sums, By.TYPE, "X") == Figure(3, 4)
    assert figure(rate, sums, sums, By.TYPE, "X").shown(rate) == Decimal("75.0")


def test_a_rate_of_nothing_is_nothing_and_an_amount_is_exact() -> None:
    amount = Indicator(
        name_zh="金额", unit_zh="元", counts=("b.fen",), hundredths=True, decimals=2, source="s", mark="V"
    )
    rate = Indicator(name_zh="率", unit_zh="%", counts=("b.won",), of=("b.made",), source="s", mark="V")
    assert figure(rate, {}, {}).shown(rate) is None
    assert figure(amount, {"b.fen": 287_380_001}, {}).shown(amount) == Decimal("2873800.01")


def test_figures_are_rounded_half_up_as_the_published_tables_are() -> None:
    assert rounded(Decimal("15.25"), 1) == Decimal("15.3")
    assert rounded(Decimal("-15.467"), 1) == Decimal("-15.5")
    assert rounded(Decimal("97.778"), 2, truncated=True) == Decimal("97.77")


@pytest.mark.parametrize(
    ("text", "first", "last", "said"),
    [
        ("2026-03", "2026-03", "2026-03", "2026年3月"),
        ("2026-Q4", "2026-10", "2026-12", "2026年第四季度"),
        ("2026-H2", "2026-07", "2026-12", "2026年下半年"),
        ("2026", "2026-01", "2026-12", "2026年"),
        ("2020-01..2020-11", "2020-01", "2020-11", "2020年1月至11月"),
    ],
)
def test_periods_are_the_months_they_say(text: str, first: str, last: str, said: str) -> None:
    period = Period.parse(text)
    assert (period.months[0], period.months[-1], period.in_chinese) == (first, last, said)


def test_the_period_before_and_the_year_before_have_the_same_length() -> None:
    quarter = Period.parse("2026-Q1")
    assert quarter.before().months == ("2025-10", "2025-11", "2025-12")
    assert quarter.a_year_before().months == ("2025-01", "2025-02", "2025-03")


@pytest.mark.parametrize("text", ["", "2026-13", "2026-Q5", "今年", "2026-05..2026-01", "1900-01..2026-01"])
def test_what_is_no_period_is_told_with_what_would_be_right(text: str) -> None:
    with pytest.raises(NoPeriod, match=r"2026|起始月"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("columns: [pm_accepted,", "columns: [pm_acepted,"), "没有名为“pm_acepted”的指标"),
        (("counts: [people_mediation.parties]", "counts: []"), "应写 counts"),
        (("unit_zh: 件, counts: [people_mediation.agreed]", "unit: 件, counts: [people_mediation.agreed]"), "unit"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, wrong: tuple[str, str], said: str) -> None:
    copytree(PROFILES / "national", tmp_path / "national")
    file = tmp_path / "national" / "indicators.yaml"
    text = file.read_text(encoding="utf-8")
    assert wrong[0] in text
    file.write_text(text.replace(wrong[0], wrong[1], 1), encoding="utf-8")
    with pytest.raises(ProfileMistake, match=said) as told:
        load_catalogue(tmp_path)
    assert "indicators.yaml" in str(told.value)
