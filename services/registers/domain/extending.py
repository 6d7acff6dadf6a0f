"""Lengthening a limit of an entry, as far as the law allows it."""

from schemas.base import Event
from schemas.command import Command, Refused
from services.jurisdiction import clock_book
from services.jurisdiction.acts import not_found
from services.jurisdiction.clock_book import ClockStatus
from services.jurisdiction.register_forms import Taker
from services.jurisdiction.register_law import RegisterLaw
from services.jurisdiction.told_date import is_told
from services.registers.domain import limits, oversight
from services.registers.domain.commands import ExtendLimit
from services.registers.domain.refusals import refuse
from services.registers.domain.rights import WHOSE, acts_as, is_concerned
from services.registers.domain.state import Entry, Unentered

Answer = tuple[Event, ...] | Refused
_MAY = (Taker.ENTERING, Taker.SUPERIOR)
"""Who handed the matter over, or stands above: nobody lengthens his own time."""


def extend(state: Unentered | Entry, command: Command[ExtendLimit], law: RegisterLaw) -> Answer:
    """The limit with its later day; how far, how often and with which notice the catalogue says."""
    body, at = command.body, command.occurred_at
    if isinstance(state, Unentered) or not is_concerned(state, command.actor.organisation, law):
        return not_found()
    if not state.goes_on:
        return refuse("entry_closed")
    if acts_as(state, command.actor.organisation, law).isdisjoint(_MAY):
        return refuse("not_its_step", whose="或者".join(WHOSE[taker] for taker in _MAY))
    kept = state.clocks.latest(body.limit)
    if kept is None or kept.status is ClockStatus.STOPPED or body.limit == limits.REPLY_LIMIT:
        return refuse("limit_not_running", "limit")
    if is_told(kept.clock):
        return refuse("told_day_not_extended", "limit")
    extended = clock_book.extend(law, kept, at, body.by, body.approver, body.reason, notice=body.notice)
    if isinstance(extended, Refused):
        return extended
    return *extended, *oversight.withdrawn(state, extended, at)
