"""Petitions as one deciding service: what comes in, what goes out, nothing else."""

from schemas import administrative_mediation, intake, people_mediation
from services.jurisdiction.clock_care import outdated
from services.jurisdiction.law import Law
from services.petitions.domain import react
from services.petitions.domain.answers import SERVICE
from services.petitions.domain.commands import COMMANDS
from services.petitions.domain.decide import decide
from services.petitions.domain.due import CLOCKS
from services.petitions.domain.evolve import evolve
from services.petitions.domain.state import CaseState, decode_state, encode_state, initial
from services.runtime.decider import DecidingService, Reaction, form_of
from services.runtime.hearing import Hearings, reactions

HEARD_FROM_INTAKE: Hearings = {
    **react.WINDOW.heard,
    intake.OutsideActRecorded: react.outside_act,
    intake.FurtherReportRecorded: react.reported_again,
    intake.RepeatLinked: react.repeat_linked,
}


HEARS = f"{SERVICE}_hears"
REACTIONS: tuple[Reaction, ...] = (
    *reactions(HEARS, "intake", HEARD_FROM_INTAKE),
    *reactions(HEARS, "people_mediation", {people_mediation.AgreementEffective: react.mediated}),
    *reactions(HEARS, "administrative_mediation", {administrative_mediation.AgreementEffective: react.mediated}),
)
"""Everything this service hears; the name is part of the command's id, is like no other service's, and never changes."""


def service(law: Law) -> DecidingService[CaseState, Law]:
    """The service under the law of a profile."""
    return DecidingService(
        name=SERVICE, rules=law, initial=initial, decide=decide, evolve=evolve, encode_state=encode_state,
        decode_state=decode_state, state_form=form_of(CaseState), commands=COMMANDS, reactions=REACTIONS,
        due_clock=CLOCKS.due_for_scan,
        outdated=lambda state: outdated(CLOCKS, state, law),
    )  # fmt: skip
