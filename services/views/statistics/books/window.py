"""The one window: what was registered, where it went and how it ended (intake). Voided and merged registrations count apart."""

from collections.abc import Iterator
from typing import Any

from schemas import intake
from schemas.base import Event
from schemas.clocks import Clock, ClockEvent
from schemas.intake import HandOverReason
from schemas.values import Risk
from services.jurisdiction.periods import month_of
from services.runtime.projection import Section
from services.views.statistics.books.ledger import Row, case_facts, happened, happened_rows, measure
from services.views.statistics.books.marks import clock_rows, clocked, marked

BOOK = "intake"
EMPTY: Section = {
    "case": None, "via": None, "body": None, "custodian": None, "registered": None, "closed": None, "gone": None,
    "group": False, "offers": {}, "clocks": {}, "happened": [],
}  # fmt: skip
"""`registered`: month; `closed`: month, body, result; `gone`: voided or merged; `offers`: body by track; `custodian`: who
holds the case, whose duty its clocks are."""


def fold(section: Section | None, event: Event) -> Section | None:
    """The section after `event` of intake."""
    known = section or EMPTY
    after = _file(known, event)
    if isinstance(event, ClockEvent):
        after = clocked(after, event, _owner)
    if event.irregularities:
        after = marked(after, BOOK, after["custodian"], event)
    return section if after is known else after


def rows(section: Section) -> Iterator[Row]:
    """Everything the case counts for at the window; of a sealed one nothing."""
    case = section["case"]
    if case is None or case["sealed"] or section["registered"] is None:
        return
    body, month = section["body"], section["registered"]
    if section["gone"]:
        yield BOOK, body, month, section["gone"], 1
        return
    yield from happened_rows(section)
    yield from clock_rows(BOOK, section)
    kinds = (("type", case["type"]), ("via", section["via"]), ("source", case["source"]))
    for name in ("registered", *(("group_cases",) if section["group"] else ())):
        yield BOOK, body, month, name, 1
        for dimension, value in kinds:
            yield BOOK, body, month, measure(name, dimension, value), 1
    yield BOOK, body, month, "registered_persons", case["persons"]
    if closed := section["closed"]:
        yield BOOK, closed["body"], closed["month"], "closed", 1
        yield BOOK, closed["body"], closed["month"], measure("closed", "result", closed["result"]), 1


def _file(section: Section, event: Event) -> Section:
    match event:
        case intake.CaseRegistered():
            return {
                **section, "case": case_facts(event.case), "via": event.case.received_via.value,
                "body": event.registering_body, "custodian": event.registering_body,
                "registered": month_of(event.occurred_at),
            }  # fmt: skip
        case intake.EntryCorrected():
            moved = {"registered": month_of(event.registered_at)} if event.registered_at else {}
            via = event.case.received_via.value
            return {**section, "case": case_facts(event.case), "via": via, **moved}
        case intake.CaseSealed():
            return {**section, "case": {**(section["case"] or {}), "sealed": True}}
        case intake.RiskRaised(risk=Risk.HIGH):
            return happened(section, BOOK, section["custodian"], event.occurred_at, "high_risk")
        case intake.GroupCaseOpened():
            return {**section, "group": True}
        case intake.CaseVoided():
            return {**section, "gone": "voided"}
        case intake.CasesMerged():
            return {**section, "gone": "merged"}
        case intake.CaseUnmerged():
            return {**section, "gone": None}
        case intake.FurtherReportRecorded():
            return happened(section, BOOK, section["custodian"], event.occurred_at, "reported_again")
        case intake.CaseClosed():
            result = event.result.value
            closed = {"month": month_of(event.occurred_at), "body": event.handling_body, "result": result}
            return {**section, "closed": closed}
        case intake.CaseReopened():
            return happened({**section, "closed": None}, BOOK, event.body, event.occurred_at, "reopened")
        case _:
            return _handed_over(section, event)


def _handed_over(section: Section, event: Event) -> Section:
    match event:
        case intake.CustodyOffered():
            return {**section, "offers": {**section["offers"], event.track_id: event.to_body}}
        case intake.CustodyMoved():
            channel = measure("handed_over", "channel", event.channel.value)
            names: list[str] = ["handed_over", channel]
            if event.reason is HandOverReason.ESCALATION:
                names.append("escalated")
            after = happened(section, BOOK, event.from_body, event.occurred_at, *names)
            return {**after, "custodian": event.to_body}
        case intake.OfferTimedOut():
            return happened(section, BOOK, _offered_to(section, event), event.occurred_at, "offers_unanswered")
        case intake.OfferReturned():
            return happened(section, BOOK, section["custodian"], event.occurred_at, "offers_returned")
        case intake.ReferredOutside():
            channel = measure("referred_outside", "channel", event.channel.value)
            names = ["referred_outside", channel]
            return happened(section, BOOK, section["custodian"], event.occurred_at, *names)
        case intake.OutsideActRecorded():
            by = measure("outside_acts", "channel", event.outside.channel.value)
            return happened(section, BOOK, section["custodian"], event.occurred_at, "outside_acts", by)
        case intake.SupervisionOrdered():
            return happened(section, BOOK, event.body, event.occurred_at, "supervision_orders")
        case _:
            return section


def _offered_to(section: Section, event: Any) -> str | None:
    body: str | None = getattr(event, "to_body", None) or section["offers"].get(event.track_id)
    return body


def _owner(section: Section, clock: Clock) -> str | None:
    """The body an offer waits for; else the custodian."""
    owner: str | None = section["offers"].get(clock.subject) or section["custodian"]
    return owner
