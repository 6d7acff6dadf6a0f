"""What the window and the mediating channels tell, and what it makes this service do to itself. Pure: event in, own command out.

None where the event does not concern petitions.
"""

from schemas import administrative_mediation, intake, people_mediation
from schemas.base import Event
from schemas.command import CommandBody
from schemas.envelope import PublishedEvent
from schemas.identity import track_id
from schemas.intake import HandOverReason
from schemas.registry import wire_name
from schemas.values import Channel
from services.jurisdiction.case_changes import change_told
from services.jurisdiction.concerns import concerns
from services.petitions.domain.commands import (
    CloseOffer,
    DenyCustody,
    HearElsewhere,
    HearMediationResult,
    HearOutsideAct,
    HearRepeat,
    LoseCustody,
    ReceiveCustody,
    ReceiveOffer,
    UpdateCaseInformation,
)

OWN_CHANNEL = Channel.PETITION


def receive_offer(event: intake.CustodyOffered, published: PublishedEvent) -> ReceiveOffer | None:
    """An office was offered the case."""
    if event.channel is not OWN_CHANNEL:
        return None
    return ReceiveOffer(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, track_id=event.track_id,
        custody_number=event.custody_number, from_body=event.from_body, to_body=event.to_body, reason=event.reason,
        case=event.case,
    )  # fmt: skip


def withdraw_offer(event: intake.OfferWithdrawn, published: PublishedEvent) -> CloseOffer | None:
    """An offer to an office was taken back."""
    return _close(event, published, "移交已被撤回", True) if event.channel is OWN_CHANNEL else None


def time_out_offer(event: intake.OfferTimedOut, published: PublishedEvent) -> CloseOffer | None:
    """An offer to an office timed out; an event from before the channel was told may be about any channel."""
    if event.channel not in (None, OWN_CHANNEL):
        return None
    return _close(event, published, "逾期未答复，移交失效", event.channel is not None)


def move_custody(event: intake.CustodyMoved, published: PublishedEvent) -> ReceiveCustody | LoseCustody | None:
    """Custody came to an office, or the case is held in another channel from now on."""
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


def deny_custody(event: intake.CustodyDenied, published: PublishedEvent) -> DenyCustody | None:
    """An office acted under an old custody number, or the case was ended from outside."""
    if event.channel is not OWN_CHANNEL:
        return None
    return DenyCustody(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, track_id=event.track_id,
        reason=event.reason,
    )  # fmt: skip


def case_changed(event: Event, published: PublishedEvent) -> UpdateCaseInformation | None:
    """Parties, agents, guardians, contacts, risk or a wrong entry changed."""
    change = change_told(event) if concerns(event, OWN_CHANNEL) else None
    if change is None:
        return None
    return UpdateCaseInformation(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, what=wire_name(type(event)),
        change=change,
    )  # fmt: skip


def outside_act(event: intake.OutsideActRecorded, published: PublishedEvent) -> HearOutsideAct | None:
    """A body outside acted on the matter."""
    if not concerns(event, OWN_CHANNEL):
        return None
    return HearOutsideAct(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, outside=event.outside
    )


def reported_again(event: intake.FurtherReportRecorded, published: PublishedEvent) -> HearRepeat | None:
    """The same matter was brought again while the case goes on."""
    if not concerns(event, OWN_CHANNEL):
        return None
    return HearRepeat(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, reported_to=event.reported_to,
        persons=event.persons,
    )  # fmt: skip


def repeat_linked(event: intake.RepeatLinked, published: PublishedEvent) -> HearRepeat | None:
    """The window linked an earlier case of the same matter."""
    if not concerns(event, OWN_CHANNEL):
        return None
    return HearRepeat(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, repeat_of=event.repeat_of
    )


def case_turned(event: Event, published: PublishedEvent) -> CommandBody | None:
    """The case ended, went on under another code or was taken up again; an open round is told by `CustodyDenied`."""
    if not concerns(event, OWN_CHANNEL):
        return None
    return HearElsewhere(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, source=published.service,
        what=wire_name(type(event)), reason="窗口对案件整体的处理，不改变信访事项的记录",
    )  # fmt: skip


def mediated(
    event: people_mediation.AgreementEffective | administrative_mediation.AgreementEffective, published: PublishedEvent
) -> HearMediationResult | None:
    """A round that came about by a referral ended in an agreement on the whole matter; a part of it settles no petition."""
    if event.partial or event.reason is not HandOverReason.REFERRAL:
        return None
    return HearMediationResult(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, source=published.service,
        body=event.body, agreement_id=event.agreement_id, number=event.number,
        party_ids=tuple(party.party_id for party in event.parties), terms=event.terms.terms,
    )  # fmt: skip


def _close(
    event: intake.OfferWithdrawn | intake.OfferTimedOut, published: PublishedEvent, reason: str, channel_told: bool
) -> CloseOffer:
    return CloseOffer(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, channel_told=channel_told,
        track_id=track_id(published.case_code, event.custody_number), what=wire_name(type(event)),
        custody_number=event.custody_number, to_body=event.to_body, reason=reason,
    )  # fmt: skip
