"""The court's first decisions: supplement, docket, decline (CPL-I 352-355; JC11 4)."""

from schemas.base import Event, Irregularity
from schemas.command import Command, CommandBody, Refused
from schemas.judicial_confirmation import (
    ApplicationDocketed,
    ApplicationNotAccepted,
    SupplementReceived,
    SupplementRequested,
)
from services.judicial_confirmation.domain import limits
from services.judicial_confirmation.domain.court_commands import (
    DeclineApplication,
    DocketApplication,
    RequestSupplement,
    SupplyMaterials,
)
from services.judicial_confirmation.domain.filing_commands import AgreementCommand
from services.judicial_confirmation.domain.grounds import DOCKETED_ELSEWHERE, may_decline
from services.judicial_confirmation.domain.irregularities import irregular
from services.judicial_confirmation.domain.law import ConfirmationLaw
from services.judicial_confirmation.domain.moments import too_early
from services.judicial_confirmation.domain.refusals import refuse
from services.judicial_confirmation.domain.rights import agreement_for_court, application_at, applications_of
from services.judicial_confirmation.domain.situations import Application, Applied, Docketed
from services.judicial_confirmation.domain.state import Agreement, State
from services.jurisdiction.told import told

Answer = tuple[Event, ...] | Refused


def request_supplement(state: State, command: Command[RequestSupplement]) -> Answer:
    """The court names what is missing and until when."""
    found = _before_ruling(state, command)
    if isinstance(found, Refused):
        return found
    body = command.body
    if body.until < limits.day_of(command.occurred_at):
        return refuse("supplement_day_past", "until")
    requested = SupplementRequested(
        **told(command), agreement_id=body.agreement_id, application_id=found.application_id,
        missing=body.missing, until=body.until,
    )  # fmt: skip
    return (requested,)


def supply(state: State, command: Command[SupplyMaterials]) -> Answer:
    """Material that the court asked for came in; the rest stays asked for."""
    found = _before_ruling(state, command)
    if isinstance(found, Refused):
        return found
    if found.awaiting is None:
        return refuse("nothing_missing")
    body = command.body
    received = SupplementReceived(
        **told(command), agreement_id=body.agreement_id, application_id=found.application_id,
        materials=body.materials,
    )  # fmt: skip
    return (received,)


def docket(state: State, command: Command[DocketApplication], law: ConfirmationLaw) -> Answer:
    """The first court to docket is competent; applications at other courts end here (CPL-I 352)."""
    found = _awaiting_decision(state, command)
    if isinstance(found, Refused):
        return found
    agreement, application = found
    subject, assumed = application.application_id, command.body.occurred_at_assumed
    docketed = ApplicationDocketed(
        **told(command), irregularities=_late(state, command, subject), agreement_id=agreement.agreement_id,
        application_id=subject, case_number=command.body.case_number, court=application.court,
        same_day=limits.day_of(application.filed_at) == limits.day_of(command.occurred_at),
    )  # fmt: skip
    return (
        docketed,
        *limits.stopped(state.clocks, limits.ACCEPT, subject, command, "法院决定受理"),
        *_ended_elsewhere(state, command, agreement, application),
        limits.started(law, state, limits.RULE, command.occurred_at, subject, assumed=assumed),
        limits.started(law, state, limits.RULE_STATUTORY, command.occurred_at, subject, assumed=assumed),
    )


def decline(state: State, command: Command[DeclineApplication], law: ConfirmationLaw) -> Answer:
    """The court does not take the application; the parties go to the right court or procedure, or sue."""
    found = _awaiting_decision(state, command)
    if isinstance(found, Refused):
        return found
    agreement, application = found
    body = command.body
    if not may_decline(law, body.ground, story=state.story):
        return refuse("ground_unknown", "ground", ground=body.ground, source="CPL-I 355")
    declined = ApplicationNotAccepted(
        **told(command), irregularities=_late(state, command, application.application_id),
        agreement_id=agreement.agreement_id, application_id=application.application_id, ground=body.ground,
        reason=body.reason,
    )  # fmt: skip
    return (
        declined,
        *limits.stopped(state.clocks, limits.ACCEPT, application.application_id, command, "法院决定不予受理"),
    )


def _awaiting_decision(state: State, command: Command[AgreementCommand]) -> tuple[Agreement, Application] | Refused:
    agreement = agreement_for_court(state, command)
    if isinstance(agreement, Refused):
        return agreement
    application = application_at(agreement, command.actor.organisation)
    if application is None or not isinstance(agreement.situation, Applied):
        return refuse("application_missing")
    return too_early(state, command, application.filed_at, "提出申请") or (agreement, application)


def _before_ruling(state: State, command: Command[AgreementCommand]) -> Application | Refused:
    """The application at the acting court as long as it has not been ruled on."""
    agreement = agreement_for_court(state, command)
    if isinstance(agreement, Refused):
        return agreement
    application = application_at(agreement, command.actor.organisation)
    if application is None or not isinstance(agreement.situation, Applied | Docketed):
        return refuse("application_missing")
    return too_early(state, command, application.filed_at, "提出申请") or application


def _late(state: State, command: Command[CommandBody], application_id: str) -> tuple[Irregularity, ...]:
    late = limits.passed(state.clocks.latest(limits.ACCEPT, application_id), command)
    return (irregular("docketing_late"),) if late else ()


def _ended_elsewhere(
    state: State, command: Command[DocketApplication], agreement: Agreement, docketed: Application
) -> tuple[Event, ...]:
    events: list[Event] = []
    for other in applications_of(agreement):
        if other.application_id == docketed.application_id:
            continue
        events.append(
            ApplicationNotAccepted(
                **told(command),
                agreement_id=agreement.agreement_id,
                application_id=other.application_id,
                ground=DOCKETED_ELSEWHERE,
                reason="其他法院先行立案（CPL-I 352）",
            )
        )
        events += limits.moot(
            state.clocks, limits.ACCEPT, other.application_id, command.occurred_at, "其他法院先行立案"
        )
    return tuple(events)
