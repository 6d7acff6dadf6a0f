"""Dates of a played case: told ones exactly, the others between their neighbours and marked assumed."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from services.play.case_file import Day, PublishedCase, read_cases
from services.play.dating import date_steps

CASES = {case.id[:6]: case for case in read_cases(Path(__file__).parents[1] / "cases" / "cases-public.yaml")}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_moments_never_go_back_and_stand_in_the_order_of_telling(case: PublishedCase):
    moments = [dated.occurred_at for dated in date_steps(case)]
    assert all(earlier < later for earlier, later in pairwise(moments))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_full_date_is_kept_and_never_called_assumed(case: PublishedCase):
    for dated in date_steps(case):
        if dated.step.date is not None and Day.parse(dated.step.date).is_full:
            assert dated.occurred_at.date().isoformat() == dated.step.date
            assert not dated.assumed
        else:
            assert dated.assumed


def test_an_undated_step_lies_between_its_dated_neighbours():
    dated = date_steps(CASES["pub-12"])
    assert [step.occurred_at.date() for step in dated] == [
        date(2008, 1, 16), date(2008, 1, 16), date(2008, 1, 16), date(2008, 1, 16), date(2008, 1, 17), date(2008, 1, 18),
    ]  # fmt: skip
    assert [step.assumed for step in dated] == [False, False, True, True, True, False]


def test_a_step_placed_in_a_month_stays_in_that_month_and_is_assumed():
    suit = date_steps(CASES["pub-02"])[3]
    assert (suit.occurred_at.year, suit.occurred_at.month) == (2023, 8)
    assert suit.assumed


def test_day_numbers_without_day_zero_keep_their_distances_before_publication():
    dated = [step for step in date_steps(CASES["pub-05"]) if step.step.day == 0]
    assert len({step.occurred_at.date() for step in dated}) == 1
    assert all(step.assumed and step.occurred_at.date() <= date(2023, 6, 29) for step in dated)


def test_a_case_without_any_date_is_dated_before_its_publication_and_all_assumed():
    dated = date_steps(CASES["pub-24"])
    assert all(step.assumed for step in dated)
    assert dated[-1].occurred_at.date() <= date(2023, 6, 24)
