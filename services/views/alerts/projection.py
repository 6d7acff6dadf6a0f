"""Per alert: what it counted, whose it is, and what became of it. The document's key is the alert's own code."""

from collections.abc import Sequence
from typing import Any

from schemas import early_warning
from schemas.base import Event
from schemas.envelope import PublishedEvent
from services.runtime.projection import Index, Section

SOURCE = "early_warning"
ORGANISATIONS = f"{SOURCE}.organisations"
ADDRESSEE = f"{SOURCE}.addressee"
SITUATION = f"{SOURCE}.situation"


class AlertsView:
    """One document per window that was reported; those that never were an alert have no organisations and are found by nobody."""

    name = "alerts"
    version = 1
    sources: Sequence[str] = (SOURCE,)
    indexes: Sequence[Index] = (
        Index(((ORGANISATIONS, 1), (SITUATION, 1))),
        Index(((ADDRESSEE, 1), (SITUATION, 1))),
    )

    def project(self, section: Section | None, envelope: PublishedEvent, event: Event) -> Section:
        """See CaseView."""
        before: dict[str, Any] = section or {"situation": "counted", "organisations": [], "addressee": ""}
        match event:
            case early_warning.AlertRaised():
                return {**before, **_raised(event)}
            case early_warning.AlertUpdated():
                return {**before, **_counted(event.count, before["addressee"])}
            case early_warning.AlertWithdrawn():
                return {**before, "situation": "withdrawn", "withdrawn_at": event.occurred_at.isoformat()}
            case early_warning.AlertDismissed():
                return {**before, "situation": "dismissed", **_said(event, "", event.reason)}
            case early_warning.AlertAnswered():
                return {**before, "situation": "answered", **_said(event, event.measure.value, event.text)}
            case _:
                return before


def _raised(event: early_warning.AlertRaised) -> dict[str, Any]:
    return {
        "situation": "open", "raised_at": event.occurred_at.isoformat(), "addressee": event.addressee,
        "escalation": event.escalation, "proposal": event.proposal, "cannot_know": event.cannot_know,
        "source": event.source, "mark": event.mark, "again": event.again, **_counted(event.count, event.addressee),
    }  # fmt: skip


def _counted(count: early_warning.WindowCount, addressee: str) -> dict[str, Any]:
    return {"count": count.model_dump(mode="json"), "organisations": sorted({addressee, *count.bodies} - {""})}


def _said(event: early_warning.AlertDismissed | early_warning.AlertAnswered, measure: str, text: str) -> dict[str, Any]:
    return {"by_body": event.by_body, "said_at": event.occurred_at.isoformat(), "measure": measure, "text": text}
