"""Custody after an event: offers change their status, holdings are only ever added."""

from collections.abc import Callable
from datetime import datetime

from schemas.base import Event
from schemas.identity import track_id
from schemas.intake import (
    CaseReopened,
    ChannelReported,
    CustodyDenied,
    CustodyMoved,
    CustodyOffered,
    EntryCorrected,
    OfferReturned,
    OfferTimedOut,
    OfferWithdrawn,
)
from services.intake.domain.custody import Custody, Holding, Offer, OfferStatus, RoundEnd
from services.intake.domain.reports import (
    AGREEMENT_EFFECTIVE,
    AGREEMENT_PARTLY_EFFECTIVE,
    OPINION_ISSUED,
    PETITION_SETTLED,
    TAKEN_UP,
)


def evolve_custody(custody: Custody, case_code: str, event: Event) -> Custody:
    """Who holds the case and what is offered, after `event`; any other event leaves it as it is."""
    match event:
        case CustodyOffered():
            return _offered(custody, event)
        case OfferWithdrawn(custody_number=number):
            return _answered(custody, number, OfferStatus.WITHDRAWN)
        case OfferReturned(custody_number=number):
            return _answered(custody, number, OfferStatus.RETURNED)
        case OfferTimedOut(custody_number=number):
            return _answered(custody, number, OfferStatus.TIMED_OUT)
        case CustodyMoved():
            accepted = _court_track(_answered(custody, event.custody_number, OfferStatus.ACCEPTED), event)
            return _held(
                accepted,
                Holding(
                    number=event.custody_number, body=event.to_body, channel=event.channel, track_id=event.track_id,
                    since=event.occurred_at, reason=event.reason,
                ),
            )  # fmt: skip
        case CaseReopened(custody_number=number, body=body):
            track = track_id(case_code, number)
            return _held(custody, Holding(number=number, body=body, track_id=track, since=event.occurred_at))
        case CustodyDenied(track_id=track):
            return _round(custody, track, ended=RoundEnd.CUSTODY_DENIED, ended_at=event.occurred_at)
        case EntryCorrected(registered_at=moment) if moment is not None:
            first = custody.holdings[0].model_copy(update={"since": moment})
            return _with(custody, holdings=(first, *custody.holdings[1:]))
        case ChannelReported(track_id=track, what=what):
            return _reported(custody, track, what, event.occurred_at)
        case _:
            return custody


def _court_track(custody: Custody, event: CustodyMoved) -> Custody:
    """The court's track rests while its delegated round runs, and goes on with the returned file."""
    if event.suspends_track is not None:
        return _changed(custody, event.suspends_track, lambda holding: {"suspended": True})
    if event.resumes_track is not None:
        return _changed(custody, event.resumes_track, lambda holding: {"suspended": False})
    return custody


def _offered(custody: Custody, event: CustodyOffered) -> Custody:
    offer = Offer(
        number=event.custody_number, from_body=event.from_body, to_body=event.to_body, channel=event.channel,
        track_id=event.track_id, reason=event.reason, offered_at=event.occurred_at, after_lapse_of=event.after_lapse_of,
    )  # fmt: skip
    return _with(custody, offers=(*custody.offers, offer), last_number=max(custody.last_number, event.custody_number))


def _held(custody: Custody, holding: Holding) -> Custody:
    return _with(custody, holdings=(*custody.holdings, holding), last_number=max(custody.last_number, holding.number))


def _answered(custody: Custody, number: int, status: OfferStatus) -> Custody:
    offers = tuple(
        offer.model_copy(update={"status": status}) if offer.number == number else offer for offer in custody.offers
    )
    return _with(custody, offers=offers)


def _reported(custody: Custody, track: str, what: str, at: datetime) -> Custody:
    match what:
        case _ if what == AGREEMENT_EFFECTIVE:
            end = RoundEnd.AGREEMENT_EFFECTIVE
            return _round(custody, track, ended=end, ended_at=at, agreed=True, agreed_in_full=True)
        case _ if what == AGREEMENT_PARTLY_EFFECTIVE:
            return _round(custody, track, agreed=True)
        case _ if what == RoundEnd.MEDIATION_TERMINATED:
            return _round(custody, track, ended=RoundEnd.MEDIATION_TERMINATED, ended_at=at)
        case RoundEnd.PETITION_CONCLUDED:
            return _round(custody, track, ended=RoundEnd.PETITION_CONCLUDED, ended_at=at)
        case RoundEnd.MEDIATION_NOT_ACCEPTED:
            return _round(custody, track, ended=RoundEnd.MEDIATION_NOT_ACCEPTED, ended_at=at)
        case _ if what == PETITION_SETTLED:
            return _round(custody, track, agreed=True, agreed_in_full=True)
        case _ if what == OPINION_ISSUED:
            return _round(custody, track, opinion_given=True)
        case _ if what == TAKEN_UP:
            return _taken_up_again(custody, track, at)
        case _:
            return custody


def _round(custody: Custody, track: str, **changes: object) -> Custody:
    """The holding with this track, changed; how a round ended first stands."""
    return _changed(custody, track, lambda holding: {**changes, **(_end_of(holding) if holding.ended else {})})


def _taken_up_again(custody: Custody, track: str, at: datetime) -> Custody:
    """After a breach the committee mediates on in the same round; a first taking up heard late reopens nothing."""

    def reopened(holding: Holding) -> dict[str, object]:
        settled_before = holding.ended is RoundEnd.AGREEMENT_EFFECTIVE and holding.ended_at and holding.ended_at < at
        return {"ended": None, "ended_at": None} if settled_before else {}

    return _changed(custody, track, reopened)


def _end_of(holding: Holding) -> dict[str, object]:
    return {"ended": holding.ended, "ended_at": holding.ended_at}


def _changed(custody: Custody, track: str, change: Callable[[Holding], dict[str, object]]) -> Custody:
    holdings = tuple(
        holding.model_copy(update=change(holding)) if holding.track_id == track else holding
        for holding in custody.holdings
    )
    return _with(custody, holdings=holdings)


def _with(custody: Custody, **changes: object) -> Custody:
    return custody.model_copy(update=changes)
