"""The network as one deciding service: what comes in, what goes out, nothing else."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from schemas import intake, network, people_mediation
from schemas.base import Event
from schemas.command import CommandBody
from schemas.envelope import PublishedEvent
from schemas.registry import wire_name
from services.jurisdiction.clock_care import outdated
from services.jurisdiction.law import Law
from services.network.domain import react, react_work
from services.network.domain.answers import SERVICE
from services.network.domain.commands import COMMANDS
from services.network.domain.decide import decide
from services.network.domain.due import CLOCKS
from services.network.domain.evolve import evolve
from services.network.domain.state import CaseState, decode_state, encode_state, initial
from services.runtime.decider import DecidingService, Reaction, ReactionCommand, form_of

React = Callable[[Any, PublishedEvent], CommandBody | None]
ReactElsewhere = Callable[[Any, PublishedEvent], react_work.Work | None]

HEARD_FROM_INTAKE: Mapping[type[Event], React] = {
    intake.CustodyOffered: react.WINDOW.receive_offer,
    intake.OfferWithdrawn: react.withdraw_offer,
    intake.OfferTimedOut: react.time_out_offer,
    intake.CustodyMoved: react.move_custody,
    intake.CustodyDenied: react.WINDOW.deny_custody,
    intake.PartyAdded: react.case_changed,
    intake.RepresentativesElected: react.case_changed,
    intake.MembersLeft: react.case_changed,
    intake.PartySucceeded: react.case_changed,
    intake.AgentAppointed: react.case_changed,
    intake.AgentDismissed: react.case_changed,
    intake.GuardianNamed: react.case_changed,
    intake.ContactChanged: react.case_changed,
    intake.RiskRaised: react.case_changed,
    intake.EntryCorrected: react.case_changed,
    intake.OutsideActRecorded: react.outside_act,
    intake.ReferredOutside: react.referred_outside,
    intake.CaseVoided: react.WINDOW.case_turned,
    intake.CasesMerged: react.WINDOW.case_turned,
    intake.CaseUnmerged: react.WINDOW.case_turned,
    intake.CaseClosed: react.WINDOW.case_turned,
    intake.CaseReopened: react.WINDOW.case_turned,
}
"""What concerns the case itself."""

WORK: Mapping[str, Mapping[type[Event], ReactElsewhere]] = {
    "people_mediation": {
        people_mediation.MediatorAssigned: react_work.work_began,
        people_mediation.MediatorRecused: react_work.mediator_stepped_aside,
        people_mediation.AgreementEffective: react_work.round_agreed,
        people_mediation.MediationTerminated: react_work.round_terminated,
        people_mediation.CustodyLost: react_work.round_lost,
    },
    SERVICE: {
        network.MediatorAssigned: react_work.work_began,
        network.MediatorRecused: react_work.mediator_stepped_aside,
        network.AgreementEffective: react_work.round_agreed,
        network.MediationTerminated: react_work.round_terminated,
        network.CustodyLost: react_work.round_lost,
    },
}
"""What changes somebody's load, kept under the key of the body's register."""


def _react(to: React, heard: Any, published: PublishedEvent) -> ReactionCommand | None:
    body = to(heard, published)
    return None if body is None else ReactionCommand(body)


def _react_elsewhere(to: ReactElsewhere, heard: Any, published: PublishedEvent) -> ReactionCommand | None:
    found = to(heard, published)
    return None if found is None else ReactionCommand(found[1], case_code=found[0])


REACTIONS: tuple[Reaction, ...] = (
    *(
        Reaction(f"{SERVICE}_hears_intake_{wire_name(event)}", "intake", event, partial(_react, to))
        for event, to in HEARD_FROM_INTAKE.items()
    ),
    *(
        Reaction(f"{SERVICE}_counts_{source}_{wire_name(event)}", source, event, partial(_react_elsewhere, to))
        for source, table in WORK.items()
        for event, to in table.items()
    ),
    Reaction(
        f"{SERVICE}_hears_people_mediation_mediator_recused", "people_mediation", people_mediation.MediatorRecused,
        partial(_react, react_work.recused_in_case),
    ),
)  # fmt: skip
"""Everything this service hears; the name is part of the command's id, is like no other service's, and never changes."""


def service(law: Law) -> DecidingService[CaseState, Law]:
    """The service under the law of a profile."""
    return DecidingService(
        name=SERVICE, rules=law, initial=initial, decide=decide, evolve=evolve, encode_state=encode_state,
        decode_state=decode_state, state_form=form_of(CaseState), commands=COMMANDS, reactions=REACTIONS, due_clock=CLOCKS.due_for_scan,
        outdated=lambda state: outdated(CLOCKS, state, law),
    )  # fmt: skip
