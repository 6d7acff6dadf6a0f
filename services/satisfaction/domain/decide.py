"""The table of contents of satisfaction: every command and the function that decides it."""

from typing import Any, assert_never

from schemas.base import Event
from schemas.command import Command, Refused
from services.jurisdiction.acts import wrong_time_where_known
from services.jurisdiction.clock_care import decide_care
from services.jurisdiction.clock_commands import CareCommand
from services.jurisdiction.story import decide_story
from services.satisfaction.domain import (
    due,
    lapsing,
    link_messages,
    patterns,
    petition_rating,
    population,
    rating,
    sending,
    surveying,
)
from services.satisfaction.domain.commands import (
    CancelSurvey,
    InviteParties,
    LapseClock,
    RateAtWindow,
    RateByLink,
    RemindUnanswered,
    SatisfactionCommand,
)
from services.satisfaction.domain.delivery_commands import (
    RecordDelivery,
    RemindInvitation,
    RetryDelivery,
    StartDelivery,
)
from services.satisfaction.domain.evolve import evolve
from services.satisfaction.domain.heard_commands import (
    HearPetition,
    HearWarning,
    HearWarningWithdrawn,
    MarkAnswer,
    MarkReplaced,
    ObserveAnswer,
)
from services.satisfaction.domain.law import SatisfactionLaw
from services.satisfaction.domain.link_commands import LinkMessageCommand
from services.satisfaction.domain.population_commands import ImportPopulationSurvey
from services.satisfaction.domain.rectification_commands import (
    AppealReview,
    CloseRectification,
    DecideAppeal,
    DecideRemedy,
    FeedBackResult,
    OpenRectification,
    ReportUnresolvedMatter,
    VerifyReview,
)
from services.satisfaction.domain.rules import appeals, handling, opening, warned
from services.satisfaction.domain.state import State

Answer = tuple[Event, ...] | Refused


def decide(state: State, command: Command[Any], law: SatisfactionLaw) -> Answer:
    """The answer to one command. In a story, what expired before the act lapses first (design.md section 4)."""
    if isinstance(command.body, CareCommand):
        return decide_care(due.CLOCKS, state, command, law)
    if not command.actor.is_system:
        refused = wrong_time_where_known(command, state.story, lambda now: decide_act(state, now, law))
        if refused is not None:
            return refused
    if not state.story or isinstance(command.body, LapseClock):
        return decide_act(state, command, law)
    answer = decide_story(decide_act, evolve, due.CLOCKS.due_in_story, state, command, law)
    return answer if isinstance(answer, Refused) else tuple(answer)


def decide_act(state: State, command: Command[Any], law: SatisfactionLaw) -> Answer:
    """The answer to one command on the state as it is."""
    body: SatisfactionCommand = command.body
    if isinstance(body, LinkMessageCommand):
        return link_messages.decide_link_message(state, command, law)
    match body:
        case InviteParties():
            return surveying.invite(state, command, law)
        case RemindUnanswered():
            return surveying.remind(state, command)
        case RemindInvitation():
            return surveying.remind_in_time(state, command)
        case CancelSurvey():
            return surveying.cancel(state, command)
        case RateByLink():
            return rating.rate_by_link(state, command, law)
        case RateAtWindow():
            return rating.rate_at_window(state, command, law)
        case LapseClock():
            return lapsing.lapse(state, command, law)
        case StartDelivery():
            return sending.start(state, command)
        case RecordDelivery():
            return sending.record(state, command, law)
        case RetryDelivery():
            return sending.retry(state, command)
        case HearPetition():
            return petition_rating.hear(state, command, law)
        case HearWarning():
            return warned.hear(state, command, law)
        case HearWarningWithdrawn():
            return warned.hear_withdrawn(state, command)
        case ObserveAnswer():
            return patterns.observe(state, command, law)
        case MarkAnswer():
            return patterns.mark(state, command)
        case ImportPopulationSurvey():
            return population.import_survey(state, command, law)
        case MarkReplaced():
            return population.mark_replaced(state, command)
        case ReportUnresolvedMatter():
            return opening.report(state, command, law)
        case OpenRectification():
            return opening.open_by_office(state, command, law)
        case VerifyReview():
            return handling.verify(state, command, law)
        case DecideRemedy():
            return handling.decide_remedy(state, command, law)
        case FeedBackResult():
            return handling.feed_back(state, command, law)
        case CloseRectification():
            return handling.close(state, command, law)
        case AppealReview():
            return appeals.appeal(state, command, law)
        case DecideAppeal():
            return appeals.decide_appeal(state, command, law)
        case _:
            assert_never(body)
