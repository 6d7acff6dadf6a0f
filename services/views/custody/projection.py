"""Who holds each case, from intake's log alone."""

from collections.abc import Sequence

from schemas.base import Event
from schemas.envelope import PublishedEvent
from services.jurisdiction.custody_proof import after
from services.jurisdiction.custody_violations import DOUBLY_HELD
from services.runtime.projection import Index, Section
from services.views.facts import custody
from services.views.facts.sources import SOURCES

ORPHANS = {"intake.orphan": True}
"""The query for open cases that nobody holds: must find none (design.md section 5)."""
DOUBLES = {"intake.double": True}
"""The query for cases that two bodies held at once by what the log says: must find none."""


class CustodyView:
    """One document per case: its custody, whether it is an orphan, and what the running proof of custody found (once found, kept)."""

    name = "custody"
    version = 4
    sources: Sequence[str] = ("intake",)
    indexes: Sequence[Index] = (Index((("intake.orphan", 1),)), Index((("intake.double", 1),)))

    def project(self, section: Section | None, envelope: PublishedEvent, event: Event) -> Section:
        """See CaseView."""
        before = section or {}
        folded = SOURCES["intake"].fold(before.get("custody"), event)
        ledger, wrong = after(before.get("ledger"), envelope.case_code, event)
        known = before.get("violations", [])
        violations = [*known, *(one.code.value for one in wrong if one.code not in known)]
        return {
            "custody": folded,
            "orphan": folded is not None and custody.is_orphan(folded),
            "ledger": ledger,
            "violations": violations,
            "double": any(code in DOUBLY_HELD for code in violations),
        }
