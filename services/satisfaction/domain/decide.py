"""The table of contents of satisfaction: every command and the function that decides it."""

from typing import Any, assert_never

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.satisfaction import InvitationExpired
from services.jurisdiction import clock_book
from services.jurisdiction.acts import not_found, wrong_time
from services.jurisdiction.clock_care import decide_care
from services.jurisdiction.clock_commands import CareCommand
from services.jurisdiction.story import decide_story
from services.satisfaction.domain import rating, surveying, validity
from services.satisfaction.domain.commands import (
    CancelSurvey,
    InviteParties,
    LapseClock,
    RateAtWindow,
    RateByLink,
    RemindUnanswered,
    SatisfactionCommand,
)
from services.satisfaction.domain.evolve import evolve
from services.satisfaction.domain.law import SatisfactionLaw
from services.satisfaction.domain.state import Answered, State

Answer = tuple[Event, ...] | Refused


def decide(state: State, command: Command[Any], law: SatisfactionLaw) -> Answer:
    """The answer to one command. In a story, what expired before the act lapses first (design.md section 4)."""
    if isinstance(command.body, CareCommand):
        return decide_care(validity.CLOCKS, state, command, law)
    if not command.actor.is_system:
        refused = wrong_time(command, state.story)
        if refused is not None:
            return refused
    if not state.story or isinstance(command.body, LapseClock):
        return decide_act(state, command, law)
    answer = decide_story(decide_act, evolve, validity.first_due, state, command, law)
    return answer if isinstance(answer, Refused) else tuple(answer)


def decide_act(state: State, command: Command[Any], law: SatisfactionLaw) -> Answer:
    """The answer to one command on the state as it is."""
    body: SatisfactionCommand = command.body
    match body:
        case InviteParties():
            return surveying.invite(state, command, law)
        case RemindUnanswered():
            return surveying.remind(state, command)
        case CancelSurvey():
            return surveying.cancel(state, command)
        case RateByLink():
            return rating.rate_by_link(state, command)
        case RateAtWindow():
            return rating.rate_at_window(state, command, law)
        case LapseClock():
            return _lapse(state, command)
        case _:
            assert_never(body)


def _lapse(state: State, command: Command[LapseClock]) -> Answer:
    """An invitation's validity has passed; a stale scan changes nothing."""
    if not command.actor.is_system:
        return not_found()
    kept = state.clocks.clocks.get(command.body.clock_id)
    lapsed = clock_book.lapse(kept, command.occurred_at, validity.CONSEQUENCE)
    if kept is None or lapsed is None:
        return ()
    invitation = state.invitations[kept.clock.subject]
    expired = InvitationExpired(
        occurred_at=lapsed.occurred_at, invitation_id=invitation.invitation_id,
        answered=isinstance(invitation.situation, Answered),
    )  # fmt: skip
    return lapsed, expired
