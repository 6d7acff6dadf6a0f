"""People's mediation as one deciding service: what comes in, what goes out, nothing else."""

from schemas import intake, judicial_confirmation
from services.jurisdiction.clock_care import outdated
from services.jurisdiction.law import Law
from services.people_mediation.domain import react
from services.people_mediation.domain.answers import SERVICE
from services.people_mediation.domain.commands import COMMANDS
from services.people_mediation.domain.decide import decide
from services.people_mediation.domain.due import CLOCKS
from services.people_mediation.domain.evolve import evolve
from services.people_mediation.domain.state import CaseState, decode_state, encode_state, initial
from services.runtime.decider import DecidingService, Reaction, form_of
from services.runtime.hearing import Hearings, reactions

HEARD_FROM_INTAKE: Hearings = {
    **react.WINDOW.heard,
    intake.OutsideActRecorded: react.outside_act,
}
HEARD_FROM_THE_COURT: Hearings = {
    judicial_confirmation.AgreementConfirmed: react.courts_word,
    judicial_confirmation.ApplicationDismissed: react.courts_word,
    judicial_confirmation.ApplicationNotAccepted: react.courts_word,
    judicial_confirmation.ApplicationWithdrawn: react.courts_word,
    judicial_confirmation.ConfirmationRevoked: react.courts_word,
    judicial_confirmation.ConfirmationChanged: react.courts_word,
}


HEARS = f"{SERVICE}_hears"
REACTIONS: tuple[Reaction, ...] = (
    *reactions(HEARS, "intake", HEARD_FROM_INTAKE),
    *reactions(HEARS, "judicial_confirmation", HEARD_FROM_THE_COURT),
)
"""Everything this service hears; the name is part of the command's id, is like no other service's, and never changes."""


def service(law: Law) -> DecidingService[CaseState, Law]:
    """The service under the law of a profile."""
    return DecidingService(
        name=SERVICE, rules=law, initial=initial, decide=decide, evolve=evolve, encode_state=encode_state,
        decode_state=decode_state, state_form=form_of(CaseState), commands=COMMANDS, reactions=REACTIONS, due_clock=CLOCKS.due_for_scan,
        outdated=lambda state: outdated(CLOCKS, state, law),
    )  # fmt: skip
