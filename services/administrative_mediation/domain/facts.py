"""Named predicates behind the irregularities of a session or an agreement: each answers with its code or None."""

from services.administrative_mediation.domain import clocks
from services.administrative_mediation.domain.sectors import bars_known, day_of
from services.administrative_mediation.domain.situations import (
    Archived,
    Declined,
    Examining,
    HandingOver,
    Lost,
    NotAccepted,
    Terminated,
)
from services.administrative_mediation.domain.state import CaseState, Track
from services.administrative_mediation.domain.voluntariness import without_consent
from services.jurisdiction.administrative_sectors import Sector
from services.jurisdiction.moments import Moment


def place_in_procedure(track: Track, at: Moment) -> str | None:
    """A round that was not ours, or not open, when it happened; what is recorded late is judged by its own day."""
    match track.situation:
        case Lost(at=over) | Declined(at=over) if at.is_not_before(over):
            return "custody_elsewhere"
        case Terminated(at=over) | NotAccepted(at=over) if at.is_not_before(over):
            return "round_ended"
        case Archived():
            return "file_already_archived"
    if track.custody_at is not None and at.is_before(track.custody_at):
        return "before_custody"
    return None


def not_taken_up(track: Track) -> str | None:
    """Custody is here, but nobody decided to accept."""
    return "not_taken_up" if isinstance(track.situation, Examining | HandingOver) else None


def consent_not_recorded(state: CaseState, track: Track) -> str | None:
    """Somebody's consent is not on file."""
    return "consent_not_recorded" if without_consent(state, track) else None


def rights_not_notified(state: CaseState, track: Track, party_ids: tuple[str, ...], at: Moment) -> str | None:
    """Somebody who took part was not told before."""
    present = party_ids or tuple(party.party_id for party in state.sides)
    told_at = {state.current_id(party_id): when for party_id, when in track.rights_told.items()}
    told_in_time = all(
        (when := told_at.get(state.current_id(party_id))) is not None and (at.assumed or when <= at.at)
        for party_id in present
    )
    return None if told_in_time else "rights_not_notified"


def no_mediator(track: Track) -> str | None:
    """No official was named."""
    return None if track.mediators else "no_mediator"


def recusal_open(track: Track) -> str | None:
    """An official whose recusal was asked for went on before it was decided."""
    return "recusal_open" if track.recusal_open else None


def past_limit(state: CaseState, track: Track, sector: Sector, at: Moment) -> str | None:
    """It happened after the round's limit."""
    return "past_limit" if clocks.is_past(clocks.kept(state, sector.finish_limit, track), at) else None


def recorded_late(state: CaseState, track: Track, sector: Sector, at: Moment) -> str | None:
    """It happened in time, but was recorded only after the lapse."""
    return "recorded_late" if clocks.is_late_entry(clocks.kept(state, sector.finish_limit, track), at) else None


def barred(state: CaseState, track: Track, sector: Sector) -> str | None:
    """A ground against mediating stands on file or is known from another channel."""
    return "barred" if track.findings or bars_known(state, sector) else None


def meeting_notice_short(track: Track, sector: Sector, at: Moment) -> str | None:
    """Nobody told the parties the sector's days ahead that talks would be on this day."""
    if sector.meeting_notice_days is None or at.assumed:
        return None
    today = day_of(at.at)
    announced = any(
        day_of(notice.held_at) == today
        and (notice.told_at.assumed or (today - day_of(notice.told_at.at)).days >= sector.meeting_notice_days)
        for notice in track.meeting_notices
    )
    return None if announced else "meeting_notice_short"


def more_sessions_than_law(track: Track, sector: Sector) -> str | None:
    """The sector allows only so many."""
    full = sector.sessions_at_most is not None and track.sessions >= sector.sessions_at_most
    return "more_sessions_than_law" if full else None


def second_session_late(state: CaseState, track: Track, sector: Sector, at: Moment) -> str | None:
    """The second time lies after the sector's limit from the first failure."""
    clock = clocks.kept(state, sector.second_session_limit, track)
    return "second_session_late" if clocks.is_past(clock, at) else None
