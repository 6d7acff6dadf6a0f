"""What a case is found by: the texts that an event brings, and the pairs of characters in them. Pure.

Chinese has no spaces, so that a search is for any part of a text. Each text is kept with its pairs of neighbouring
characters; a search asks an index of the pairs, which every database that speaks MongoDB's protocol has, and then looks
into the texts. What is said in mediation is not searched: it leaves the mediation body on no path (TY 22).
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from schemas import intake
from schemas.base import Event
from schemas.values import Party

Searched = dict[str, list[str]]
"""`texts` as they are compared, `pairs` of characters in them; each once, in order of appearance."""
PAIRS, TEXTS = "pairs", "texts"
SHORTEST = 2
"""Characters of a search."""
_LONGEST_TEXT = 600
"""Characters of a text that are searched: a registration says what it is about at its beginning."""
_NUMBERS = ("number", "case_number", "ruling_number")
"""Fields of any event by whose text a document is known: an agreement's, a court's case's, a ruling's."""


def plain(text: str) -> str:
    """The text as it is compared: no spaces, no difference of width or case."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def pairs_of(text: str) -> Iterator[str]:
    """Neighbouring characters of a plain text; the order does not matter to who asks for all of them."""
    return (text[at : at + SHORTEST] for at in range(len(text) - SHORTEST + 1))


def searched_after(before: Searched | None, event: Event) -> Searched | None:
    """What the case is found by after `event`. A corrected name goes on being found: people ask by the one they know."""
    known = before[TEXTS] if before else []
    new = [text for text in dict.fromkeys(map(_kept, _texts(event))) if len(text) >= SHORTEST and text not in known]
    if not new:
        return before
    pairs = before[PAIRS] if before else []
    found = dict.fromkeys((*pairs, *(pair for text in new for pair in pairs_of(text))))
    return {TEXTS: [*known, *new], PAIRS: list(found)}


def _kept(text: str) -> str:
    return plain(text)[:_LONGEST_TEXT]


def _texts(event: Event) -> Iterator[str]:
    match event:
        case intake.CaseRegistered() | intake.EntryCorrected():
            yield from _of_case(event.case)
        case intake.PartyAdded():
            yield from _of_party(event.party)
        case intake.PartySucceeded():
            yield from _of_party(event.successor)
        case intake.FurtherReportRecorded():
            yield event.text
    yield from _numbers(event)


def _of_case(case: intake.CaseSummary) -> Iterator[str]:
    yield from (case.summary, *case.requests, case.place)
    for party in case.parties:
        yield from _of_party(party)


def _of_party(party: Party) -> Iterator[str]:
    yield from (party.name or "", party.contact.phone or "", party.contact.address or "")


def _numbers(event: Event) -> Iterable[str]:
    told: list[Any] = [getattr(event, name) for name in _numbered(type(event))]
    return [number for number in told if isinstance(number, str)]


@cache
def _numbered(kind: type[Event]) -> tuple[str, ...]:
    """Most kinds of events have none of the fields, which is asked once: an attribute that is missing is slow to miss."""
    return tuple(name for name in _NUMBERS if name in kind.model_fields)
