"""Asking one party about one body: the invitation with its validity, its reminder and its message, or why it cannot be asked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.satisfaction import AskedParty, CountedUnder, InvitationIssued, PartyNotReached, SurveyRound
from schemas.satisfaction_deliveries import Purpose
from schemas.values import Channel, DisputeType
from services.jurisdiction.clock_values import SHANGHAI
from services.satisfaction.domain import sending, validity
from services.satisfaction.domain.commands import InviteParties, Reach
from services.satisfaction.domain.law import SatisfactionLaw
from services.satisfaction.domain.state import Answered, Final, State, Waiting, not_reached_key

UNNAMED = "unnamed_members"
"""Reason of PartyNotReached for members of a group whom nobody named."""
REMINDER = "SV-3"
HANDLING_BODY = "handling_body"


@dataclass(frozen=True)
class Question:
    """What somebody is asked about."""

    rated_body: str
    channel: Channel | None
    dispute_type: DisputeType
    result: str
    story: bool
    rated_as: str = HANDLING_BODY

    @staticmethod
    def of(body: InviteParties) -> "Question":
        """The question of a closing."""
        return Question(body.rated_body, body.channel, body.dispute_type, body.result, body.story)

    def counted(self, party: AskedParty, at: datetime) -> CountedUnder:
        """Under which figures an invitation sent at `at` is counted."""
        return CountedUnder(
            month=month_of(at), rated_body=self.rated_body, party_role=party.role, channel=self.channel,
            dispute_type=self.dispute_type, result=self.result, story=self.story,
        )  # fmt: skip


def month_of(moment: datetime) -> str:
    """The month in Asia/Shanghai, e.g. `2026-03`: that of the invitation, which is that of the closing."""
    return moment.astimezone(SHANGHAI).strftime("%Y-%m")


def asked(state: State, command: Command[Any], law: SatisfactionLaw, party: AskedParty, about: Question, at: datetime) -> tuple[Event, ...]:  # fmt: skip
    """The events of asking this party; nothing where it is asked already or was told as not reached."""
    events: tuple[Event, ...] = ()
    if party.reach in (Reach.UNSAFE, Reach.NO_CONTACT):
        events = _not_reached(state, command, party, about, party.reach, 1, at)
    elif not _has_been_asked(state, party, about.rated_body):
        events = _invited(state, command, law, party, about, at)
    if party.unnamed:
        events += _not_reached(state, command, party, about, UNNAMED, party.unnamed, at)
    return events


def now(state: State, command: Command[Any]) -> datetime:
    """An invitation goes out when the closing is heard, not when it was entered for; a story has its own time."""
    story = state.story or (isinstance(command.body, InviteParties) and command.body.story)
    return command.occurred_at if story else command.recorded_at


def _has_been_asked(state: State, party: AskedParty, rated_body: str) -> bool:
    """One rating per person and rated body: who is asked already or has answered is not asked again."""
    known = state.of(party.party_id, rated_body)
    return any(isinstance(one.situation, Waiting | Answered | Final) for one in known)


def _invited(
    state: State, command: Command[Any], law: SatisfactionLaw, party: AskedParty, about: Question, at: datetime
) -> tuple[Event, ...]:
    told = command.body.occurred_at_assumed
    suffix = "" if about.rated_as == HANDLING_BODY else f"/{about.rated_as}"
    invitation_id = str(command.derived_id(f"invitation/{party.party_id}{suffix}"))
    is_sent = party.reach == Reach.MESSAGE
    issued = InvitationIssued(
        occurred_at=at, occurred_at_assumed=told, invitation_id=invitation_id, party_id=party.party_id,
        party_role=party.role, rated_body=about.rated_body, channel=about.channel, dispute_type=about.dispute_type,
        result=about.result, round=SurveyRound.CLOSURE, delivery=party.reach, story=about.story,
        rated_as=about.rated_as, remind_at=_remind_at(law, at) if is_sent else None,
    )  # fmt: skip
    begun = validity.begins(law, state, at, invitation_id, assumed=told)
    return issued, begun, *sending.first(invitation_id, Purpose.INVITATION, at, is_sent=is_sent)


def _remind_at(law: SatisfactionLaw, at: datetime) -> datetime | None:
    """00:00 after the last day of waiting; None where the law of that day is not loaded."""
    clock = law.clock("", REMINDER, at)
    return None if isinstance(clock, Refused) else clock.lapses_at


def _not_reached(
    state: State, command: Command[Any], party: AskedParty, about: Question, reason: str, persons: int, at: datetime
) -> tuple[Event, ...]:
    if not_reached_key(party.party_id, about.rated_body, reason) in state.not_reached:
        return ()
    told = PartyNotReached(
        occurred_at=at, occurred_at_assumed=command.body.occurred_at_assumed, party_id=party.party_id,
        party_role=party.role, rated_body=about.rated_body, reason=reason, persons=persons,
        counted=about.counted(party, at),
    )  # fmt: skip
    return (told,)
