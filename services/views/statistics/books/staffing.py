"""Who works in the network, as the register was told (domain.md 5): changes by month, of which the standing at a month's end is the sum.

What was never entered is the profile's and is added when read (services/views/statistics/standing.py); `told-…` says what no
longer is. Terms that run out leave the sum by themselves in the month at whose end they are over (PML 9).
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from schemas import network
from schemas.network import BodyRegistered, CommitteeComposed, MediatorLeft, MediatorRegistered, RegisterEvent
from services.jurisdiction.periods import month_of
from services.runtime.projection import Section
from services.views.statistics.books.ledger import Row

BOOK = "staffing"
TOLD_COMMITTEE, TOLD_BODY, TOLD_MEDIATOR = "told-committee", "told-body", "told-mediator-"
EMPTY: Section = {"body": None, "spells": [], "told": {}}
"""`spells`: who or what, from which month, before which month (None: without end), numbers; `told`: month by measure."""
CONDITIONS = "conditions"


def fold(section: Section | None, event: RegisterEvent) -> Section | None:
    """The section of one body after `event`; work and trainings change nobody's standing."""
    known = section or EMPTY
    at = event.occurred_at
    match event:
        case MediatorRegistered():
            numbers = {"mediators": 1, "full_time": int(event.full_time)}
            about = mediator_told(event.mediator)
            return _serving(known, event, about, numbers, (event.term_began_on, event.term_ends_on))
        case MediatorLeft():
            about = mediator_told(event.mediator)
            return _told({**known, "body": event.body, "spells": _ended(known, about, month_of(at))}, about, at)
        case CommitteeComposed():
            numbers = {"committees_in_term": 1, "members": event.members, "women_members": event.women}
            return _serving(known, event, TOLD_COMMITTEE, numbers, (event.term_began_on, event.term_ends_on))
        case BodyRegistered():
            spells = _ended(known, CONDITIONS, month_of(at))
            if event.conditions_met:
                spells.append({"who": CONDITIONS, "from": month_of(at), "before": None, "numbers": {CONDITIONS: 1}})
            return _told({**known, "body": event.body, "spells": spells}, TOLD_BODY, at)
        case _:
            return section


def rows(section: Section) -> Iterator[Row]:
    """One more when a spell begins, one less when it is over."""
    body = section["body"]
    for measure, month in section["told"].items():
        yield BOOK, body, month, measure, 1
    for spell in section["spells"]:
        if spell["before"] is not None and spell["before"] <= spell["from"]:
            continue
        for measure, number in spell["numbers"].items():
            yield BOOK, body, spell["from"], measure, number
            if spell["before"] is not None:
                yield BOOK, body, spell["before"], measure, -number


def is_staffing(section: Section) -> bool:
    """Whether the section is one of a body's register, and not of a case."""
    return "spells" in section


def mediator_told(mediator: str) -> str:
    """The measure that says that the register knows this mediator by itself; ids of offices have dots, names of fields have none."""
    return f"{TOLD_MEDIATOR}{_key(mediator)}"


def first_month_over(last_day: date) -> str:
    """The first month at whose end a term with this last day is over."""
    following = last_day + timedelta(days=1)
    return f"{(following if following.day == 1 else last_day):%Y-%m}"


def _serving(
    known: Section, event: network.RegisterEvent, who: str, numbers: Mapping[str, int], term: tuple[date, date]
) -> Section:
    """A new entry takes the place of the former from its month on; nobody serves before the term begins."""
    month, began = month_of(event.occurred_at), f"{term[0]:%Y-%m}"
    spell = {"who": who, "from": max(month, began), "before": first_month_over(term[1]), "numbers": dict(numbers)}
    after = {**known, "body": event.body, "spells": [*_ended(known, who, month), spell]}
    return _told(after, who, event.occurred_at)


def _ended(known: Section, who: str, month: str) -> list[dict[str, Any]]:
    return [
        {**spell, "before": min(spell["before"] or month, month)} if spell["who"] == who else spell
        for spell in known["spells"]
    ]


def _told(section: Section, measure: str, at: datetime) -> Section:
    return section if measure in section["told"] else {**section, "told": {**section["told"], measure: month_of(at)}}


def _key(office: str) -> str:
    return office.replace(".", ":")
