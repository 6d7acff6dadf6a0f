"""What happens while people talk: rights and meetings told, evidence, sessions, danger. Facts, except the mere entry before custody."""

from schemas.administrative_mediation import (
    DangerSignsSeen,
    EvidenceGathered,
    MeetingNotified,
    RightsNotified,
    SessionHeld,
)
from schemas.base import Event
from schemas.command import Command
from services.administrative_mediation.domain import clocks, facts, sectors
from services.administrative_mediation.domain.answers import Answer, stamp
from services.administrative_mediation.domain.commands import (
    GatherEvidence,
    HoldSession,
    NotifyMeeting,
    NotifyRights,
    SeeDangerSigns,
)
from services.administrative_mediation.domain.irregularities import marked
from services.administrative_mediation.domain.refusals import not_ours_yet, unknown_party
from services.administrative_mediation.domain.situations import Accepted, Examining
from services.administrative_mediation.domain.state import CaseState, Track
from services.jurisdiction.administrative_sectors import Sector
from services.jurisdiction.law import Law
from services.jurisdiction.moments import Moment, moment


def notify_rights(state: CaseState, track: Track, command: Command[NotifyRights]) -> Answer:
    """Rights and duties were told."""
    body = command.body
    if refused := not_ours_yet(track) or _strangers(state, body.party_ids, "party_ids"):
        return refused
    return (
        RightsNotified(
            **stamp(command, track), irregularities=marked(facts.place_in_procedure(track, moment(command))),
            party_ids=_whom(state, body.party_ids), orally=body.orally,
        ),
    )  # fmt: skip


def notify_meeting(state: CaseState, track: Track, command: Command[NotifyMeeting]) -> Answer:
    """The parties know when talks will be; whether that was in time shows when they are held."""
    body = command.body
    if refused := not_ours_yet(track) or _strangers(state, body.party_ids, "party_ids"):
        return refused
    return (
        MeetingNotified(
            **stamp(command, track), held_at=body.held_at, place=body.place, party_ids=_whom(state, body.party_ids)
        ),
    )


def gather_evidence(state: CaseState, track: Track, command: Command[GatherEvidence]) -> Answer:
    """Facts were looked into."""
    if refused := not_ours_yet(track):
        return refused
    return (
        EvidenceGathered(
            **stamp(command, track), irregularities=marked(facts.place_in_procedure(track, moment(command))),
            what=command.body.what, by=command.body.by,
        ),
    )  # fmt: skip


def hold_session(state: CaseState, track: Track, command: Command[HoldSession], law: Law) -> Answer:
    """Talks were held; every broken rule stands on the record. A first failure at the police begins PS-1 (PSP 183)."""
    body = command.body
    if refused := not_ours_yet(track) or _strangers(state, body.present, "present"):
        return refused
    sector, at = sectors.sector_of(law, track), moment(command)
    held = SessionHeld(
        **stamp(command, track), irregularities=marked(*_irregular(state, track, sector, at, body.present)),
        session_id=str(command.derived_id("session")), number=track.sessions + 1, count=body.count, place=body.place,
        present=body.present, invited=body.invited, minutes=body.minutes, failed=body.failed,
    )  # fmt: skip
    return held, *_second_time(state, track, sector, held, at, law)


def see_danger_signs(state: CaseState, track: Track, command: Command[SeeDangerSigns]) -> Answer:
    """Signs of violence or escalation; not telling the police is marked. Intake reacts to the risk (E6)."""
    body = command.body
    if refused := not_ours_yet(track):
        return refused
    return (
        DangerSignsSeen(
            **stamp(command, track), irregularities=marked(None if body.police_notified else "police_not_notified"),
            signs=body.signs, police_notified=body.police_notified, threat=body.threat,
        ),
    )  # fmt: skip


def _irregular(
    state: CaseState, track: Track, sector: Sector, at: Moment, present: tuple[str, ...]
) -> tuple[str | None, ...]:
    return (
        facts.place_in_procedure(track, at),
        facts.not_taken_up(track),
        facts.consent_not_recorded(state, track),
        facts.rights_not_notified(state, track, present, at),
        facts.no_mediator(track),
        facts.recusal_open(track),
        facts.past_limit(state, track, sector, at),
        facts.barred(state, track, sector),
        facts.meeting_notice_short(track, sector, at),
        facts.more_sessions_than_law(track, sector),
        facts.second_session_late(state, track, sector, at),
    )


def _second_time(
    state: CaseState, track: Track, sector: Sector, held: SessionHeld, at: Moment, law: Law
) -> tuple[Event, ...]:
    """The first failure starts the time for a second and last one; that one ends it."""
    limit = sector.second_session_limit
    if limit is None:
        return ()
    if clocks.kept(state, limit, track) is not None:
        return clocks.stopped(state, limit, track, at, "进行第二次调解")
    is_open = isinstance(track.situation, Examining | Accepted)
    return clocks.started(state, law, limit, track, at) if held.failed and is_open else ()


def _whom(state: CaseState, party_ids: tuple[str, ...]) -> tuple[str, ...]:
    return party_ids or tuple(party.party_id for party in state.sides)


def _strangers(state: CaseState, party_ids: tuple[str, ...], field: str) -> Answer | None:
    unknown = tuple(party_id for party_id in party_ids if state.party(party_id) is None)
    return unknown_party(unknown, field) if unknown else None
