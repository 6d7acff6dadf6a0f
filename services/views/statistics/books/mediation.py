"""Mediation at a committee or an agency: the same book for both, since their rounds and agreements have one form (domain.md 3.2)."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from schemas import administrative_mediation as agencies
from schemas import people_mediation as mediation
from schemas.base import Event
from schemas.clocks import Clock, ClockEvent
from schemas.intake import HandOverReason
from schemas.values import CaseSource, Difficulty, Performance
from services.jurisdiction.periods import month_of
from services.runtime.projection import Section
from services.views.statistics.books.ledger import FEN, Row, case_facts, happened, happened_rows, measure, with_entry
from services.views.statistics.books.marks import clock_rows, clocked, marked

EMPTY: Section = {"case": None, "rounds": {}, "agreements": {}, "clocks": {}, "happened": []}
"""`rounds` by track: body, source, accepted, sector, agreed, threats; `agreements` by id: round, form, effective, due,
performed, breached, followed_up as months, amount in fen."""
_COURT = (HandOverReason.COURT_DELEGATION_BEFORE_FILING, HandOverReason.COURT_ENTRUSTMENT_AFTER_FILING)
_THREE = 3
"""Parties from which the administrative report counts a case apart (其中3人以上, domain.md 3.2)."""
Month = str | None


def fold(section: Section | None, book: str, event: Event) -> Section | None:
    """The section after `event` of people's mediation or of the agencies; the same object for what no figure rests on."""
    known = section or EMPTY
    after = _round(known, book, event)
    if after is known:
        after = _agreement(known, event)
    if isinstance(event, ClockEvent):
        after = clocked(after, event, _owner)
    if event.irregularities:
        after = marked(after, book, _body_of(after, event), event)
    return section if after is known else after


def rows(section: Section, book: str) -> Iterator[Row]:
    """Everything the case counts for in this book; nothing of a sealed case."""
    case = section["case"]
    if case is None or case["sealed"]:
        return
    yield from happened_rows(section)
    yield from clock_rows(book, section)
    for told in section["rounds"].values():
        yield from _round_rows(book, case, told)
    for agreement in section["agreements"].values():
        yield from _agreement_rows(book, section["rounds"].get(agreement["round"]), agreement)


def _round(section: Section, book: str, event: Event) -> Section:
    match event:
        case mediation.OfferReceived() | mediation.CustodyReceived():
            told = {"body": event.body, "by_court": event.reason in _COURT, **_NEW_ROUND}
            known = section["rounds"].get(event.track_id)
            return with_entry({**section, "case": case_facts(event.case)}, "rounds", event.track_id, known or told)
        case mediation.CaseInformationUpdated():
            return {**section, "case": case_facts(event.case)}
        case agencies.MediationAccepted():
            more = {"sector": event.sector, "body": event.body}
            return _at(section, event, accepted=month_of(event.occurred_at), own_motion=event.own_motion, **more)
        case mediation.MediationAccepted():
            return _at(section, event, accepted=month_of(event.occurred_at), own_motion=event.own_motion)
        case mediation.DangerSignsSeen():
            threat = getattr(event, "threat", None)
            threats = section["rounds"].get(event.track_id, {}).get("threats", [])
            if threat is None or threat in threats:
                return section
            return _at(section, event, threats=[*threats, str(threat)])
        case mediation.MediationTerminated():
            names = ("terminated", measure("terminated", "reason", event.reason.value))
            return happened(section, book, event.body, event.occurred_at, *names)
        case agencies.MediationNotAccepted():
            names = ("not_accepted", measure("not_accepted", "ground", event.ground))
            return happened(section, book, event.body, event.occurred_at, *names)
        case mediation.OfferReturned():
            names = ("returned", measure("returned", "ground", event.code))
            return happened(section, book, event.body, event.occurred_at, *names)
        case mediation.SessionHeld():
            return happened(
                section, book, _body_of(section, event), event.occurred_at, "sessions", number=event.count
            )  # fmt: skip
        case _:
            return section


