"""The satisfaction report: judged by the profile's target, simulated and played answers apart and marked, read from sums."""

from collections.abc import Sequence
from typing import Any

import pytest

from services.jurisdiction.law import Law
from services.runtime.checks.tallies import TallyFold
from services.runtime.projection import Document
from services.views.satisfaction.figures import figure
from services.views.satisfaction.invitations import month_of
from services.views.satisfaction.population import surveys
from services.views.satisfaction.report import ALL_MONTHS, SatisfactionReport, report
from services.views.satisfaction.tally import ALL, SatisfactionTally, figure_id, periods_of
from services.views.words import Words, load_view_vocabulary
from tests.domain.views.log import Log, at
from tests.domain.views.village import CITY, COMMITTEE, whole_story

LAW = Law.load("wuhu")
WORDS = Words(load_view_vocabulary(), LAW.organisation, LAW.limit, LAW.ground)


def sums(
    values: dict[str, int], body: str = COMMITTEE, period: str = ALL, split: str = "whole", key: str = ALL
) -> Document:
    return {"labels": {"body": body, "period": period, "split": split, "key": key}, "values": values}


def answers(good: int, bad: int, series: str = "real", silent: int = 0, role: str = "applicant") -> dict[str, int]:
    begin = f"{series}/{role}"
    return {
        f"{begin}/invitations": good + bad + silent, f"{begin}/grade_5": good, f"{begin}/grade_2": bad,
        f"{begin}/first_5": good, f"{begin}/first_2": bad,
    }  # fmt: skip


def reported(*values: dict[str, int], period: str = ALL) -> SatisfactionReport:
    return report([sums(one) for one in values], CITY, period, LAW, WORDS)


def documents_of(log: Log) -> Sequence[Document]:
    """The sums of a log as the database keeps them."""
    fold = TallyFold(SatisfactionTally())
    for logged in log.decisions:
        fold.take(logged)
    return [{"labels": fold.labels[identity], "values": values} for identity, values in fold.figures.items()]


def picked(documents: Sequence[Document], **labels: str) -> list[Document]:
    return [one for one in documents if labels.items() <= dict(one["labels"]).items()]


def test_nine_of_ten_reaches_the_target_and_one_fewer_misses_it() -> None:
    reached, missed = reported(answers(36, 4)).total.real.total, reported(answers(35, 5)).total.real.total
    assert (reached.rate, reached.verdict, reached.certain) == (0.9, "reached", False)
    assert missed.verdict == "missed"
    assert reached.low < 0.9 < reached.high


def test_fewer_answers_than_the_profiles_minimum_give_no_verdict() -> None:
    assert reported(answers(29, 0)).total.real.total.verdict == "not_enough_answers"
    told = reported(answers(30, 0))
    assert (told.total.real.total.verdict, told.minimum_answers) == ("reached", 30)
    nothing = reported({}).total.real.total
    assert (nothing.rate, nothing.response_rate, nothing.verdict) == (None, None, "not_enough_answers")
    assert reported({}).bodies == ()


def test_simulated_answers_never_reach_the_target_for_real_ones_and_are_marked() -> None:
    total = reported(answers(40, 0, "simulated"), answers(0, 30)).total
    assert (total.real.total.responses, total.real.total.verdict) == (30, "missed")
    assert total.simulated.total.responses == 40
    assert "模拟数据" in total.simulated.total.in_chinese
    assert "模拟" not in total.real.total.in_chinese


def test_a_played_case_is_counted_apart_even_when_nobody_answered() -> None:
    unanswered = figure(COMMITTEE, ALL, answers(0, 0, "stories", silent=1))
    assert (unanswered.stories.total.invitations, unanswered.stories.total.responses) == (1, 0)
    assert unanswered.real.total.invitations == 0


