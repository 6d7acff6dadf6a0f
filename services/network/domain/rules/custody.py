"""Offers and custody as intake tells them (design.md section 5). Nothing here is refused: intake's log arbitrates."""

from typing import Any

from schemas.base import Event
from schemas.command import Command
from schemas.network import Conflict, CustodyLost, CustodyReceived, HandledElsewhere, Noted, OfferClosed, OfferReceived
from services.jurisdiction.law import Law
from services.jurisdiction.moments import Moment, moment
from services.network.domain.answers import Answer, stamp, told
from services.network.domain.clocks import start_round, stop_round
from services.network.domain.commands import CloseOffer, DenyCustody, LoseCustody, ReceiveCustody, ReceiveOffer
from services.network.domain.regimes import runs_from_signing
from services.network.domain.situations import AwaitingCustody, Held, Lost, Offered, Preparing
from services.network.domain.state import CaseState, Track


def receive_offer(state: CaseState, command: Command[ReceiveOffer]) -> Answer:
    """A body was offered the case. An offer heard after its own end, or twice, changes nothing."""
    body = command.body
    if body.track_id in state.tracks or body.custody_number <= state.custody_heard:
        return (_noted(command, "custody_offered", "这次移交已经处理过，不再重复登记"),)
    return (
        OfferReceived(
            **told(command), track_id=body.track_id, custody_number=body.custody_number, body=body.to_body,
            from_body=body.from_body, reason=body.reason, case=body.case,
        ),
    )  # fmt: skip


def close_offer(state: CaseState, command: Command[CloseOffer]) -> Answer:
    """The offer is over. Heard before the offer itself it closes it in advance; a round that began stands as a conflict."""
    body = command.body
    track = state.tracks.get(body.track_id)
    if track is not None and isinstance(track.situation, Held):
        reason = "移交已被撤回或者逾期失效，但本组织已经接到该案件的办理权"
        return (Conflict(**told(command), source="intake", what=body.what, reason=reason),)
    if track is not None and not isinstance(track.situation, Offered | AwaitingCustody):
        return (_noted(command, body.what, "不涉及本服务正在等待答复的移交"),)
    return (
        OfferClosed(
            **told(command), track_id=body.track_id, custody_number=body.custody_number, body=body.to_body,
            reason=body.reason,
        ),
    )  # fmt: skip


def receive_custody(state: CaseState, command: Command[ReceiveCustody], law: Law) -> Answer:
    """The round may begin; older rounds end. A limit that runs from signing for the file runs from then (TY 27; LAB 14)."""
    body = command.body
    known = state.tracks.get(body.track_id)
    if known is not None and known.custody_at is not None and not isinstance(known.situation, Lost):
        return (_noted(command, "custody_moved", "这次移交已经处理过，不再重复登记", body.custody_number),)
    received = CustodyReceived(
        **told(command), track_id=body.track_id, custody_number=body.custody_number, body=body.to_body,
        from_body=body.from_body, reason=body.reason, case=body.case,
    )  # fmt: skip
    events: list[Event] = [
        *_end_older(state, command, body.custody_number, "案件已移交其他机构或者开始新一轮调解"),
        received,
    ]
    begun = _begun(known, received)
    if body.custody_number < state.custody_heard:
        events.append(_lost(command, begun, "案件后来又移交其他机构", state.custody_heard))
    elif runs_from_signing(law, begun, body.case):
        events += start_round(state, begun, body.case, law, begun.signed_for or moment(command), moment(command))
    return events


def lose_custody(state: CaseState, command: Command[LoseCustody]) -> Answer:
    """The case is held outside the network: older rounds end, their record is kept; who handles it there is remembered."""
    body = command.body
    handled = HandledElsewhere(
        **told(command), custody_number=body.custody_number, custodian=body.custodian, channel=body.channel,
        handler=body.handler, case=body.case,
    )  # fmt: skip
    return *_end_older(state, command, body.custody_number, body.reason), handled


def deny_custody(state: CaseState, command: Command[DenyCustody]) -> Answer:
    """One round is told that it no longer holds the case; it closes and keeps its record."""
    track = state.tracks.get(command.body.track_id)
    if track is None or track.is_ended:
        return (_noted(command, "custody_denied", command.body.reason),)
    return _end(state, command, track, command.body.reason, None)


def _end_older(state: CaseState, command: Command[Any], number: int, reason: str) -> list[Event]:
    older = [track for track in state.tracks.values() if not track.is_ended and track.custody_number < number]
    return [event for track in older for event in _end(state, command, track, reason, number)]


def _end(state: CaseState, command: Command[Any], track: Track, reason: str, superseded_by: int | None) -> list[Event]:
    return [
        _lost(command, track, reason, superseded_by),
        *stop_round(state, track, moment(command), "本组织不再办理该案件"),
    ]


def _lost(command: Command[Any], track: Track, reason: str, superseded_by: int | None) -> CustodyLost:
    return CustodyLost(**stamp(command, track), body=track.body, reason=reason, superseded_by=superseded_by)


def _begun(known: Track | None, received: CustodyReceived) -> Track:
    """The round as custody begins it, with what was planned before."""
    track = Track(
        track_id=received.track_id, custody_number=received.custody_number, body=received.body,
        from_body=received.from_body, reason=received.reason, situation=Preparing(),
    )  # fmt: skip
    if known is None:
        return track
    signed = known.signed_for or Moment(at=received.occurred_at, assumed=received.occurred_at_assumed)
    return track.model_copy(update={"signed_for": signed, "summary_procedure": known.summary_procedure})


def _noted(command: Command[Any], what: str, reason: str, custody_number: int | None = None) -> Noted:
    return Noted(**told(command), source="intake", what=what, reason=reason, custody_number=custody_number)
