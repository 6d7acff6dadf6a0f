"""Clocks after a correction of when the case was registered."""

from datetime import datetime
from typing import Any

from schemas.base import Event
from schemas.clocks import LapseWithdrawn
from schemas.command import Command, Refused
from services.intake.domain import clocks
from services.intake.domain.law import IntakeLaw
from services.intake.domain.state import CaseFile
from services.jurisdiction import clock_book
from services.jurisdiction.clock_book import ClockStatus, KeptClock


def level_counted_again(
    file: CaseFile, command: Command[Any], law: IntakeLaw, moment: datetime
) -> tuple[Event, ...] | Refused:
    """The registering body's level clock from the right moment; a lapse that thereby never was is taken back.

    A clock that has stopped, since custody moved on or the case ended, is judged again by its own end.
    """
    kept = file.clock_about(file.custody.holdings[0].track_id)
    if kept is None:
        return ()
    again = clock_book.restart_from(law, kept, moment, command.occurred_at, f"登记时间更正：{command.body.reason}")
    if isinstance(again, Refused):
        return again
    if kept.status is ClockStatus.STOPPED:
        return again, *clock_book.judged_again(kept, again)
    lapses_at = again.clock.lapses_at
    if kept.status is not ClockStatus.LAPSED or (lapses_at is not None and lapses_at <= _until(file, command)):
        return (again,)
    withdrawn = _lapse_taken_back(file, kept, command)
    return withdrawn, again, *_moved_on(file, kept, withdrawn, again), *clocks.offer_taken_back(file, kept, command)


def _until(file: CaseFile, command: Command[Any]) -> datetime:
    """Until when the registering body had to act: when custody moved on, or now."""
    return file.custody.superseded_at(file.custody.holdings[0].number) or command.occurred_at


def _moved_on(file: CaseFile, kept: KeptClock, *so_far: Event) -> tuple[Event, ...]:
    """Custody had moved on in time, as it turns out: the clock runs no more."""
    since = file.custody.superseded_at(file.custody.holdings[0].number)
    if since is None:
        return ()
    book = file.clocks
    for event in so_far:
        book = clock_book.evolve(book, event)
    return clock_book.stop(book.clocks.get(kept.clock.clock_id), since, "案件已移交")


def _lapse_taken_back(file: CaseFile, kept: KeptClock, command: Command[Any]) -> LapseWithdrawn:
    return LapseWithdrawn(
        occurred_at=command.occurred_at, clock_id=kept.clock.clock_id, limit=kept.clock.limit,
        reason="登记时间更正后，期限尚未届满",
    )  # fmt: skip
