"""Entries as one reader may see them: rows, the whole entry with its timeline, and what of them stands on boards."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from schemas.command import Actor
from schemas.personal import MASK
from schemas.registry import decode, encode_data
from services.jurisdiction.clock_book import SHANGHAI, ClockStatus
from services.jurisdiction.register_fields import FieldKind, RegisterField
from services.jurisdiction.register_forms import Register
from services.jurisdiction.register_law import RegisterLaw
from services.views.answers import ClockRow, TimelineEntry
from services.views.clock_rows import clock_row
from services.views.facts.clocks import ON_THE_BOARD
from services.views.reader import Reader
from services.views.registers.answers import EntryFile, EntryRow, OrderRow, ValueRow
from services.views.registers.projection import SOURCE
from services.views.sentences import sentence
from services.views.words import SYSTEM, Words

Document = Mapping[str, Any]
STATUSES = {"open": "办理中", "closed": "已办结", "voided": "已作废"}
ORDERS = {"awaiting_reply": "待回复", "replied": "已回复，待办结", "settled": "已办结"}


@dataclass(frozen=True)
class Shelf:
    """What is needed to show entries: their registers, words and who reads."""

    law: RegisterLaw
    words: Words
    reader: Reader
    today: date

    def may_read(self, document: Document) -> bool:
        """Whether this reader may know of the entry; of one that is kept from a body only who has to do with it (XF 30)."""
        facts = (document.get(SOURCE) or {}).get("facts")
        if facts is None:
            return False
        if facts["hidden_from"] is None:
            return self.reader.may_see_case(facts["bodies"])
        concerned = {*facts["bodies"], *(order["supervisor"] for order in facts["orders"].values())}
        own = self.reader.own
        return own in concerned and facts["hidden_from"] not in (own, *self.reader.above(own))

    def row(self, document: Document) -> EntryRow:
        """The entry in a list."""
        return EntryRow(**self._row(document))

    def file(self, document: Document, accepted: int) -> EntryFile:
        """The entry with everything that happened."""
        facts = document[SOURCE]["facts"]
        register = self.law.catalogue.find(facts["register"])
        steps = register.steps if register and not (facts["closed"] or facts["voided"]) else ()
        return EntryFile(
            **self._row(document), accepted=accepted, orders=tuple(self._orders(facts)),
            steps_in_order=tuple(step.code for step in steps if facts["stage"] in step.after and not step.heard),
            all_clocks=tuple(self._clock(document, kept) for kept in document[SOURCE]["clocks"].values()),
            timeline=tuple(self._timeline(document)),
        )  # fmt: skip

    def due(self, document: Document) -> tuple[ClockRow, ...]:
        """The clocks of the entry that ask something of somebody: a lapsed one until what it waited for was done, however late."""
        facts, clocks = document[SOURCE]["facts"], document[SOURCE]["clocks"].values()
        if facts["closed"] or facts["voided"]:
            clocks = [kept for kept in clocks if kept["status"] != ClockStatus.LAPSED.value]
        register = self.law.catalogue.find(facts["register"])
        shown = (kept for kept in clocks if kept["status"] in ON_THE_BOARD and not _done_late(facts, register, kept))
        return tuple(self._clock(document, kept) for kept in shown)

    def _row(self, document: Document) -> dict[str, Any]:
        facts = document[SOURCE]["facts"]
        register = self.law.catalogue.find(facts["register"])
        status = "voided" if facts["voided"] else "closed" if facts["closed"] else "open"
        office = facts["owner_office"] if self.reader.sees_personal or not facts["owner_office"] else MASK
        return {
            "number": document["_id"], "register_code": facts["register"],
            "register_name": register.name_zh if register else facts["register"], "stage": facts["stage"],
            "stage_name": register.stage_name(facts["stage"]) if register else facts["stage"],
            "entered_by": facts["entered_by"], "entered_by_name": self.words.body(facts["entered_by"]),
            "owner": facts["owner"], "owner_name": self.words.body(facts["owner"]), "owner_office": office,
            "entered_at": facts["entered_at"], "since": facts["since"], "status": status,
            "status_name": STATUSES[status], "case_code": facts["case_code"], "irregularities": facts["irregular"],
            "values": tuple(self._values(facts, register)), "clocks": self.due(document), "story": facts["story"],
        }  # fmt: skip

    def _values(self, facts: Mapping[str, Any], register: Register | None) -> Iterator[ValueRow]:
        known = {field.name: field for field in register.all_fields} if register else {}
        told = [(name, value, False) for name, value in facts["values"].items()]
        told += [(name, value, True) for name, value in facts["personal"].items()]
        order = {name: place for place, name in enumerate(known)}
        for name, value, personal in sorted(told, key=lambda one: order.get(one[0], len(order))):
            hidden = personal and not self.reader.sees_personal
            field = known.get(name)
            shown = MASK if hidden else self._shown(field, value)
            label = field.name_zh if field else name
            yield ValueRow(name=name, label=label, value=MASK if hidden else value, shown=shown)

    def _shown(self, field: RegisterField | None, value: Any) -> str:
        if field is None:
            return str(value)
        match field.kind:
            case FieldKind.CHOICE:
                return field.choices.get(value, str(value))
            case FieldKind.CHOICES:
                return "、".join(field.choices.get(word, word) for word in value)
            case FieldKind.YES_NO:
                return "是" if value else "否"
            case FieldKind.BODY:
                return self.words.body(value)
            case _:
                return str(value)

    def _clock(self, document: Document, kept: Mapping[str, Any]) -> ClockRow:
        facts = document[SOURCE]["facts"]
        row = clock_row(document["_id"], SOURCE, kept, self.words, today=self.today, story=facts["story"])
        return row.model_copy(update={"register_code": facts["register"]})

    def _orders(self, facts: Mapping[str, Any]) -> Iterator[OrderRow]:
        for order in facts["orders"].values():
            yield OrderRow(
                number=order["number"], body=order["body"], body_name=self.words.body(order["body"]),
                supervisor=order["supervisor"], supervisor_name=self.words.body(order["supervisor"]),
                limit_name=order["limit_name"], since=order["since"], status=order["status"],
                status_name=ORDERS[order["status"]],
            )  # fmt: skip

    def _timeline(self, document: Document) -> Iterator[TimelineEntry]:
        for row in document[SOURCE]["events"]:
            event, actor = decode(SOURCE, row["name"], row["version"], row["data"]), Actor.model_validate(row["actor"])
            data = self.reader.visible(SOURCE, row["name"], event, encode_data(event), None)
            yield TimelineEntry(
                id=row["id"], service=SOURCE, event=row["name"], version=event.version, sequence=row["sequence"],
                index=row["index"], occurred_at=event.occurred_at, assumed=event.occurred_at_assumed,
                recorded_at=datetime.fromisoformat(row["recorded_at"]), actor=actor.user, body=actor.organisation,
                body_name=SYSTEM if actor.is_system else self.words.body(actor.organisation),
                sentence=sentence(SOURCE, row["name"], data, {}, self.words), irregularities=event.irregularities,
                data=dict(data),
            )  # fmt: skip


def day_in_shanghai(now: datetime) -> date:
    """The day it is there."""
    return now.astimezone(SHANGHAI).date()


def _done_late(facts: Mapping[str, Any], register: Register | None, kept: Mapping[str, Any]) -> bool:
    """Whether a lapsed clock's step was taken after all: nothing more is asked, and the lapse stands in the figures."""
    clock = register.clock(kept["clock"]["limit"]) if register else None
    if kept["status"] != ClockStatus.LAPSED.value:
        return False
    if clock is None:
        order = facts["orders"].get(kept["clock"]["subject"])
        return order is None or order["status"] != "awaiting_reply"
    began = datetime.fromisoformat(kept["clock"]["started_at"])
    return any(
        record["step"] in clock.stops and datetime.fromisoformat(record["at"]) >= began for record in facts["records"]
    )
