"""Events of petitions about offers, custody and what is heard elsewhere (design.md section 5). Custody is the petition office's."""

from schemas.base import Event, PersonalText
from schemas.intake import CaseSummary, HandOverReason
from schemas.values import Channel


class PetitionEvent(Event):
    """Base: an act in the petition of this case, under the custody number of the petition office that has it."""

    track_id: str
    custody_number: int


class OfferReceived(PetitionEvent):
    """The case was offered to a petition office."""

    body: str
    from_body: str
    reason: HandOverReason
    case: CaseSummary


class OfferAccepted(PetitionEvent):
    """The office takes the hand-over: a request; it registers the petition once custody has moved."""

    body: str


class OfferReturned(PetitionEvent):
    """The office sends the offer back; the right way is told."""

    body: str
    code: str
    reason: PersonalText
    routes: tuple[str, ...] = ()


class OfferClosed(PetitionEvent):
    """Intake took the offer back or it timed out."""

    body: str
    reason: str


class CustodyReceived(PetitionEvent):
    """Intake moved custody to this office. A petition that another office had goes on here; no clock begins anew."""

    body: str
    from_body: str
    reason: HandOverReason
    case: CaseSummary


class CustodyLost(PetitionEvent):
    """The office no longer holds the case."""

    body: str
    reason: str
    superseded_by: int | None = None
    """The custody number that holds now; None when the case was voided, merged or closed."""
    goes_on_beside: bool = False
    """The case is held in another channel now; the petition and its clocks run on beside it (design.md section 5)."""


class CaseInformationUpdated(Event):
    """Parties, contacts, agents or corrected entries as intake now has them."""

    case: CaseSummary


class Noted(Event):
    """Something heard from another service that changes nothing here."""

    source: str
    what: str
    """Wire name of the foreign event."""
    reason: str
    custody_number: int | None = None
    channel: Channel | None = None


class Conflict(Event):
    """Something heard from another service that does not fit what is on file here; both facts stand."""

    source: str
    what: str
    reason: str
