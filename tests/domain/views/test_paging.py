"""Pages of a list: together they are the list, whatever comes or goes between two of them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some
from starlette.requests import Request

from services.runtime.problems import Problem
from services.views import paging
from services.views.answers import ClockRow
from services.views.deadline_board.reading import PLACE, WHENS, Standing, place, wanted

PLACES = some.lists(some.tuples(some.integers(0, 5), some.text(max_size=4)), unique=True, max_size=40)


def asked(after: str) -> Request:
    return Request({"type": "http", "query_string": f"after={after}".encode(), "headers": []})


def itself(row: tuple[int, str]) -> tuple[int, str]:
    return row


@given(PLACES, some.integers(1, 7))
def test_all_pages_together_are_the_list(rows: list[tuple[int, str]], most: int) -> None:
    listed, seen, begin = sorted(rows), [], None
    while True:
        shown, following = paging.page(listed, begin, most, itself)
        seen += shown
        if not following:
            break
        begin = paging.after(asked(following), 2)
    assert seen == listed


def test_a_row_that_went_away_and_one_that_came_move_no_page() -> None:
    [*first], following = paging.page([(1, "a"), (1, "b"), (2, "c")], None, 2, itself)
    assert first == [(1, "a"), (1, "b")]
    begin = paging.after(asked(following), 2)
    assert paging.page([(0, "new"), (2, "c")], begin, 2, itself) == ([(2, "c")], "")


def a_clock(due: date | None, number: int, service: str = "intake", left: int | None = None) -> Standing:
    row = ClockRow.model_construct(
        due=due, case_code=f"{number:017d}", clock_id="c", service=service, limit="PM-2", days_left=left
    )
    return Standing.of(row)


def test_a_clock_without_a_date_stands_on_the_last_page_and_no_clock_twice() -> None:
    day = date(2026, 3, 2)
    rows = [a_clock(None, 1), a_clock(day, 3), a_clock(None, 2), a_clock(day, 2), a_clock(day, 2, "petitions")]
    seen, begin = [], None
    for _ in range(len(rows)):
        shown, following = paging.page(sorted(rows, key=place), begin, 1, place)
        seen += [(row.due, row.case_code[-1], row.service) for row in (one.row for one in shown) if row is not None]
        begin = paging.after(asked(following), PLACE) if following else None

    assert seen == [
        (day, "2", "intake"),
        (day, "2", "petitions"),
        (day, "3", "intake"),
        *((None, one, "intake") for one in "12"),
    ]
    assert begin is None


@pytest.mark.parametrize(
    ("left", "whens"), [(-1, {"overdue"}), (0, {"today", "week"}), (8, set()), (None, {"undated"})]
)
def test_a_clock_is_asked_for_by_how_long_it_has_and_by_its_limit(left: int | None, whens: set[str]) -> None:
    row = a_clock(date(2026, 3, 2), 1, left=left)

    assert {when for when in WHENS if wanted(row, when, "PM-2")} == whens
    assert wanted(row, "", "")
    assert not wanted(row, "", "JC-1")


@pytest.mark.parametrize("told", ["%21", "bm90IGpzb24", paging.written((1, "a", "b")), paging.written((True, "a"))])
def test_a_place_that_was_not_told_is_not_understood(told: str) -> None:
    with pytest.raises(Problem):
        paging.after(asked(told), 2)


def test_a_place_of_another_list_is_not_understood() -> None:
    begin = paging.after(asked(paging.written(("a", 1))), 2)
    with pytest.raises(Problem):
        paging.page([(1, "a")], begin, 2, itself)
