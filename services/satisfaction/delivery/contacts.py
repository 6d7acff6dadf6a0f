"""Where a party of a closed case can be reached, kept on this machine only for as long as somebody may be written to.

Satisfaction writes no contact into its log. The courier hears the closings of intake itself, keeps the contacts of
open surveys in a store of its own, and forgets them when nobody of the case waits any more; the same with the numbers
of links that are to be sent. Lost, the store is filled again from intake's published events (90 days; an invitation is
valid for less).
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson
import structlog

from schemas.envelope import announced_type, decode_event
from schemas.intake import CaseClosed, ContactChanged
from schemas.registry import decode
from schemas.topics import PARTITIONS, events
from schemas.values import Guardian, Party
from services.jurisdiction.contacting import whom_to_ask
from services.runtime.kafka.consumer import BrokerError, TopicReader
from services.runtime.kafka.records import LogRecord
from services.runtime.store import RocksStore, Store
from services.satisfaction.delivery import link_contacts
from services.satisfaction.domain.commands import Reach
from services.satisfaction.domain.reach import invitees

_log = structlog.get_logger(__name__)
_HEARD = ("intake.case_closed.", "intake.contact_changed.")
_CASE, _LINKS, _POSITION = b"case/", b"links/", b"position/"
_READ_WAIT = 0.5


class ContactBook:
    """Telephone numbers by case and party. Nothing but what a message needs."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @staticmethod
    def at(folder: Path) -> "ContactBook":
        """The book in this folder, made where there is none."""
        return ContactBook(RocksStore(folder))

    def positions(self) -> dict[int, int]:
        """The next event of intake to hear, by partition."""
        rows = self._store.scan(_POSITION)
        return {int(key.removeprefix(_POSITION)): int(value) for key, value in rows}

    def take(self, records: Sequence[LogRecord]) -> None:
        """Hear these events and remember how far was heard, all or nothing."""
        puts: dict[bytes, bytes] = {}
        for record in records:
            puts[_POSITION + str(record.partition).encode()] = str(record.offset + 1).encode()
            kind = announced_type(record.value or b"") or ""
            if kind.startswith(_HEARD):
                self._heard(record.value or b"", puts)
            if kind.startswith(link_contacts.HEARD):
                self._heard_of_link(record, kind, puts)
        self._store.write(puts)

    def phone(self, case_code: str, party_id: str) -> str | None:
        """The number a message may go to; empty where none may, None for a case whose closing was not heard."""
        kept = self._store.get(_CASE + case_code.encode())
        if kept is None:
            return None
        parties = [Party.model_validate(row) for row in orjson.loads(kept)]
        safe = {one.party_id for one in invitees(parties, story=False) if one.reach is Reach.MESSAGE}
        found = next((party for party in parties if party.party_id == party_id and party_id in safe), None)
        return (whom_to_ask(found).phone or "") if found else ""

    def phone_for_link(self, case_code: str, party_id: str, link_number: int) -> str | None:
        """The number to which this link may be sent; empty where it may not any more, None where it was not heard of."""
        kept = self._store.get(_LINKS + case_code.encode())
        return orjson.loads(kept).get(link_contacts.key_of(party_id, link_number)) if kept is not None else None

    def forget_links(self, case_code: str) -> None:
        """No link of the case is to be sent any more."""
        self._store.write({}, {_LINKS + case_code.encode()})

    def forget(self, case_code: str) -> None:
        """Nobody of the case waits for the message of a survey any more."""
        self._store.write({}, {_CASE + case_code.encode()})

    def close(self) -> None:
        """Let go of the files."""
        self._store.close()

    def _heard_of_link(self, record: LogRecord, kind: str, puts: dict[bytes, bytes]) -> None:
        """What ends a link matters only where one is to be sent: most cases have none, and are not decoded."""
        key = _LINKS + (record.key or b"")
        known = puts.get(key) or self._store.get(key)
        if known is None and not kind.startswith(link_contacts.ASKED):
            return
        envelope = decode_event(record.value or b"")
        event = decode("intake", envelope.name, envelope.version, envelope.data)
        puts[key] = orjson.dumps(link_contacts.after(orjson.loads(known) if known else {}, event))

    def _heard(self, value: bytes, puts: dict[bytes, bytes]) -> None:
        envelope = decode_event(value)
        event = decode("intake", envelope.name, envelope.version, envelope.data)
        key = _CASE + envelope.case_code.encode()
        if isinstance(event, CaseClosed) and not event.story and not event.sealed:
            puts[key] = orjson.dumps([_reduced(party) for party in event.parties])
        elif isinstance(event, ContactChanged) and (known := puts.get(key) or self._store.get(key)) is not None:
            rows = [
                {**row, "contact": event.contact.model_dump(mode="json")} if row["party_id"] == event.party_id else row
                for row in orjson.loads(known)
            ]
            puts[key] = orjson.dumps(rows)


class ContactReader:
    """Keeps a book up to date, for ever."""

    def __init__(self, bootstrap: str, installation: str, book: ContactBook) -> None:
        self._topic = TopicReader(bootstrap, events("intake").name_in(installation), PARTITIONS)
        self._book = book

    async def run(self) -> None:
        """Hear intake's events from where the book stands."""
        await self._topic.start(self._book.positions())
        try:
            while True:
                try:
                    records = await self._topic.read(_READ_WAIT)
                except BrokerError as error:
                    _log.warning("contacts_wait", error_type=type(error).__name__)
                    await asyncio.sleep(_READ_WAIT)
                    continue
                if records:
                    self._book.take(records)
        finally:
            await self._topic.stop()


def _reduced(party: Party) -> dict[str, Any]:
    """What decides how the party is asked, without its name and everything else."""
    guardian = party.guardian and Guardian(name="", relation="", contact=party.guardian.contact)
    kept = Party(
        party_id=party.party_id, role=party.role, kind=party.kind, name="", contact=party.contact,
        capacity=party.capacity, guardian=guardian,
    )  # fmt: skip
    return kept.model_dump(mode="json", exclude_none=True)
