"""Consent, refusal and withdrawal by a party's own link: the same rules as at the body, with the party as declarer."""

from schemas.command import Command
from services.jurisdiction.declarations import DeclareByLink, declare, saying
from services.network.domain.answers import Answer
from services.network.domain.commands import GiveConsent, RefuseConsent
from services.network.domain.refusals import where_it_stands
from services.network.domain.rules.consent import give_consent, refuse_consent
from services.network.domain.situations import Appraising, AwaitingCustody, InMediation, Preparing
from services.network.domain.state import CaseState, Track
from services.network.domain.voluntariness import has_applied


def declare_by_link(state: CaseState, track: Track, command: Command[DeclareByLink]) -> Answer:
    """What the body's clerk would enter after hearing the party; only while the round has not been decided.

    Whoever goes on without the one that refused is for the body to enter: a link ends the round.
    """
    undecided = isinstance(track.situation, AwaitingCustody | Preparing | InMediation | Appraising)
    return declare(
        command,
        state.party(command.body.party_id),
        decided=None if undecided else where_it_stands(track),
        may_withdraw=lambda one: has_applied(state, one),
        consents=lambda act: give_consent(state, track, saying(command, GiveConsent(**act))),
        refuses=lambda act: refuse_consent(state, track, saying(command, RefuseConsent(**act))),
    )
