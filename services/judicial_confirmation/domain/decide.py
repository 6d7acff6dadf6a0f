"""The table of contents of judicial confirmation: every command and the function that decides it."""

from typing import Any, assert_never

from schemas.base import Event
from schemas.command import Command, Refused
from services.judicial_confirmation.domain import court_commands as court
from services.judicial_confirmation.domain import (
    docket,
    enforceable_ways,
    enforcement,
    filing,
    limits,
    objection,
    review,
    ruling,
    service_of_ruling,
)
from services.judicial_confirmation.domain import filing_commands as window
from services.judicial_confirmation.domain import way_commands as ways
from services.judicial_confirmation.domain.addressed import addressed
from services.judicial_confirmation.domain.commands import ConfirmationCommand
from services.judicial_confirmation.domain.evolve import evolve
from services.judicial_confirmation.domain.law import ConfirmationLaw
from services.judicial_confirmation.domain.state import State
from services.jurisdiction import clock_book
from services.jurisdiction.acts import not_found, wrong_time_where_known
from services.jurisdiction.clock_care import decide_care
from services.jurisdiction.clock_commands import CareCommand
from services.jurisdiction.story import decide_story

Answer = tuple[Event, ...] | Refused


def decide(state: State, command: Command[Any], law: ConfirmationLaw) -> Answer:
    """The answer to one command. In a story, what was due before the act lapses first (design.md section 4)."""
    if isinstance(command.body, CareCommand):
        return decide_care(limits.CLOCKS, state, command, law)
    if not command.actor.is_system:
        story = state.story or _begins_story(command)
        refused = wrong_time_where_known(command, story, lambda now: decide_act(state, now, law))
        if refused is not None:
            return refused
    if not state.story or isinstance(command.body, window.LapseClock):
        answer = decide_act(state, command, law)
    else:
        told = decide_story(decide_act, evolve, limits.CLOCKS.due_in_story, state, command, law)
        answer = told if isinstance(told, Refused) else tuple(told)
    return answer if isinstance(answer, Refused) else addressed(state, answer)


def decide_act(state: State, command: Command[Any], law: ConfirmationLaw) -> Answer:
    """The answer to one command on the state as it is."""
    body: ConfirmationCommand = command.body
    match body:
        case window.RegisterAgreement():
            return filing.register(state, command, law)
        case window.RegisterAgreementFromParties():
            return filing.register_from_parties(state, command, law)
        case window.ApplyForConfirmation():
            return filing.apply(state, command, law)
        case window.WithdrawApplication():
            return review.withdraw(state, command)
        case court.RequestSupplement():
            return docket.request_supplement(state, command)
        case court.SupplyMaterials():
            return docket.supply(state, command)
        case court.DocketApplication():
            return docket.docket(state, command, law)
        case court.DeclineApplication():
            return docket.decline(state, command, law)
        case court.HoldVerification():
            return review.verify(state, command)
        case court.TreatAsWithdrawn():
            return review.treat_as_withdrawn(state, command, law)
        case court.ConfirmAgreement():
            return ruling.confirm(state, command, law)
        case court.DismissAfterRevocation():
            return ruling.dismiss_after_revocation(state, command, law)
        case court.DismissApplication():
            return ruling.dismiss(state, command, law)
        case court.ExtendRulingLimit():
            return ruling.extend(state, command, law)
        case court.ServeRuling():
            return service_of_ruling.serve(state, command, law)
        case court.FileObjection():
            return objection.file(state, command, law)
        case court.RejectObjection():
            return objection.reject(state, command)
        case court.RevokeConfirmation():
            return objection.revoke(state, command)
        case court.ChangeConfirmation():
            return objection.change(state, command, law)
        case court.ApplyForEnforcement():
            return enforcement.apply(state, command, law)
        case court.RecordEnforcement():
            return enforcement.record(state, command)
        case ways.ChooseEnforceableWay():
            return enforceable_ways.choose(state, command, law)
        case ways.RecordEnforceableWayStep():
            return enforceable_ways.record_step(state, command, law)
        case window.NotePerformance():
            return enforcement.note_performance(state, command, law)
        case window.ReplaceParty():
            return filing.replace_party(command)
        case window.LapseClock():
            return _lapse(state, command)
        case _:
            assert_never(body)


def _lapse(state: State, command: Command[window.LapseClock]) -> Answer:
    """The last day in time of a clock has passed; a stale scan changes nothing."""
    if not command.actor.is_system:
        return not_found()
    kept = state.clocks.clocks.get(command.body.clock_id)
    if kept is None:
        return ()
    lapsed = clock_book.lapse(kept, command.occurred_at, limits.CONSEQUENCES[kept.clock.limit])
    return () if lapsed is None else (lapsed,)


def _begins_story(command: Command[Any]) -> bool:
    """The act that makes a case known here as a story may already carry an assumed date."""
    return isinstance(command.body, window.RegisterAgreementFromParties) and command.body.story