def test_no_answer_is_not_satisfied_and_stands_in_neither_numerator_nor_denominator() -> None:
    total = reported(answers(30, 0, silent=10)).total.real.total
    assert (total.invitations, total.responses, total.rate, total.response_rate) == (40, 30, 1.0, 0.75)


def test_marked_and_set_aside_answers_are_counted_and_shown() -> None:
    total = reported({**answers(30, 10), "real/applicant/marked": 12, "real/applicant/set_aside": 3}).total.real.total
    assert (total.responses, total.marked, total.set_aside) == (40, 12, 3)


def test_the_last_answer_counts_and_the_first_is_kept() -> None:
    found = picked(documents_of(whole_story()), split="whole", period=ALL)
    told = report(found, COMMITTEE, ALL, LAW, WORDS)
    assert (told.total.month, told.total.real.total.positive, told.total.real.total.first_positive) == (
        ALL_MONTHS,
        1,
        0,
    )
    assert told.total.real.by_role["applicant"].responses == 1
    assert told.total.real.by_role["respondent"].responses == 0


def test_the_same_answers_stand_in_month_quarter_year_and_all_and_in_every_split() -> None:
    documents = documents_of(whole_story())
    for period in periods_of("2026-04"):
        for split in ("whole", "channel", "dispute_type", "result"):
            found = picked(documents, split=split, period=period)
            assert [one["values"]["real/applicant/grade_5"] for one in found] == [1], (split, period)
    by_channel = picked(documents, split="channel", period="2026")
    told = report([], CITY, "2026", LAW, WORDS, split="channel", parts=by_channel)
    assert [(part.key, part.key_name) for part in told.parts] == [("PEOPLE_MEDIATION", "人民调解")]
    assert figure_id("whole", ALL, "2026", COMMITTEE) == f"whole/2026/all/{COMMITTEE}"


@pytest.mark.parametrize(
    ("month", "quarter"), [("2026-01", "2026Q1"), ("2026-03", "2026Q1"), ("2026-04", "2026Q2"), ("2026-12", "2026Q4")]
)
def test_a_month_lies_in_its_quarter(month: str, quarter: str) -> None:
    assert periods_of(month) == ("all", "2026", quarter, month)


def test_the_month_is_that_of_the_invitation_in_shanghai() -> None:
    assert month_of(at("2026-04-30", 23)) == "2026-04"
    assert month_of(at("2026-05-01", 0)) == "2026-05"


def test_population_surveys_stand_apart_as_printed_and_are_judged_on_their_unweighted_sample() -> None:
    survey = dict.fromkeys(
        ("title", "conducted_by", "commissioned_by", "population", "sampling", "questionnaire", "weighting", "source_document"), "甲"
    )  # fmt: skip
    survey |= {
        "period": "2025",
        "fieldwork_from": "2025-11-01",
        "fieldwork_to": "2025-11-20",
        "mode": "phone_interview",
    }
    printed: dict[str, Any] = {
        "area": CITY,
        "question": "总体",
        "approached": 1000,
        "answers": 400,
        "positive": None,
        "weighted_rate": 0.936,
    }
    rows = [
        {**printed, "grades": [100, 200, 70, 20, 10]},
        {**printed, "question": "只有比例", "grades": None},
        {**printed, "area": "elsewhere", "grades": None},
    ]
    told = {
        "survey": survey,
        "rows": rows,
        "imported_by": CITY,
        "replaces": None,
        "replaced_by": None,
        "correction": "",
    }
    found = surveys([{"_id": "X", "satisfaction": {"section": {"population": told}}}], frozenset({CITY}), LAW, WORDS)
    [one] = found.surveys
    graded, rate_alone = one.rows
    assert (graded.rate, graded.verdict, graded.weighted_rate, graded.response_rate) == (0.925, "reached", 0.936, 0.4)
    assert (rate_alone.rate, rate_alone.verdict) == (None, "not_judged")
    assert "不合并计算" in found.series
    assert "不能计算置信区间" in rate_alone.in_chinese
