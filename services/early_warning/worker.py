"""Early warning as one deciding service: what comes in, what goes out, nothing else. What it hears stands in watching.py."""

from schemas.topics import CASE_SERVICES
from services.early_warning.domain.commands import COMMANDS
from services.early_warning.domain.decide import decide
from services.early_warning.domain.evolve import evolve
from services.early_warning.domain.law import WarningLaw
from services.early_warning.domain.state import State, decode_state, due_judgement, encode_state, initial
from services.early_warning.watching import SERVICE
from services.jurisdiction.law import Law
from services.runtime.decider import DecidingService, form_of

WATCHED = CASE_SERVICES
"""Whose events the windows hear; no reaction of the service itself does."""


def service(law: Law) -> DecidingService[State, WarningLaw]:
    """The service under the law of a profile and its rules of early warning. Raises ProfileMistake."""
    return DecidingService(
        name=SERVICE, rules=WarningLaw.of(law), initial=initial, decide=decide, evolve=evolve, encode_state=encode_state,
        decode_state=decode_state, state_form=form_of(State), commands=COMMANDS, due_clock=due_judgement,
    )  # fmt: skip
