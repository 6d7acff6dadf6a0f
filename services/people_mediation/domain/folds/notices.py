"""The round's written notices, and whom they were served on."""

from schemas.people_mediation import MediationTerminated, NoticeServed, OfferReturned, RoundNotice
from services.jurisdiction.moments import moment_of
from services.people_mediation.domain.state import NoticeOfRound, Track


def issued(track: Track, event: MediationTerminated | OfferReturned) -> Track:
    """The routes were told with this event, so a notice can be served; one given again takes the place of the former."""
    if isinstance(event, MediationTerminated):
        return _with(track, NoticeOfRound(notice=RoundNotice.TERMINATION_NOTICE, issued=moment_of(event)))
    if not event.routes:
        return track
    return _with(track, NoticeOfRound(notice=RoundNotice.ROUTE_NOTICE, issued=moment_of(event)))


def served(track: Track, event: NoticeServed) -> Track:
    """One party less waits for it; none where the service does not count."""
    known = track.notice(event.notice)
    if known is None or not event.service.counts:
        return track
    return _with(track, known.model_copy(update={"served": (*known.served, event.party_id)}))


def _with(track: Track, notice: NoticeOfRound) -> Track:
    others = tuple(one for one in track.notices if one.notice is not notice.notice)
    return track.model_copy(update={"notices": (*others, notice)})
