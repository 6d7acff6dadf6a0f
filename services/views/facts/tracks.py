"""Rounds, agreements and what is missing for their effect: folded from people's mediation's events (domain.md 2.1)."""

from typing import Any

from schemas import people_mediation as mediation
from schemas.base import Event
from schemas.values import Agreed

Tracks = dict[str, Any]
"""`tracks` by track id: body, custody number, whether it holds the case; `agreements` by id: track, form, number, when
reached, who has signed, whether effective, terminated rounds' routes."""


def fold(known: Tracks | None, event: Event) -> Tracks:
    """The rounds and agreements after `event`."""
    tracks = known or {"tracks": {}, "agreements": {}, "bodies": []}
    match event:
        case mediation.OfferReceived() | mediation.CustodyReceived():
            track = {
                "body": event.body, "custody_number": event.custody_number,
                "holds": isinstance(event, mediation.CustodyReceived),
            }  # fmt: skip
            bodies = tracks["bodies"] if event.body in tracks["bodies"] else [*tracks["bodies"], event.body]
            return {**tracks, "tracks": {**tracks["tracks"], event.track_id: track}, "bodies": bodies}
        case mediation.CustodyLost() | mediation.OfferClosed() | mediation.OfferReturned():
            return _track(tracks, event.track_id, holds=False)
        case mediation.AgreementReached():
            agreement = {
                "track_id": event.track_id, "number": event.number, "form": event.form.value, "partial": event.partial,
                "reached_at": event.occurred_at.isoformat(), "effective_at": None, "party_ids": list(event.party_ids),
                "signed": [], "mediators_signed": [], "sealed": False,
            }  # fmt: skip
            return {**tracks, "agreements": {**tracks["agreements"], event.agreement_id: agreement}}
        case mediation.PartySigned():
            return _agreement(tracks, event.agreement_id, signed=event.party_id)
        case mediation.MediatorSigned():
            return _agreement(tracks, event.agreement_id, mediators_signed=event.mediator)
        case mediation.CommitteeSealed():
            return _agreement(tracks, event.agreement_id, sealed=True)
        case mediation.AgreementEffective():
            return _agreement(
                tracks, event.agreement_id, effective_at=event.occurred_at.isoformat(), number=event.number
            )
        case _:
            return tracks


def body_of(tracks: Tracks, track_id: str) -> str | None:
    """The body of a round."""
    found = tracks["tracks"].get(track_id)
    return found["body"] if found else None


def missing_for_effect(agreement: Tracks) -> list[str]:
    """What a written agreement still lacks (PML 29): `party:<id>`, `mediator`, `seal`; empty for an effective or oral one."""
    if agreement["effective_at"] or agreement["form"] != Agreed.WRITTEN.value:
        return []
    parties = [f"party:{party}" for party in agreement["party_ids"] if party not in agreement["signed"]]
    mediator = [] if agreement["mediators_signed"] else ["mediator"]
    seal = [] if agreement["sealed"] else ["seal"]
    return [*parties, *mediator, *seal]


def _track(tracks: Tracks, track_id: str, **changes: Any) -> Tracks:
    track = tracks["tracks"].get(track_id)
    if track is None:
        return tracks
    return {**tracks, "tracks": {**tracks["tracks"], track_id: {**track, **changes}}}


def _agreement(tracks: Tracks, agreement_id: str, **changes: Any) -> Tracks:
    """Changes to an agreement; `signed` and `mediators_signed` add one name to their list."""
    agreement = tracks["agreements"].get(agreement_id)
    if agreement is None:
        return tracks
    for name in ("signed", "mediators_signed"):
        if name in changes:
            changes[name] = sorted({*agreement[name], changes[name]})
    return {**tracks, "agreements": {**tracks["agreements"], agreement_id: {**agreement, **changes}}}
