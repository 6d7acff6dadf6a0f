"""The clocks of a case at the window: the level's (LV-*), the offer's (HO-1), the body outside's (HO-2)."""

from datetime import datetime
from typing import Any

from schemas.base import Event
from schemas.command import Command
from schemas.intake import OfferWithdrawn
from services.intake.domain.custody import Offer
from services.intake.domain.law import OFFER_LIMIT, IntakeLaw
from services.intake.domain.state import CaseFile
from services.jurisdiction import clock_book
from services.jurisdiction.clock_book import ClockStatus, KeptClock
from services.jurisdiction.told import told

SERVICE = "intake"


def level_started(law: IntakeLaw, command: Command[Any], body: str, track_id: str, at: datetime) -> tuple[Event, ...]:
    """The clock of the level on which `body` stands, from when it holds the case; nothing beside the ladder."""
    organisation = law.organisation(body)
    level = law.level_of(organisation) if organisation else None
    return (started(law, command, level.clock, track_id, at),) if level and level.clock else ()


def started(law: IntakeLaw, command: Command[Any], limit: str, subject: str, at: datetime) -> Event:
    """A limit of the window begins to run about `subject`."""
    return clock_book.start(
        law, command.case_code, SERVICE, limit, at, subject=subject, assumed=command.body.occurred_at_assumed
    )


def stopped(kept: KeptClock | None, command: Command[Any], reason: str) -> tuple[Event, ...]:
    """What the clock waited for happened with this command; a lapse is taken back if that was in time."""
    return clock_book.stop(kept, command.occurred_at, reason, assumed=command.body.occurred_at_assumed)


def offer_taken_back(file: CaseFile, lapsed: KeptClock, command: Command[Any]) -> tuple[Event, ...]:
    """The open offer that the withdrawn lapse of this clock had caused, directly or by going further up."""
    offer = file.custody.open_offer
    if offer is None or not _caused_by(file, offer, lapsed.clock.clock_id):
        return ()
    return offer_withdrawn(file, offer, command, "期限届满的记录已经撤回，由此引起的上移相应收回")


def offer_withdrawn(file: CaseFile, offer: Offer, command: Command[Any], reason: str) -> tuple[Event, ...]:
    """The offer ends unanswered, and its clock with it."""
    withdrawn = OfferWithdrawn(
        **told(command), custody_number=offer.number, to_body=offer.to_body, channel=offer.channel, reason=reason
    )
    return withdrawn, *stopped(file.clock_about(offer.track_id, OFFER_LIMIT), command, "移交已收回")


def all_stopped(
    file: CaseFile, command: Command[Any], reason: str, before: tuple[Event, ...] = (), but: tuple[str, ...] = ()
) -> tuple[Event, ...]:
    """Every clock that still runs or stands still after the events `before`, those of the limits `but` apart."""
    waiting = (ClockStatus.RUNNING, ClockStatus.PAUSED)
    book = file.clocks
    for event in before:
        book = clock_book.evolve(book, event)
    kept = [kept for kept in book.clocks.values() if kept.status in waiting and kept.clock.limit not in but]
    return tuple(event for clock in kept for event in stopped(clock, command, reason))


def _caused_by(file: CaseFile, offer: Offer, clock_id: str) -> bool:
    cause = offer.after_lapse_of
    if cause is None or cause == clock_id:
        return cause is not None
    earlier = file.clocks.clocks.get(cause)
    before = next((o for o in file.custody.offers if earlier and o.track_id == earlier.clock.subject), None)
    return before is not None and _caused_by(file, before, clock_id)
