"""Satisfaction as one deciding service: what comes in, what goes out, nothing else."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from schemas import administrative_mediation, intake, people_mediation
from schemas.base import Event
from schemas.command import CommandBody
from schemas.envelope import PublishedEvent
from schemas.registry import wire_name
from services.jurisdiction.clock_care import outdated
from services.jurisdiction.law import Law
from services.runtime.decider import DecidingService, Reaction, ReactionCommand, form_of
from services.satisfaction.domain import react
from services.satisfaction.domain.commands import COMMANDS
from services.satisfaction.domain.decide import decide
from services.satisfaction.domain.evolve import evolve
from services.satisfaction.domain.state import State, decode_state, encode_state, initial
from services.satisfaction.domain.validity import CLOCKS, SERVICE, due_for_scan

React = Callable[[Any, PublishedEvent], CommandBody]

HEARD_FROM_INTAKE: Mapping[type[Event], React] = {
    intake.CaseClosed: react.invite_parties,
    intake.CaseReopened: react.cancel_reopened,
    intake.CaseVoided: react.cancel_voided,
}
HEARD_FROM_PEOPLE_MEDIATION: Mapping[type[Event], React] = {
    people_mediation.FollowUpDone: react.remind_unanswered,
}
HEARD_FROM_AGENCIES: Mapping[type[Event], React] = {
    administrative_mediation.FollowUpDone: react.remind_unanswered,
}


def _react(to: React, heard: Any, published: PublishedEvent) -> ReactionCommand:
    return ReactionCommand(to(heard, published))


REACTIONS: tuple[Reaction, ...] = tuple(
    Reaction(name=f"{SERVICE}_hears_{source}_{wire_name(event)}", source=source, event=event, react=partial(_react, to))
    for source, table in (
        ("intake", HEARD_FROM_INTAKE),
        ("people_mediation", HEARD_FROM_PEOPLE_MEDIATION),
        ("administrative_mediation", HEARD_FROM_AGENCIES),
    )
    for event, to in table.items()
)
"""Everything this service hears; the name is part of the command's id, is like no other service's, and never changes."""


def service(law: Law) -> DecidingService[State, Law]:
    """The service under the law of a profile."""
    return DecidingService(
        name=SERVICE, rules=law, initial=initial, decide=decide, evolve=evolve, encode_state=encode_state,
        decode_state=decode_state, state_form=form_of(State), commands=COMMANDS, reactions=REACTIONS, due_clock=due_for_scan,
        outdated=lambda state: outdated(CLOCKS, state, law),
    )  # fmt: skip
