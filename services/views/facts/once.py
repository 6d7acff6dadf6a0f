"""A fold that several views share: what one of them made of an event is not worked out again by the next."""

from collections.abc import Callable
from typing import Any

from schemas.base import Event

Facts = dict[str, Any]
Fold = Callable[[Facts | None, Event], Facts | None]
MOST_KEPT = 4096
"""Events whose outcome is kept: a few of the largest batches."""


def once(fold: Fold) -> Fold:
    """The same fold, which remembers its last outcomes. Facts are never changed in place, so that views may share them.

    A view asks with the very event and, in a batch, with the very facts that another view had; anything else is folded.
    """
    kept: dict[int, tuple[Event, Facts | None, Facts | None]] = {}

    def folded(before: Facts | None, event: Event) -> Facts | None:
        known = kept.get(id(event))
        if known is not None and known[0] is event and known[1] is before:
            return known[2]
        after = fold(before, event)
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[id(event)] = (event, before, after)
        return after

    return folded
