"""What happens when an offer is accepted or returned, in time, late, or under a number that no longer counts."""

from typing import Any

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.intake import ChannelReported, ConflictNoted, CustodyDenied, OfferReturned
from schemas.values import Channel
from services.intake.domain import clocks
from services.intake.domain.access import Answer
from services.intake.domain.custody import CHANNELS_WITH_SERVICE, Offer, OfferStatus
from services.intake.domain.custody_commands import AcceptOffer, ReturnOffer
from services.intake.domain.heard_commands import HearOfferAccepted, HearOfferReturned
from services.intake.domain.law import OFFER_LIMIT, IntakeLaw
from services.intake.domain.offers import moved, no_offer
from services.intake.domain.state import CaseFile, Open
from services.jurisdiction.acts import before_offer
from services.jurisdiction.told import told


def accept_offer(file: Open, command: Command[AcceptOffer], law: IntakeLaw) -> Answer:
    """The receiving body answers at the window, since its channel has no service that would."""
    offer = file.custody.open_offer
    refusal = _cannot_be_answered(offer, command)
    if offer is None or refusal is not None:
        return refusal or no_offer()
    return moved(file, offer, command, law, command.actor.user)


def return_offer(file: Open, command: Command[ReturnOffer], law: IntakeLaw) -> Answer:
    """The receiving body sends it back at the window; the custodian still holds the case."""
    offer = file.custody.open_offer
    refusal = _cannot_be_answered(offer, command)
    if offer is None or refusal is not None:
        return refusal or no_offer()
    return _returned(file, offer, command, command.body.code, command.body.reason)


def hear_offer_accepted(file: CaseFile, command: Command[HearOfferAccepted], law: IntakeLaw) -> Answer:
    """A channel's acceptance is a request: honoured while the offer counts, denied otherwise."""
    body = command.body
    offer = _named_offer(file, body.custody_number, body.track_id, body.body)
    if offer is None or not isinstance(file, Open):
        return denied(file, command, body.channel, body.track_id, body.custody_number, body.body, "offer_accepted")
    match offer.status:
        case OfferStatus.OPEN:
            return moved(file, offer, command, law, body.handler)
        case OfferStatus.ACCEPTED:
            return (noted(command, body.channel, body.track_id, "offer_accepted"),)
        case OfferStatus.TIMED_OUT if _accepted_in_time(file, offer, command):
            return _honoured_late(file, offer, command, law)
        case _:
            return denied(file, command, body.channel, body.track_id, body.custody_number, body.body, "offer_accepted")


def hear_offer_returned(file: CaseFile, command: Command[HearOfferReturned], law: IntakeLaw) -> Answer:
    """A channel sent an offer back. Once the offer no longer waits this changes nothing and is only noted."""
    body = command.body
    offer = _named_offer(file, body.custody_number, body.track_id, body.body)
    if offer is None or not isinstance(file, Open) or offer.status is not OfferStatus.OPEN:
        return (noted(command, body.channel, body.track_id, "offer_returned"),)
    return _returned(file, offer, command, body.code, body.reason)


def denied(
    file: CaseFile, command: Command[Any], channel: Channel, track_id: str, number: int, body: str, what: str
) -> tuple[Event, ...]:
    """Both facts stand on file, and the channel is told to close its track (design.md section 5)."""
    reason = "该移交已不再有效，案件由其他机构持有或已经结束；所作记录保留"
    conflict = ConflictNoted(**told(command), channel=channel, track_id=track_id, what=what, reason=reason)
    denial = CustodyDenied(
        **told(command), custody_number=number, body=body, channel=channel, track_id=track_id, reason=reason
    )
    return conflict, denial


def noted(command: Command[Any], channel: Channel, track_id: str, what: str) -> ChannelReported:
    """What a channel announced, kept on the file."""
    return ChannelReported(**told(command), channel=channel, track_id=track_id, what=what)


def _named_offer(file: CaseFile, number: int, track_id: str, body: str) -> Offer | None:
    offer = file.custody.offer(number)
    return offer if offer is not None and (offer.track_id, offer.to_body) == (track_id, body) else None


def _accepted_in_time(file: CaseFile, offer: Offer, command: Command[Any]) -> bool:
    """It occurred before the offer lapsed, and nobody has taken the case since."""
    kept = file.clock_about(offer.track_id, OFFER_LIMIT)
    lapses_at = kept.clock.lapses_at if kept else None
    return offer.number > file.custody.number and lapses_at is not None and command.occurred_at < lapses_at


def _honoured_late(file: CaseFile, offer: Offer, command: Command[HearOfferAccepted], law: IntakeLaw) -> Answer:
    """The lapse is withdrawn, an offer that went further up is taken back, custody moves as it would have."""
    further = file.custody.open_offer
    taken_back: tuple[Event, ...] = ()
    if further is not None:
        taken_back = clocks.offer_withdrawn(file, further, command, "原接收机构在期限内已经接收，后一移交收回")
    return *taken_back, *moved(file, offer, command, law, command.body.handler)


def _returned(file: CaseFile, offer: Offer, command: Command[Any], code: str, reason: str) -> Answer:
    returned = OfferReturned(
        **told(command), custody_number=offer.number, to_body=offer.to_body, code=code, reason=reason
    )
    return returned, *clocks.stopped(file.clock_about(offer.track_id, OFFER_LIMIT), command, "移交被退回")


def _cannot_be_answered(offer: Offer | None, command: Command[Any]) -> Refused | None:
    """Why the window does not take this answer; None without an offer, which is told apart."""
    if offer is None:
        return None
    if offer.channel in CHANNELS_WITH_SERVICE:
        return Refused("answered_in_channel", "这一途径的移交请在该途径的办理页面接收或退回，不在窗口办理。")
    is_early = command.occurred_at < offer.offered_at and not command.body.occurred_at_assumed
    return before_offer(offer.offered_at) if is_early else None
