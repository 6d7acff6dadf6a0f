"""Events of the watch over answers: improbable patterns are flagged and never dropped (issue 7, item 2).

Answers of one network address, or about one body, of one day are watched together under a code of their own.
"""

from enum import StrEnum

from pydantic import AwareDatetime

from schemas.base import Event


class Watched(StrEnum):
    """What is watched together."""

    ADDRESS = "address"
    """Answers from one network address in one day; it is known by its keyed hash alone."""
    BODY = "body"
    """Answers about one rated body in one day."""


class PatternKind(StrEnum):
    """What is improbable about answers; how many make a pattern is a number of the profile."""

    ONE_ADDRESS = "one_address"
    """Many answers from one address in one day."""
    ONE_MINUTE = "one_minute"
    """Many answers about one body within one minute."""
    ALL_ALIKE = "all_alike"
    """Many answers about one body within one hour, all of one grade and none with a word."""


class AnswerEvent(Event):
    """Base: an answer of another case, seen by the watch."""

    watched: Watched
    subject: str
    """The keyed hash or the body's id."""
    of_case: str
    invitation_id: str


class AnswerSeen(AnswerEvent):
    """An answer came in."""

    answered_at: AwareDatetime
    grade: int
    commented: bool


class AnswerFlagged(AnswerEvent):
    """The answer is part of an improbable pattern."""

    pattern: PatternKind
    answers: int
    """How many make the pattern so far."""


PATTERN_EVENTS: tuple[type[Event], ...] = (AnswerSeen, AnswerFlagged)
