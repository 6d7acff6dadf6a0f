"""Rounds, agreements and what is missing for their effect: folded from people's mediation's events (domain.md 2.1)."""

from typing import Any

from schemas import people_mediation as mediation
from schemas.base import Event
from schemas.intake import CaseSummary
from schemas.values import Agreed, PartyRole

Tracks = dict[str, Any]
"""`tracks` by track id: body, custody number, whether it holds the case; `agreements` by id: track, form, number, when
reached, who has signed, whether effective; `notices` by kind and track: when given, whether in writing, whom served;
`sides`: the party_ids of applicants and respondents."""


def fold(known: Tracks | None, event: Event) -> Tracks:
    """The rounds and agreements after `event`."""
    tracks = known or {"tracks": {}, "agreements": {}, "bodies": [], "notices": {}, "sides": []}
    match event:
        case mediation.OfferReceived() | mediation.CustodyReceived():
            track = {
                "body": event.body, "custody_number": event.custody_number,
                "holds": isinstance(event, mediation.CustodyReceived),
            }  # fmt: skip
            bodies = tracks["bodies"] if event.body in tracks["bodies"] else [*tracks["bodies"], event.body]
            told = {**tracks, "sides": _sides(event.case)}
            return {**told, "tracks": {**tracks["tracks"], event.track_id: track}, "bodies": bodies}
        case mediation.CaseInformationUpdated():
            return {**tracks, "sides": _sides(event.case)}
        case mediation.OfferReturned():
            return _notice(_track(tracks, event.track_id, holds=False), mediation.RoundNotice.ROUTE_NOTICE, event)
        case mediation.MediationTerminated():
            return _notice(tracks, mediation.RoundNotice.TERMINATION_NOTICE, event)
        case mediation.NoticeServed() if event.service.counts:
            return _served(tracks, event)
        case mediation.CustodyLost() | mediation.OfferClosed():
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
    seal = [] if agreement["sealed"] else [agreement.get("seal", "seal")]
    return [*parties, *mediator, *seal]


def _sides(case: CaseSummary) -> list[str]:
    return [party.party_id for party in case.parties if party.role is not PartyRole.THIRD_PARTY]


def _notice(
    tracks: Tracks, notice: mediation.RoundNotice, event: mediation.MediationTerminated | mediation.OfferReturned
) -> Tracks:
    if event.track_id not in tracks["tracks"]:
        return tracks
    given: Tracks = {
        "notice": notice.value, "track_id": event.track_id, "issued_at": event.occurred_at.isoformat(),
        "in_writing": event.in_writing, "served": [],
    }  # fmt: skip
    return {**tracks, "notices": {**tracks["notices"], f"{notice.value}/{event.track_id}": given}}


def _served(tracks: Tracks, event: mediation.NoticeServed) -> Tracks:
    key = f"{event.notice.value}/{event.track_id}"
    given = tracks["notices"].get(key)
    if given is None:
        return tracks
    served = sorted({*given["served"], event.party_id})
    return {**tracks, "notices": {**tracks["notices"], key: {**given, "served": served}}}


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
