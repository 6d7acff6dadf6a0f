"""Offers and custody as intake tells them (design.md section 5). Nothing here is refused: intake's log arbitrates."""

from typing import Any

from schemas.base import Event
from schemas.command import Command
from schemas.petitions_custody import Conflict, CustodyLost, CustodyReceived, Noted, OfferClosed, OfferReceived
from services.jurisdiction.moments import moment
from services.petitions.domain import clocks
from services.petitions.domain.answers import Answer, stamp, told
from services.petitions.domain.commands import CloseOffer, DenyCustody, LoseCustody, ReceiveCustody, ReceiveOffer
from services.petitions.domain.situations import AwaitingCustody, Beside, Holding, Offered, Over
from services.petitions.domain.state import CaseState, Track

Held = Holding | Beside
Live = Offered | AwaitingCustody | Holding | Beside


def receive_offer(state: CaseState, command: Command[ReceiveOffer]) -> Answer:
    """An office was offered the case. An offer heard after its own end, or twice, changes nothing."""
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
        reason = "移交已被撤回或者逾期失效，但本机构已经接到该案件的办理权"
        return (Conflict(**told(command), source="intake", what=body.what, reason=reason),)
    waits = track is not None and isinstance(track.situation, Offered | AwaitingCustody)
    if not waits and (track is not None or not body.channel_told):
        return (_noted(command, body.what, "不涉及本服务正在等待答复的移交"),)
    return (
        OfferClosed(
            **told(command), track_id=body.track_id, custody_number=body.custody_number, body=body.to_body,
            reason=body.reason,
        ),
    )  # fmt: skip


def receive_custody(state: CaseState, command: Command[ReceiveCustody]) -> Answer:
    """The office holds the case; a petition that another office had goes on here with its clocks as they run."""
    body = command.body
    known = state.tracks.get(body.track_id)
    if known is not None and isinstance(known.situation, Held):
        return (_noted(command, "custody_moved", "这次移交已经处理过，不再重复登记", body.custody_number),)
    received = CustodyReceived(
        **told(command), track_id=body.track_id, custody_number=body.custody_number, body=body.to_body,
        from_body=body.from_body, reason=body.reason, case=body.case,
    )  # fmt: skip
    if body.custody_number < state.custody_heard:
        gone = Track(track_id=body.track_id, custody_number=body.custody_number, body=body.to_body, situation=Holding())
        return received, _lost(command, gone, "案件后来又移交其他机构", state.custody_heard, beside=False)
    older = _older(state, body.custody_number)
    lost = [_lost(command, track, "案件已移交其他信访部门", body.custody_number, beside=False) for track in older]
    return *lost, received


def lose_custody(state: CaseState, command: Command[LoseCustody]) -> Answer:
    """Another channel holds the case: the petition, if there is one, goes on beside it."""
    body = command.body
    events: list[Event] = [
        _lost(command, track, body.reason, body.custody_number, beside=_has_petition(state, track))
        for track in _older(state, body.custody_number)
        if not isinstance(track.situation, Beside)
    ]
    return events or (_noted(command, body.what, body.reason, body.custody_number),)


def deny_custody(state: CaseState, command: Command[DenyCustody]) -> Answer:
    """One round is told that it no longer holds the case. If it has the petition, that ends, with its clocks."""
    track = state.tracks.get(command.body.track_id)
    if track is None or not isinstance(track.situation, Live):
        return (_noted(command, "custody_denied", command.body.reason),)
    lost = _lost(command, track, command.body.reason, None, beside=False)
    stopped = clocks.stop_all(state, moment(command), "案件不再由信访部门办理") if _has_petition(state, track) else ()
    return lost, *stopped


def _older(state: CaseState, number: int) -> list[Track]:
    """Rounds before custody `number` that still stand."""
    return [
        track for track in state.tracks.values() if track.custody_number < number and isinstance(track.situation, Live)
    ]


def _has_petition(state: CaseState, track: Track) -> bool:
    petition = state.petition
    return petition is not None and petition.track_id == track.track_id and not isinstance(petition.situation, Over)


def _lost(command: Command[Any], track: Track, reason: str, superseded_by: int | None, *, beside: bool) -> CustodyLost:
    return CustodyLost(
        **stamp(command, track), body=track.body, reason=reason, superseded_by=superseded_by, goes_on_beside=beside
    )


def _noted(command: Command[Any], what: str, reason: str, custody_number: int | None = None) -> Noted:
    return Noted(**told(command), source="intake", what=what, reason=reason, custody_number=custody_number)
