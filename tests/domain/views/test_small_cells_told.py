"""What a report of ratings leaves out, from the sums as the database keeps them; the county's own figures stay."""

from collections.abc import Iterable
from typing import Any

import pytest

from services.jurisdiction.law import Law
from services.views.satisfaction.report import RatedFigure, SatisfactionReport, report
from services.views.satisfaction.tally import ALL, periods_of
from services.views.satisfaction.telling import Telling, area_of, shape_period
from services.views.words import words_of

LAW = Law.load("wuhu")
DISTRICT, STREET, COURT = "wuhu.jinghu.hub", "wuhu.jinghu.fangcun.pmc", "wuhu.jinghu.court"
VILLAGE, NEXT = f"{STREET.removesuffix('.pmc')}.community-1.pmc", f"{STREET.removesuffix('.pmc')}.community-2.pmc"
LARGE = "wuhu.jinghu.jingshan.pmc"
WITHHELD = "不足 5 份或者可以推算，不单列"
Answer = tuple[str, str, int, str]
"""Body, month, number, channel; all of them grade 5 of applicants."""


def documents(answers: Iterable[Answer]) -> list[dict[str, Any]]:
    """As the tally sums them up."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for body, month, number, channel in answers:
        for split, key in (("whole", ALL), ("channel", channel)):
            for period in periods_of(month):
                labels = {"body": body, "period": period, "split": split, "key": key}
                values = found.setdefault((body, period, split, key), {"labels": labels, "values": {}})["values"]
                begin = "real/applicant"
                names = [f"{begin}/grade_5", f"{begin}/first_5", f"{begin}/invitations"]
                names += [f"{begin}/answered_{month}"] if period in (ALL, month[:4]) else []
                for name in names:
                    values[name] = values.get(name, 0) + number
    return list(found.values())


def told(answers: list[Answer], organisation: str, period: str, by: str = "") -> SatisfactionReport:
    """As the route makes it."""
    kept = documents(answers)
    bodies = {organisation} | {
        body.id
        for body in LAW.organisations.by_id.values()
        if organisation in {one.id for one in LAW.ancestors(body)}
    }  # fmt: skip

    def of(periods: Iterable[str], split: str = "whole", among: Iterable[str] = bodies) -> list[dict[str, Any]]:
        wanted, allowed = set(periods), set(among)
        return [
            one for one in kept
            if one["labels"]["period"] in wanted and one["labels"]["split"] == split and one["labels"]["body"] in allowed
        ]  # fmt: skip

    shape = of([shape_period(period)], among={one["labels"]["body"] for one in kept})
    telling = Telling(shape, bodies, period, LAW)
    found = of([period, *telling.years])
    parts = telling.keys(of([period, shape_period(period)], by)) if by else []
    return report(
        telling.bodies(found),
        organisation,
        period,
        LAW,
        words_of(LAW),
        split=by,
        parts=parts,
        whole=telling.whole(found),
    )


def shown(figure: RatedFigure) -> tuple[int, str]:
    return figure.real.total.responses, figure.withheld


def by_body(made: SatisfactionReport) -> dict[str, tuple[int, str]]:
    return {one.organisation: shown(one) for one in made.bodies}


@pytest.mark.parametrize(
    ("body", "area"), [(VILLAGE, DISTRICT), (COURT, DISTRICT), (DISTRICT, DISTRICT), ("wuhu.hub", "wuhu.hub")]
)
def test_a_village_belongs_to_its_county_and_the_city_is_an_area_of_its_own(body: str, area: str) -> None:
    assert area_of(body, LAW) == area


def test_one_answer_of_a_village_is_shown_to_nobody_and_the_county_counts_it() -> None:
    answers = [(VILLAGE, "2026-03", 1, "A"), (NEXT, "2026-03", 6, "A"), (LARGE, "2026-03", 40, "A")]
    made = told(answers, DISTRICT, "2026-03")
    assert shown(made.total) == (47, "")
    assert by_body(made) == {VILLAGE: (0, WITHHELD), NEXT: (0, WITHHELD), LARGE: (40, "")}
    own = told(answers, VILLAGE, "2026-03").total
    assert shown(own) == (0, WITHHELD)
    assert (own.real.total.invitations, own.real.total.rate, own.real.total.response_rate) == (1, None, None)
    assert own.real.total.in_chinese == f"{WITHHELD}。"


def test_a_village_with_a_few_answers_every_month_is_told_by_the_year() -> None:
    answers = [(body, f"2026-{month:02}", 2, "A") for body in (VILLAGE, NEXT, LARGE) for month in range(1, 13)]
    assert shown(told(answers, VILLAGE, "2026-03").total) == (0, WITHHELD)
    assert shown(told(answers, VILLAGE, "2026").total) == (24, "")
    assert shown(told(answers, VILLAGE, ALL).total) == (24, "")
    assert [shown(told(answers, DISTRICT, period).total) for period in ("2026-03", "2026Q1", "2026")] == [
        (6, ""), (18, ""), (72, ""),
    ]  # fmt: skip


def test_all_time_is_the_sum_of_the_years_that_are_told() -> None:
    answers = [(VILLAGE, "2025-12", 2, "A"), (VILLAGE, "2026-03", 9, "A"), (LARGE, "2025-12", 30, "A")]
    own = told(answers, VILLAGE, ALL).total
    assert own.real.total.responses in (0, 9)
    assert own.withheld
    assert own.real.total.invitations == 11


def test_a_street_is_the_sum_of_what_its_bodies_may_tell_and_says_that_something_is_missing() -> None:
    answers = [(VILLAGE, "2026-03", 1, "A"), (NEXT, "2026-03", 30, "A"), (LARGE, "2026-03", 9, "A")]
    made = told(answers, STREET, "2026-03")
    assert shown(made.total) == (30, "未含不足 5 份或者可以推算、不单列的评价")
    assert "未含不足 5 份" in made.total.real.total.in_chinese


def test_a_channel_with_few_answers_takes_the_smallest_beside_it_along_and_a_body_tells_no_channels() -> None:
    answers = [
        (LARGE, "2026-03", 2, "A"),
        (LARGE, "2026-03", 6, "B"),
        (LARGE, "2026-03", 30, "C"),
        (NEXT, "2026-03", 9, "C"),
    ]
    made = told(answers, DISTRICT, "2026", by="channel")
    assert {one.key: shown(one) for one in made.parts} == {"A": (0, WITHHELD), "B": (0, WITHHELD), "C": (39, "")}
    assert {one.key: shown(one)[0] for one in told(answers, LARGE, "2026", by="channel").parts} == {
        "A": 0,
        "B": 0,
        "C": 0,
    }
    assert made.smallest_cell == 5
