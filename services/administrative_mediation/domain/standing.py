"""Who may act on which round: only the agency that has it; for anybody else the case does not exist (design.md section 6)."""

from typing import Any

from schemas.command import Command, Refused
from services.administrative_mediation.domain.commands.base import AgreementCommand, RoundCommand
from services.administrative_mediation.domain.state import CaseState, Track
from services.jurisdiction.acts import not_found


def find_round(state: CaseState, command: Command[Any]) -> Track | Refused:
    """The round a person's command is about: the one named, else the body's latest open round, else its latest."""
    body: RoundCommand = command.body
    if command.actor.is_system:
        return not_found()
    own = [track for track in state.tracks.values() if track.body == command.actor.organisation]
    if body.track_id is not None:
        own = [track for track in own if track.track_id == body.track_id]
    if isinstance(body, AgreementCommand):
        own = _with_agreement(own, body.agreement_id) or own
    candidates = [track for track in own if not track.is_ended] or own
    return candidates[-1] if candidates else not_found()


def _with_agreement(tracks: list[Track], agreement_id: str | None) -> list[Track]:
    """The rounds that have this agreement, or any where none is named."""
    if agreement_id is None:
        return [track for track in tracks if track.agreements]
    return [track for track in tracks if track.agreement(agreement_id)]
