"""To which number a party's link may be sent: told by the window with the link, and void as soon as the link is. Pure."""

from collections.abc import Mapping

from schemas.base import Event
from schemas.intake import (
    CaseSealed,
    CasesMerged,
    CaseVoided,
    ContactChanged,
    EntryCorrected,
    GuardianNamed,
    PartyAdded,
    PartyLinkIssued,
    PartyLinkMessageAsked,
    PartySucceeded,
)
from schemas.values import Contact
from services.jurisdiction.contacting import digits_of

ASKED = "intake.party_link_message_asked."
"""How the type of the event begins that tells a number; everything else matters where one was told alone."""
HEARD = (
    ASKED, "intake.party_link_issued.", "intake.contact_changed.", "intake.guardian_named.", "intake.party_succeeded.",
    "intake.party_added.", "intake.entry_corrected.", "intake.case_sealed.", "intake.case_voided.", "intake.cases_merged.",
)  # fmt: skip
Numbers = Mapping[str, str]
"""By `party/number of the link`; empty where nothing may be sent any more."""


def key_of(party_id: str, link_number: int) -> str:
    """How `Numbers` names a link."""
    return f"{party_id}/{link_number}"


def after(numbers: Numbers, event: Event) -> Numbers:
    """The numbers after an event of the window, by the rules that end a link (`party_links.links_after`) and those of contact."""
    match event:
        case PartyLinkMessageAsked():
            return {**numbers, key_of(event.party_id, event.link_number): event.phone}
        case PartyLinkIssued() | GuardianNamed():
            return _void(numbers, event.party_id)
        case PartySucceeded():
            return _void(numbers, event.former_party_id)
        case ContactChanged():
            return _shared(_void(numbers, event.party_id), event.contact)
        case PartyAdded():
            return _shared(numbers, event.party.contact)
        case EntryCorrected():
            return _corrected(numbers, event)
        case CaseSealed() | CaseVoided() | CasesMerged():
            return dict.fromkeys(numbers, "")
        case _:
            return numbers


def _void(numbers: Numbers, party_id: str) -> Numbers:
    return {key: "" if key.rpartition("/")[0] == party_id else phone for key, phone in numbers.items()}


def _shared(numbers: Numbers, contact: Contact) -> Numbers:
    """Somebody else of the case left this number: what is sent there could fall into wrong hands."""
    told = digits_of(contact)
    return {key: "" if told and digits_of(Contact(phone=phone)) == told else phone for key, phone in numbers.items()}


def _corrected(numbers: Numbers, event: EntryCorrected) -> Numbers:
    """What was entered wrongly may have been the number."""
    known = {party.party_id: party.contact for party in event.case.parties}
    safe = {party_id: contact.phone for party_id, contact in known.items() if contact.safe_to_contact}
    return {key: phone if safe.get(key.rpartition("/")[0]) == phone else "" for key, phone in numbers.items()}
