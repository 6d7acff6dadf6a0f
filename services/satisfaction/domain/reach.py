"""How each party of a closed case can be asked. The one place that looks at contacts, before anything is recorded here."""

from collections.abc import Sequence

from schemas.values import Party
from services.jurisdiction.contacting import is_safe, shares_number, whom_to_ask
from services.satisfaction.domain.commands import Invitee, Reach


def invitees(parties: Sequence[Party], story: bool) -> tuple[Invitee, ...]:
    """Every party, in order: applicants, respondents and third parties alike (domain.md section 5)."""
    return tuple(
        Invitee(
            party_id=party.party_id, role=party.role, reach=_reach(party, parties, story),
            unnamed=max(party.headcount - 1, 0),
        )
        for party in parties
    )  # fmt: skip


def _reach(party: Party, parties: Sequence[Party], story: bool) -> Reach:
    contact = whom_to_ask(party)
    if not is_safe(party):
        return Reach.UNSAFE
    if story:
        return Reach.STORY
    if contact.phone:
        return Reach.COUNTER if shares_number(party, parties) else Reach.MESSAGE
    return Reach.COUNTER if contact.address or contact.delivery_address else Reach.NO_CONTACT
