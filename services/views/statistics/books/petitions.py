"""Petitions: what came in, how it was led, what was answered, reviewed and re-checked (domain.md 2.3; XF 41). Sealed accusations count nowhere."""

from collections.abc import Iterator

from schemas import petitions as p
from schemas.base import Event
from schemas.clocks import Clock, ClockEvent
from services.runtime.projection import Section
from services.views.facts.sources import PETITION_DUTIES
from services.views.statistics.books.ledger import Row, case_facts, happened, happened_rows, measure
from services.views.statistics.books.marks import clock_rows, clocked, marked

BOOK = "petitions"
EMPTY: Section = {
    "case": None, "office": None, "unit": None, "reviewing_unit": None, "rechecking_unit": None, "sealed": False,
    "clocks": {}, "happened": [],
}  # fmt: skip


def fold(section: Section | None, event: Event) -> Section | None:
    """The section after `event` of petitions."""
    known = section or EMPTY
    after = _told(known, event)
    if isinstance(event, ClockEvent):
        after = clocked(after, event, _owner)
    if event.irregularities:
        after = marked(after, BOOK, after["unit"] or after["office"], event)
    return section if after is known else after


def rows(section: Section) -> Iterator[Row]:
    """Everything the petition counts for; nothing of a sealed one, which no statistic shows (XF 30)."""
    if section["sealed"] or (section["case"] or {}).get("sealed"):
        return
    yield from happened_rows(section)
    yield from clock_rows(BOOK, section)


def _told(section: Section, event: Event) -> Section:
    match event:
        case p.OfferReceived() | p.CaseInformationUpdated():
            return {**section, "case": case_facts(event.case)}
        case p.CustodyReceived():
            return {**section, "case": case_facts(event.case), "office": event.body}
        case p.PetitionRegistered():
            return _registered({**section, "office": event.office, "sealed": event.sealed}, event)
        case p.PetitionForwarded():
            names = ("forwarded", measure("forwarded", "manner", event.manner.value))
            told = {**section, "unit": event.responsible_unit}
            return happened(told, BOOK, event.from_body, event.occurred_at, *names)
        case p.ResponsibleUnitDesignated():
            return {**section, "unit": event.responsible_unit}
        case p.PetitionAccepted():
            told = {**section, "unit": event.responsible_unit}
            return happened(told, BOOK, event.responsible_unit, event.occurred_at, "accepted")
        case p.PetitionClassified():
            names = ("classified", measure("classified", "article", event.article.value))
            return happened(section, BOOK, event.responsible_unit, event.occurred_at, *names)
        case p.AdmissionRejected():
            names = ("rejected", measure("rejected", "ground", event.ground))
            return happened(section, BOOK, event.body, event.occurred_at, *names)
        case p.PetitionDiverted():
            return happened(section, BOOK, event.body, event.occurred_at, "diverted")
        case p.PetitionSettled():
            return happened(section, BOOK, event.by_body, event.occurred_at, "settled")
        case p.RepeatPetitionRecorded():
            names = ("registered_again", measure("registered", "repeat", "again"))
            return happened(section, BOOK, section["office"], event.occurred_at, *names)
        case _:
            return _handled(section, event)


def _registered(section: Section, event: p.PetitionRegistered) -> Section:
    names = [
        "registered",
        measure("registered", "kind", event.kind.value),
        measure("registered", "manner", event.manner.value),
        "first_petitions" if event.first_petition else "repeat_petitions",
    ]
    names += ["joint_letters"] if event.joint_letter else []
    names += ["level_skipped"] if event.level_skipped else []
    after = happened(section, BOOK, event.office, event.occurred_at, *names)
    if event.visitors:
        after = happened(after, BOOK, event.office, event.occurred_at, "visitors", number=event.visitors)
        after = happened(after, BOOK, event.office, event.occurred_at, "visits")
    return after


def _handled(section: Section, event: Event) -> Section:
    at = event.occurred_at
    match event:
        case p.HandlingOpinionIssued():
            names = ("opinions", measure("opinions", "decision", event.decision.value))
            return happened(section, BOOK, event.responsible_unit, at, *names)
        case p.ReviewRequested():
            told = {**section, "reviewing_unit": event.reviewing_unit}
            return happened(told, BOOK, event.reviewing_unit, at, "review_requested")
        case p.ReviewOpinionIssued():
            names = ("reviewed", measure("reviewed", "finding", event.finding.value))
            return happened(section, BOOK, event.reviewing_unit, at, *names)
        case p.RecheckRequested():
            told = {**section, "rechecking_unit": event.rechecking_unit}
            return happened(told, BOOK, event.rechecking_unit, at, "recheck_requested")
        case p.RecheckOpinionIssued():
            names = ("rechecked", measure("rechecked", "finding", event.finding.value))
            return happened(section, BOOK, event.rechecking_unit, at, *names)
        case p.PetitionConcluded():
            names = ("concluded", measure("concluded", "ending", event.ending.value))
            return happened(section, BOOK, event.office, at, *names)
        case p.HandlingExtended():
            return happened(section, BOOK, event.responsible_unit, at, "extended")
        case p.SimpleHandlingChosen():
            return happened(section, BOOK, event.body, at, "simple")
        case p.HearingOpened():
            return happened(section, BOOK, event.host, at, "hearings")
        case p.LeaderAssigned():
            return happened(section, BOOK, event.by_body, at, "leaders_in_charge")
        case p.ReceptionHeld():
            return happened(section, BOOK, section["office"], at, "receptions")
        case p.SuggestionAnswered():
            after = happened(section, BOOK, event.by_body, at, "suggestions_answered")
            return happened(after, BOOK, event.by_body, at, "suggestions_adopted") if event.adopted else after
        case _:
            return section


def _owner(section: Section, clock: Clock) -> str | None:
    """The unit, the reviewing or re-checking unit, or the office."""
    owner: str | None = section[PETITION_DUTIES.get(clock.limit, "office")] or section["office"]
    return owner
