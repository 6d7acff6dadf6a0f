"""What the views answer about agreements that are signed."""

from datetime import date

from pydantic import AwareDatetime

from services.views.answered import Answered


class SigningParty(Answered):
    """One of those whom the agreement binds, as the text calls it."""

    party_id: str
    role_name: str
    name: str


class AgreementText(Answered):
    """What was agreed, in full: everything that a signer is shown."""

    title: str
    """How the paper is called before whoever mediated."""
    number: str
    partial: bool
    body_name: str
    reached_on: date
    """Shanghai day."""
    parties: tuple[SigningParty, ...]
    facts: str
    responsibility: str
    terms: tuple[str, ...]
    items: tuple[str, ...]
    """What is to be done by whom, a sentence each."""
    place: str
    text_hash: str
    """By which a signature names this text; empty where the agreement is older than such signatures."""


class SigningPlace(Answered):
    """A layer of the agreement: a party's signature, the mediator's, the seal (PML 29; before an agency domain.md 2.2)."""

    kind: str
    """`party`, `mediator` or `seal`."""
    party_id: str = ""
    label: str
    signed_at: AwareDatetime | None = None
    how: str = ""
    """As schemas.signatures.HowSigned; empty where it was recorded from the paper."""
    how_name: str = ""
    content_hash: str = ""
    """Of the image; empty where there is none."""
    media_type: str = ""


class SigningFile(Answered):
    """One written agreement with its text and its layers."""

    agreement_id: str
    service: str
    """Whose round it is: `people_mediation`, `administrative_mediation` or `network`."""
    track_id: str
    body: str
    effective_at: AwareDatetime | None = None
    waits: bool
    """Whether it can still be signed: not in force, its round not over, no later text in its place."""
    text: AgreementText
    places: tuple[SigningPlace, ...]


class AgreementToSign(Answered):
    """An agreement that waits for the signature of one party, told without its text."""

    agreement_id: str
    track_id: str
    number: str
    body_name: str
    reached_on: date
