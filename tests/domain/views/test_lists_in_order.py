"""Deadline board and work list are put in order by little of each case, and stand as if they were made of the whole of it."""

from collections.abc import Callable

import pytest

from services.jurisdiction.law import Law
from services.views.deadline_board.reading import (
    board,
    has_passed,
    is_overdue,
    is_pressing,
    place,
    presses,
    standing,
    told,
)
from services.views.facts.sources import SOURCES
from services.views.words import words_of
from services.views.work_list.reading import items, listed, place_of, work_list
from services.views.work_list.reading import place as place_of_item
from tests.domain.views.log import Log, at, view_named
from tests.domain.views.village import COMMITTEE, COURT, HUB, confirmed, mediated, registered, signed, whole_story

WORDS = words_of(Law.load("wuhu"))


def mediated_in_the_village() -> Log:
    log = Log()
    registered(log)
    mediated(log)
    return log


def waiting_for_the_service_of_the_ruling() -> Log:
    log = mediated_in_the_village()
    signed(log)
    confirmed(log)
    return log


@pytest.mark.parametrize("story", [mediated_in_the_village, waiting_for_the_service_of_the_ruling, whole_story])
@pytest.mark.parametrize("day", ["2026-03-27", "2026-04-05", "2026-04-23"])
def test_a_list_stands_as_if_it_were_made_of_whole_cases(story: Callable[[], Log], day: str) -> None:
    document = story().document(view_named("boards")) or {}
    little = {"_id": document["_id"]} | {source: dict(document[source]) for source in SOURCES if source in document}
    for source in (one for one in SOURCES if one in little):
        facts = little[source]["facts"] if source == "intake" else {}
        shown = {name: facts[name] for name in ("status", "dispute_type", "story") if name in facts}
        little[source] = {"facts": shown, "due": document[source]["due"], "items": document[source]["items"]}
    found = 0
    for body in (HUB, COMMITTEE, COURT):
        rows = board([document], {body}, at(day), WORDS)
        clocks = sorted(standing([little], {body}, at(day)), key=place)
        assert told(clocks, [document], at(day), WORDS) == rows
        for one, row in zip(clocks, rows, strict=True):
            assert presses(one, at(day)) in (None, is_pressing(row, at(day)))
            assert presses(one, at(day)) is None or has_passed(one, at(day)) == is_overdue(row, at(day))
        pressing = [one for one, row in zip(clocks, rows, strict=True) if is_pressing(row, at(day))]
        page, whole = (
            listed([little], pressing, body, at(day), WORDS),
            work_list([document], rows, body, at(day), WORDS),
        )
        assert items(page, [document], at(day), WORDS) == whole
        assert [place_of(one) for one in page] == [place_of_item(item) for item in whole]
        found += len(rows)
    assert found
