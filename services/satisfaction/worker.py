"""Satisfaction as one deciding service: what comes in, what goes out, nothing else."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from schemas import administrative_mediation, early_warning, intake, network, people_mediation, petitions, satisfaction
from schemas.base import Event
from schemas.command import CommandBody
from schemas.envelope import PublishedEvent
from schemas.registry import wire_name
from schemas.satisfaction_patterns import AnswerFlagged
from schemas.satisfaction_population import PopulationSurveyImported
from services.jurisdiction.clock_care import outdated
from services.jurisdiction.law import Law
from services.runtime.decider import DecidingService, Reaction, ReactionCommand, form_of
from services.satisfaction.domain import link_messages, react, react_own, react_petitions, react_warnings
from services.satisfaction.domain.commands import COMMANDS
from services.satisfaction.domain.decide import decide
from services.satisfaction.domain.due import CLOCKS, due_for_scan
from services.satisfaction.domain.evolve import evolve
from services.satisfaction.domain.react_own import Elsewhere
from services.satisfaction.domain.state import State, decode_state, encode_state, initial
from services.satisfaction.domain.validity import SERVICE

React = Callable[[Any, PublishedEvent], CommandBody | Elsewhere | None]

HEARD_FROM_INTAKE: Mapping[type[Event], React] = {
    intake.CaseClosed: react.invite_parties,
    intake.CaseReopened: react.cancel_reopened,
    intake.CaseVoided: react.cancel_voided,
    intake.PartyLinkMessageAsked: link_messages.hear_link_to_send,
}
HEARD_FROM_PEOPLE_MEDIATION: Mapping[type[Event], React] = {
    people_mediation.FollowUpDone: react.remind_unanswered,
}
HEARD_FROM_AGENCIES: Mapping[type[Event], React] = {
    administrative_mediation.FollowUpDone: react.remind_unanswered,
}
HEARD_FROM_NETWORK: Mapping[type[Event], React] = {
    network.FollowUpDone: react.remind_unanswered,
}


HEARD_FROM_PETITIONS: Mapping[type[Event], React] = {
    petitions.PetitionRegistered: react_petitions.registered,
    petitions.PetitionAccepted: react_petitions.accepted,
    petitions.PetitionClassified: react_petitions.accepted,
    petitions.PetitionDiverted: react_petitions.diverted,
    petitions.AdmissionRejected: react_petitions.rejected,
    petitions.AccusationHandedOver: react_petitions.handed_over,
    petitions.PetitionConcluded: react_petitions.concluded,
}
HEARD_FROM_EARLY_WARNING: Mapping[type[Event], React] = {
    early_warning.CaseWarned: react_warnings.warned,
    early_warning.CaseWarningWithdrawn: react_warnings.withdrawn,
}
OWN: tuple[tuple[str, type[Event], React], ...] = (
    ("address", satisfaction.RatingGiven, react_own.watch_address),
    ("address", satisfaction.RatingChanged, react_own.watch_address),
    ("body", satisfaction.RatingGiven, react_own.watch_body),
    ("body", satisfaction.RatingChanged, react_own.watch_body),
    ("pattern", AnswerFlagged, react_own.flagged),
    ("edition", PopulationSurveyImported, react_own.replaced),
)
"""What is heard of this service's own events, and under which further name: an answer is watched in two ways."""


def _react(to: React, heard: Any, published: PublishedEvent) -> ReactionCommand | None:
    told = to(heard, published)
    if isinstance(told, Elsewhere):
        return ReactionCommand(told.body, told.case_code)
    return None if told is None else ReactionCommand(told)


def _reaction(name: str, source: str, event: type[Event], to: React) -> Reaction:
    return Reaction(name=name, source=source, event=event, react=partial(_react, to))


REACTIONS: tuple[Reaction, ...] = (
    *(
        _reaction(f"{SERVICE}_hears_{source}_{wire_name(event)}", source, event, to)
        for source, table in (
            ("intake", HEARD_FROM_INTAKE),
            ("people_mediation", HEARD_FROM_PEOPLE_MEDIATION),
            ("administrative_mediation", HEARD_FROM_AGENCIES),
            ("network", HEARD_FROM_NETWORK),
            ("petitions", HEARD_FROM_PETITIONS),
            ("early_warning", HEARD_FROM_EARLY_WARNING),
        )
        for event, to in table.items()
    ),
    *(_reaction(f"{SERVICE}_hears_own_{wire_name(event)}_for_{why}", SERVICE, event, to) for why, event, to in OWN),
)
"""Everything this service hears; the name is part of the command's id, is like no other service's, and never changes."""


def service(law: Law) -> DecidingService[State, Law]:
    """The service under the law of a profile."""
    return DecidingService(
        name=SERVICE, rules=law, initial=initial, decide=decide, evolve=evolve, encode_state=encode_state,
        decode_state=decode_state, state_form=form_of(State), commands=COMMANDS, reactions=REACTIONS, due_clock=due_for_scan,
        outdated=lambda state: outdated(CLOCKS, state, law),
    )  # fmt: skip
