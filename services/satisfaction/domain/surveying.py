"""Whom to ask, to remind, and to ask no more (domain.md section 5; issue 3, item 5)."""

from datetime import datetime
from typing import Any

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.satisfaction import (
    InvitationIssued,
    InvitationReminded,
    Noted,
    PartyNotReached,
    SurveyCancelled,
    SurveyRound,
)
from services.jurisdiction.acts import not_found
from services.satisfaction.domain import validity
from services.satisfaction.domain.commands import CancelSurvey, Invitee, InviteParties, Reach, RemindUnanswered
from services.satisfaction.domain.law import SatisfactionLaw
from services.satisfaction.domain.state import Answered, Final, State, Waiting, not_reached_key

Answer = tuple[Event, ...] | Refused
UNNAMED = "unnamed_members"
"""Reason of PartyNotReached for members of a group whom nobody named."""


def invite(state: State, command: Command[InviteParties], law: SatisfactionLaw) -> Answer:
    """One invitation per party that can be asked; the others are told as not reached, never as satisfied."""
    if not command.actor.is_system:
        return not_found()
    events: list[Event] = []
    for invitee in command.body.invitees:
        if invitee.reach in (Reach.UNSAFE, Reach.NO_CONTACT):
            events += _not_reached(state, command, invitee, invitee.reach, 1)
        elif not _has_been_asked(state, invitee, command.body.rated_body):
            events += _invited(state, command, law, invitee)
        if invitee.unnamed:
            events += _not_reached(state, command, invitee, UNNAMED, invitee.unnamed)
    return tuple(events) or _noted(state, command, "intake", "case_closed", "没有需要邀请的当事人")


def remind(state: State, command: Command[RemindUnanswered]) -> Answer:
    """At follow-up only who has not answered is asked, and once."""
    if not command.actor.is_system:
        return not_found()
    at = _now(state, command)
    reminded = tuple(
        InvitationReminded(
            occurred_at=at, occurred_at_assumed=command.body.occurred_at_assumed, invitation_id=one.invitation_id,
            round=SurveyRound.FOLLOW_UP,
        )
        for one in state.invitations.values()
        if isinstance(one.situation, Waiting)
        and not one.situation.reminded
        and validity.is_open(state, at, one.invitation_id)
    )  # fmt: skip
    return reminded or _noted(state, command, "people_mediation", "follow_up_done", "没有等待评价的邀请")


def cancel(state: State, command: Command[CancelSurvey]) -> Answer:
    """The case goes on or never was: nobody is asked any more; answers that were given stay."""
    if not command.actor.is_system:
        return not_found()
    at, reason = _now(state, command), command.body.reason
    events: list[Event] = []
    for one in state.invitations.values():
        if isinstance(one.situation, Waiting):
            cancelled = SurveyCancelled(
                occurred_at=at, occurred_at_assumed=command.body.occurred_at_assumed, invitation_id=one.invitation_id,
                reason=reason,
            )  # fmt: skip
            events += [cancelled, *validity.ends(state, at, one.invitation_id, "评价已取消")]
    return tuple(events) or _noted(state, command, "intake", f"case_{reason}", "没有等待评价的邀请")


def _now(state: State, command: Command[Any]) -> datetime:
    """An invitation goes out when the closing is heard, not when it was entered for; a story has its own time."""
    story = state.story or (isinstance(command.body, InviteParties) and command.body.story)
    return command.occurred_at if story else command.recorded_at


def _has_been_asked(state: State, invitee: Invitee, rated_body: str) -> bool:
    """One rating per person and rated body: who is asked already or has answered is not asked again."""
    known = state.of(invitee.party_id, rated_body)
    return any(isinstance(one.situation, Waiting | Answered | Final) for one in known)


def _invited(
    state: State, command: Command[InviteParties], law: SatisfactionLaw, invitee: Invitee
) -> tuple[Event, ...]:
    body, at = command.body, _now(state, command)
    invitation_id = str(command.derived_id(f"invitation/{invitee.party_id}"))
    issued = InvitationIssued(
        occurred_at=at, occurred_at_assumed=body.occurred_at_assumed, invitation_id=invitation_id,
        party_id=invitee.party_id, party_role=invitee.role, rated_body=body.rated_body, channel=body.channel,
        dispute_type=body.dispute_type, result=body.result, round=SurveyRound.CLOSURE, delivery=invitee.reach,
        story=body.story,
    )  # fmt: skip
    return issued, validity.begins(law, state, at, invitation_id, assumed=body.occurred_at_assumed)


def _not_reached(
    state: State, command: Command[InviteParties], invitee: Invitee, reason: str, persons: int
) -> tuple[Event, ...]:
    if not_reached_key(invitee.party_id, command.body.rated_body, reason) in state.not_reached:
        return ()
    told = PartyNotReached(
        occurred_at=_now(state, command), occurred_at_assumed=command.body.occurred_at_assumed,
        party_id=invitee.party_id, party_role=invitee.role, rated_body=command.body.rated_body, reason=reason,
        persons=persons,
    )  # fmt: skip
    return (told,)


def _noted(state: State, command: Command[Any], source: str, what: str, reason: str) -> tuple[Event, ...]:
    return (Noted(occurred_at=_now(state, command), source=source, what=what, reason=reason),)
