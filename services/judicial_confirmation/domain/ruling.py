"""The ruling: confirmed or dismissed, its time limits and their extension (CPL 187, 206; CPL-I 358; JC11 5)."""

from schemas.base import Event, Irregularity
from schemas.command import Command, Refused
from schemas.judicial_confirmation import AgreementConfirmed, ApplicationDismissed
from services.judicial_confirmation.domain import limits
from services.judicial_confirmation.domain.court_commands import (
    ConfirmAgreement,
    DismissAfterRevocation,
    DismissApplication,
    ExtendRulingLimit,
)
from services.judicial_confirmation.domain.enforcement_limit import time_to_enforce
from services.judicial_confirmation.domain.filing_commands import AgreementCommand
from services.judicial_confirmation.domain.grounds import may_dismiss
from services.judicial_confirmation.domain.irregularities import irregular
from services.judicial_confirmation.domain.law import ConfirmationLaw
from services.judicial_confirmation.domain.moments import too_early
from services.judicial_confirmation.domain.refusals import refuse
from services.judicial_confirmation.domain.rights import agreement_for_court
from services.judicial_confirmation.domain.situations import Docketed, Revoked
from services.judicial_confirmation.domain.state import Agreement, State
from services.jurisdiction.told import told

Answer = tuple[Event, ...] | Refused


def confirm(state: State, command: Command[ConfirmAgreement], law: ConfirmationLaw) -> Answer:
    """The agreement is valid and enforceable; the two years of CPL 250 begin where something is still to be done."""
    found = _under_review(state, command)
    if isinstance(found, Refused):
        return found
    agreement, docketed = found
    application = docketed.application
    confirmed = AgreementConfirmed(
        **told(command), irregularities=_irregularities(state, command, docketed),
        agreement_id=agreement.agreement_id, application_id=application.application_id, court=application.court,
        ruling_number=command.body.ruling_number,
    )  # fmt: skip
    return (
        confirmed,
        *_review_ends(state, command, application.application_id, "裁定确认协议有效"),
        *time_to_enforce(law, state, agreement, command),
    )


def dismiss(state: State, command: Command[DismissApplication], law: ConfirmationLaw) -> Answer:
    """The application is dismissed: the parties mediate again or sue (CPL 206)."""
    found = _under_review(state, command)
    if isinstance(found, Refused):
        return found
    agreement, docketed = found
    dismissed = _dismissed(state, command, law, agreement, docketed, _irregularities(state, command, docketed))
    if isinstance(dismissed, Refused):
        return dismissed
    subject = docketed.application.application_id
    return dismissed, *_review_ends(state, command, subject, "裁定驳回申请")


def dismiss_after_revocation(state: State, command: Command[DismissAfterRevocation], law: ConfirmationLaw) -> Answer:
    """Having revoked its confirmation, the same court dismisses the application."""
    agreement = agreement_for_court(state, command)
    if isinstance(agreement, Refused):
        return agreement
    if not isinstance(agreement.situation, Revoked):
        return refuse("not_revoked")
    refused = too_early(state, command, agreement.situation.since, "撤销确认")
    dismissed = refused or _dismissed(state, command, law, agreement, agreement.situation, ())
    return dismissed if isinstance(dismissed, Refused) else (dismissed,)


def extend(state: State, command: Command[ExtendRulingLimit], law: ConfirmationLaw) -> Answer:
    """The president lengthens the time for the ruling, within what the limit allows."""
    found = _under_review(state, command)
    if isinstance(found, Refused):
        return found
    body = command.body
    if not body.approved_by_president:
        return refuse("approval_missing", "approved_by_president")
    _, docketed = found
    subject = docketed.application.application_id
    return limits.extended(law, state, body.limit, subject, command, body.days, body.reason)


def _under_review(state: State, command: Command[AgreementCommand]) -> tuple[Agreement, Docketed] | Refused:
    agreement = agreement_for_court(state, command)
    if isinstance(agreement, Refused):
        return agreement
    if not isinstance(agreement.situation, Docketed):
        return refuse("not_docketed")
    return too_early(state, command, agreement.situation.since, "立案") or (agreement, agreement.situation)


def _dismissed(
    state: State,
    command: Command[DismissApplication],
    law: ConfirmationLaw,
    agreement: Agreement,
    situation: Docketed | Revoked,
    irregularities: tuple[Irregularity, ...],
) -> ApplicationDismissed | Refused:
    body = command.body
    if not may_dismiss(law, body.ground, story=state.story):
        return refuse("ground_unknown", "ground", ground=body.ground, source="CPL-I 358")
    application = situation.application
    return ApplicationDismissed(
        **told(command), irregularities=irregularities, agreement_id=agreement.agreement_id,
        application_id=application.application_id, court=application.court, ground=body.ground, reason=body.reason,
        ruling_number=body.ruling_number,
    )  # fmt: skip


def _irregularities(state: State, command: Command[AgreementCommand], docketed: Docketed) -> tuple[Irregularity, ...]:
    subject = docketed.application.application_id
    checks = (
        ("verification_missing", not docketed.verified),
        ("ruling_late", limits.passed(state.clocks.latest(limits.RULE, subject), command)),
        ("ruling_past_statutory_limit", limits.passed(state.clocks.latest(limits.RULE_STATUTORY, subject), command)),
    )
    return tuple(irregular(code) for code, holds in checks if holds)


def _review_ends(state: State, command: Command[AgreementCommand], application_id: str, why: str) -> tuple[Event, ...]:
    return tuple(
        event
        for limit in (limits.RULE, limits.RULE_STATUTORY)
        for event in limits.stopped(state.clocks, limit, application_id, command, why)
    )
