"""What somebody else's act or time brought to a work list: as much of each as is needed to count what is new, and no words."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from pydantic import AwareDatetime

from services.views.answered import Answered
from services.views.facts.sources import SOURCES
from services.views.work_list.reading import ORDER, Listed

CLOCKS = tuple(f"{source}.clocks" for source in SOURCES)
"""What notices of clocks are told from."""


class ClockSteps(Answered):
    """What supervision has done about a clock (rule E1)."""

    clock_id: str
    reminded_at: AwareDatetime | None = None
    warned_at: AwareDatetime | None = None
    breached_at: AwareDatetime | None = None

    @property
    def any(self) -> bool:
        """Whether it has done anything."""
        return any((self.reminded_at, self.warned_at, self.breached_at))


class NoticeRow(Answered):
    """Something on a work list, by what it is known by there."""

    kind: str
    case_code: str
    subject: str = ""
    since: AwareDatetime | None = None
    clock: ClockSteps | None = None


def notices(
    found: Iterable[Listed], documents: Iterable[Mapping[str, Any]], kinds: Collection[str]
) -> Iterator[NoticeRow]:
    """Items of these kinds and clocks about which supervision did something, in the list's order.

    `documents`: those of the clocks, with what CLOCKS names.
    """
    known = {document["_id"]: document for document in documents}
    for one in found:
        kind = ORDER[one.place[0]]
        if one.clock is not None:
            steps = _steps(one, known.get(one.clock.case_code, {}))
            if steps is not None and steps.any:
                yield NoticeRow(kind=kind, case_code=one.clock.case_code, clock=steps)
        elif one.item is not None and kind in kinds:
            item = one.item()
            yield NoticeRow(kind=kind, case_code=item.case_code, subject=item.subject, since=item.since)


def _steps(one: Listed, document: Mapping[str, Any]) -> ClockSteps | None:
    """None where the case has the clock no more, since something happened between two questions."""
    assert one.clock is not None
    told = {"reminded_at", "warned_at", "breached_at"}
    if one.clock.row is not None:
        return ClockSteps.model_validate(one.clock.row.model_dump(include={"clock_id", *told}))
    _, _, clock_id, service = one.clock.place
    kept = document.get(service, {}).get("clocks", {}).get(clock_id)
    return None if kept is None else ClockSteps(clock_id=clock_id, **{name: kept.get(name) for name in told})
