"""A party's signature through its own link: the same rules as at the body, with the party as the one who signs."""

from schemas.command import Command, Refused
from services.jurisdiction.acts import not_found
from services.jurisdiction.declarations import saying
from services.jurisdiction.signature_images import SignByLink, refused_by_link, signed_itself
from services.network.domain.answers import Answer
from services.network.domain.commands import SignAsParty
from services.network.domain.rules.signatures import sign_as_party
from services.network.domain.state import CaseState, Track


def sign_by_link(state: CaseState, track: Track, command: Command[SignByLink]) -> Answer:
    """Itself alone: whoever signs for another comes to the office with the proof of it."""
    body = command.body
    party, agreement = state.party(body.party_id), track.agreement(body.agreement_id)
    if party is None or party.party_id != body.party_id or agreement is None:
        return not_found()
    if refused := refused_by_link(track.agreements, agreement, body):
        return refused
    signing = SignAsParty(
        occurred_at=body.occurred_at, track_id=track.track_id, agreement_id=body.agreement_id, party_id=party.party_id
    )
    answer = sign_as_party(state, track, saying(command, signing))
    return answer if isinstance(answer, Refused) else signed_itself(answer, body)
