"""Judicial confirmation as one deciding service: what comes in, what goes out, nothing else."""

from schemas import administrative_mediation, intake, network, people_mediation
from services.judicial_confirmation.domain import react
from services.judicial_confirmation.domain.commands import COMMANDS
from services.judicial_confirmation.domain.decide import decide
from services.judicial_confirmation.domain.evolve import evolve
from services.judicial_confirmation.domain.limits import CLOCKS, SERVICE
from services.judicial_confirmation.domain.state import State, decode_state, encode_state, initial
from services.jurisdiction.clock_care import outdated
from services.jurisdiction.law import Law
from services.runtime.decider import DecidingService, Reaction, form_of
from services.runtime.hearing import Hearings, reactions

HEARD_FROM_PEOPLE_MEDIATION: Hearings = {
    people_mediation.AgreementEffective: react.register_agreement,
    people_mediation.PerformanceRecorded: react.note_performance,
    people_mediation.BreachReported: react.note_breach,
}
HEARD_FROM_AGENCIES: Hearings = {
    administrative_mediation.AgreementEffective: react.register_agency_agreement,
    administrative_mediation.PerformanceRecorded: react.note_performance,
    administrative_mediation.BreachReported: react.note_breach,
}
HEARD_FROM_NETWORK: Hearings = {
    network.AgreementEffective: react.register_network_agreement,
    network.PerformanceRecorded: react.note_performance,
    network.BreachReported: react.note_breach,
}
HEARD_FROM_INTAKE: Hearings = {intake.PartySucceeded: react.replace_party}

HEARS = f"{SERVICE}_hears"
REACTIONS: tuple[Reaction, ...] = (
    *reactions(HEARS, "people_mediation", HEARD_FROM_PEOPLE_MEDIATION),
    *reactions(HEARS, "administrative_mediation", HEARD_FROM_AGENCIES),
    *reactions(HEARS, "network", HEARD_FROM_NETWORK),
    *reactions(HEARS, "intake", HEARD_FROM_INTAKE),
)
"""Everything this service hears; the name is part of the command's id, is like no other service's, and never changes."""


def service(law: Law) -> DecidingService[State, Law]:
    """The service under the law of a profile."""
    return DecidingService(
        name=SERVICE, rules=law, initial=initial, decide=decide, evolve=evolve, encode_state=encode_state,
        decode_state=decode_state, state_form=form_of(State), commands=COMMANDS, reactions=REACTIONS, due_clock=CLOCKS.due_for_scan,
        outdated=lambda state: outdated(CLOCKS, state, law),
    )  # fmt: skip
