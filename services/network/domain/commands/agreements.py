"""Commands from the agreement on: signatures, seal, performance, the end of the round, its limit."""

from pydantic import Field

from schemas.base import PersonalText
from schemas.network import ActedThrough, AgreementTerms, TerminationReason
from schemas.signatures import SignatureImage
from schemas.values import Agreed, Performance
from services.network.domain.commands.base import AgreementCommand, RoundCommand


class ReachAgreement(RoundCommand):
    """The parties agreed. A fact: recorded, and marked where a rule was broken."""

    form: Agreed | None = None
    """None: written, unless everything is performed on the spot; marked as assumed."""
    partial: bool = False
    """Part of the claims or parties; the rest goes on."""
    party_ids: tuple[str, ...] = ()
    """Who agreed; everybody who takes part when left out."""
    number: str = ""
    terms: AgreementTerms


class SignAsParty(AgreementCommand):
    """A party signs, seals or fingerprints: itself, its guardian, or an agent with special authority."""

    party_id: str
    through: ActedThrough = ActedThrough.ITSELF
    agent_id: str | None = None
    by: PersonalText = ""
    manner: str = "signature"
    persons: int | None = Field(default=None, ge=1)
    """Of a group whose members are not all named: how many consented."""
    signature_image: SignatureImage | None = None
    """What shows the signature; None where it is recorded from the paper alone."""


class SignAsMediator(AgreementCommand):
    """A mediator of the round signs."""

    mediator: str | None = None
    """The actor when left out."""
    signature_image: SignatureImage | None = None


class SealAgreement(AgreementCommand):
    """The keeper puts the body's seal on the agreement."""

    seal_photo: SignatureImage | None = None
    """A photograph of the sealed paper."""


class RecordPerformance(AgreementCommand):
    """What was agreed was done, in full or in part."""

    performance: Performance
    item_ids: tuple[str, ...] = ()
    proof: PersonalText = ""
    persons: int | None = Field(default=None, ge=1)


class ReportBreach(AgreementCommand):
    """The agreement was reported or found not kept."""

    what: PersonalText = Field(min_length=1)
    item_ids: tuple[str, ...] = ()


class FollowUp(AgreementCommand):
    """The body looked again (回访)."""

    findings: PersonalText = Field(min_length=1)
    performed: Performance | None = None
    satisfied: bool | None = None
    hidden_danger: bool = False


class TerminateMediation(RoundCommand):
    """End the round without (full) agreement and tell the other routes."""

    reason: TerminationReason
    explanation: PersonalText = ""
    routes_told: tuple[str, ...] = ()


class ExtendLimit(RoundCommand):
    """The parties agree to go on past the limit."""

    by: int = Field(ge=1)
    """In the limit's own unit."""
    agreed_by: tuple[str, ...]
    """party_ids; everybody who takes part has to agree."""
    reason: str = ""
