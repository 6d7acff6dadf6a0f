"""Reactions out of tables of what a service hears: event and the pure function that makes an own command of it."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from schemas.base import Event
from schemas.command import CommandBody
from schemas.envelope import PublishedEvent
from schemas.registry import wire_name
from services.runtime.decider import Reaction, ReactionCommand

Heard = CommandBody | tuple[str, CommandBody] | None
"""What becomes of an event: a command for its own case, one for another case (its code, the command), or nothing."""
Hears = Callable[[Any, PublishedEvent], Heard]
Hearings = Mapping[type[Event], Hears]
"""What is heard of one source."""


def reaction(name: str, source: str, event: type[Event], hears: Hears, nothing_with: bytes = b"") -> Reaction:
    """The reaction under a stable name; `nothing_with` as `Reaction` has it."""
    return Reaction(name, source, event, partial(_react, hears), nothing_with)


def reactions(prefix: str, source: str, hearings: Hearings) -> Iterator[Reaction]:
    """A reaction to every event of the table, named `<prefix>_<source>_<event>`."""
    return (
        reaction(f"{prefix}_{source}_{wire_name(event)}", source, event, hears) for event, hears in hearings.items()
    )


def _react(hears: Hears, event: Any, published: PublishedEvent) -> ReactionCommand | None:
    heard = hears(event, published)
    if heard is None:
        return None
    return ReactionCommand(heard[1], case_code=heard[0]) if isinstance(heard, tuple) else ReactionCommand(heard)
