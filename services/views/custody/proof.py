"""Whether one body and no more holds each case, from intake's log alone."""

from typing import Any

from schemas.base import Event
from services.jurisdiction.custody_proof import after
from services.jurisdiction.custody_violations import DOUBLY_HELD
from services.runtime.projection import Section
from services.views.facts import custody


def proved(before: Section, facts: custody.Custody | None, case_code: str, event: Event) -> dict[str, Any]:
    """What a section of intake says beside its facts after `event`.

    Whether the case is an `orphan`, the `ledger` of the running proof, the `violations` it found (once found, kept), and
    whether one of them is that two bodies held the case (`double`).
    """
    ledger, wrong = after(before.get("ledger"), case_code, event)
    known = before.get("violations", [])
    violations = [*known, *(one.code.value for one in wrong if one.code not in known)]
    return {
        "orphan": facts is not None and custody.is_orphan(facts),
        "ledger": ledger,
        "violations": violations,
        "double": any(code in DOUBLY_HELD for code in violations),
    }
