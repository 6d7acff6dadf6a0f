"""What follows when a clock of the window lapses (rules E2 and E3)."""

from schemas.base import Event
from schemas.clocks import ClockLapsed
from schemas.command import Command, Due
from schemas.intake import HandOverReason, OfferTimedOut
from schemas.values import Channel
from services.intake.domain.access import Answer
from services.intake.domain.custody import DELEGATED_BY_COURT, OfferStatus
from services.intake.domain.designation import superior_silent
from services.intake.domain.law import (
    DESIGNATION_LIMIT,
    OFFER_LIMIT,
    OUTSIDE_LIMIT,
    SUPERVISION_LIMIT,
    IntakeLaw,
    superior,
)
from services.intake.domain.offers import offered, upward_channel
from services.intake.domain.state import CaseFile, Closed, Open, State
from services.jurisdiction import clock_book
from services.jurisdiction.clock_book import ClockBook, KeptClock
from services.jurisdiction.clock_care import ClockKeeping
from services.jurisdiction.clock_commands import LapseClock


def first_due(state: State) -> Due | None:
    """The running clock of an open case that lapses first, stories included: a closed one has nothing but orders to reply to."""
    return CLOCKS.due_in_story(state) if isinstance(state, Open) else None


def responsible(state: State, kept: KeptClock) -> str | None:
    """Who has to act within this limit: who was ordered, offered or asked; else the body of the round, or the custodian."""
    if not isinstance(state, CaseFile):
        return None
    subject = kept.clock.subject
    match kept.clock.limit:
        case limit if limit == SUPERVISION_LIMIT:
            order = state.supervision.order(subject)
            return order.body if order else None
        case limit if limit == OFFER_LIMIT:
            return next((offer.to_body for offer in state.custody.offers if offer.track_id == subject), None)
        case limit if limit == DESIGNATION_LIMIT:
            return state.designation.superior if state.designation else None
        case _:
            held = state.custody.round(subject)
            return held.body if held else state.custody.custodian


def _clocks_of(state: State) -> ClockBook:
    """Of a case that goes on; of one that was closed, where an order may still wait for its reply."""
    return state.clocks if isinstance(state, Open | Closed) else ClockBook()


CLOCKS: ClockKeeping[State] = ClockKeeping(
    book=_clocks_of,
    is_story=lambda state: isinstance(state, CaseFile) and state.case.story,
    responsible=responsible,
)
"""How this service keeps clocks."""


_CONSEQUENCES = {
    OFFER_LIMIT: "接收机构逾期未答复，移交上移一级（XF 24、SZ 45）；案件仍由原机构持有",
    DESIGNATION_LIMIT: "共同上级逾期未指定，提请再上一级指定（XF 24、SZ 45）；案件仍由原机构持有",
    SUPERVISION_LIMIT: "逾期未回复督办，由督办机构的上一级继续督办",
    OUTSIDE_LIMIT: "尚未得到外部机关的答复，应主动联系跟踪；案件仍由本机构持有",
}
_LEVEL_CONSEQUENCE = "本级办理期限届满，案件移交上一级继续办理；法定期限不重新计算"


def lapse_clock(state: State, command: Command[LapseClock], law: IntakeLaw) -> Answer:
    """The lapse of a running clock whose moment has passed; nothing for a stale or repeated scan."""
    kept = _clocks_of(state).clocks.get(command.body.clock_id)
    limit = kept.clock.limit if kept else ""
    lapsed = clock_book.lapse(kept, command.occurred_at, _CONSEQUENCES.get(limit, _LEVEL_CONSEQUENCE))
    if kept is None or lapsed is None:
        return ()
    if limit == SUPERVISION_LIMIT or not isinstance(state, Open):
        return (lapsed,)
    if limit == OFFER_LIMIT:
        return lapsed, *_offer_timed_out(state, kept.clock.subject, lapsed, command, law)
    if limit == OUTSIDE_LIMIT:
        return (lapsed,)
    if limit == DESIGNATION_LIMIT:
        return lapsed, *superior_silent(state, kept.clock.subject, lapsed.clock_id, command, law)
    return lapsed, *_level_exhausted(state, kept.clock.subject, lapsed, command, law)


def _offer_timed_out(
    file: Open, track_id: str, lapsed: ClockLapsed, command: Command[LapseClock], law: IntakeLaw
) -> tuple[Event, ...]:
    offer = file.custody.open_offer
    if offer is None or offer.track_id != track_id or offer.status is not OfferStatus.OPEN:
        return ()
    timed_out = OfferTimedOut(
        occurred_at=lapsed.occurred_at, custody_number=offer.number, to_body=offer.to_body, channel=offer.channel,
        track_id=offer.track_id,
    )  # fmt: skip
    if offer.reason in DELEGATED_BY_COURT or file.custody.waiting_court is not None:
        return (timed_out,)  # the file never left the court, or goes back to it
    return timed_out, *_one_level_up(file, offer.to_body, offer.channel, lapsed, command, law)


def _level_exhausted(
    file: Open, track_id: str, lapsed: ClockLapsed, command: Command[LapseClock], law: IntakeLaw
) -> tuple[Event, ...]:
    """Up with the file, unless it is on its way already."""
    present = file.custody.present
    if file.custody.open_offer is not None or present.track_id != track_id or file.designation is not None:
        return ()
    return _one_level_up(file, present.body, present.channel, lapsed, command, law)


def _one_level_up(
    file: Open, body: str, channel: Channel | None, lapsed: ClockLapsed, command: Command[LapseClock], law: IntakeLaw
) -> tuple[Event, ...]:
    """A sealed file, nobody above, or the custodian itself is: it keeps the case, and the lapsed clock keeps it on its list."""
    upper = superior(law, body)
    if file.case.sealed or upper is None or upper.id == file.custody.custodian:
        return ()
    return offered(
        file, command, law, upper.id, upward_channel(upper, channel), HandOverReason.ESCALATION,
        after_lapse_of=lapsed.clock_id,
    )  # fmt: skip
