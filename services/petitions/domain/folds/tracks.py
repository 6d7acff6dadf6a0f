"""Rounds at petition offices after offers and custody; the petition moves with custody between offices."""

from collections.abc import Mapping

from schemas.intake import CaseSummary
from schemas.petitions_custody import (
    CustodyLost,
    CustodyReceived,
    OfferAccepted,
    OfferClosed,
    OfferReceived,
    OfferReturned,
)
from services.jurisdiction.moments import moment_of
from services.petitions.domain.situations import (
    AwaitingCustody,
    Beside,
    Concluded,
    Declined,
    Ended,
    Gone,
    Holding,
    Offered,
)
from services.petitions.domain.state import CaseState, Petition, Track


def with_summary(state: CaseState, case: CaseSummary) -> CaseState:
    """The case as last heard, and who succeeded whom."""
    heirs = {party.predecessor: party.party_id for party in case.parties if party.predecessor is not None}
    return state.model_copy(update={"case": case, "successors": {**state.successors, **heirs}})


def offered(state: CaseState, event: OfferReceived) -> CaseState:
    """A round begins as an offer."""
    track = Track(
        track_id=event.track_id, custody_number=event.custody_number, body=event.body, situation=Offered(),
        offered_at=moment_of(event),
    )  # fmt: skip
    return _put(with_summary(state, event.case), track)


def offer_accepted(state: CaseState, event: OfferAccepted) -> CaseState:
    """The office waits for custody."""
    track = state.tracks.get(event.track_id)
    return state if track is None else _put(state, track.model_copy(update={"situation": AwaitingCustody()}))


def offer_over(state: CaseState, event: OfferReturned | OfferClosed) -> CaseState:
    """The offer is over, perhaps before it was heard of."""
    over = Declined(at=moment_of(event), by_us=isinstance(event, OfferReturned))
    known = state.tracks.get(event.track_id)
    track = known or Track(
        track_id=event.track_id, custody_number=event.custody_number, body=event.body, situation=over
    )
    return _put(state, track.model_copy(update={"situation": over}))


def custody_received(state: CaseState, event: CustodyReceived) -> CaseState:
    """The office holds the case; an unfinished petition is its own from now on."""
    track = Track(
        track_id=event.track_id, custody_number=event.custody_number, body=event.body, situation=Holding()
    )  # fmt: skip
    held = _put(with_summary(state, event.case), track)
    moved: Petition | None = state.petition
    if moved is not None and not isinstance(moved.situation, Concluded | Ended):
        own_unit = {"unit": event.body} if moved.unit == moved.office else {}
        moved = moved.model_copy(
            update={
                "track_id": event.track_id, "custody_number": event.custody_number, "office": event.body, **own_unit,
            }
        )  # fmt: skip
    return held.model_copy(update={"petition": moved, "custody_heard": max(state.custody_heard, event.custody_number)})


def custody_lost(state: CaseState, event: CustodyLost) -> CaseState:
    """The round is over; beside another channel its petition goes on; ended from outside, the petition ends with it."""
    known = state.tracks.get(event.track_id)
    situation = Beside() if event.goes_on_beside else Gone(at=moment_of(event))
    tracks: Mapping[str, Track] = state.tracks
    if known is not None:
        tracks = {**tracks, event.track_id: known.model_copy(update={"situation": situation})}
    heard = max(state.custody_heard, event.superseded_by or 0)
    petition = state.petition
    ends = petition is not None and petition.track_id == event.track_id and event.superseded_by is None
    if petition is not None and ends and not isinstance(petition.situation, Concluded):
        petition = petition.model_copy(update={"situation": Ended(), "hearing": None})
    return state.model_copy(update={"tracks": tracks, "custody_heard": heard, "petition": petition})


def _put(state: CaseState, track: Track) -> CaseState:
    return state.model_copy(update={"tracks": {**state.tracks, track.track_id: track}})
