"""People's mediation as one deciding service: what comes in, what goes out, nothing else."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from schemas import intake, judicial_confirmation
from schemas.base import Event
from schemas.command import CommandBody
from schemas.envelope import PublishedEvent
from schemas.registry import wire_name
from services.jurisdiction.clock_care import outdated
from services.jurisdiction.law import Law
from services.people_mediation.domain import react
from services.people_mediation.domain.answers import SERVICE
from services.people_mediation.domain.commands import COMMANDS
from services.people_mediation.domain.decide import decide
from services.people_mediation.domain.due import CLOCKS
from services.people_mediation.domain.evolve import evolve
from services.people_mediation.domain.state import CaseState, decode_state, encode_state, initial
from services.runtime.decider import DecidingService, Reaction, ReactionCommand, form_of

React = Callable[[Any, PublishedEvent], CommandBody | None]

HEARD_FROM_INTAKE: Mapping[type[Event], React] = {
    intake.CustodyOffered: react.WINDOW.receive_offer,
    intake.OfferWithdrawn: react.WINDOW.withdraw_offer,
    intake.OfferTimedOut: react.WINDOW.time_out_offer,
    intake.CustodyMoved: react.WINDOW.move_custody,
    intake.CustodyDenied: react.WINDOW.deny_custody,
    intake.PartyAdded: react.WINDOW.case_changed,
    intake.RepresentativesElected: react.WINDOW.case_changed,
    intake.MembersLeft: react.WINDOW.case_changed,
    intake.PartySucceeded: react.WINDOW.case_changed,
    intake.AgentAppointed: react.WINDOW.case_changed,
    intake.AgentDismissed: react.WINDOW.case_changed,
    intake.GuardianNamed: react.WINDOW.case_changed,
    intake.ContactChanged: react.WINDOW.case_changed,
    intake.RiskRaised: react.WINDOW.case_changed,
    intake.EntryCorrected: react.WINDOW.case_changed,
    intake.OutsideActRecorded: react.outside_act,
    intake.CaseVoided: react.WINDOW.case_turned,
    intake.CasesMerged: react.WINDOW.case_turned,
    intake.CaseUnmerged: react.WINDOW.case_turned,
    intake.CaseClosed: react.WINDOW.case_turned,
    intake.CaseReopened: react.WINDOW.case_turned,
}
HEARD_FROM_THE_COURT: Mapping[type[Event], React] = {
    judicial_confirmation.AgreementConfirmed: react.courts_word,
    judicial_confirmation.ApplicationDismissed: react.courts_word,
    judicial_confirmation.ApplicationNotAccepted: react.courts_word,
    judicial_confirmation.ApplicationWithdrawn: react.courts_word,
    judicial_confirmation.ConfirmationRevoked: react.courts_word,
    judicial_confirmation.ConfirmationChanged: react.courts_word,
}


def _react(to: React, heard: Any, published: PublishedEvent) -> ReactionCommand | None:
    body = to(heard, published)
    return None if body is None else ReactionCommand(body)


REACTIONS: tuple[Reaction, ...] = tuple(
    Reaction(name=f"{SERVICE}_hears_{source}_{wire_name(event)}", source=source, event=event, react=partial(_react, to))
    for source, table in (("intake", HEARD_FROM_INTAKE), ("judicial_confirmation", HEARD_FROM_THE_COURT))
    for event, to in table.items()
)
"""Everything this service hears; the name is part of the command's id, is like no other service's, and never changes."""


def service(law: Law) -> DecidingService[CaseState, Law]:
    """The service under the law of a profile."""
    return DecidingService(
        name=SERVICE, rules=law, initial=initial, decide=decide, evolve=evolve, encode_state=encode_state,
        decode_state=decode_state, state_form=form_of(CaseState), commands=COMMANDS, reactions=REACTIONS, due_clock=CLOCKS.due_for_scan,
        outdated=lambda state: outdated(CLOCKS, state, law),
    )  # fmt: skip
