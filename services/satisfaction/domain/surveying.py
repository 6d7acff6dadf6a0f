"""Whom to ask, to remind, and to ask no more (domain.md section 5; issue 3, item 5; issue 7, item 2)."""

from datetime import datetime
from typing import Any

from schemas.base import Event
from schemas.command import Command, Due, Refused
from schemas.satisfaction import (
    AskedParty,
    InvitationReminded,
    Noted,
    PetitionSurveyDropped,
    SurveyCancelled,
    SurveyRound,
)
from schemas.satisfaction_deliveries import Purpose
from services.jurisdiction.acts import not_found
from services.satisfaction.domain import petition_rating, sending, validity
from services.satisfaction.domain.commands import CancelSurvey, InviteParties, Reach, RemindUnanswered
from services.satisfaction.domain.delivery_commands import RemindInvitation
from services.satisfaction.domain.issuing import Question, asked, now
from services.satisfaction.domain.law import SatisfactionLaw
from services.satisfaction.domain.state import Invitation, State, Waiting

Answer = tuple[Event, ...] | Refused


def invite(state: State, command: Command[InviteParties], law: SatisfactionLaw) -> Answer:
    """One invitation per party that can be asked; the others are told as not reached, never as satisfied."""
    if not command.actor.is_system:
        return not_found()
    body, at = command.body, now(state, command)
    parties = tuple(AskedParty(**invitee.model_dump()) for invitee in body.invitees)
    if petition_rating.concerns(body):
        events = petition_rating.closed(state, command, law, parties, at)
    else:
        about = Question.of(body)
        events = tuple(event for party in parties for event in asked(state, command, law, party, about, at))
    return events or noted(at, "intake", "case_closed", "没有需要邀请的当事人")


def remind(state: State, command: Command[RemindUnanswered]) -> Answer:
    """At follow-up only who has not answered is asked, and once."""
    if not command.actor.is_system:
        return not_found()
    at = now(state, command)
    reminded = tuple(
        event
        for one in state.invitations.values()
        if _is_asked_once_more(state, one, SurveyRound.FOLLOW_UP, at)
        for event in _reminded(state, one, SurveyRound.FOLLOW_UP, at, assumed=command.body.occurred_at_assumed)
    )
    return reminded or noted(at, "people_mediation", "follow_up_done", "没有等待评价的邀请")


def remind_in_time(state: State, command: Command[RemindInvitation]) -> Answer:
    """Nobody has answered for as long as SV-3 says; a stale scan changes nothing."""
    if not command.actor.is_system:
        return not_found()
    one, at = state.invitations.get(command.body.invitation_id), command.recorded_at
    if one is None or one.remind_at is None or at < one.remind_at:
        return ()
    if not _is_asked_once_more(state, one, SurveyRound.REMINDER, at):
        return ()
    return _reminded(state, one, SurveyRound.REMINDER, at, assumed=False)


def due_reminders(state: State) -> tuple[Due, ...]:
    """The invitations whose reminder is ahead."""
    return tuple(
        Due(one.invitation_id, one.remind_at, RemindInvitation(invitation_id=one.invitation_id))
        for one in state.invitations.values()
        if one.remind_at is not None
        and isinstance(one.situation, Waiting)
        and SurveyRound.REMINDER not in one.situation.reminded
    )


def cancel(state: State, command: Command[CancelSurvey]) -> Answer:
    """The case goes on or never was: nobody is asked any more; answers that were given stay."""
    if not command.actor.is_system:
        return not_found()
    at, reason = now(state, command), command.body.reason
    events: list[Event] = [PetitionSurveyDropped(occurred_at=at, reason=reason)] if state.held is not None else []
    for one in state.invitations.values():
        if isinstance(one.situation, Waiting):
            cancelled = SurveyCancelled(
                occurred_at=at, occurred_at_assumed=command.body.occurred_at_assumed, invitation_id=one.invitation_id,
                reason=reason, counted=one.counted,
            )  # fmt: skip
            events += [cancelled, *validity.ends(state, at, one.invitation_id, "评价已取消")]
    return tuple(events) or noted(at, "intake", f"case_{reason}", "没有等待评价的邀请")


def noted(at: datetime, source: str, what: str, reason: str) -> tuple[Event, ...]:
    """What was heard changes nothing here."""
    return (Noted(occurred_at=at, source=source, what=what, reason=reason),)


def _is_asked_once_more(state: State, one: Invitation, in_round: SurveyRound, at: datetime) -> bool:
    waits = isinstance(one.situation, Waiting) and in_round not in one.situation.reminded
    return waits and validity.is_open(state, at, one.invitation_id)


def _reminded(state: State, one: Invitation, in_round: SurveyRound, at: datetime, **told: Any) -> tuple[Event, ...]:
    reminded = InvitationReminded(
        occurred_at=at, occurred_at_assumed=told["assumed"], invitation_id=one.invitation_id, round=in_round
    )
    is_sent = one.delivery == Reach.MESSAGE
    return reminded, *sending.further(state, one.invitation_id, Purpose.REMINDER, at, is_sent=is_sent)
