"""Judicial confirmation: what a court did with applications, and what became of a mediation body's agreements there."""

from collections.abc import Iterator
from typing import Any

from schemas import judicial_confirmation as j
from schemas.base import Event
from schemas.clocks import Clock, ClockEvent
from schemas.values import Channel
from services.runtime.projection import Section
from services.views.facts.sources import MEDIATION_BODYS_LIMITS
from services.views.statistics.books.ledger import Row, happened, happened_rows, measure, with_entry
from services.views.statistics.books.marks import clock_rows, clocked, marked

BOOK = "judicial_confirmation"
EMPTY: Section = {"story": False, "agreements": {}, "applications": {}, "clocks": {}, "happened": []}
"""`agreements` by id: mediation body and the book of its channel; `applications` by id: court and agreement."""
_BOOKS = {
    Channel.PEOPLE_MEDIATION: "people_mediation",
    Channel.ADMIN_MEDIATION: "administrative_mediation",
}
_OTHER_BOOK = "network"
_STEPS: dict[type[Event], tuple[str, str | None]] = {
    j.ApplicationDocketed: ("docketed", None),
    j.ApplicationNotAccepted: ("not_accepted", "ground"),
    j.AgreementConfirmed: ("confirmed", None),
    j.ApplicationDismissed: ("dismissed", "ground"),
    j.ApplicationWithdrawn: ("withdrawn", None),
    j.TreatedAsWithdrawn: ("treated_as_withdrawn", None),
    j.ObjectionFiled: ("objections", None),
    j.ObjectionRejected: ("objections_rejected", None),
    j.ConfirmationRevoked: ("revoked", None),
    j.ConfirmationChanged: ("changed", None),
    j.EnforcementApplied: ("enforcement_applied", None),
    j.Enforced: ("enforced", None),
}
"""What is counted at the court when it happens, with the field it is broken down by."""
_AT_THE_MEDIATION_BODY = ("confirmed", "dismissed")


def fold(section: Section | None, event: Event) -> Section | None:
    """The section after `event` of judicial confirmation."""
    known = section or EMPTY
    after = _file(known, event)
    if isinstance(event, ClockEvent):
        after = clocked(after, event, _owner)
    if event.irregularities:
        after = marked(after, BOOK, _court(after, event), event)
    return section if after is known else after


def rows(section: Section) -> Iterator[Row]:
    """Everything the case counts for at courts and at the bodies that mediated."""
    yield from happened_rows(section)
    yield from clock_rows(BOOK, section)


def _file(section: Section, event: Event) -> Section:
    match event:
        case j.AgreementRegistered():
            told = {"body": event.mediation_body, "book": _BOOKS.get(event.channel, _OTHER_BOOK)}
            after = with_entry(section, "agreements", event.agreement_id, told)
            return {**after, "story": section["story"] or event.story}
        case j.ApplicationFiled():
            told = {"court": event.court, "agreement": event.agreement_id}
            after = with_entry(section, "applications", event.application_id, told)
            after = happened(after, BOOK, event.court, event.occurred_at, "filed")
            return _at_the_mediation_body(after, event, "confirmation_filed")
        case _ if type(event) in _STEPS:
            name, by = _STEPS[type(event)]
            names = [name] + ([measure(name, by, str(getattr(event, by)))] if by else [])
            after = happened(section, BOOK, _court(section, event), event.occurred_at, *names)
            if name in _AT_THE_MEDIATION_BODY:
                after = _at_the_mediation_body(after, event, f"confirmation_{name}")
            return after
        case _:
            return section


def _at_the_mediation_body(section: Section, event: Any, name: str) -> Section:
    agreement = section["agreements"].get(event.agreement_id)
    if agreement is None:
        return section
    return happened(section, agreement["book"], agreement["body"], event.occurred_at, name)


def _court(section: Section, event: Event) -> str | None:
    application = section["applications"].get(getattr(event, "application_id", None))
    return application["court"] if application else None


def _owner(section: Section, clock: Clock) -> str | None:
    """The court for what the court has to do, the mediation body for what it watches for the parties."""
    about = clock.subject.split("/")[0]
    filed = [
        (key, application)
        for key, application in section["applications"].items()
        if about in (key, application["agreement"])
    ]
    agreement = section["agreements"].get(filed[-1][1]["agreement"] if filed else about)
    if clock.limit in MEDIATION_BODYS_LIMITS or not filed:
        return agreement["body"] if agreement else None
    return str(filed[-1][1]["court"])
