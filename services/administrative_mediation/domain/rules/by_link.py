"""Consent, refusal and withdrawal by a party's own link: the same rules as at the agency, with the party as declarer."""

from schemas.command import Command
from services.administrative_mediation.domain.answers import Answer
from services.administrative_mediation.domain.commands import GiveConsent, RefuseConsent
from services.administrative_mediation.domain.refusals import where_it_stands
from services.administrative_mediation.domain.rules.consent import give_consent, refuse_consent
from services.administrative_mediation.domain.situations import Accepted, AwaitingCustody, Examining
from services.administrative_mediation.domain.state import CaseState, Track
from services.administrative_mediation.domain.voluntariness import may_withdraw
from services.jurisdiction.declarations import DeclareByLink, declare, saying
from services.jurisdiction.law import Law


def declare_by_link(state: CaseState, track: Track, command: Command[DeclareByLink], law: Law) -> Answer:
    """What the agency's clerk would enter after hearing the party; only while the round has not been decided.

    Before acceptance a refusal bars it; afterwards it ends the mediation, and what the agency then owes arises (PSL 9).
    """
    undecided = isinstance(track.situation, AwaitingCustody | Examining | Accepted)
    return declare(
        command,
        state.party(command.body.party_id),
        decided=None if undecided else where_it_stands(track),
        may_withdraw=lambda one: may_withdraw(state, track, one),
        consents=lambda act: give_consent(state, track, saying(command, GiveConsent(**act))),
        refuses=lambda act: refuse_consent(state, track, saying(command, RefuseConsent(**act)), law),
    )