def _agreement(section: Section, event: Event) -> Section:
    match event:
        case mediation.AgreementEffective():
            month, items = month_of(event.occurred_at), event.terms.items
            due = max((item.due_on for item in items if item.due_on is not None), default=None)
            agreement = {
                "round": event.track_id, "form": event.form.value, "partial": event.partial, "effective": month,
                "due": due.strftime("%Y-%m") if due else month, "performed": None, "breached": None,
                "followed_up": None, "amount_fen": round(sum(item.amount_cny or 0 for item in items) * FEN),
            }  # fmt: skip
            after = with_entry(section, "agreements", event.agreement_id, agreement)
            first = not event.partial and section["rounds"].get(event.track_id, {}).get("agreed") is None
            return _at(after, event, agreed=month, body=event.body) if first else after
        case mediation.PerformanceRecorded(performance=Performance.FULL):
            return _first(section, event.agreement_id, "performed", event.occurred_at)
        case mediation.BreachReported():
            return _first(section, event.agreement_id, "breached", event.occurred_at)
        case mediation.FollowUpDone() if event.agreement_id is not None:
            return _first(section, event.agreement_id, "followed_up", event.occurred_at)
        case _:
            return section


def _first(section: Section, agreement_id: str, what: str, at: datetime) -> Section:
    """The first time counts; what is told of an agreement that is not in force counts nowhere."""
    known = section["agreements"].get(agreement_id)
    if known is None or known[what] is not None:
        return section
    return with_entry(section, "agreements", agreement_id, {what: month_of(at)})


_NEW_ROUND: Mapping[str, Any] = {
    "accepted": None, "own_motion": False, "agreed": None, "sector": None, "threats": [],
}  # fmt: skip


def _at(section: Section, event: mediation.TrackEvent, **changes: Any) -> Section:
    if event.track_id not in section["rounds"]:
        return section
    return with_entry(section, "rounds", event.track_id, changes)


def _round_rows(book: str, case: Mapping[str, Any], told: Mapping[str, Any]) -> Iterator[Row]:
    source = _source(case, told)
    kinds = [("type", case["type"]), ("source", source)] + ([("sector", told["sector"])] if told["sector"] else [])
    numbers = {"accepted": 1, "parties": case["persons"], "amount_fen": case["amount_fen"]}
    numbers["difficult"] = int(case["difficulty"] == Difficulty.COMPLEX.value)
    numbers["of_three_and_more"] = int(case["persons"] >= _THREE)
    if accepted := told["accepted"]:
        for name, number in numbers.items():
            if number:
                yield book, told["body"], accepted, name, number
                for dimension, value in kinds:
                    yield book, told["body"], accepted, measure(name, dimension, value), number
    if agreed := told["agreed"]:
        yield book, told["body"], agreed, "agreed", 1
        for dimension, value in kinds:
            yield book, told["body"], agreed, measure("agreed", dimension, value), 1
        if told["threats"]:
            yield book, told["body"], agreed, "prevented", 1
            yield book, told["body"], agreed, "prevented_persons", case["persons"]
        for threat in told["threats"]:
            yield book, told["body"], agreed, measure("prevented", "threat", threat), 1
            yield book, told["body"], agreed, measure("prevented_persons", "threat", threat), case["persons"]


def _agreement_rows(book: str, told: Mapping[str, Any] | None, agreement: Mapping[str, Any]) -> Iterator[Row]:
    if told is None:
        return
    body, effective = told["body"], agreement["effective"]
    yield book, body, effective, "partial_agreements" if agreement["partial"] else "agreements", 1
    yield book, body, effective, measure("agreements", "form", agreement["form"]), int(not agreement["partial"])
    yield book, body, effective, "agreement_amount_fen", agreement["amount_fen"]
    yield book, body, agreement["due"], "agreements_due", 1
    yield book, body, agreement["due"], "agreements_due_performed", int(agreement["performed"] is not None)
    yield book, body, effective, "agreements_of_month_performed", int(agreement["performed"] is not None)
    if agreement["performed"]:
        yield book, body, effective, "performed_amount_fen", agreement["amount_fen"]
    for name in ("performed", "breached", "followed_up"):
        if agreement[name]:
            yield book, body, agreement[name], f"agreements_{name}", 1


def _source(case: Mapping[str, Any], told: Mapping[str, Any]) -> str:
    """The report's source of this round: own motion and a court's delegation are told by the round itself."""
    if told["by_court"]:
        return CaseSource.REFERRED_BY_COURT.value
    if told["own_motion"]:
        return CaseSource.OWN_MOTION.value
    return str(case["source"])


def _owner(section: Section, clock: Clock) -> str | None:
    """The body of the round, or of the round in which the agreement was made."""
    about = clock.subject.split("/")[0]
    agreement = section["agreements"].get(about)
    told = section["rounds"].get(agreement["round"] if agreement else about)
    return told["body"] if told else None


def _body_of(section: Section, event: Event) -> str | None:
    track_id = getattr(event, "track_id", None)
    told = section["rounds"].get(track_id)
    return told["body"] if told else None
