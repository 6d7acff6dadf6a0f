"""A person answers, and may change the answer until the invitation expires (domain.md section 5; issue 3, item 5)."""

from dataclasses import dataclass
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
from services.satisfaction.domain.rules.opening import after_answer
from services.satisfaction.domain.state import Answered, Cancelled, Expired, Final, Invitation, State, Waiting

Answer = tuple[Event, ...] | Refused
PARTY = "party:"
"""Begin of the account of whoever holds an invitation's link; the rest is the invitation's id."""
DEMONSTRATOR = Role.DEMONSTRATOR.value


@dataclass(frozen=True)
class Said:
    """What a person said, when, and how it came in."""

    at: datetime
    grade: int
    comment: str
    via: str
    named: bool = False
    address_hash: str = ""
    simulated: bool = False
    assumed: bool = False


def rate_by_link(state: State, command: Command[RateByLink], law: SatisfactionLaw) -> Answer:
    """The holder of the link or of the code answers now; the edge has verified that it belongs to the invitation."""
    user = command.actor.user
    invitation = state.invitations.get(user.removeprefix(PARTY)) if user.startswith(PARTY) else None
    if invitation is None:
        return not_found()
    body = command.body
    if body.occurred_at is not None:
        return refuse("told_time_not_allowed", "occurred_at")
    said = Said(command.recorded_at, body.grade, body.comment, body.given_by, body.named, body.address_hash)
    return _rated(state, invitation, said, command, law)


def rate_at_window(state: State, command: Command[RateAtWindow], law: SatisfactionLaw) -> Answer:
    """Staff above the rated body enter what the person said; nobody but the person changes an answer that was given."""
    body = command.body
    invitation = state.invitations.get(body.invitation_id)
    if invitation is None:
        return not_found()
    refused = _not_entitled(state, invitation, command, law)
    if refused is not None:
        return refused
    said = Said(
        command.occurred_at, body.grade, body.comment, body.given_via, simulated=body.simulated,
        assumed=body.occurred_at_assumed,
    )  # fmt: skip
    return _rated(state, invitation, said, command, law)


def _not_entitled(
    state: State, invitation: Invitation, command: Command[RateAtWindow], law: SatisfactionLaw
) -> Refused | None:
    demonstrator, actor = DEMONSTRATOR in command.actor.roles, command.actor.organisation
    if actor == invitation.rated_body:
        return refuse("own_rating")
    if not (demonstrator and state.story) and not is_above(actor, invitation.rated_body, law):
        return not_found()
    if command.body.simulated and not (demonstrator and state.story):
        return refuse("simulation_not_allowed", "simulated")
    if demonstrator and not command.body.simulated:
        return refuse("simulation_not_marked", "simulated")
    if isinstance(invitation.situation, Answered | Final) and not command.body.simulated:
        return refuse("answer_is_the_persons")
    return None


def is_above(organisation: str, rated_body: str, law: SatisfactionLaw) -> bool:
    """Whether `organisation` stands above `rated_body` in the tree."""
    rated = law.organisation(rated_body)
    return rated is not None and any(one.id == organisation for one in law.ancestors(rated))


def _rated(
    state: State, invitation: Invitation, said: Said, command: Command[RateByLink] | Command[RateAtWindow], law: SatisfactionLaw
) -> Answer:  # fmt: skip
    if isinstance(invitation.situation, Cancelled) and said.at >= invitation.situation.at:
        return refuse("survey_cancelled")
    if not validity.is_open(state, said.at, invitation.invitation_id):
        return refuse("survey_expired")
    rated = _event(invitation, said)
    if rated is None:
        return ()
    reopened = validity.reopened(state, said.at, invitation.invitation_id)
    return *reopened, rated, *after_answer(state, invitation, rated, command, law)


def _event(invitation: Invitation, said: Said) -> RatingGiven | RatingChanged | None:
    """What is recorded; nothing where the same answer comes again."""
    match invitation.situation:
        case Waiting() | Expired() | Cancelled():
            return RatingGiven(
                occurred_at=said.at, occurred_at_assumed=said.assumed, invitation_id=invitation.invitation_id,
                party_id=invitation.party_id, party_role=PartyRole(invitation.party_role),
                rated_body=invitation.rated_body, grade=said.grade, comment=said.comment, given_via=said.via,
                simulated=said.simulated, named=said.named, address_hash=said.address_hash,
                reinstated=isinstance(invitation.situation, Cancelled), counted=invitation.counted,
            )  # fmt: skip
        case Answered(first=first, last=last) | Final(first=first, last=last):
            if said.grade == last and not said.comment and not invitation.asked_again:
                return None
            return RatingChanged(
                occurred_at=said.at, occurred_at_assumed=said.assumed, invitation_id=invitation.invitation_id,
                party_id=invitation.party_id, former_grade=last, grade=said.grade, comment=said.comment,
                simulated=said.simulated, was_simulated=invitation.simulated, first_grade=first, given_via=said.via,
                named=said.named, address_hash=said.address_hash, after_rectification=invitation.asked_again,
                counted=invitation.counted,
            )  # fmt: skip
