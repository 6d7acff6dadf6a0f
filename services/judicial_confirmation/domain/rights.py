"""Who may act on which agreement (design.md section 6). Whoever may not gets the answer for an unknown case."""

from schemas.command import Command, Refused
from services.judicial_confirmation.domain.filing_commands import AgreementCommand
from services.judicial_confirmation.domain.situations import (
    Application,
    Applied,
    Confirmed,
    Dismissed,
    Docketed,
    NotAccepted,
    Revoked,
    Withdrawn,
)
from services.judicial_confirmation.domain.state import Agreement, State
from services.jurisdiction.acts import not_found


def agreement_for_filing(state: State, command: Command[AgreementCommand], *courts: str) -> Agreement | Refused:
    """The agreement, for the bodies that mediated it and for the staff of these courts."""
    agreement = state.agreements.get(command.body.agreement_id)
    if agreement is None or command.actor.organisation not in (*agreement.mediation_bodies, *courts):
        return not_found()
    return agreement


def agreement_for_court(state: State, command: Command[AgreementCommand]) -> Agreement | Refused:
    """The agreement, for the staff of a court at which it is or was applied for."""
    agreement = state.agreements.get(command.body.agreement_id)
    if agreement is None or command.actor.organisation not in courts_of(agreement):
        return not_found()
    return agreement


def courts_of(agreement: Agreement) -> tuple[str, ...]:
    """Courts that have, or had last, something to do with the agreement."""
    match agreement.situation:
        case NotAccepted(courts=courts) | Withdrawn(courts=courts):
            return courts
        case _:
            return tuple(application.court for application in applications_of(agreement))


def applications_of(agreement: Agreement) -> tuple[Application, ...]:
    """The applications that the situation rests on."""
    match agreement.situation:
        case Applied(applications=applications):
            return applications
        case Docketed() | Confirmed() | Revoked() | Dismissed() as ruled:
            return (ruled.application,)
        case _:
            return ()


def application_at(agreement: Agreement, court: str) -> Application | None:
    """The application at this court."""
    return next((one for one in applications_of(agreement) if one.court == court), None)
