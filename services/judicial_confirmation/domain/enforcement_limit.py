"""JC-4: the two years for enforcement, from the last day of performance (CPL 250)."""

from schemas.base import Event
from schemas.command import Command
from services.judicial_confirmation.domain import limits
from services.judicial_confirmation.domain.filing_commands import AgreementCommand
from services.judicial_confirmation.domain.law import ConfirmationLaw
from services.judicial_confirmation.domain.state import Agreement, State


def time_to_enforce(
    law: ConfirmationLaw, state: State, agreement: Agreement, command: Command[AgreementCommand]
) -> tuple[Event, ...]:
    """JC-4 begins; nothing where all has been performed.

    Where the agreement names no day, it runs from the act of `command`, the ruling that makes it enforceable.
    """
    if agreement.performed:
        return ()
    last = agreement.last_performance_day
    start = limits.start_of_day(last) if last is not None else command.occurred_at
    assumed = last is None and command.body.occurred_at_assumed
    return (limits.started(law, state, limits.ENFORCE, start, agreement.agreement_id, assumed=assumed),)
