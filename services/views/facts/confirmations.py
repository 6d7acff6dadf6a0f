"""Applications for judicial confirmation, their rulings and whom these were served on (domain.md 2.4)."""

from typing import Any

from schemas import judicial_confirmation as confirmation
from schemas.base import Event

Confirmations = dict[str, Any]
"""`agreements` by id (mediation body), `applications` by id: agreement, court, applicants, status, case number, ruling,
when ruled, whom served, what material the court waits for until when; `bodies` that had to do with it."""

_ENDED = {
    confirmation.ApplicationNotAccepted: "not_accepted",
    confirmation.ApplicationWithdrawn: "withdrawn",
    confirmation.TreatedAsWithdrawn: "treated_as_withdrawn",
    confirmation.ConfirmationRevoked: "revoked",
}


def fold(known: Confirmations | None, event: Event) -> Confirmations:
    """Applications and rulings after `event`."""
    facts = known or {"agreements": {}, "applications": {}, "bodies": []}
    match event:
        case confirmation.AgreementRegistered():
            agreements = {**facts["agreements"], event.agreement_id: {"mediation_body": event.mediation_body}}
            bodies = facts["bodies"]
            for body in (event.mediation_body, *event.other_mediation_bodies):
                bodies = _with(bodies, body)
            return {**facts, "agreements": agreements, "bodies": bodies}
        case confirmation.ApplicationFiled():
            application = {
                "agreement_id": event.agreement_id, "court": event.court, "applicants": list(event.applicants),
                "status": "filed", "filed_at": event.occurred_at.isoformat(), "case_number": "", "ruling_number": "",
                "ruled_at": None, "served": [], "supplement": None,
            }  # fmt: skip
            applications = {**facts["applications"], event.application_id: application}
            return {**facts, "applications": applications, "bodies": _with(facts["bodies"], event.court)}
        case confirmation.SupplementRequested():
            asked = {"missing": list(event.missing), "until": str(event.until), "since": event.occurred_at.isoformat()}
            return _changed(facts, event.application_id, supplement=asked)
        case confirmation.SupplementReceived():
            return _supplied(facts, event)
        case confirmation.ApplicationDocketed():
            changed = _changed(facts, event.application_id, status="docketed", case_number=event.case_number)
            return {**changed, "bodies": _with(facts["bodies"], event.court)}
        case confirmation.AgreementConfirmed() | confirmation.ApplicationDismissed():
            confirmed = isinstance(event, confirmation.AgreementConfirmed)
            return _changed(
                facts, event.application_id, status="confirmed" if confirmed else "dismissed",
                ruling_number=event.ruling_number, ruled_at=event.occurred_at.isoformat(), supplement=None,
            )  # fmt: skip
        case confirmation.RulingServed() if event.service.counts:
            application = facts["applications"].get(event.application_id, {"served": []})
            served = sorted({*application["served"], event.party_id})
            return _changed(facts, event.application_id, served=served)
        case (
            confirmation.ApplicationNotAccepted()
            | confirmation.ApplicationWithdrawn()
            | confirmation.TreatedAsWithdrawn()
            | confirmation.ConfirmationRevoked()
        ):
            return _changed(facts, event.application_id, status=_ENDED[type(event)], supplement=None)
        case confirmation.ConfirmationChanged():
            ruled_at = event.occurred_at.isoformat()
            return _changed(facts, event.application_id, status="changed", ruled_at=ruled_at, served=[])
        case _:
            return facts


def not_yet_served(application: Confirmations) -> list[str]:
    """Party ids on whom the ruling was not yet served (送达): clocks that run from receipt have not begun for them."""
    if application["ruled_at"] is None:
        return []
    return [party for party in application["applicants"] if party not in application["served"]]


def _supplied(facts: Confirmations, event: confirmation.SupplementReceived) -> Confirmations:
    """What came in is waited for no more."""
    asked = facts["applications"].get(event.application_id, {}).get("supplement")
    if asked is None:
        return facts
    missing = [material for material in asked["missing"] if material not in event.materials]
    return _changed(facts, event.application_id, supplement={**asked, "missing": missing} if missing else None)


def _changed(facts: Confirmations, application_id: str, **changes: Any) -> Confirmations:
    application = facts["applications"].get(application_id)
    if application is None:
        return facts
    return {**facts, "applications": {**facts["applications"], application_id: {**application, **changes}}}


def _with(bodies: list[str], body: str) -> list[str]:
    return bodies if body in bodies else [*bodies, body]
