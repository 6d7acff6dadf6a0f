"""A petitioner rates two bodies, the petition office and the responsible unit, and only of a matter that is open to rating (XFM14 3-4)."""

from datetime import datetime
from typing import Any

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.satisfaction import AskedParty, Noted, PetitionClosing, PetitionNotRated, PetitionSurveyHeld, PetitionTold
from schemas.values import Channel, PartyRole
from services.jurisdiction.acts import not_found
from services.jurisdiction.clock_values import SHANGHAI
from services.jurisdiction.grounds import Ground, GroundKind
from services.satisfaction.domain.commands import InviteParties
from services.satisfaction.domain.heard_commands import HearPetition
from services.satisfaction.domain.issuing import Question, asked, now
from services.satisfaction.domain.law import SatisfactionLaw
from services.satisfaction.domain.state import Petition, State

Answer = tuple[Event, ...] | Refused
OFFICE, UNIT = "petition_office", "responsible_unit"
_ENDS_OUTSIDE = ("withdrawn", "outside")
"""Results that end a case without the petition's own end: nothing is waited for."""


def concerns(body: InviteParties) -> bool:
    """Whether the case was closed out of a petition."""
    return body.channel is Channel.PETITION


def closed(
    state: State, command: Command[InviteParties], law: SatisfactionLaw, parties: tuple[AskedParty, ...], at: datetime
) -> tuple[Event, ...]:
    """The case is closed: asked now where the end of the petition is known, else held until it is told."""
    body = command.body
    closing = PetitionClosing(
        handling_body=body.rated_body,
        dispute_type=body.dispute_type,
        result=body.result,
        parties=parties,
        story=body.story,
    )
    if not parties:
        return ()
    if not state.petition.concluded and body.result not in _ENDS_OUTSIDE:
        held = PetitionSurveyHeld(occurred_at=at, occurred_at_assumed=body.occurred_at_assumed, closing=closing)
        return (held,)
    return _asked(state, command, law, closing, state.petition, at)


def hear(state: State, command: Command[HearPetition], law: SatisfactionLaw) -> Answer:
    """Petitions told something; a survey that was held goes out with the end of the petition."""
    if not command.actor.is_system:
        return not_found()
    body, at = command.body, now(state, command)
    told = PetitionTold(
        occurred_at=command.occurred_at, occurred_at_assumed=body.occurred_at_assumed, office=body.office, unit=body.unit,
        ground=body.ground, concluded=body.concluded,
    )  # fmt: skip
    known = told_to(state.petition, told)
    if known == state.petition:
        return (Noted(occurred_at=at, source="petitions", what="petition", reason="内容与已知的相同"),)
    if not body.concluded or state.held is None:
        return (told,)
    return told, *_asked(state, command, law, state.held, known, at)


def told_to(petition: Petition, event: PetitionTold) -> Petition:
    """What is known of the petition after `event`; the first ground stands, and an end is not taken back."""
    return Petition(
        office=event.office or petition.office, unit=event.unit or petition.unit,
        ground=petition.ground or event.ground, concluded=petition.concluded or event.concluded,
    )  # fmt: skip


def _asked(
    state: State,
    command: Command[Any],
    law: SatisfactionLaw,
    closing: PetitionClosing,
    petition: Petition,
    at: datetime,
) -> tuple[Event, ...]:
    ground = _ground(petition, at, law)
    if ground is not None:
        return (PetitionNotRated(occurred_at=at, ground=ground.code, source=ground.source),)
    return tuple(
        event
        for party in closing.parties
        for about in _questions(party, closing, petition)
        for event in asked(state, command, law, party, about, at)
    )


def _questions(party: AskedParty, closing: PetitionClosing, petition: Petition) -> tuple[Question, ...]:
    """Petitioners rate office and unit, once where these are one body; other parties the body that handled the case."""
    office = petition.office or closing.handling_body
    rated = [(closing.handling_body, "handling_body")]
    if party.role is PartyRole.APPLICANT:
        rated = [(office, OFFICE)]
        if petition.unit and petition.unit != office:
            rated.append((petition.unit, UNIT))
    return tuple(
        Question(body, Channel.PETITION, closing.dispute_type, closing.result, closing.story, rated_as)
        for body, rated_as in rated
    )


def _ground(petition: Petition, at: datetime, law: SatisfactionLaw) -> Ground | None:
    """Why the matter is not open to rating by the rule of the day."""
    in_force = law.grounds_of(GroundKind.PETITION_NOT_RATED, at.astimezone(SHANGHAI).date())
    return next((ground for ground in in_force if ground.code == petition.ground), None)
