"""Improbable answers: seen together by address and by body, flagged where they make a pattern, and never dropped (issue 7, item 2).

Every day of an address and of a body has a code of its own, under which its answers are seen in one order; so each answer
is flagged once for each pattern, whatever crashes.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.identity import NAMESPACE, case_code, named_id
from schemas.satisfaction import RatingMarked
from schemas.satisfaction_patterns import AnswerFlagged, AnswerSeen, PatternKind, Watched
from services.jurisdiction.acts import not_found
from services.jurisdiction.clock_values import SHANGHAI
from services.satisfaction.domain.heard_commands import MarkAnswer, ObserveAnswer
from services.satisfaction.domain.law import SatisfactionLaw
from services.satisfaction.domain.state import Answered, Final, Seen, State

Answer = tuple[Event, ...] | Refused
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
_ENOUGH = {
    PatternKind.ONE_ADDRESS: "answers_from_one_address",
    PatternKind.ONE_MINUTE: "answers_in_one_minute",
    PatternKind.ALL_ALIKE: "answers_all_alike",
}
"""The number of the profile from which answers make the pattern."""


def watch_code(watched: Watched, subject: str, at: datetime) -> str:
    """The code under which the answers of this address or about this body are seen on the day of `at` (Asia/Shanghai)."""
    day = at.astimezone(SHANGHAI).date().isoformat()
    return case_code(named_id(NAMESPACE, "\x1f".join(("watch", watched, subject, day))))


def observe(state: State, command: Command[ObserveAnswer], law: SatisfactionLaw) -> Answer:
    """One more answer; whoever now makes a pattern is flagged, those before it too."""
    if not command.actor.is_system:
        return not_found()
    body = command.body
    if any((one.of_case, one.invitation_id, one.at) == (body.of_case, body.invitation_id, body.answered_at) for one in state.watched):  # fmt: skip
        return ()
    about = {"occurred_at": command.recorded_at, "watched": body.watched, "subject": body.subject}
    seen = AnswerSeen(
        **about, of_case=body.of_case, invitation_id=body.invitation_id, answered_at=body.answered_at, grade=body.grade,
        commented=body.commented,
    )  # fmt: skip
    known = with_answer(state.watched, seen)
    flagged = [
        AnswerFlagged(
            **about, of_case=one.of_case, invitation_id=one.invitation_id, pattern=pattern, answers=len(pattern_answers)
        )
        for pattern, pattern_answers in _patterns(body.watched, known, known[-1], law)
        for one in pattern_answers
        if pattern not in one.flagged
    ]
    return seen, *flagged


def mark(state: State, command: Command[MarkAnswer]) -> Answer:
    """The watch's finding, put on the answer once."""
    if not command.actor.is_system:
        return not_found()
    one, pattern = state.invitations.get(command.body.invitation_id), command.body.pattern
    if one is None or pattern in one.marks or not isinstance(one.situation, Answered | Final):
        return ()
    marked = RatingMarked(
        occurred_at=command.recorded_at, invitation_id=one.invitation_id, pattern=pattern, simulated=one.simulated,
        counted=one.counted,
    )  # fmt: skip
    return (marked,)


def with_answer(watched: tuple[Seen, ...], event: AnswerSeen) -> tuple[Seen, ...]:
    """The answers with one more; of one invitation the last counts, what was flagged stays flagged."""
    same = [one for one in watched if (one.of_case, one.invitation_id) == (event.of_case, event.invitation_id)]
    others = [one for one in watched if one not in same]
    seen = Seen(
        of_case=event.of_case, invitation_id=event.invitation_id, at=event.answered_at, grade=event.grade,
        commented=event.commented, flagged=same[0].flagged if same else (),
    )  # fmt: skip
    return (*others, seen)


def flagged(watched: tuple[Seen, ...], event: AnswerFlagged) -> tuple[Seen, ...]:
    """The answers with one flagged."""
    return tuple(
        one.model_copy(update={"flagged": (*one.flagged, event.pattern)})
        if (one.of_case, one.invitation_id) == (event.of_case, event.invitation_id)
        else one
        for one in watched
    )


def _patterns(
    watched: Watched, known: tuple[Seen, ...], new: Seen, law: SatisfactionLaw
) -> Iterable[tuple[PatternKind, tuple[Seen, ...]]]:
    """The patterns the new answer is part of, with all their answers."""
    enough = {pattern: int(law.parameter(name).value) for pattern, name in _ENOUGH.items()}
    if watched is Watched.ADDRESS:
        candidates = {PatternKind.ONE_ADDRESS: known}
    else:
        alike = () if new.commented else tuple(one for one in known if one.grade == new.grade and not one.commented)
        candidates = {
            PatternKind.ONE_MINUTE: _crowded(known, new, MINUTE, enough[PatternKind.ONE_MINUTE]),
            PatternKind.ALL_ALIKE: _crowded(alike, new, HOUR, enough[PatternKind.ALL_ALIKE]),
        }
    for pattern, answers in candidates.items():
        if len(answers) >= enough[pattern]:
            yield pattern, answers


def _crowded(known: tuple[Seen, ...], new: Seen, span: timedelta, enough: int) -> tuple[Seen, ...]:
    """Every answer that shares a span of time with `new` and so many others, whatever order they were heard in."""
    near = sorted((one for one in known if abs(one.at - new.at) < span), key=lambda one: one.at)
    windows = [[one for one in near if first.at <= one.at < first.at + span] for first in near if first.at <= new.at]
    crowded = [window for window in windows if new in window and len(window) >= enough]
    return tuple(one for one in near if any(one in window for window in crowded))
