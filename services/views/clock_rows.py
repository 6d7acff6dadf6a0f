"""Clocks as the fold keeps them, said for people: the one way they are shown, in the case file and on the boards."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from schemas.clocks import Clock, Verdict
from services.jurisdiction.clock_book import ClockStatus, KeptClock
from services.views.answers import ClockRow
from services.views.facts.documents import DocumentToServe
from services.views.words import Words

NOT_SERVED = "not_served"
"""Status of a limit that begins with a service (送达) still to come."""


def not_served_row(case_code: str, service: str, paper: DocumentToServe, words: Words, *, story: bool) -> ClockRow:
    """The row of a limit that begins when `paper` is served; it has no dates yet."""
    limit = paper.limit or ""
    said = f"{words.limit(limit)}自{words.word(paper.document)}送达之日起算，尚有当事人 {len(paper.waiting)} 人未送达"
    return ClockRow(
        case_code=case_code, clock_id=paper.clock_id, service=service, limit=limit,
        name=words.limit(limit), subject=paper.subject, organisation=paper.body,
        organisation_name=words.body(paper.body), status=NOT_SERVED, status_name=words.word(NOT_SERVED),
        started_at=datetime.fromisoformat(paper.issued_at), due=None, lapses_at=None,
        verdict=Verdict.NOT_JUDGED.value, verdict_reason="尚未送达，期限没有开始", derivation=said, source="",
        provisional=False, in_time=None, ended_because="", consequence="", story=story,
    )  # fmt: skip


def clock_row(
    case_code: str,
    service: str,
    kept: Mapping[str, Any],
    words: Words,
    *,
    today: date | None = None,
    story: bool = False,
    warns_at: Callable[[Clock], datetime | None] | None = None,
) -> ClockRow:
    """The row of a kept clock.

    With `today` (Asia/Shanghai) also how many days are left of one that still runs; with `warns_at` when its supervisor is warned.
    """
    typed = KeptClock.model_validate(kept)
    clock, derivation = typed.clock, typed.clock.derivation
    organisation = kept["organisation"]
    open_ended = typed.status in (ClockStatus.RUNNING, ClockStatus.LAPSED)
    return ClockRow(
        case_code=case_code, clock_id=clock.clock_id, service=service, limit=clock.limit, name=clock.name,
        subject=clock.subject, organisation=organisation, organisation_name=words.body(organisation or ""),
        status=typed.status.value, status_name=words.word(typed.status.value), started_at=clock.started_at,
        due=clock.due, lapses_at=clock.lapses_at, verdict=clock.verdict.value, verdict_reason=clock.verdict_reason,
        derivation=derivation.in_chinese if derivation else clock.verdict_reason,
        source=derivation.source if derivation else "", provisional=derivation.provisional if derivation else False,
        in_time=kept["in_time"], ended_because=kept["ended_because"], consequence=kept["consequence"],
        days_left=(clock.due - today).days if today and clock.due and open_ended else None, story=story,
        reminded_at=typed.reminded_at, warned_at=typed.warned_at, breached_at=typed.breached_at,
        warns_at=warns_at(clock) if warns_at else None,
    )  # fmt: skip
