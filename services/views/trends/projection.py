"""Sums of new disputes by month, type and body, and of alerts by month, rule and addressee.

One figure is one body's year, and has a number for every month and type in it: the trends of a tree over some months read one or
two figures for each of its bodies, however many cases there are.
"""

from collections.abc import Sequence

from schemas import early_warning, intake
from schemas.base import Event
from schemas.envelope import PublishedEvent
from services.jurisdiction.periods import month_of
from services.runtime.projection import Counted, Index, Section

NAME = "trends"
DISPUTES, ALERTS = "disputes", "alerts"
BOOKS = (DISPUTES, ALERTS)
NUMBER = "number"
_BETWEEN = "/"


class TrendsView:
    """See TallyView. A voided, merged or sealed registration, and a story, counts nowhere; a corrected one where it belongs."""

    name = NAME
    version = 2
    sources: Sequence[str] = ("intake", "early_warning")
    indexes: Sequence[Index] = (Index((("labels.book", 1), ("labels.year", 1), ("labels.organisation", 1))),)

    def fold(self, section: Section | None, envelope: PublishedEvent, event: Event) -> Section | None:
        """See TallyView."""
        if envelope.service == "early_warning":
            return _alert(section, event)
        return _dispute(section, event)

    def counted(self, source: str, section: Section) -> Sequence[Counted]:
        """See TallyView."""
        if source == "early_warning":
            return (_counted(ALERTS, section["addressee"], section["month"], section["rule"], section["situation"]),)
        if section.get("gone") or section.get("sealed") or section.get("story"):
            return ()
        also = "high_risk" if section.get("high_risk") else ""
        return (_counted(DISPUTES, section["body"], section["month"], section["type"], also),)


def year_of(month: str) -> str:
    """The year of a month, e.g. of `2026-03`."""
    return month[:4]


def value_name(month: str, kind: str, what: str) -> str:
    """The name of a number in a body's year: of a month and kind the NUMBER, or how many of them are also something."""
    return _BETWEEN.join((month, kind, what))


def of_value(name: str) -> tuple[str, str, str]:
    """Month, kind and what, of `value_name`."""
    month, kind, what = name.split(_BETWEEN)
    return month, kind, what


def _counted(book: str, organisation: str, month: str, kind: str, also: str) -> Counted:
    labels = {"book": book, "year": year_of(month), "organisation": organisation}
    values = {value_name(month, kind, what): 1 for what in (NUMBER, also) if what}
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
