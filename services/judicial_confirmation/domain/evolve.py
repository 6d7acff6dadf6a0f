"""What is true after an event of judicial confirmation. Never asks the law."""

from collections.abc import Callable, Mapping

from schemas.base import Event
from schemas.clocks import ClockEvent
from schemas.judicial_confirmation import (
    AgreementConfirmed,
    AgreementEvent,
    AgreementRegistered,
    ApplicationDismissed,
    ApplicationDocketed,
    ApplicationFiled,
    ApplicationNotAccepted,
    ApplicationWithdrawn,
    ConfirmationChanged,
    ConfirmationRevoked,
    EnforceableWayChosen,
    EnforceableWayStepRecorded,
    Enforced,
    EnforcementApplied,
    ObjectionFiled,
    ObjectionRejected,
    PartyReplaced,
    PerformanceNoted,
    RulingServed,
    SupplementReceived,
    SupplementRequested,
    TreatedAsWithdrawn,
    VerificationHeld,
)
from schemas.values import Party
from services.judicial_confirmation.domain import evolve_ruling, evolve_situation
from services.judicial_confirmation.domain.filing_commands import PerformanceReport
from services.judicial_confirmation.domain.situations import Registered
from services.judicial_confirmation.domain.state import AgentOnFile, Agreement, PartyOnFile, State, WayChoice
from services.jurisdiction import clock_book


def evolve(state: State, event: Event) -> State:
    """The state after `event`; events that only tell something leave it as it is."""
    if isinstance(event, ClockEvent):
        return state.model_copy(update={"clocks": clock_book.evolve(state.clocks, event)})
    if isinstance(event, AgreementRegistered):
        story = state.story or event.story
        return _with(state.model_copy(update={"story": story}), _succeeded(_registered(event), state.successors))
    if isinstance(event, PartyReplaced):
        successors = {**state.successors, event.former_party_id: _on_file(event.successor)}
        agreements = {name: _succeeded(agreement, successors) for name, agreement in state.agreements.items()}
        return state.model_copy(update={"successors": successors, "agreements": agreements})
    if not isinstance(event, AgreementEvent) or event.agreement_id not in state.agreements:
        return state
    return _with(state, _after(state.agreements[event.agreement_id], event))


def _after(agreement: Agreement, event: AgreementEvent) -> Agreement:
    match event:
        case ApplicationFiled():
            return _moved(agreement, evolve_situation.filed, event)
        case SupplementRequested():
            return _moved(agreement, evolve_situation.supplement_requested, event)
        case SupplementReceived():
            return _moved(agreement, evolve_situation.supplement_received, event)
        case ApplicationDocketed():
            return _moved(agreement, evolve_situation.docketed, event)
        case ApplicationNotAccepted():
            return _moved(agreement, evolve_situation.not_accepted, event)
        case ApplicationWithdrawn() | TreatedAsWithdrawn():
            return _moved(agreement, evolve_situation.withdrawn, event)
        case VerificationHeld():
            return _moved(agreement, evolve_situation.verified, event)
        case AgreementConfirmed():
            return _moved(agreement, evolve_ruling.confirmed, event)
        case ApplicationDismissed():
            return _moved(agreement, evolve_ruling.dismissed, event)
        case RulingServed():
            return _moved(agreement, evolve_ruling.served, event)
        case ObjectionFiled():
            return _moved(agreement, evolve_ruling.objected, event)
        case ObjectionRejected():
            return _moved(agreement, evolve_ruling.objection_rejected, event)
        case ConfirmationRevoked():
            return _moved(agreement, evolve_ruling.revoked, event)
        case ConfirmationChanged():
            return _moved(_with_last_day(agreement, event), evolve_ruling.changed, event)
        case EnforcementApplied():
            return _moved(agreement, evolve_ruling.enforcement_applied, event)
        case Enforced():
            return _moved(agreement, evolve_ruling.enforced, event)
        case EnforceableWayChosen():
            choice = WayChoice(way=event.way, since=event.occurred_at)
            return agreement.model_copy(update={"choices": {**agreement.choices, event.choice_id: choice}})
        case EnforceableWayStepRecorded():
            return _step_taken(agreement, event)
        case PerformanceNoted():
            return agreement.model_copy(update={"performed": event.what == PerformanceReport.FULL})
        case _:
            return agreement


def _moved(agreement: Agreement, step: Callable[..., object], event: Event) -> Agreement:
    return agreement.model_copy(update={"situation": step(agreement.situation, event)})


def _with_last_day(agreement: Agreement, event: ConfirmationChanged) -> Agreement:
    """A changed ruling may name another last day of performance."""
    if event.last_performance_day is None:
        return agreement
    return agreement.model_copy(update={"last_performance_day": event.last_performance_day})


def _step_taken(agreement: Agreement, event: EnforceableWayStepRecorded) -> Agreement:
    choice = agreement.choices.get(event.choice_id)
    if choice is None or not event.closes:
        return agreement
    closed = choice.model_copy(update={"closed": True})
    return agreement.model_copy(update={"choices": {**agreement.choices, event.choice_id: closed}})


def _with(state: State, agreement: Agreement) -> State:
    return state.model_copy(update={"agreements": {**state.agreements, agreement.agreement_id: agreement}})


def _registered(event: AgreementRegistered) -> Agreement:
    days = [item.due_on for item in event.terms.items if item.due_on is not None]
    return Agreement(
        agreement_id=event.agreement_id, number=event.number, form=event.form, mediation_body=event.mediation_body,
        channel=event.channel, court_invited=event.court_invited, effective_on=event.effective_on,
        other_mediation_bodies=event.other_mediation_bodies, dispute_type=event.dispute_type,
        last_performance_day=max(days, default=None), performed=event.terms.performed_at_once,
        parties=tuple(_on_file(party) for party in event.parties),
        situation=Registered(since=event.occurred_at),
    )  # fmt: skip


def _on_file(party: Party) -> PartyOnFile:
    agents = tuple(AgentOnFile(agent_id=one.agent_id, may_settle=one.may_settle) for one in party.agents)
    return PartyOnFile(party_id=party.party_id, capacity=party.capacity, agents=agents)


def _succeeded(agreement: Agreement, successors: Mapping[str, PartyOnFile]) -> Agreement:
    """The agreement with its parties of today; a successor may have a successor."""
    parties = agreement.parties
    for former, successor in successors.items():
        parties = tuple(successor if party.party_id == former else party for party in parties)
    return agreement.model_copy(update={"parties": parties})
