"""Commands about the ways beside confirmation that make an agreement enforceable (domain.md 2.4)."""

from pydantic import Field

from schemas.base import PersonalText
from services.judicial_confirmation.domain.filing_commands import AgreementCommand


class ChooseEnforceableWay(AgreementCommand):
    """The parties go to a notary, ask for a payment order, or ask an arbitration body."""

    way: str
    """Code of enforceability.yaml."""
    applicants: tuple[str, ...] = Field(min_length=1)
    """party_ids of those who ask."""
    asked_of: str = ""
    """Who is asked, as said."""
    reason: PersonalText = ""


class RecordEnforceableWayStep(AgreementCommand):
    """The body chosen did something: took the matter, issued the document, declined."""

    choice_id: str
    step: str
    """Code of the way's step in enforceability.yaml."""
    number: str = ""
    detail: PersonalText = ""
