"""A fold that views share gives each of them what it would have worked out alone."""

from typing import Any

from schemas.base import Event
from services.views.facts.once import MOST_KEPT, once
from tests.domain.views.log import at


class Counting:
    """A fold that counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, before: dict[str, Any] | None, event: Event) -> dict[str, Any] | None:
        self.asked += 1
        return {"events": (before or {"events": 0})["events"] + 1}


def test_what_one_view_folded_the_next_does_not_fold_again() -> None:
    counting = Counting()
    fold = once(counting)
    first, second = Event(occurred_at=at("2026-03-02")), Event(occurred_at=at("2026-03-03"))
    for _ in range(3):
        assert fold(fold(None, first), second) == {"events": 2}
    assert counting.asked == 2


def test_a_view_that_stands_elsewhere_gets_its_own() -> None:
    fold = once(Counting())
    event = Event(occurred_at=at("2026-03-02"))
    assert fold(None, event) == {"events": 1}
    assert fold({"events": 7}, event) == {"events": 8}
    assert fold(None, event) == {"events": 1}


def test_an_equal_event_is_not_the_same_event() -> None:
    counting = Counting()
    fold = once(counting)
    for _ in range(MOST_KEPT + 1):
        assert fold(None, Event(occurred_at=at("2026-03-02"))) == {"events": 1}
    assert counting.asked == MOST_KEPT + 1
