"""An entry as its events tell it: folded into plain JSON, values that tell of a person apart from the others."""

from collections.abc import Iterable
from typing import Any

from schemas import registers as r
from schemas.base import Event
from services.jurisdiction.register_fields import ENTERED

Entry = dict[str, Any]
"""`register`, `entered_by`, `owner`, `owner_office`, `bodies`, `hidden_from`, `stage`, `since`, `entered_at`, `closed`,
`voided`, `story`, `values`, `personal`, `case_code`, `irregular` (how many facts are marked), `records` of the steps (step,
at, values known then) and `orders` by id."""
AWAITING_REPLY, REPLIED, SETTLED = "awaiting_reply", "replied", "settled"


def fold(known: Entry | None, event: Event) -> Entry | None:
    """The entry after `event`; None where nothing was entered under the number."""
    if isinstance(event, r.RegisterEntryMade):
        return _entered(event)
    if known is None:
        return None
    marked = known["irregular"] + len(event.irregularities)
    return {**known, "irregular": marked, **_changes(known, event), **_orders(known, event)}


def _entered(event: r.RegisterEntryMade) -> Entry:
    at = event.occurred_at.isoformat()
    return {
        "register": event.register_code, "entered_by": event.entered_by, "owner": event.owner,
        "owner_office": event.owner_office, "bodies": list(dict.fromkeys((event.entered_by, event.owner))),
        "hidden_from": event.hidden_from, "stage": ENTERED, "since": at, "entered_at": at, "closed": False,
        "voided": False, "story": event.story, "values": _told(event.values), "personal": _told(event.personal),
        "case_code": event.case_code, "irregular": len(event.irregularities), "records": [], "orders": {},
    }  # fmt: skip


def _changes(known: Entry, event: Event) -> Entry:
    match event:
        case r.RegisterStepTaken():
            at, values = event.occurred_at.isoformat(), {**known["values"], **_told(event.values)}
            record = {"step": event.step, "at": at, "values": values}
            return {
                "stage": event.step, "since": at, "closed": known["closed"] or event.closes, "values": values,
                "personal": {**known["personal"], **_told(event.personal)}, "records": [*known["records"], record],
                "case_code": event.case_code or known["case_code"],
            }  # fmt: skip
        case r.RegisterEntryCorrected():
            return {
                "values": {**_without(known["values"], event.field), **_told(event.values)},
                "personal": {**_without(known["personal"], event.field), **_told(event.personal)},
                "records": _corrected_records(known, event),
            }
        case r.EntryOwnerAssigned():
            bodies = list(dict.fromkeys((*known["bodies"], event.owner)))
            return {"owner": event.owner, "owner_office": event.owner_office, "bodies": bodies}
        case r.EntryVoided():
            return {"voided": True, "since": event.occurred_at.isoformat()}
        case _:
            return {}


def _corrected_records(known: Entry, event: r.RegisterEntryCorrected) -> list[Entry]:
    """The last record that has the field has the right value: figures count what is right."""
    records: list[Entry] = list(known["records"])
    for place in range(len(records) - 1, -1, -1):
        if event.field in records[place]["values"]:
            values = {**_without(records[place]["values"], event.field), **_told(event.values)}
            records[place] = {**records[place], "values": values}
            break
    return records


def _orders(known: Entry, event: Event) -> Entry:
    orders = known["orders"]
    match event:
        case r.EntrySupervisionOrdered():
            issued = {
                "number": event.number, "body": event.body, "supervisor": event.supervisor, "limit_name": event.limit_name,
                "ground": event.ground.value, "since": event.occurred_at.isoformat(), "status": AWAITING_REPLY,
            }  # fmt: skip
            before = _with_status(orders, event.supersedes, SETTLED) if event.supersedes else orders
            return {"orders": {**before, event.order_id: issued}}
        case r.EntrySupervisionReplied():
            return {"orders": _with_status(orders, event.order_id, REPLIED)}
        case r.EntrySupervisionSentBack():
            return {"orders": _with_status(orders, event.order_id, AWAITING_REPLY)}
        case r.EntrySupervisionClosed() | r.EntrySupervisionWithdrawn():
            return {"orders": _with_status(orders, event.order_id, SETTLED)}
        case _:
            return {}


def _with_status(orders: Entry, order_id: str, status: str) -> Entry:
    return {**orders, order_id: {**orders[order_id], "status": status}} if order_id in orders else orders


def _told(values: Iterable[r.RegisterValue | r.PersonalRegisterValue]) -> Entry:
    return {one.field: list(one.value) if isinstance(one.value, tuple) else one.value for one in values}


def _without(values: Entry, field: str) -> Entry:
    return {name: value for name, value in values.items() if name != field}
