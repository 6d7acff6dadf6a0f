"""Registers as one deciding service: what comes in, what goes out, nothing else. Its records are keyed by the entry's number."""

from schemas import intake
from services.jurisdiction.law import Law
from services.jurisdiction.register_law import RegisterLaw
from services.registers.domain import limits, react
from services.registers.domain.decide import decide
from services.registers.domain.evolve import evolve
from services.registers.domain.forms import commands_of
from services.registers.domain.state import Entry, Stored, Unentered, decode_state, encode_state, initial
from services.runtime.decider import DecidingService, form_of
from services.runtime.hearing import reaction

REACTIONS = (
    reaction(
        "registers_hears_intake_case_registered", "intake", intake.CaseRegistered, react.lead_became_case,
        nothing_with=b'"lead":null',
    ),
)  # fmt: skip
"""Everything this service hears; the name is part of the command's id, is like no other service's, and never changes."""


def service(law: Law) -> DecidingService[Unentered | Entry, RegisterLaw]:
    """The service under the law of a profile and its registers."""
    registers = RegisterLaw.of(law)
    return DecidingService(
        name=limits.SERVICE, rules=registers, initial=initial, decide=decide, evolve=evolve, encode_state=encode_state,
        decode_state=decode_state, state_form=form_of(Stored), commands=commands_of(registers), reactions=REACTIONS,
        due_clock=limits.CLOCKS.due_for_scan, outdated=lambda state: limits.outdated(state, registers),
    )  # fmt: skip
