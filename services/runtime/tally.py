"""What a tally is made of, as pure functions: what each case counts for, and what one decision changes in it (design.md section 3, rule 6).

A rollup adds what an event says by itself. A figure such as "settled in March, by kind" needs what was told
of the case before, and a correction moves the case to another figure. A tally therefore keeps a small section per case and
source, says what the section counts for, and adds to the figures the difference that each decision made.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.runtime.projection import BROKEN, Counted, Increment, LoggedDecision, Section, TallyView


@dataclass(frozen=True)
class Step:
    """What one decision made of a case: its section, what that counts for now, and what has to be added to the figures."""

    section: Section
    counted: tuple[Counted, ...]
    added: tuple[Increment, ...]


def is_tally(view: Any) -> bool:
    """True for a view of sums that keeps a section per case."""
    return hasattr(view, "counted")


def stepped(view: TallyView, before: Section | None, was: Sequence[Counted], logged: LoggedDecision) -> Step | None:
    """What this decision makes of the case; None where it is none of the view's business.

    What the view cannot read is counted under BROKEN and leaves the case as it was; a rebuild heals it.
    """
    section = before
    try:
        for envelope, event in logged.events:
            section = view.fold(section, envelope, event)
        if section is before or section is None:
            return None
        counts = tuple(view.counted(logged.source, section))
    except Exception:  # one decision stands out, the other figures go on (rule 7)
        return Step(before or {}, tuple(was), (Increment(BROKEN, {"decisions": 1}),))
    return Step(section, counts, tuple(_differences(was, counts)))


def _differences(was: Sequence[Counted], now: Sequence[Counted]) -> list[Increment]:
    before = {one.figure: one for one in was}
    after = {one.figure: one for one in now}
    found = []
    for figure in dict.fromkeys((*before, *after)):
        old, new = before.get(figure, Counted(figure, {})), after.get(figure, Counted(figure, {}))
        values = {
            name: difference
            for name in dict.fromkeys((*old.values, *new.values))
            if (difference := new.values.get(name, 0) - old.values.get(name, 0))
        }
        if values:
            found.append(Increment(figure, values, new.labels or old.labels))
    return found
