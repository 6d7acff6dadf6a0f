"""Registers (台账): every entry and step of every register counted alike, without knowing which registers there are.

A measure is named after the data: `court_appearances-heard` counts the step, `court_appearances-heard/appeared_as/principal_head`
those of one choice, `patrols-reported-found` adds up a number (`…_fen` in hundredths), `suggestions-clock_met` tells limits that were kept.
What is kept from a body (XF 30) and what was voided counts nowhere.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from schemas import registers as r
from schemas.base import Event
from schemas.clocks import Clock, ClockEvent
from services.jurisdiction.periods import month_of
from services.jurisdiction.register_fields import ENTERED
from services.runtime.projection import Section
from services.views.statistics.books.ledger import FEN, Row, happened_rows, measure, with_entry
from services.views.statistics.books.marks import clock_rows, clocked, marked

BOOK = "registers"
EMPTY: Section = {
    "register": None, "owner": None, "steps": [], "orders": {}, "voided": False, "hidden": False, "story": False,
    "clocks": {}, "happened": [],
}  # fmt: skip
"""`steps`: the entry itself and every step with its month and the values told in it; `orders`: the supervised body by id."""
_CHOICE = re.compile(r"[a-z][a-z0-9_]{0,31}")
"""How the words of a form's choices are written; what is no choice (names, numbers, days, bodies) breaks nothing down."""
_REPLY = "SUP-1"
"""The time to reply to an order."""


def fold(section: Section | None, event: Event) -> Section | None:
    """The section after `event` of registers."""
    known = section or EMPTY
    after = _told(known, event)
    if isinstance(event, ClockEvent):
        after = clocked(after, event, _owner)
    if event.irregularities and after["register"]:
        after = marked(after, BOOK, after["owner"], event)
    return section if after is known else after


def rows(section: Section) -> Iterator[Row]:
    """Everything the entry counts for, at the body that answers for it now."""
    register, owner = section["register"], section["owner"]
    if register is None or owner is None or section["voided"] or section["hidden"]:
        return
    yield from happened_rows(section)
    yield from clock_rows(BOOK, section)
    yield from _steps(section)
    own = {key: clock for key, clock in section["clocks"].items() if clock["limit"] != _REPLY}
    for book, body, month, name, number in clock_rows(BOOK, {"clocks": own}):
        if "/" not in name:
            yield book, body, month, f"{register}-{name}", number


def _told(section: Section, event: Event) -> Section:
    match event:
        case r.RegisterEntryMade():
            return {
                **section, "register": event.register_code, "owner": event.owner, "story": event.story,
                "hidden": event.hidden_from is not None, "steps": [_step(ENTERED, event, event.values)],
            }  # fmt: skip
        case _ if section["register"] is None:
            return section
        case r.EntryOwnerAssigned():
            return {**section, "owner": event.owner, "clocks": _handed_on(section["clocks"], event)}
        case r.RegisterStepTaken():
            return {**section, "steps": [*section["steps"], _step(event.step, event, event.values)]}
        case r.RegisterEntryCorrected():
            return {**section, "steps": _corrected(section["steps"], event)}
        case r.EntrySupervisionOrdered():
            return with_entry(section, "orders", event.order_id, {"body": event.body})
        case r.EntryVoided():
            return {**section, "voided": True}
        case _:
            return section


def _step(name: str, event: Event, values: Sequence[r.RegisterValue]) -> dict[str, Any]:
    return {"step": name, "month": month_of(event.occurred_at), "values": _counting(values)}


def _counting(values: Sequence[r.RegisterValue]) -> dict[str, Any]:
    """Values that a figure may rest on: choices, yes or no, numbers."""
    found: dict[str, Any] = {}
    for one in values:
        if isinstance(one.value, bool):
            found[one.field] = ["yes" if one.value else "no"]
        elif isinstance(one.value, int | float):
            found[one.field] = one.value
        else:
            words = (one.value,) if isinstance(one.value, str) else one.value
            found[one.field] = [word for word in words if _CHOICE.fullmatch(word)]
    return found


def _corrected(steps: Sequence[Mapping[str, Any]], event: r.RegisterEntryCorrected) -> list[Mapping[str, Any]]:
    """The last step that told the field tells the right value."""
    after = list(steps)
    for place in range(len(after) - 1, -1, -1):
        if event.field in after[place]["values"]:
            others = {name: value for name, value in after[place]["values"].items() if name != event.field}
            after[place] = {**after[place], "values": {**others, **_counting(event.values)}}
            break
    return after


def _handed_on(clocks: Mapping[str, Any], event: r.EntryOwnerAssigned) -> dict[str, Any]:
    """Limits that still run are the new owner's duty; a reply to an order stays the old one's."""
    return {
        key: clock if clock["ended"] or clock["limit"] == _REPLY else {**clock, "body": event.owner}
        for key, clock in clocks.items()
    }


def _steps(section: Section) -> Iterator[Row]:
    """Each step by what was known of the entry when it was taken; numbers only where they were told."""
    owner, known = section["owner"], dict[str, Any]()
    for step in section["steps"]:
        known = {**known, **step["values"]}
        name = f"{section['register']}-{step['step']}"
        yield BOOK, owner, step["month"], name, 1
        for field, value in known.items():
            for word in value if isinstance(value, list) else ():
                yield BOOK, owner, step["month"], measure(name, field, word), 1
        for field, value in step["values"].items():
            if isinstance(value, int):
                yield BOOK, owner, step["month"], f"{name}-{field}", value
            if isinstance(value, int | float):
                yield BOOK, owner, step["month"], f"{name}-{field}_fen", round(value * FEN)


def _owner(section: Section, clock: Clock) -> str | None:
    """The supervised body for its reply; else the owner."""
    order = section["orders"].get(clock.subject)
    owner: str | None = order["body"] if order else section["owner"]
    return owner
