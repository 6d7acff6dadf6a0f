"""Named predicates behind the irregularities of a session or an agreement: each answers with its code or None."""

from services.people_mediation.domain.clocks import is_late_entry, is_past_limit
from services.people_mediation.domain.moments import Moment
from services.people_mediation.domain.situations import Archived, Declined, Lost, Preparing, Terminated
from services.people_mediation.domain.state import CaseState, Track
from services.people_mediation.domain.voluntariness import taking_part, without_consent


def place_in_procedure(track: Track, at: Moment) -> str | None:
    """A round that was not ours, or not open, when it happened; what is recorded late is judged by its own day."""
    match track.situation:
        case Lost(at=over) | Declined(at=over) if at.is_not_before(over):
            return "custody_elsewhere"
        case Terminated(at=over) if at.is_not_before(over):
            return "round_ended"
        case Archived():
            return "file_already_archived"
    if track.custody_at is not None and at.is_before(track.custody_at):
        return "before_custody"
    return None


def not_taken_up(track: Track) -> str | None:
    """Custody is here, but nobody took the case up (R75 23)."""
    return "not_taken_up" if isinstance(track.situation, Preparing) else None


def consent_not_recorded(state: CaseState, track: Track) -> str | None:
    """Somebody's consent is not on file (PML 17)."""
    return "consent_not_recorded" if without_consent(state, track) else None


def rights_not_notified(state: CaseState, track: Track, party_ids: tuple[str, ...], at: Moment) -> str | None:
    """Somebody who took part was not told before (R75 30)."""
    present = party_ids or tuple(party.party_id for party in taking_part(state, track))
    told_at = {state.current_id(party_id): when for party_id, when in track.rights_told.items()}
    told_in_time = all(
        (when := told_at.get(state.current_id(party_id))) is not None and (at.assumed or when <= at.at)
        for party_id in present
    )
    return None if told_in_time else "rights_not_notified"


def no_mediator(track: Track) -> str | None:
    """Nobody was appointed or chosen (PML 19)."""
    return None if track.mediators else "no_mediator"


def recusal_open(track: Track) -> str | None:
    """A mediator whose recusal was asked for went on before it was decided."""
    return "recusal_open" if track.recusal_open else None


def past_limit(state: CaseState, track: Track, at: Moment) -> str | None:
    """It happened after the round's limit."""
    if not is_past_limit(state, track, at):
        return None
    return "past_court_limit" if track.was_delegated else "past_limit"


def recorded_late(state: CaseState, track: Track, at: Moment) -> str | None:
    """It happened in time, but was recorded only after the lapse (design.md section 4)."""
    return "recorded_late" if is_late_entry(state, track, at) else None


def accepted_elsewhere(state: CaseState, track: Track) -> str | None:
    """A court, arbitrator or agency has the same dispute and did not delegate it (R75 22)."""
    return "accepted_elsewhere" if state.taken_elsewhere and not track.was_delegated else None
