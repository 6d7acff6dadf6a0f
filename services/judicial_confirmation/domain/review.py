"""Between docket and ruling: verification with both sides, and applications taken back (CPL-I 356, 357)."""

from schemas.base import Event, Irregularity
from schemas.command import Command, Refused
from schemas.judicial_confirmation import ApplicationWithdrawn, TreatedAsWithdrawn, VerificationHeld
from services.judicial_confirmation.domain import limits
from services.judicial_confirmation.domain.court_commands import AbandonmentCause, HoldVerification, TreatAsWithdrawn
from services.judicial_confirmation.domain.filing_commands import WithdrawApplication
from services.judicial_confirmation.domain.grounds import words
from services.judicial_confirmation.domain.irregularities import irregular
from services.judicial_confirmation.domain.law import ConfirmationLaw
from services.judicial_confirmation.domain.moments import too_early
from services.judicial_confirmation.domain.refusals import refuse
from services.judicial_confirmation.domain.rights import (
    agreement_for_court,
    agreement_for_filing,
    application_at,
    applications_of,
    courts_of,
)
from services.judicial_confirmation.domain.situations import Application, Applied, Docketed
from services.judicial_confirmation.domain.state import State
from services.jurisdiction.acts import not_found
from services.jurisdiction.told import told

Answer = tuple[Event, ...] | Refused


def verify(state: State, command: Command[HoldVerification]) -> Answer:
    """The court checks the agreement with both sides; a side that did not come is shown."""
    agreement = agreement_for_court(state, command)
    if isinstance(agreement, Refused):
        return agreement
    if not isinstance(agreement.situation, Docketed):
        return refuse("not_docketed")
    refused = too_early(state, command, agreement.situation.since, "立案")
    if refused is not None:
        return refused
    body = command.body
    for party_id in body.present:
        if agreement.party(party_id) is None:
            return refuse("party_unknown", "present", party=party_id)
    everybody = all(party_id in body.present for party_id in agreement.party_ids)
    held = VerificationHeld(
        **told(command), irregularities=() if everybody else (irregular("verification_party_absent"),),
        agreement_id=agreement.agreement_id, application_id=agreement.situation.application.application_id,
        present=body.present, findings=body.findings,
    )  # fmt: skip
    return (held,)


def withdraw(state: State, command: Command[WithdrawApplication]) -> Answer:
    """The parties take back the application at the acting court; through the mediation body, at every court."""
    known = state.agreements.get(command.body.agreement_id)
    if known is None:
        return not_found()
    agreement = agreement_for_filing(state, command, *courts_of(known))
    if isinstance(agreement, Refused):
        return agreement
    if not isinstance(agreement.situation, Applied | Docketed):
        return refuse("nothing_to_withdraw")
    here = application_at(agreement, command.actor.organisation)
    taken_back = (here,) if here is not None else applications_of(agreement)
    events: list[Event] = []
    for application in taken_back:
        refused = too_early(state, command, application.filed_at, "提出申请")
        if refused is not None:
            return refused
        events.append(
            ApplicationWithdrawn(
                **told(command),
                agreement_id=agreement.agreement_id,
                application_id=application.application_id,
                reason=command.body.reason,
            )
        )
        events += _court_limits_end(state, command, application, "申请已撤回")
    return tuple(events)


def treat_as_withdrawn(state: State, command: Command[TreatAsWithdrawn], law: ConfirmationLaw) -> Answer:
    """The court takes silence for withdrawal: nothing was supplemented, or nobody appeared."""
    agreement = agreement_for_court(state, command)
    if isinstance(agreement, Refused):
        return agreement
    application = application_at(agreement, command.actor.organisation)
    if application is None or not isinstance(agreement.situation, Applied | Docketed):
        return refuse("application_missing")
    refused = too_early(state, command, application.filed_at, "提出申请")
    if refused is not None:
        return refused
    body, irregularities = command.body, tuple[Irregularity, ...]()
    if body.cause is AbandonmentCause.NOT_SUPPLEMENTED:
        if application.awaiting is None:
            return refuse("cause_not_given", "cause")
        if limits.day_of(command.occurred_at) <= application.awaiting.until:
            irregularities = (irregular("supplement_period_running"),)
    elif not isinstance(agreement.situation, Docketed):
        return refuse("cause_not_given", "cause")
    treated = TreatedAsWithdrawn(
        **told(command), irregularities=irregularities, agreement_id=agreement.agreement_id,
        application_id=application.application_id,
        reason="：".join(filter(None, (words(law, body.cause), body.reason))),
    )  # fmt: skip
    return treated, *_court_limits_end(state, command, application, "按撤回申请处理")


def _court_limits_end(
    state: State, command: Command[WithdrawApplication] | Command[TreatAsWithdrawn], application: Application, why: str
) -> tuple[Event, ...]:
    """The court owes no decision on an application that is gone."""
    return tuple(
        event
        for limit in (limits.ACCEPT, limits.RULE, limits.RULE_STATUTORY)
        for event in limits.moot(state.clocks, limit, application.application_id, command.occurred_at, why)
    )
