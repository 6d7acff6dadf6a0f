"""Commands from the agreement on: signatures, performance, ending, what the agency owes, the file."""

from pydantic import Field

from schemas.administrative_mediation import ActedThrough, AgreementTerms, TerminationReason
from schemas.base import PersonalText
from schemas.signatures import SignatureImage
from schemas.values import Agreed, Performance
from services.administrative_mediation.domain.commands.base import AgreementCommand, RoundCommand
from services.jurisdiction.service_of_documents import ServiceEntry


class ReachAgreement(RoundCommand):
    """The parties agreed. A fact: recorded, and marked where a rule was broken."""

    form: Agreed | None = None
    """None: not told; then written, and marked as assumed."""
    form_assumed: bool = False
    partial: bool = False
    party_ids: tuple[str, ...] = ()
    """Who agreed; every applicant and respondent when left out."""
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
    representative: str | None = None
    """party_id of who speaks for the party, with `through` representative; only after the party consented."""
    signature_image: SignatureImage | None = None
    """What shows the signature; None where it is recorded from the paper alone."""


class ConsentToAgreement(AgreementCommand):
    """Somebody for whom representatives speak consents to the agreement (SAMR 11; CPL 56)."""

    party_id: str
    through: ActedThrough = ActedThrough.ITSELF
    agent_id: str | None = None
    by: PersonalText = ""


class SignAsMediator(AgreementCommand):
    """The mediating official signs."""

    mediator: str | None = None
    """The actor when left out."""
    signature_image: SignatureImage | None = None


class SealDocument(AgreementCommand):
    """The keeper puts the agency's seal on the mediation document."""

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


class UrgePerformance(AgreementCommand):
    """The agency urges performance."""

    what: PersonalText = ""


class FollowUp(AgreementCommand):
    """The agency looked again (回访)."""

    findings: PersonalText = Field(min_length=1)
    performed: Performance | None = None
    satisfied: bool | None = None
    hidden_danger: bool = False


class ExtendLimit(RoundCommand):
    """The parties agree to go on past the limit."""

    by: int = Field(ge=1)
    """In the limit's own unit."""
    agreed_by: tuple[str, ...]
    reason: str = ""


class TerminateMediation(RoundCommand):
    """End the mediation in writing without (full) agreement and tell what stays open."""

    reason: TerminationReason
    explanation: PersonalText = ""
    routes_told: tuple[str, ...] = ()
    """Adjudication, reconsideration, arbitration, court, as far as open."""
    notice_number: str = ""


class NotifyTermination(RoundCommand):
    """The notice that mediation ended was served on a party."""

    party_id: str
    service: ServiceEntry


class DischargeDuty(RoundCommand):
    """The agency did what it owed after the mediation: decided, punished, or told why not."""

    duty: str
    what: PersonalText = Field(min_length=1)


class ForgoPenalty(RoundCommand):
    """No penalty after a committee's agreement was performed, asked for in writing and approved by the police (PSP 186)."""

    agreement_number: str = ""
    written_request: bool
    approved: bool


class ArchiveFile(RoundCommand):
    """Close the agency's file and store it."""

    volume_number: str = Field(min_length=1)
