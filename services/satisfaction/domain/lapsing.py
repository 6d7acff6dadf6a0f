"""What follows when a clock of satisfaction lapses: an invitation expires, a rectification is late, an appeal is not supported."""

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.satisfaction import InvitationExpired
from services.jurisdiction import clock_book
from services.jurisdiction.acts import not_found
from services.satisfaction.domain import validity
from services.satisfaction.domain.commands import LapseClock
from services.satisfaction.domain.law import SatisfactionLaw
from services.satisfaction.domain.rules import appeals
from services.satisfaction.domain.state import Answered, State

Answer = tuple[Event, ...] | Refused


def lapse(state: State, command: Command[LapseClock], law: SatisfactionLaw) -> Answer:
    """A clock has run out; a stale scan changes nothing."""
    if not command.actor.is_system:
        return not_found()
    kept = state.clocks.clocks.get(command.body.clock_id)
    if kept is None:
        return ()
    known = law.limit(kept.clock.limit)
    consequence = (
        validity.CONSEQUENCE if kept.clock.limit == validity.VALIDITY else (known.on_breach_zh if known else "")
    )
    lapsed = clock_book.lapse(kept, command.occurred_at, consequence or "")
    if lapsed is None:
        return ()
    if kept.clock.limit == validity.VALIDITY:
        invitation = state.invitations[kept.clock.subject]
        expired = InvitationExpired(
            occurred_at=lapsed.occurred_at, invitation_id=invitation.invitation_id,
            answered=isinstance(invitation.situation, Answered),
        )  # fmt: skip
        return lapsed, expired
    one = state.rectifications.get(kept.clock.subject)
    if one is None or kept.clock.limit != appeals.APPEAL:
        return (lapsed,)
    return lapsed, *appeals.lapsed(state, one, lapsed, law)
