"""Who may act in a rectification, and what is said where it is not in the right place."""

from typing import Any

from schemas.command import Command, Refused
from services.jurisdiction.acts import not_found
from services.satisfaction.domain.law import SatisfactionLaw
from services.satisfaction.domain.rectification_commands import RectificationCommand
from services.satisfaction.domain.refusals import refuse
from services.satisfaction.domain.state import Rectification, State

_STANDS = {
    "opened": "not_verified",
    "verified": "remedy_not_decided",
    "decided": "not_fed_back",
    "fed_back": "fed_back_already",
    "closed": "rectification_closed",
}
"""Where a rectification stands, as the code of what is refused there."""


def found(state: State, command: Command[Any], law: SatisfactionLaw) -> Rectification | Refused:
    """The rectification a person's command is about: the one named, else the only open one of the actor's body."""
    body: RectificationCommand = command.body
    if command.actor.is_system:
        return not_found()
    own = [one for one in state.rectifications.values() if acts_for(command.actor.organisation, one, law)]
    if body.rectification_id is not None:
        own = [one for one in own if one.rectification_id == body.rectification_id]
    if not own:
        return not_found()
    going_on = [one for one in own if one.is_open]
    if len(going_on) > 1:
        return refuse("which_rectification", "rectification_id")
    return going_on[0] if going_on else own[-1]


def acts_for(organisation: str, one: Rectification, law: SatisfactionLaw) -> bool:
    """The responsible body and those above it."""
    return organisation == one.responsible_body or is_above(organisation, one, law)


def is_above(organisation: str, one: Rectification, law: SatisfactionLaw) -> bool:
    """Whether `organisation` stands above the responsible body."""
    responsible = law.organisation(one.responsible_body)
    return responsible is not None and any(body.id == organisation for body in law.ancestors(responsible))


def only_in(one: Rectification, *kinds: str) -> Refused | None:
    """The refusal that tells where the matter stands, None where it is in one of `kinds`, with no appeal pending."""
    if one.appeal is not None and not one.appeal.decided:
        return refuse("appeal_pending")
    return None if one.situation.kind in kinds else refuse(_STANDS[one.situation.kind])
