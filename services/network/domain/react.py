"""What other services tell and what it makes the network do to itself. Pure: event in, own command and its key out.

The channel's own rounds, referrals to partners, and the work of mediators in every channel of mediation, which goes to the
register of their body.
"""

from schemas import intake
from schemas.base import Event
from schemas.envelope import PublishedEvent
from schemas.identity import track_id
from schemas.intake import CustodyMoved, OfferTimedOut, OfferWithdrawn
from schemas.registry import wire_name
from schemas.values import Channel
from services.jurisdiction.concerns import concerns
from services.jurisdiction.custody_heard import HELD_ELSEWHERE, TIMED_OUT, WITHDRAWN, Window, changed, received
from services.jurisdiction.demonstration import demonstration_by_id
from services.jurisdiction.told import when
from services.network.domain.commands import (
    CloseOffer,
    HearOutsideAct,
    LoseCustody,
    ReceiveCustody,
    ReceiveReferral,
    UpdateCaseInformation,
)
from services.network.domain.folds.case import bears_on_mediation

OWN_CHANNEL = Channel.INDUSTRY_MEDIATION
WINDOW = Window(OWN_CHANNEL)
MEDIATES = (Channel.PEOPLE_MEDIATION, Channel.ADMIN_MEDIATION, Channel.PETITION)
"""Channels of which a mediator of the network may be a former handler, or for whose case one may be proposed."""


def withdraw_offer(event: OfferWithdrawn, published: PublishedEvent) -> CloseOffer | None:
    """An offer to a body of the network was taken back."""
    return _close(event, published, WITHDRAWN) if event.channel is OWN_CHANNEL else None


def time_out_offer(event: OfferTimedOut, published: PublishedEvent) -> CloseOffer | None:
    """An offer to a body of the network timed out."""
    return _close(event, published, TIMED_OUT) if event.channel is OWN_CHANNEL else None


def move_custody(event: CustodyMoved, published: PublishedEvent) -> ReceiveCustody | LoseCustody | None:
    """Custody came to a body of the network, or the case is held elsewhere.

    Elsewhere it matters where the network knows the case, and where a mediator may be asked for; not in a played case the
    network never had, and never in a sealed one, which nobody mediates.
    """
    if event.channel is OWN_CHANNEL:
        return received(event)
    known = concerns(event, OWN_CHANNEL)
    if not known and (event.case.story or event.case.sealed or event.channel not in MEDIATES):
        return None
    return LoseCustody(
        **when(event),
        custody_number=event.custody_number, custodian=event.to_body, channel=event.channel, handler=event.handler,
        case=event.case, reason=HELD_ELSEWHERE,
    )  # fmt: skip


def case_changed(event: Event, published: PublishedEvent) -> UpdateCaseInformation | None:
    """Parties, agents, guardians, contacts, risk or an entry changed at the window."""
    return changed(event) if _known_here(event, published) else None


def outside_act(event: intake.OutsideActRecorded, published: PublishedEvent) -> HearOutsideAct | None:
    """A body outside acted on the dispute. What may bar mediation (R75 22) is kept even of a case that never came here,
    unless it is a played one, which goes the way it went."""
    bears = bears_on_mediation(event.outside.channel, event.outside.act) and not _is_played(published)
    if not concerns(event, OWN_CHANNEL) and not bears:
        return None
    return HearOutsideAct(**when(event), outside=event.outside)


def referred_outside(event: intake.ReferredOutside, published: PublishedEvent) -> ReceiveReferral | None:
    """The custodian pointed the party to a partner; in a played case nobody answers."""
    if _is_played(published):
        return None
    return ReceiveReferral(
        **when(event), channel=event.channel,
        partner=event.body, from_body=published.actor.organisation, follow_up_on=event.follow_up_on,
        reason=event.reason,
    )  # fmt: skip


def _known_here(event: Event, published: PublishedEvent) -> bool:
    """The case came to the network, or, where it is no played one, to a channel for which mediators are proposed."""
    if concerns(event, OWN_CHANNEL):
        return True
    return not _is_played(published) and any(concerns(event, channel) for channel in MEDIATES)


def _is_played(published: PublishedEvent) -> bool:
    """A body of the demonstration acted: its cases are published ones."""
    return demonstration_by_id(published.actor.organisation) is not None


def _close(event: OfferWithdrawn | OfferTimedOut, published: PublishedEvent, reason: str) -> CloseOffer:
    return CloseOffer(
        **when(event),
        track_id=track_id(published.case_code, event.custody_number), custody_number=event.custody_number,
        to_body=event.to_body, what=wire_name(type(event)), reason=reason,
    )  # fmt: skip
