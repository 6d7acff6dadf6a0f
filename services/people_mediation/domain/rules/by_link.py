"""Consent, refusal and withdrawal by a party's own link: the same rules as at the committee, with the party as declarer."""

from schemas.command import Command
from schemas.values import PartyRole
from services.jurisdiction.declarations import DeclareByLink, declare, saying
from services.people_mediation.domain.answers import Answer
from services.people_mediation.domain.commands import GiveConsent, RefuseConsent
from services.people_mediation.domain.refusals import where_it_stands
from services.people_mediation.domain.rules.consent import give_consent, refuse_consent
from services.people_mediation.domain.situations import AwaitingCustody, InMediation, Preparing
from services.people_mediation.domain.state import CaseState, Track


def declare_by_link(state: CaseState, track: Track, command: Command[DeclareByLink]) -> Answer:
    """What the committee's clerk would enter after hearing the party; only while the round has not been decided."""
    undecided = isinstance(track.situation, AwaitingCustody | Preparing | InMediation)
    return declare(
        command,
        state.party(command.body.party_id),
        decided=None if undecided else where_it_stands(track),
        may_withdraw=lambda one: one.role is PartyRole.APPLICANT,
        consents=lambda act: give_consent(state, track, saying(command, GiveConsent(**act))),
        refuses=lambda act: refuse_consent(state, track, saying(command, RefuseConsent(**act))),
    )
