"""Who may be written to, or given something that opens by a telephone's last digits: the rules that stand before any contact. Pure."""

from collections.abc import Sequence

from schemas.values import Capacity, Contact, Party


def whom_to_ask(party: Party) -> Contact:
    """The guardian answers for a party without full capacity."""
    if party.capacity is not Capacity.FULL and party.guardian is not None:
        return party.guardian.contact
    return party.contact


def is_safe(party: Party) -> bool:
    """Whether nobody marked it as unsafe to contact the party, or the guardian who answers for it (issue 7)."""
    return whom_to_ask(party).safe_to_contact and party.contact.safe_to_contact


def shares_number(party: Party, parties: Sequence[Party]) -> bool:
    """Whether somebody on another side can be reached under the same number: what is sent could fall into wrong hands."""
    number = digits_of(whom_to_ask(party))
    return bool(number) and any(
        other.role is not party.role and digits_of(whom_to_ask(other)) == number for other in parties
    )


def digits_of(contact: Contact) -> str:
    """The digits that identify a mainland number, without the country's code and separators."""
    digits = "".join(sign for sign in contact.phone or "" if sign.isdigit())
    return digits.removeprefix("0086").removeprefix("86") if len(digits) > 11 else digits
