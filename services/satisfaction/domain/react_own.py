"""What satisfaction makes of its own events in other cases: answers are watched together, and what the watch finds goes back to them."""

from typing import NamedTuple

from schemas.command import CommandBody
from schemas.envelope import PublishedEvent
from schemas.satisfaction import RatingChanged, RatingGiven
from schemas.satisfaction_patterns import AnswerFlagged, Watched
from schemas.satisfaction_population import PopulationSurveyImported
from services.satisfaction.domain.commands import GivenBy
from services.satisfaction.domain.heard_commands import MarkAnswer, MarkReplaced, ObserveAnswer
from services.satisfaction.domain.patterns import watch_code

WATCHED_WAYS = (GivenBy.LINK.value, GivenBy.CODE.value)
"""What staff typed in at the counter or on the phone comes from one address by its nature."""


class Elsewhere(NamedTuple):
    """A command for another code than the event's."""

    case_code: str
    body: CommandBody


def watch_address(event: RatingGiven | RatingChanged, published: PublishedEvent) -> Elsewhere | None:
    """The answer among those of its address and day."""
    return _watched(event, published, Watched.ADDRESS, event.address_hash)


def watch_body(event: RatingGiven | RatingChanged, published: PublishedEvent) -> Elsewhere | None:
    """The answer among those about its body of the day."""
    return _watched(event, published, Watched.BODY, event.counted.rated_body if event.counted else "")


def flagged(event: AnswerFlagged, published: PublishedEvent) -> Elsewhere:
    """The finding goes to the case of the answer."""
    return Elsewhere(event.of_case, MarkAnswer(invitation_id=event.invitation_id, pattern=event.pattern))


def replaced(event: PopulationSurveyImported, published: PublishedEvent) -> Elsewhere | None:
    """The edition that this one corrects is told."""
    if event.replaces is None:
        return None
    return Elsewhere(event.replaces, MarkReplaced(by=published.case_code))


def _watched(
    event: RatingGiven | RatingChanged, published: PublishedEvent, watched: Watched, subject: str
) -> Elsewhere | None:
    story = event.counted is None or event.counted.story
    if not subject or story or event.simulated or event.given_via not in WATCHED_WAYS:
        return None
    body = ObserveAnswer(
        watched=watched, subject=subject, of_case=published.case_code, invitation_id=event.invitation_id,
        answered_at=event.occurred_at, grade=event.grade, commented=bool(event.comment.strip()),
    )  # fmt: skip
    return Elsewhere(watch_code(watched, subject, event.occurred_at), body)
