"""What happens while people talk: rights told, evidence, sessions, danger. Facts, except the mere entry before custody."""

from schemas.command import Command
from schemas.people_mediation import DangerSignsSeen, EvidenceGathered, RightsNotified, SessionHeld
from services.people_mediation.domain import facts
from services.people_mediation.domain.answers import Answer, stamp
from services.people_mediation.domain.commands import GatherEvidence, HoldSession, NotifyRights, SeeDangerSigns
from services.people_mediation.domain.irregularities import marked
from services.people_mediation.domain.moments import moment
from services.people_mediation.domain.refusals import not_ours_yet, unknown_party
from services.people_mediation.domain.state import CaseState, Track
from services.people_mediation.domain.voluntariness import taking_part


def notify_rights(state: CaseState, track: Track, command: Command[NotifyRights]) -> Answer:
    """Rights and duties were told (R75 30)."""
    refused = not_ours_yet(track) or _strangers(state, command.body.party_ids, "party_ids")
    if refused:
        return refused
    told = command.body.party_ids or tuple(party.party_id for party in taking_part(state, track))
    return (
        RightsNotified(
            **stamp(command, track), irregularities=marked(facts.place_in_procedure(track, moment(command))),
            party_ids=told, orally=command.body.orally,
        ),
    )  # fmt: skip


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


def hold_session(state: CaseState, track: Track, command: Command[HoldSession]) -> Answer:
    """Talks were held; every broken rule stands on the record."""
    body = command.body
    if refused := not_ours_yet(track) or _strangers(state, body.present, "present"):
        return refused
    at = moment(command)
    return (
        SessionHeld(
            **stamp(command, track),
            irregularities=marked(
                facts.place_in_procedure(track, at),
                facts.not_taken_up(track),
                facts.consent_not_recorded(state, track),
                facts.rights_not_notified(state, track, body.present, at),
                facts.no_mediator(track),
                facts.recusal_open(track),
                facts.past_limit(state, track, at),
                facts.accepted_elsewhere(state, track),
            ),
            session_id=str(command.derived_id("session")), number=track.sessions + 1, count=body.count,
            place=body.place, present=body.present, invited=body.invited, minutes=body.minutes,
        ),
    )  # fmt: skip


def see_danger_signs(state: CaseState, track: Track, command: Command[SeeDangerSigns]) -> Answer:
    """Signs of violence or escalation; not telling the police is marked (PML 25). Intake reacts to the risk."""
    body = command.body
    if refused := not_ours_yet(track):
        return refused
    return (
        DangerSignsSeen(
            **stamp(command, track), irregularities=marked(None if body.police_notified else "police_not_notified"),
            signs=body.signs, police_notified=body.police_notified, threat=body.threat,
        ),
    )  # fmt: skip


def _strangers(state: CaseState, party_ids: tuple[str, ...], field: str) -> Answer | None:
    unknown = tuple(party_id for party_id in party_ids if state.party(party_id) is None)
    return unknown_party(unknown, field) if unknown else None
