"""How each party of a closed case can be asked. The one place that looks at contacts, before anything is recorded here."""

from collections.abc import Sequence

from schemas.values import Capacity, Contact, Party
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
    if not (contact.safe_to_contact and party.contact.safe_to_contact):
        return Reach.UNSAFE
    if story:
        return Reach.STORY
    if contact.phone:
        return Reach.COUNTER if _shared(party, parties) else Reach.MESSAGE
    return Reach.COUNTER if contact.address or contact.delivery_address else Reach.NO_CONTACT


def whom_to_ask(party: Party) -> Contact:
    """The guardian answers for a party without full capacity."""
    if party.capacity is not Capacity.FULL and party.guardian is not None:
        return party.guardian.contact
    return party.contact


def _shared(party: Party, parties: Sequence[Party]) -> bool:
    """Whether somebody on another side can be reached under the same number: the message could fall into wrong hands."""
    number = _number(whom_to_ask(party))
    return any(other.role is not party.role and _number(whom_to_ask(other)) == number for other in parties)


def _number(contact: Contact) -> str:
    """The digits that identify a mainland number, without the country's code and separators."""
    digits = "".join(sign for sign in contact.phone or "" if sign.isdigit())
    return digits.removeprefix("0086").removeprefix("86") if len(digits) > 11 else digits
