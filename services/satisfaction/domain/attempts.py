"""One attempt to bring one message to a person, whatever the message is about: given to one courier, tried again with growing pauses,
never sent twice (issue 7, item 2; issue 8, item 2).

A kind of message (`sending`, `link_messages`) adds its events and what makes it unwanted.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import TypeVar

from schemas.command import CommandBody, Due
from services.satisfaction.domain.delivery_commands import Outcome
from services.satisfaction.domain.law import SatisfactionLaw
from services.satisfaction.domain.situations import DeliverySituation, Failed, Requested, Settled, Started
from services.satisfaction.domain.state import Attempt

AttemptT = TypeVar("AttemptT", bound=Attempt)
_NOT_SENT_AGAIN = {Outcome.UNKNOWN: "unknown_outcome", Outcome.UNDELIVERABLE: "contact_unknown"}
"""What is said of an attempt that no other follows, where the courier gave no reason."""


def to_be_sent(known: Mapping[str, AttemptT], delivery_id: str) -> AttemptT | None:
    """The attempt, where no courier has it in hand yet."""
    return _where(known, delivery_id, Requested)


def in_hand(known: Mapping[str, AttemptT], delivery_id: str) -> AttemptT | None:
    """The attempt, where a courier has it in hand."""
    return _where(known, delivery_id, Started)


def to_be_repeated(known: Mapping[str, AttemptT], delivery_id: str, at: datetime) -> AttemptT | None:
    """The attempt, where it failed and the pause after it is over; None for a stale scan."""
    found = known.get(delivery_id)
    if found is None or not isinstance(found.situation, Failed) or found.situation.retry_at is None:
        return None
    return found if at >= found.situation.retry_at else None


def failure(
    attempt: Attempt, outcome: Outcome, reason: str, at: datetime, law: SatisfactionLaw
) -> tuple[str, datetime | None]:
    """Why an attempt that was not sent failed, and when it is tried again; None where no other follows."""
    why = reason or _NOT_SENT_AGAIN.get(outcome, "message_refused")
    return why, _retry_at(attempt.attempt, at, law) if outcome is Outcome.FAILED else None


def retries(known: Iterable[Attempt], command: Callable[[str], CommandBody]) -> tuple[Due, ...]:
    """The failed attempts with the moments at which they are tried again; `command` asks for one by its id."""
    return tuple(
        Due(one.delivery_id, one.situation.retry_at, command(one.delivery_id))
        for one in known
        if isinstance(one.situation, Failed) and one.situation.retry_at is not None
    )


def with_another(
    known: Mapping[str, AttemptT], made: AttemptT, follows: Callable[[AttemptT], bool]
) -> Mapping[str, AttemptT]:
    """The attempts with one more. A failed one that it `follows` is not tried again by itself."""
    earlier = {
        key: _moved(one, Settled()) if isinstance(one.situation, Failed) and follows(one) else one
        for key, one in known.items()
    }
    return {**earlier, made.delivery_id: made}


def with_situation(
    known: Mapping[str, AttemptT], delivery_id: str, situation: DeliverySituation
) -> Mapping[str, AttemptT]:
    """The attempts, one of them where it now stands; an unknown one changes nothing."""
    found = known.get(delivery_id)
    return known if found is None else {**known, delivery_id: _moved(found, situation)}


def _where(known: Mapping[str, AttemptT], delivery_id: str, situation: type[Requested | Started]) -> AttemptT | None:
    found = known.get(delivery_id)
    return found if found is not None and isinstance(found.situation, situation) else None


def _moved(one: AttemptT, situation: DeliverySituation) -> AttemptT:
    return one.model_copy(update={"situation": situation})


def _retry_at(attempt: int, at: datetime, law: SatisfactionLaw) -> datetime | None:
    """When an attempt that failed `at` is followed by another, None when by none.

    The pauses double: a gateway that is down for hours is not asked every ten minutes.
    """
    if attempt >= int(law.parameter("delivery_attempts").value):
        return None
    minutes = float(law.parameter("delivery_backoff_minutes").value) * 2 ** (attempt - 1)
    return at + timedelta(minutes=minutes)
