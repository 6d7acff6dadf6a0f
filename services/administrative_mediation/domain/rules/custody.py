"""Offers and custody as intake tells them (design.md section 5). Nothing here is refused: intake's log arbitrates."""

from typing import Any

from schemas.administrative_mediation import (
    AgencyDesignated,
    ApplicationReceived,
    Conflict,
    CustodyLost,
    CustodyReceived,
    Noted,
    OfferClosed,
    OfferReceived,
    TransferReturned,
)
from schemas.base import Event
from schemas.command import Command
from schemas.values import Difficulty
from services.administrative_mediation.domain import clocks, sectors
from services.administrative_mediation.domain.answers import Answer, stamp, told
from services.administrative_mediation.domain.commands import (
    CloseOffer,
    DenyCustody,
    HearDesignation,
    HearTransferReturned,
    LoseCustody,
    ReceiveCustody,
    ReceiveOffer,
)
from services.administrative_mediation.domain.folds import rounds
from services.administrative_mediation.domain.situations import AwaitingCustody, HandingOver, Held, Lost, Offered
from services.administrative_mediation.domain.state import CaseState, Track
from services.jurisdiction.law import Law
from services.jurisdiction.moments import moment


def receive_offer(state: CaseState, command: Command[ReceiveOffer]) -> Answer:
    """An agency was offered the case. An offer heard after its own end, or twice, changes nothing."""
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
        reason = "移交已被撤回或者逾期失效，但本机关已经接到该案件的办理权"
        return (Conflict(**told(command), source="intake", what=body.what, reason=reason),)
    open_offer = track is not None and isinstance(track.situation, Offered | AwaitingCustody)
    if not open_offer and (track is not None or not body.channel_told):
        return _transfer_failed(state, command, body.to_body, body.reason) or (
            _noted(command, body.what, "不涉及本服务正在等待答复的移交"),
        )
    closed = OfferClosed(
        **told(command), track_id=body.track_id, custody_number=body.custody_number, body=body.to_body,
        reason=body.reason,
    )  # fmt: skip
    return closed, *_transfer_failed(state, command, body.to_body, body.reason)


def hear_transfer_returned(state: CaseState, command: Command[HearTransferReturned]) -> Answer:
    """The agency that should take the case sent it back: ours still has it, and may have the superior designate (SZ 45)."""
    body = command.body
    failed = _transfer_failed(state, command, body.to_body, body.reason, body.track_id)
    return failed or (_noted(command, "offer_returned", "不涉及本服务请求的移送"),)


def receive_custody(state: CaseState, command: Command[ReceiveCustody], law: Law) -> Answer:
    """The round begins with the application; older rounds end. The time to decide runs from signing for the hand-over."""
    body = command.body
    known = state.tracks.get(body.track_id)
    if known is not None and known.custody_at is not None and not isinstance(known.situation, Lost):
        return (_noted(command, "custody_moved", "这次移交已经处理过，不再重复登记", body.custody_number),)
    received = CustodyReceived(
        **told(command), track_id=body.track_id, custody_number=body.custody_number, body=body.to_body,
        from_body=body.from_body, reason=body.reason, case=body.case,
    )  # fmt: skip
    ended = _end_older(state, command, body.custody_number, "案件已移交其他机构或者开始新一轮调解")
    begun = rounds.custody_received(known, received)
    if body.custody_number < state.custody_heard:
        return *ended, received, _lost(command, begun, "案件后来又移交其他机构", state.custody_heard)
    return *ended, received, *_application(state, begun, command, law)


def hear_designation(state: CaseState, command: Command[HearDesignation]) -> Answer:
    """The superior confirmed the agency that has the case already; one that gets it anew hears so with its custody."""
    body = command.body
    for track in state.tracks.values():
        if (track.custody_number, track.body) == (body.custody_number, body.to_body) and isinstance(
            track.situation, Held
        ):
            return (
                AgencyDesignated(**stamp(command, track), by_body=body.by_body, body=track.body, reason=body.reason),
            )
    return (_noted(command, "custodian_designated", "指定的办理机构随移交登记"),)


def lose_custody(state: CaseState, command: Command[LoseCustody]) -> Answer:
    """The case is held outside this channel: older rounds end, their record is kept."""
    body = command.body
    events = _end_older(state, command, body.custody_number, body.reason)
    return events or (_noted(command, body.what, body.reason, body.custody_number),)


def deny_custody(state: CaseState, command: Command[DenyCustody]) -> Answer:
    """One round is told that it no longer holds the case; it closes and keeps its record."""
    track = state.tracks.get(command.body.track_id)
    if track is None or track.is_ended:
        return (_noted(command, "custody_denied", command.body.reason),)
    return _end(state, command, track, command.body.reason, None)


def _application(state: CaseState, track: Track, command: Command[ReceiveCustody], law: Law) -> tuple[Event, ...]:
    """What the agency has before it, and the time it has to decide (AM-1, AM-1c, MED-1, MKT-1)."""
    case = command.body.case
    sector = sectors.sector_for(law, track.body, case)
    applied = sectors.by_application(case)
    received = ApplicationReceived(
        **stamp(command, track), body=track.body, sector=sector.id, complex=case.difficulty is Difficulty.COMPLEX,
        by_application=applied, own_motion_duty=sectors.own_motion_duty(law, case),
    )  # fmt: skip
    if not applied:
        return (received,)
    limit = clocks.accept_limit(sector, complex_matter=received.complex)
    since = track.signed_for or moment(command)
    limits = (limit, sector.decision_notice_limit)
    return received, *(event for one in limits for event in clocks.started(state, law, one, track, since))


def _end_older(state: CaseState, command: Command[Any], number: int, reason: str) -> list[Event]:
    """End every open round older than custody `number`."""
    older = [track for track in state.tracks.values() if not track.is_ended and track.custody_number < number]
    return [event for track in older for event in _end(state, command, track, reason, number)]


def _end(state: CaseState, command: Command[Any], track: Track, reason: str, superseded_by: int | None) -> list[Event]:
    return [
        _lost(command, track, reason, superseded_by),
        *clocks.all_stopped(state, track, moment(command), "本机关不再办理该案件"),
    ]


def _transfer_failed(
    state: CaseState, command: Command[Any], to_body: str | None, reason: str, track_id: str | None = None
) -> tuple[Event, ...]:
    """The round that waits for this body, or the one named, still has the case."""
    waiting = [
        (track, track.situation.to_body) for track in state.tracks.values() if isinstance(track.situation, HandingOver)
    ]
    return tuple(
        TransferReturned(**stamp(command, track), to_body=wanted, reason=reason)
        for track, wanted in waiting
        if to_body == wanted or track_id == track.track_id
    )


def _lost(command: Command[Any], track: Track, reason: str, superseded_by: int | None) -> CustodyLost:
    return CustodyLost(**stamp(command, track), body=track.body, reason=reason, superseded_by=superseded_by)


def _noted(command: Command[Any], what: str, reason: str, custody_number: int | None = None) -> Noted:
    return Noted(**told(command), source="intake", what=what, reason=reason, custody_number=custody_number)
