"""Sums of new disputes by month, type, body and area, and of alerts by month, rule and addressee."""

from collections.abc import Sequence

from schemas import early_warning, intake
from schemas.base import Event
from schemas.envelope import PublishedEvent
from services.jurisdiction.periods import month_of
from services.runtime.projection import Counted, Index, Section

NAME = "trends"
DISPUTES, ALERTS = "disputes", "alerts"


class TrendsView:
    """See TallyView. A voided, merged or sealed registration, and a story, counts nowhere; a corrected one where it belongs."""

    name = NAME
    version = 1
    sources: Sequence[str] = ("intake", "early_warning")
    indexes: Sequence[Index] = (Index((("labels.book", 1), ("labels.month", 1), ("labels.organisation", 1))),)

    def fold(self, section: Section | None, envelope: PublishedEvent, event: Event) -> Section | None:
        """See TallyView."""
        if envelope.service == "early_warning":
            return _alert(section, event)
        return _dispute(section, event)

    def counted(self, source: str, section: Section) -> Sequence[Counted]:
        """See TallyView."""
        if source == "early_warning":
            labels = {
                "book": ALERTS,
                "month": section["month"],
                "organisation": section["addressee"],
                "kind": section["rule"],
            }
            return (_counted(labels, section["situation"]),)
        if section.get("gone") or section.get("sealed") or section.get("story"):
            return ()
        labels = {
            "book": DISPUTES, "month": section["month"], "organisation": section["body"], "kind": section["type"],
        }  # fmt: skip
        return (_counted(labels, "high_risk" if section.get("high_risk") else ""),)


def _counted(labels: dict[str, str], also: str) -> Counted:
    values = {"number": 1, **({also: 1} if also else {})}
    return Counted("/".join(labels.values()), values, labels)


def _dispute(section: Section | None, event: Event) -> Section | None:
    match event:
        case intake.CaseRegistered():
            return {
                "month": month_of(event.occurred_at), "body": event.registering_body,
                "type": event.case.dispute_type.value, "story": event.case.story, "sealed": event.case.sealed,
                "high_risk": event.case.risk.value == "HIGH",
            }  # fmt: skip
        case intake.EntryCorrected() if section is not None:
            month = month_of(event.registered_at) if event.registered_at else section["month"]
            return {**section, "month": month, "type": event.case.dispute_type.value}
        case intake.CaseSealed() if section is not None:
            return {**section, "sealed": True}
        case intake.CaseVoided() | intake.CasesMerged() if section is not None:
            return {**section, "gone": True}
        case intake.CaseUnmerged() if section is not None:
            return {**section, "gone": False}
        case intake.RiskRaised() if section is not None and event.risk.value == "HIGH":
            return {**section, "high_risk": True}
        case _:
            return section


def _alert(section: Section | None, event: Event) -> Section | None:
    match event:
        case early_warning.AlertRaised():
            return {
                "month": month_of(event.occurred_at), "addressee": event.addressee, "rule": event.count.rule,
                "situation": "open",
            }  # fmt: skip
        case early_warning.AlertWithdrawn() if section is not None:
            return {**section, "situation": "withdrawn"}
        case early_warning.AlertDismissed() if section is not None:
            return {**section, "situation": "dismissed"}
        case early_warning.AlertAnswered() if section is not None:
            return {**section, "situation": "answered"}
        case _:
            return section
