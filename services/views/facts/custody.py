"""Who holds a case, who was offered it, and how it stands: folded from intake's events (design.md section 5)."""

from collections.abc import Mapping
from typing import Any

from schemas import intake
from schemas.base import Event
from services.views.facts import supervision

Custody = dict[str, Any]
"""`status` open / closed / voided / merged, `custodian` (None when nobody is to hold it), `number`, `first_handler`,
`handler`, `offers` by custody number, `history` in order, `bodies` that ever had to do with the case, and the case's
dispute type, risk, story mark, registration time and result; whether it is `sealed`, and against whom (`accused`);
`orders` of supervision as in facts/supervision.py, absent before the first; `returned`, the last offer that was sent back:
`number`, `by` whom, `since`; absent before the first; `withdrawal`: when a party declared a withdrawal that nobody has answered;
absent before the first."""


def is_orphan(custody: Mapping[str, Any]) -> bool:
    """An orphan: a case that goes on while nobody holds it. There must never be one."""
    return custody["status"] == "open" and not custody["custodian"]


def fold(custody: Custody | None, event: Event) -> Custody | None:
    """The custody after `event`; None while the case is not registered."""
    if isinstance(event, intake.CaseRegistered):
        return _registered(event)
    if custody is None:
        return None
    return {**custody, **_changes(custody, event), **_sealed(custody, event)}


def _registered(event: intake.CaseRegistered) -> Custody:
    at = event.occurred_at.isoformat()
    held = {"custody_number": event.custody_number, "body": event.registering_body, "channel": None, "since": at}
    return {
        "status": "open", "custodian": event.registering_body, "number": event.custody_number,
        "first_handler": event.first_handler, "handler": event.handler, "offers": {},
        "history": [{**held, "from_body": None, "reason": None}], "bodies": [event.registering_body],
        "dispute_type": event.case.dispute_type.value, "risk": event.case.risk.value, "story": event.case.story,
        "registered_at": at, "result": None, "sealed": event.case.sealed, "accused": list(event.case.accused),
    }  # fmt: skip


def _sealed(custody: Custody, event: Event) -> Custody:
    """The seal of an accusation, and the body outside that a sealed case was referred to (XF 30)."""
    match event:
        case intake.CaseSealed():
            return {"sealed": True, "accused": list(event.accused)}
        case intake.ReferredOutside() if custody["sealed"]:
            return {"bodies": _with(custody["bodies"], event.body)}
        case _:
            return {}


def _changes(custody: Custody, event: Event) -> Custody:
    """What `event` changes; most events change nothing of custody."""
    match event:
        case intake.CustodyOffered():
            offer = {
                "to_body": event.to_body, "channel": event.channel.value, "track_id": event.track_id,
                "since": event.occurred_at.isoformat(), "reason": event.reason.value,
            }  # fmt: skip
            offers = {**custody["offers"], str(event.custody_number): offer}
            return {"offers": offers, "bodies": _with(custody["bodies"], event.to_body)}
        case intake.OfferReturned():
            sent_back = {"number": event.custody_number, "by": event.to_body, "since": event.occurred_at.isoformat()}
            return {"offers": _without(custody["offers"], event.custody_number), "returned": sent_back}
        case intake.OfferWithdrawn() | intake.OfferTimedOut():
            return {"offers": _without(custody["offers"], event.custody_number)}
        case intake.CustodyMoved():
            held = {
                "custody_number": event.custody_number, "body": event.to_body, "channel": event.channel.value,
                "since": event.occurred_at.isoformat(), "from_body": event.from_body, "reason": event.reason.value,
            }  # fmt: skip
            return {
                "custodian": event.to_body, "number": event.custody_number, "history": [*custody["history"], held],
                "offers": _without(custody["offers"], event.custody_number),
                "bodies": _with(custody["bodies"], event.to_body), "handler": event.handler,
            }  # fmt: skip
        case intake.CaseReopened():
            held = {
                "custody_number": event.custody_number, "body": event.body, "channel": None,
                "since": event.occurred_at.isoformat(), "from_body": None, "reason": "reopened",
            }  # fmt: skip
            return {
                "status": "open", "custodian": event.body, "number": event.custody_number, "result": None, "withdrawal": None,
                "history": [*custody["history"], held], "bodies": _with(custody["bodies"], event.body),
            }  # fmt: skip
        case intake.CaseClosed():
            return {"status": "closed", "result": event.result.value, "offers": {}}
        case intake.CaseVoided():
            return {"status": "voided", "offers": {}}
        case intake.CasesMerged():
            return {"status": "merged", "offers": {}}
        case intake.CaseUnmerged():
            return {"status": "open"}
        case intake.EntryCorrected():
            corrected = {"dispute_type": event.case.dispute_type.value, "risk": event.case.risk.value}
            moment = event.registered_at
            return corrected | ({"registered_at": moment.isoformat()} if moment is not None else {})
        case intake.RiskRaised():
            return {"risk": event.risk.value}
        case intake.WithdrawalDeclared():
            return {"withdrawal": event.occurred_at.isoformat()}
        case intake.WithdrawalAnswered():
            return {"withdrawal": None}
        case intake.WorkReassigned():
            return {"handler": event.to_user}
        case _:
            orders = supervision.fold(custody.get("orders"), event)
            return {} if orders is None else {"orders": orders}


def _with(bodies: list[str], body: str) -> list[str]:
    return bodies if body in bodies else [*bodies, body]


def _without(offers: Custody, number: int) -> Custody:
    return {key: offer for key, offer in offers.items() if key != str(number)}
