"""What other services tell and what it makes this service do to itself. Pure: event in, own command out.

None where the event does not concern an agency.
"""

from schemas import intake
from schemas import judicial_confirmation as court
from schemas.administrative_mediation import TransferRequested
from schemas.envelope import PublishedEvent
from schemas.intake import OfferReturned
from schemas.registry import wire_name
from schemas.values import Channel
from services.administrative_mediation.domain.commands import (
    HearChannel,
    HearConfirmation,
    HearDesignation,
    HearOutsideAct,
    HearTransferReturned,
)
from services.administrative_mediation.domain.folds.case import bears_on_mediation
from services.jurisdiction.concerns import concerns
from services.jurisdiction.custody_heard import Window
from services.jurisdiction.told import when

OWN_CHANNEL = Channel.ADMIN_MEDIATION
WINDOW = Window(OWN_CHANNEL)
TRANSFER = wire_name(TransferRequested)
CourtsWord = (
    court.AgreementConfirmed
    | court.ApplicationDismissed
    | court.ApplicationNotAccepted
    | court.ApplicationWithdrawn
    | court.ConfirmationRevoked
    | court.ConfirmationChanged
)
"""What the court may say about an agreement that this channel has to know."""


def return_offer(event: OfferReturned, published: PublishedEvent) -> HearTransferReturned | None:
    """An offer was sent back, perhaps the one an agency of ours had asked for."""
    if not concerns(event, OWN_CHANNEL):
        return None
    return HearTransferReturned(
        **when(event), to_body=event.to_body, reason=event.reason,
    )  # fmt: skip


def transfer_conflict(event: intake.ConflictNoted, published: PublishedEvent) -> HearTransferReturned | None:
    """The window could not offer the case to the agency named."""
    if event.channel is not OWN_CHANNEL or event.what != TRANSFER:
        return None
    return HearTransferReturned(
        **when(event), track_id=event.track_id, reason=event.reason,
    )  # fmt: skip


def designate(event: intake.CustodianDesignated, published: PublishedEvent) -> HearDesignation | None:
    """The common superior named an agency."""
    if event.channel is not OWN_CHANNEL:
        return None
    return HearDesignation(
        **when(event),
        custody_number=event.custody_number, by_body=event.by_body, to_body=event.to_body, reason=event.reason,
    )  # fmt: skip


def outside_act(event: intake.OutsideActRecorded, published: PublishedEvent) -> HearOutsideAct | None:
    """A body outside acted on the dispute. What may bar acceptance is kept even of a case that never came here."""
    if not concerns(event, OWN_CHANNEL) and not bears_on_mediation(event.outside.channel, event.outside.act):
        return None
    return HearOutsideAct(**when(event), outside=event.outside)


def channel_reported(event: intake.ChannelReported, published: PublishedEvent) -> HearChannel | None:
    """Another channel of ours announced something that bears on whether an agency may mediate."""
    if not bears_on_mediation(event.channel, event.what):
        return None
    return HearChannel(
        **when(event), channel=event.channel, what=event.what,
    )  # fmt: skip


def courts_word(event: CourtsWord, published: PublishedEvent) -> HearConfirmation | None:
    """The court said something about an agreement; None for one of another channel."""
    if event.channel not in (None, OWN_CHANNEL):
        return None
    return HearConfirmation(
        **when(event), agreement_id=event.agreement_id, what=wire_name(type(event)),
    )  # fmt: skip
