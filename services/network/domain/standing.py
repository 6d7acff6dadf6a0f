"""Who may act where: on a round its body, on a referral the partner and who sent it, on the register the body and those above it.

For anybody else the case does not exist (design.md section 6).
"""

from typing import Any

from schemas.command import Actor, Command, Refused
from schemas.identity import body_key
from services.jurisdiction.acts import not_found
from services.jurisdiction.law import Law
from services.jurisdiction.own_rounds import own_round
from services.network.domain.commands import AgreementCommand, ReferralCommand, RegisterCommand
from services.network.domain.referral import Referral
from services.network.domain.state import CaseState, Track


def find_round(state: CaseState, command: Command[Any]) -> Track | Refused:
    """The round a person's command is about: the one named, else the body's latest open round, else its latest."""
    return own_round(state.tracks.values(), command, with_agreement=isinstance(command.body, AgreementCommand))


def find_referral(state: CaseState, command: Command[Any]) -> Referral | Refused:
    """The referral a command is about; its partner and the bodies that hold or held the case know of it."""
    body: ReferralCommand = command.body
    who = command.actor.organisation
    known = [one for one in state.referrals.values() if who in (one.partner, one.from_body, state.custodian)]
    if command.actor.is_system or not known:
        return not_found()
    if body.referral_id is not None:
        return next((one for one in known if one.referral_id == body.referral_id), not_found())
    waiting = [one for one in known if one.is_open] or known
    return waiting[-1]


def may_enter(state: CaseState, command: Command[Any], law: Law) -> Refused | None:
    """The register of a body of the profile is kept by the body itself and by those above it."""
    body: RegisterCommand = command.body
    organisation = law.organisations.find(body.body)
    if command.actor.is_system or organisation is None or body_key(body.body) != state.case_code:
        return not_found()
    above = [one.id for one in law.ancestors(organisation)]
    return None if command.actor.organisation in (organisation.id, *above) else not_found()


def knows_case(state: CaseState, actor: Actor) -> bool:
    """Whether this body holds the case or has, or had, a round of it."""
    bodies = [track.body for track in state.tracks.values()]
    return not actor.is_system and actor.organisation in (state.custodian, *bodies)
