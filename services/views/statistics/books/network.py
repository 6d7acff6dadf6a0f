"""The network (N): rounds counted as people's mediation is, and beside them appraisals and fees (domain.md 2.5).

What went to partners stands in the window's book: the window alone knows whether the case is sealed.
"""

from collections.abc import Iterator

from schemas import network
from schemas.base import Event
from services.runtime.projection import Section
from services.views.statistics.books import mediation
from services.views.statistics.books.ledger import FEN, Row, happened

BOOK = "network"


def fold(section: Section | None, event: Event) -> Section | None:
    """The section of a case after `event`."""
    after = mediation.fold(section, BOOK, event)
    known = after or {**mediation.EMPTY}
    told = _told(known, event)
    return after if told is known else told


def rows(section: Section) -> Iterator[Row]:
    """Everything the case counts for at bodies of the network."""
    yield from mediation.rows(section, BOOK)


def _told(section: Section, event: Event) -> Section:
    at = event.occurred_at
    match event:
        case network.AppraisalStarted():
            return happened(section, BOOK, _body(section, event), at, "appraisals")
        case network.FeeAgreed():
            body = _body(section, event)
            after = happened(section, BOOK, body, at, "fees")
            return happened(after, BOOK, body, at, "fees_fen", number=round(event.amount_cny * FEN))
        case _:
            return section


def _body(section: Section, event: network.TrackEvent) -> str | None:
    told = section["rounds"].get(event.track_id)
    return told["body"] if told else None
