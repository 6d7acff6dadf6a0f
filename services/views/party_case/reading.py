"""The case as one party may see it, and what it can declare now: pure, from a case document."""

from collections.abc import Mapping
from datetime import datetime
from hmac import compare_digest
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict

from schemas.values import Party, PartyRole
from services.jurisdiction.party_links import Links, PartyLink, cannot_have_link, links_after, second_facts
from services.views.case_file.story_of_case import of_source, told
from services.views.case_status.reading import CaseStatus, case_status
from services.views.facts.parties import parties_of
from services.views.party_case.handlers import Handler, handlers_of
from services.views.party_case.papers import OwnPaper
from services.views.party_case.rounds import PartyRound, rounds_of
from services.views.party_case.withdrawals import is_withdrawing, petition_to_withdraw
from services.views.sealing import accused_of
from services.views.signing.answers import AgreementToSign
from services.views.signing.reading import to_sign
from services.views.words import Words

Document = Mapping[str, Any]
_REVIEWS = {"handling_opinion": "review", "review_opinion": "recheck"}
"""What a petitioner can ask for, by the stage of the petition."""


class PartyCase(BaseModel):
    """The whole answer; it names nobody."""

    model_config = ConfigDict(frozen=True)

    status: CaseStatus
    open: bool
    is_applicant: bool
    expires_at: AwareDatetime
    """When the link ends."""
    rounds: tuple[PartyRound, ...]
    may_ask_for: str | None
    """`review` or `recheck` of a petition's opinion; None where neither can be asked for now."""
    may_withdraw_petition: bool
    """The party petitions and may withdraw the petition."""
    withdrawal_declared: bool
    """A withdrawal was declared that nobody has answered yet."""
    papers: tuple[OwnPaper, ...] = ()
    """What this party was given and may fetch."""
    to_sign: tuple[AgreementToSign, ...] = ()
    """Agreements that wait for this party's signature."""
    handlers: tuple[Handler, ...] = ()
    """Who has or had the case in hand, the latest first: about whom the party can complain."""
    registered_by: str
    """Id of the body that registered the case; it says in which county the public pages act."""


def knows(document: Document, party_id: str, link_number: int, fact: str, now: datetime) -> bool:
    """Whether the link is the party's present one, opens now, may still be held, and the second fact is this party's own."""
    events = of_source(document, "intake")
    links: Links = {}
    for event in events:
        links = links_after(links, event)
    parties = parties_of(entry.event for entry in told(document))
    party = parties.get(party_id)
    if party is None or not _opens(links.get(party_id), link_number, now):
        return False
    sealed = accused_of(document) is not None
    if cannot_have_link(party, tuple(parties.values()), sealed=sealed) is not None:
        return False
    return _is_own(party, fact)


def role_of(document: Document, party_id: str) -> PartyRole:
    """On which side the party stands; `knows` has been asked before."""
    return parties_of(entry.event for entry in told(document))[party_id].role


def party_case(document: Document, party_id: str, words: Words, papers: tuple[OwnPaper, ...] = ()) -> PartyCase:
    """What is shown to the party; `knows` has been asked before."""
    events = of_source(document, "intake")
    links: Links = {}
    for event in events:
        links = links_after(links, event)
    petition = (document.get("petitions") or {}).get("facts") or {}
    asks = party_id in petition.get("petitioners", ())
    is_open = document["intake"]["facts"]["status"] == "open"
    return PartyCase(
        status=case_status(document, words), open=is_open, is_applicant=role_of(document, party_id) is PartyRole.APPLICANT,
        expires_at=links[party_id].expires_at, rounds=rounds_of(document, party_id, words) if is_open else (),
        may_ask_for=_REVIEWS.get(petition.get("stage") or "") if asks and is_open else None,
        may_withdraw_petition=is_open and petition_to_withdraw(document, party_id),
        withdrawal_declared=is_withdrawing(document, party_id),
        papers=papers, to_sign=to_sign(document, party_id, words), handlers=handlers_of(document, words),
        registered_by=document["intake"]["facts"]["history"][0]["body"],
    )  # fmt: skip


def _opens(link: PartyLink | None, number: int, now: datetime) -> bool:
    return link is not None and link.number == number and link.opens(now)


def _is_own(party: Party, fact: str) -> bool:
    given = fact.strip().upper().encode()
    return sum(compare_digest(one.encode(), given) for one in second_facts(party)) > 0
