"""Who may act in the petition: the office, the unit, the reviewing units, those above them; for others there is no case."""

from enum import StrEnum
from typing import Any

from schemas.command import Command, Refused
from services.jurisdiction.acts import not_found
from services.jurisdiction.law import Law
from services.petitions.domain.refusals import not_entitled, not_registered, where_the_track_stands
from services.petitions.domain.situations import Beside, Holding
from services.petitions.domain.state import CaseState, Petition, Track


class Standing(StrEnum):
    """What a body is to the petition; the value is its Chinese name."""

    OFFICE = "信访部门"
    UNIT = "有权处理的机关、单位"
    CONCERNED = "涉及的机关、单位"
    REVIEWER = "复查机关、单位"
    RECHECKER = "复核机关、单位"
    SUPERIOR = "上级机关、单位"


def track_of_office(state: CaseState, command: Command[Any]) -> Track | Refused:
    """The round a command about an offer is about: the one named, else the office's latest that waits, else its latest."""
    if command.actor.is_system:
        return not_found()
    own = own_tracks(state, command)
    if command.body.track_id is not None:
        own = [track for track in own if track.track_id == command.body.track_id]
    waiting = [track for track in own if track.situation.kind in ("offered", "awaiting_custody")]
    candidates = waiting or own
    return candidates[-1] if candidates else not_found()


def holding_track(state: CaseState, command: Command[Any]) -> Track | Refused:
    """The office's round under which it may register a petition."""
    own = own_tracks(state, command)
    if not own:
        return not_found()
    held = [track for track in own if isinstance(track.situation, Holding | Beside)]
    return held[-1] if held else where_the_track_stands(own[-1])


def own_tracks(state: CaseState, command: Command[Any]) -> list[Track]:
    """Rounds at the actor's office."""
    return [track for track in state.tracks.values() if track.body == command.actor.organisation]


def petition_for(
    state: CaseState, command: Command[Any], allowed: tuple[Standing, ...], law: Law
) -> Petition | Refused:
    """The petition, for a body that may do this in it; the refusal otherwise."""
    petition = state.petition
    if petition is None:
        own = holding_track(state, command)
        return own if isinstance(own, Refused) else not_registered()
    found = standings(petition, command.actor.organisation, law)
    if not found:
        tracks = own_tracks(state, command)
        return where_the_track_stands(tracks[-1]) if tracks else not_found()
    if any(standing in allowed for standing in found):
        return petition
    return not_entitled("或者".join(standing.value for standing in allowed))


def standings(petition: Petition, organisation: str, law: Law) -> tuple[Standing, ...]:
    """What this body is to the petition.

    The office stands for the unit until one is named, and enters what a body did that the profile does not have.
    """
    bodies = {
        Standing.UNIT: petition.unit,
        Standing.REVIEWER: petition.reviewing_unit,
        Standing.RECHECKER: petition.rechecking_unit,
    }
    is_office = organisation == petition.office
    found = [Standing.OFFICE] if is_office else []
    if is_office and petition.unit is None:
        found.append(Standing.UNIT)
    for standing, body in bodies.items():
        if body is not None and (body == organisation or (is_office and law.organisation(body) is None)):
            found.append(standing)
    if organisation in petition.concerned_units:
        found.append(Standing.CONCERNED)
    if any(_is_above(law, organisation, body) for body in (petition.office, petition.unit) if body):
        found.append(Standing.SUPERIOR)
    return tuple(found)


def _is_above(law: Law, upper: str, lower: str) -> bool:
    organisation = law.organisation(lower)
    return organisation is not None and any(body.id == upper for body in law.ancestors(organisation))
