"""The rounds of mediation in which a party can declare something now, of whatever channel: pure, from a case document."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from schemas import administrative_mediation as agencies
from schemas import people_mediation as committees
from schemas.base import Event
from schemas.people_mediation_agreements import AgreementReached, MediationTerminated
from schemas.people_mediation_rounds import (
    ConsentGiven,
    ConsentRefused,
    CustodyLost,
    CustodyReceived,
    OfferAccepted,
    OfferClosed,
    OfferReturned,
)
from services.views.case_file.story_of_case import of_source
from services.views.words import Words

MEDIATING = ("people_mediation", "administrative_mediation", "network")
"""The services whose rounds take a party's declaration by its link."""
_OVER = (
    CustodyLost, OfferClosed, OfferReturned, MediationTerminated, agencies.MediationNotAccepted, agencies.FileArchived,
    committees.FileArchived,
)  # fmt: skip

Rounds = dict[str, "PartyRound"]


class PartyRound(BaseModel):
    """A round of mediation that goes on."""

    model_config = ConfigDict(frozen=True)

    service: str
    """The service that takes the declaration."""
    track_id: str
    body_name: str
    consents: bool | None = None
    """This party's last answer; None where it has given none."""


def rounds_of(document: Mapping[str, Any], party_id: str, words: Words) -> tuple[PartyRound, ...]:
    """Rounds that wait for the party's answer or go on: not yet agreed, ended or lost."""
    going: Rounds = {}
    for service in MEDIATING:
        for event in of_source(document, service):
            going = _after(going, event, party_id, service, words)
    return tuple(going.values())


def _after(going: Rounds, event: Event, party_id: str, service: str, words: Words) -> Rounds:
    match event:
        case OfferAccepted() | CustodyReceived():
            begun = PartyRound(service=service, track_id=event.track_id, body_name=words.body(event.body))
            return {**going, event.track_id: going.get(event.track_id) or begun}
        case ConsentGiven() | ConsentRefused() if event.party_id == party_id and event.track_id in going:
            answer = {"consents": isinstance(event, ConsentGiven)}
            return {**going, event.track_id: going[event.track_id].model_copy(update=answer)}
        case AgreementReached(partial=False):
            return _without(going, event.track_id)
        case _ if isinstance(event, _OVER):
            return _without(going, event.track_id)
        case _:
            return going


def _without(going: Rounds, ended: str) -> Rounds:
    return {track: one for track, one in going.items() if track != ended}
