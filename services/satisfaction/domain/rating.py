"""A person answers, and may change the answer until the invitation expires (domain.md section 5; issue 3, item 5)."""

from datetime import datetime

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.satisfaction import RatingChanged, RatingGiven
from schemas.values import PartyRole
from services.jurisdiction.acts import not_found
from services.jurisdiction.roles import Role
from services.satisfaction.domain import validity
from services.satisfaction.domain.commands import RateAtWindow, RateByLink
from services.satisfaction.domain.law import SatisfactionLaw
from services.satisfaction.domain.refusals import refuse
from services.satisfaction.domain.state import Answered, Cancelled, Expired, Final, Invitation, State, Waiting

Answer = tuple[Event, ...] | Refused
PARTY = "party:"
"""Begin of the account of whoever holds an invitation's link; the rest is the invitation's id."""
DEMONSTRATOR = Role.DEMONSTRATOR.value


def rate_by_link(state: State, command: Command[RateByLink]) -> Answer:
    """The holder of the link answers now; the edge has verified that the link belongs to the invitation."""
    user = command.actor.user
    invitation = state.invitations.get(user.removeprefix(PARTY)) if user.startswith(PARTY) else None
    if invitation is None:
        return not_found()
    body = command.body
    if body.occurred_at is not None:
        return refuse("told_time_not_allowed", "occurred_at")
    return _rated(
        state, invitation, command.recorded_at, body.grade, body.comment, "link", simulated=False, assumed=False
    )


def rate_at_window(state: State, command: Command[RateAtWindow], law: SatisfactionLaw) -> Answer:
    """Staff above the rated body enter what the person said; the rated body never answers for people."""
    body = command.body
    invitation = state.invitations.get(body.invitation_id)
    if invitation is None:
        return not_found()
    refused = _not_entitled(state, invitation, command, law)
    if refused is not None:
        return refused
    return _rated(
        state,
        invitation,
        command.occurred_at,
        body.grade,
        body.comment,
        body.given_via,
        simulated=body.simulated,
        assumed=body.occurred_at_assumed,
    )


def _not_entitled(
    state: State, invitation: Invitation, command: Command[RateAtWindow], law: SatisfactionLaw
) -> Refused | None:
    demonstrator, actor = DEMONSTRATOR in command.actor.roles, command.actor.organisation
    if actor == invitation.rated_body:
        return refuse("own_rating")
    if not (demonstrator and state.story) and not _is_above(actor, invitation.rated_body, law):
        return not_found()
    if command.body.simulated and not (demonstrator and state.story):
        return refuse("simulation_not_allowed", "simulated")
    if demonstrator and not command.body.simulated:
        return refuse("simulation_not_marked", "simulated")
    return None


def _is_above(organisation: str, rated_body: str, law: SatisfactionLaw) -> bool:
    rated = law.organisation(rated_body)
    return rated is not None and any(one.id == organisation for one in law.ancestors(rated))


def _rated(
    state: State,
    invitation: Invitation,
    at: datetime,
    grade: int,
    comment: str,
    via: str,
    *,
    simulated: bool,
    assumed: bool,
) -> Answer:
    if isinstance(invitation.situation, Cancelled) and at >= invitation.situation.at:
        return refuse("survey_cancelled")
    if not validity.is_open(state, at, invitation.invitation_id):
        return refuse("survey_expired")
    reopened = validity.reopened(state, at, invitation.invitation_id)
    match invitation.situation:
        case Waiting() | Expired() | Cancelled():
            given = RatingGiven(
                occurred_at=at, occurred_at_assumed=assumed, invitation_id=invitation.invitation_id, party_id=invitation.party_id,
                party_role=PartyRole(invitation.party_role), rated_body=invitation.rated_body, grade=grade,
                comment=comment, given_via=via, simulated=simulated,
            )  # fmt: skip
            return *reopened, given
        case Answered(last=last) | Final(last=last):
            if grade == last and not comment:
                return ()
            changed = RatingChanged(
                occurred_at=at, occurred_at_assumed=assumed, invitation_id=invitation.invitation_id, party_id=invitation.party_id,
                former_grade=last, grade=grade, comment=comment, simulated=simulated,
            )  # fmt: skip
            return *reopened, changed
