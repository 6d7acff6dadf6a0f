"""Judicial confirmation as one deciding service: what comes in, what goes out, nothing else."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from schemas import administrative_mediation, intake, network, people_mediation
from schemas.base import Event
from schemas.command import CommandBody
from schemas.envelope import PublishedEvent
from schemas.registry import wire_name
from services.judicial_confirmation.domain import react
from services.judicial_confirmation.domain.commands import COMMANDS
from services.judicial_confirmation.domain.decide import decide
from services.judicial_confirmation.domain.evolve import evolve
from services.judicial_confirmation.domain.limits import CLOCKS, SERVICE
from services.judicial_confirmation.domain.state import State, decode_state, encode_state, initial
from services.jurisdiction.clock_care import outdated
from services.jurisdiction.law import Law
from services.runtime.decider import DecidingService, Reaction, ReactionCommand, form_of

React = Callable[[Any, PublishedEvent], CommandBody | None]

HEARD_FROM_PEOPLE_MEDIATION: Mapping[type[Event], React] = {
    people_mediation.AgreementEffective: react.register_agreement,
    people_mediation.PerformanceRecorded: react.note_performance,
    people_mediation.BreachReported: react.note_breach,
}


HEARD_FROM_AGENCIES: Mapping[type[Event], React] = {
    administrative_mediation.AgreementEffective: react.register_agency_agreement,
    administrative_mediation.PerformanceRecorded: react.note_performance,
    administrative_mediation.BreachReported: react.note_breach,
}


HEARD_FROM_NETWORK: Mapping[type[Event], React] = {
    network.AgreementEffective: react.register_network_agreement,
    network.PerformanceRecorded: react.note_performance,
    network.BreachReported: react.note_breach,
}


HEARD_FROM_INTAKE: Mapping[type[Event], React] = {intake.PartySucceeded: react.replace_party}


def _react(to: React, heard: Any, published: PublishedEvent) -> ReactionCommand | None:
    body = to(heard, published)
    return None if body is None else ReactionCommand(body)


REACTIONS: tuple[Reaction, ...] = tuple(
    Reaction(
        name=f"{SERVICE}_hears_{source}_{wire_name(event)}",
        source=source,
        event=event,
        react=partial(_react, to),
    )
    for source, heard in (
        ("people_mediation", HEARD_FROM_PEOPLE_MEDIATION),
        ("administrative_mediation", HEARD_FROM_AGENCIES),
        ("network", HEARD_FROM_NETWORK),
        ("intake", HEARD_FROM_INTAKE),
    )
    for event, to in heard.items()
)
"""Everything this service hears; the name is part of the command's id, is like no other service's, and never changes."""


def service(law: Law) -> DecidingService[State, Law]:
    """The service under the law of a profile."""
    return DecidingService(
        name=SERVICE, rules=law, initial=initial, decide=decide, evolve=evolve, encode_state=encode_state,
        decode_state=decode_state, state_form=form_of(State), commands=COMMANDS, reactions=REACTIONS, due_clock=CLOCKS.due_for_scan,
        outdated=lambda state: outdated(CLOCKS, state, law),
    )  # fmt: skip
