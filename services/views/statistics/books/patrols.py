"""Patrols (动态排查) from the registers: how often was screened, how many disputes were found, and settled before they became cases."""

from collections.abc import Iterator, Sequence
from typing import Any

from schemas import registers as r
from schemas.base import Event
from services.jurisdiction.periods import month_of
from services.runtime.projection import Section
from services.views.statistics.books.ledger import Row

BOOK = "registers"
PATROLS = "patrols"
REPORTED = "reported"
EMPTY: Section = {"owner": None, "reports": [], "voided": False, "story": False}
"""`reports`: month and numbers of each report of the patrol."""
_COUNTED = {"found": "patrol_found", "settled_on_the_spot": "patrol_settled", "reported_up": "patrol_reported_up"}


def fold(section: Section | None, event: Event) -> Section | None:
    """The section after `event` of registers; only patrols are kept here, the other registers have figures of their own."""
    if not isinstance(event, r.RegisterEvent) or event.register_code != PATROLS:
        return section
    known = section or EMPTY
    match event:
        case r.RegisterEntryMade():
            return {**known, "owner": event.owner, "story": event.story}
        case r.EntryOwnerAssigned():
            return {**known, "owner": event.owner}
        case r.RegisterStepTaken() if event.step == REPORTED:
            report = {"month": month_of(event.occurred_at), **_numbers(event.values)}
            return {**known, "reports": [*known["reports"], report]}
        case r.RegisterEntryCorrected() if known["reports"] and _numbers(event.values):
            *before, last = known["reports"]
            return {**known, "reports": [*before, {**last, **_numbers(event.values)}]}
        case r.EntryVoided():
            return {**known, "voided": True}
        case _:
            return section


def rows(section: Section) -> Iterator[Row]:
    """Everything the patrol counts for, at the body that answers for it."""
    if section["voided"] or section["owner"] is None:
        return
    for report in section["reports"]:
        yield BOOK, section["owner"], report["month"], "patrol_reports", 1
        for name, measure in _COUNTED.items():
            if report.get(name):
                yield BOOK, section["owner"], report["month"], measure, report[name]


def _numbers(values: Sequence[r.RegisterValue]) -> dict[str, Any]:
    return {one.field: one.value for one in values if one.field in _COUNTED and isinstance(one.value, int)}
