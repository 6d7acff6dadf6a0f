"""What other services tell and what it makes this service do to itself. Pure: event in, own command out.

None where the event does not concern an agency.
"""

from schemas import intake
from schemas import judicial_confirmation as court
from schemas.administrative_mediation import TransferRequested
from schemas.base import Event
from schemas.command import CommandBody
from schemas.envelope import PublishedEvent
from schemas.identity import track_id
from schemas.intake import CustodyDenied, CustodyMoved, CustodyOffered, OfferReturned, OfferTimedOut, OfferWithdrawn
from schemas.registry import wire_name
from schemas.values import Channel
from services.administrative_mediation.domain.commands import (
    CloseOffer,
    DenyCustody,
    HearChannel,
    HearConfirmation,
    HearDesignation,
    HearElsewhere,
    HearOutsideAct,
    HearTransferReturned,
    LoseCustody,
    ReceiveCustody,
    ReceiveOffer,
    UpdateCaseInformation,
)
from services.administrative_mediation.domain.folds.case import bears_on_mediation
from services.jurisdiction.case_changes import change_told
from services.jurisdiction.concerns import concerns

OWN_CHANNEL = Channel.ADMIN_MEDIATION
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


def receive_offer(event: CustodyOffered, published: PublishedEvent) -> ReceiveOffer | None:
    """An agency was offered the case."""
    if event.channel is not OWN_CHANNEL:
        return None
    return ReceiveOffer(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, track_id=event.track_id,
        custody_number=event.custody_number, from_body=event.from_body, to_body=event.to_body, reason=event.reason,
        case=event.case,
    )  # fmt: skip


def withdraw_offer(event: OfferWithdrawn, published: PublishedEvent) -> CloseOffer | None:
    """An offer to an agency was taken back."""
    if event.channel is not OWN_CHANNEL:
        return None
    return _close(event, published, reason="移交已被撤回", channel_told=True)


def time_out_offer(event: OfferTimedOut, published: PublishedEvent) -> CloseOffer | None:
    """An offer to an agency timed out; an event from before the channel was told may be about any channel."""
    if event.channel not in (None, OWN_CHANNEL):
        return None
    return _close(event, published, reason="逾期未答复，移交失效", channel_told=event.channel is not None)


def return_offer(event: OfferReturned, published: PublishedEvent) -> HearTransferReturned | None:
    """An offer was sent back, perhaps the one an agency of ours had asked for."""
    if not concerns(event, OWN_CHANNEL):
        return None
    return HearTransferReturned(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, to_body=event.to_body,
        reason=event.reason,
    )  # fmt: skip


def transfer_conflict(event: intake.ConflictNoted, published: PublishedEvent) -> HearTransferReturned | None:
    """The window could not offer the case to the agency named."""
    if event.channel is not OWN_CHANNEL or event.what != TRANSFER:
        return None
    return HearTransferReturned(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, track_id=event.track_id,
        reason=event.reason,
    )  # fmt: skip


def move_custody(event: CustodyMoved, published: PublishedEvent) -> ReceiveCustody | LoseCustody | None:
    """Custody came to an agency, or the case is held elsewhere from now on."""
    if not concerns(event, OWN_CHANNEL):
        return None
    if event.channel is not OWN_CHANNEL:
        return LoseCustody(
            occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed,
            custody_number=event.custody_number, what=wire_name(type(event)), reason="案件已移交其他渠道办理",
        )  # fmt: skip
    return ReceiveCustody(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, track_id=event.track_id,
        custody_number=event.custody_number, from_body=event.from_body, to_body=event.to_body, reason=event.reason,
        case=event.case,
    )  # fmt: skip


def deny_custody(event: CustodyDenied, published: PublishedEvent) -> DenyCustody | None:
    """A round of ours acted under an old custody number, or was ended from outside."""
    if event.channel is not OWN_CHANNEL:
        return None
    return DenyCustody(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, track_id=event.track_id,
        reason=event.reason,
    )  # fmt: skip


def designate(event: intake.CustodianDesignated, published: PublishedEvent) -> HearDesignation | None:
    """The common superior named an agency."""
    if event.channel is not OWN_CHANNEL:
        return None
    return HearDesignation(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed,
        custody_number=event.custody_number, by_body=event.by_body, to_body=event.to_body, reason=event.reason,
    )  # fmt: skip


def case_changed(event: Event, published: PublishedEvent) -> CommandBody | None:
    """Parties, agents, guardians, contacts, risk or an entry changed at the window."""
    change = change_told(event) if concerns(event, OWN_CHANNEL) else None
    if change is None:
        return None
    return UpdateCaseInformation(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, what=wire_name(type(event)),
        change=change,
    )  # fmt: skip


def outside_act(event: intake.OutsideActRecorded, published: PublishedEvent) -> HearOutsideAct | None:
    """A body outside acted on the dispute. What may bar acceptance is kept even of a case that never came here."""
    if not concerns(event, OWN_CHANNEL) and not bears_on_mediation(event.outside.channel, event.outside.act):
        return None
    return HearOutsideAct(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, outside=event.outside
    )


def channel_reported(event: intake.ChannelReported, published: PublishedEvent) -> HearChannel | None:
    """Another channel of ours announced something that bears on whether an agency may mediate."""
    if not bears_on_mediation(event.channel, event.what):
        return None
    return HearChannel(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, channel=event.channel,
        what=event.what,
    )  # fmt: skip


def case_turned(
    event: intake.CaseVoided | intake.CasesMerged | intake.CaseUnmerged | intake.CaseClosed | intake.CaseReopened,
    published: PublishedEvent,
) -> HearElsewhere | None:
    """The case ended, went on under another code or was taken up again; an open round is told by `CustodyDenied`."""
    if not concerns(event, OWN_CHANNEL):
        return None
    return HearElsewhere(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, source=published.service,
        what=wire_name(type(event)), reason="窗口对案件整体的处理，不改变本轮调解的记录",
    )  # fmt: skip


def courts_word(event: CourtsWord, published: PublishedEvent) -> HearConfirmation | None:
    """The court said something about an agreement; None for one of another channel."""
    if event.channel not in (None, OWN_CHANNEL):
        return None
    return HearConfirmation(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, agreement_id=event.agreement_id,
        what=wire_name(type(event)),
    )  # fmt: skip


def _close(
    event: OfferWithdrawn | OfferTimedOut, published: PublishedEvent, *, reason: str, channel_told: bool
) -> CloseOffer:
    return CloseOffer(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, channel_told=channel_told,
        track_id=track_id(published.case_code, event.custody_number), what=wire_name(type(event)),
        custody_number=event.custody_number, to_body=event.to_body, reason=reason,
    )  # fmt: skip
