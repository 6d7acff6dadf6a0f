"""The links of a case's parties with what became of their messages: pure, from a case document."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from schemas.intake import PartyLinkIssued, PartyLinkMessageAsked
from schemas.satisfaction_links import (
    LinkMessageDropped,
    LinkMessageEvent,
    LinkMessageFailed,
    LinkMessageRequested,
    LinkMessageSent,
    LinkMessageStarted,
)
from services.jurisdiction.party_links import Links, links_after
from services.views.case_file.story_of_case import Told, told
from services.views.party_links.answers import PartyLinkRow
from services.views.words import SYSTEM, Words

_HEAD, _TAIL = 3, 4
Rows = dict[tuple[str, int], PartyLinkRow]


def party_links(document: Mapping[str, Any], words: Words, now: datetime, *, persons: bool) -> tuple[PartyLinkRow, ...]:
    """Newest first. `persons`: whether the reader may know persons, and so the masked number."""
    links: Links = {}
    rows: Rows = {}
    for entry in _in_order(document):
        links = links_after(links, entry.event)
        rows = _after(rows, entry, words, persons=persons)
    found = [
        row.model_copy(update={"opens": links[row.party_id].number == row.number and links[row.party_id].opens(now)})
        for row in rows.values()
    ]
    return tuple(sorted(found, key=lambda row: (row.issued_at, row.number), reverse=True))


def masked(phone: str) -> str:
    """Enough to tell which number it was, not enough to call it."""
    return f"{phone[:_HEAD]}****{phone[-_TAIL:]}" if len(phone) > _HEAD + _TAIL else "****"


def _in_order(document: Mapping[str, Any]) -> tuple[Told, ...]:
    """The window's events as it decided them, then the courier's: a message comes after its link whatever times were told."""
    entries = told(document)
    window = sorted((one for one in entries if one.service == "intake"), key=lambda one: (one.sequence, one.index))
    courier = sorted(
        (one for one in entries if one.service == "satisfaction"), key=lambda one: (one.sequence, one.index)
    )
    return (*window, *courier)


def _after(rows: Rows, entry: Told, words: Words, *, persons: bool) -> Rows:
    event = entry.event
    match event:
        case PartyLinkIssued():
            row = PartyLinkRow(
                party_id=event.party_id, number=event.link_number, issued_at=entry.recorded_at,
                issued_by_name=SYSTEM if entry.actor.is_system else words.body(entry.actor.organisation),
                expires_at=event.expires_at, opens=True,
            )  # fmt: skip
            return {**rows, (event.party_id, event.link_number): row}
        case PartyLinkMessageAsked():
            asked = {"by_message": True, "sent_to": masked(event.phone) if persons else None}
            return _with(rows, event, {**asked, **_stands("link_asked", entry, words)})
        case LinkMessageEvent():
            return _with(rows, event, _message(event, entry, words))
        case _:
            return rows


def _message(event: LinkMessageEvent, entry: Told, words: Words) -> dict[str, object]:
    nothing: dict[str, object] = {"why": "", "retry_at": None}
    match event:
        case LinkMessageRequested():
            return {"attempts": event.attempt, **_stands("link_asked", entry, words)}
        case LinkMessageStarted():
            return {**nothing, "via_name": words.word(event.via), **_stands("link_on_its_way", entry, words)}
        case LinkMessageSent():
            return {**nothing, **_stands("link_sent", entry, words)}
        case LinkMessageFailed():
            status = "link_waits" if event.retry_at else "link_not_sent"
            return {"why": words.word(event.reason), "retry_at": event.retry_at, **_stands(status, entry, words)}
        case LinkMessageDropped():
            return {"why": words.word(event.reason), "retry_at": None, **_stands("link_not_sent", entry, words)}
        case _:
            return {}


def _stands(status: str, entry: Told, words: Words) -> dict[str, object]:
    return {"status": status, "status_name": words.word(status), "status_at": entry.recorded_at}


def _with(rows: Rows, event: PartyLinkMessageAsked | LinkMessageEvent, changes: Mapping[str, object]) -> Rows:
    key = (event.party_id, event.link_number)
    return {**rows, key: rows[key].model_copy(update=dict(changes))} if key in rows else rows
