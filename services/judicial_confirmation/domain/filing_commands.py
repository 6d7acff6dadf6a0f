"""Commands that bring an agreement and an application to the court, and what is heard of its performance."""

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from schemas.base import PersonalText
from schemas.command import CommandBody
from schemas.people_mediation import AgreementTerms
from schemas.values import Agent, Agreed, Channel, DisputeType, Party
from services.jurisdiction.clock_commands import LapseClock as LapseClock


class AgreementCommand(CommandBody):
    """Base: which agreement of the case it is about."""

    agreement_id: str


class RegisterAgreement(AgreementCommand):
    """Reaction: an agreement of a mediation body took effect (PML 29-31); the 30 days of CPL 205 run from `effective_at`."""

    number: str = ""
    form: Agreed
    mediation_body: str
    channel: Channel
    court_invited: bool = False
    effective_at: AwareDatetime
    parties: tuple[Party, ...]
    terms: AgreementTerms
    dispute_type: DisputeType | None = None
    other_mediation_bodies: tuple[str, ...] = ()
    """Bodies that mediated together with `mediation_body` (CPL-I 352)."""
    story: bool = False


class RegisterAgreementFromParties(CommandBody):
    """The court learns of an agreement from the parties themselves: a case that begins at the court."""

    number: str = ""
    form: Agreed = Agreed.WRITTEN
    mediation_body: str
    """Id of the body in the profile or, for one outside it, its name as said; `未载明` where nobody says."""
    channel: Channel
    court_invited: bool = False
    effective_on: date
    parties: tuple[Party, ...] = Field(min_length=2)
    terms: AgreementTerms
    dispute_type: DisputeType | None = None
    other_mediation_bodies: tuple[str, ...] = ()
    """Bodies that mediated together with `mediation_body` (CPL-I 352)."""
    story: bool = False
    """A played public case: never scanned for lapses."""


class JurisdictionBasis(StrEnum):
    """Why the parties may go to this court (CPL 205): codes of grounds.yaml, kind `confirmation_court`."""

    MEDIATION_BODY = "basic_court_of_mediation_body"
    """Basic court where the mediation body is."""
    PARTY_DOMICILE = "basic_court_of_domicile"
    """Basic court of a party's domicile."""
    SUBJECT_LOCATION = "basic_court_of_subject_matter"
    """Basic court where the subject matter is."""
    INVITING_COURT = "inviting_court"
    """The court that invited the mediation."""
    INTERMEDIATE = "intermediate_court"
    """Intermediate court, where the dispute is within its jurisdiction."""


class Applicant(BaseModel):
    """One agreeing party at the court's window: in person, through an agent or through the guardian (CPL-I 351)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    party_id: str
    agent_id: str | None = None
    """An agent already on file with the agreement."""
    agent: Agent | None = None
    """An agent empowered for this application, with the power of attorney shown (JC11 3)."""
    guardian: bool = False
    """The guardian applies for a party without full capacity."""


class Material(StrEnum):
    """What is to be handed in with the application (CPL-I 353-354, JC11 3)."""

    AGREEMENT = "agreement"
    PROOF_OF_MEDIATION = "proof_of_mediation"
    PROPERTY_PROOF = "property_proof"
    IDENTITY = "identity"
    POWER_OF_ATTORNEY = "power_of_attorney"
    OTHER = "other"


class ApplyForConfirmation(AgreementCommand):
    """The parties ask a court jointly to confirm their agreement (CPL 205; CPL-I 351)."""

    court: str
    """Id of a people's court of the profile."""
    applicants: tuple[Applicant, ...] = Field(min_length=1)
    jurisdiction_basis: JurisdictionBasis = JurisdictionBasis.MEDIATION_BODY
    concerns: tuple[str, ...] = ()
    """Codes of CPL-I 355 that the window sees in the agreement, e.g. `status_relation`: shown, left to the court."""
    late_reason: PersonalText = ""
    """Why the parties come after the 30 days (CPL 86); needed only then."""
    materials: tuple[Material, ...] = ()
    orally: bool = False
    """The parties applied orally and the court recorded it (CPL-I 353)."""


class WithdrawApplication(AgreementCommand):
    """The applicants take their application back before the ruling (CPL-I 357)."""

    reason: PersonalText = ""


class PerformanceReport(StrEnum):
    """What the mediation body reported about the agreement."""

    FULL = "full"
    PARTIAL = "partial"
    BREACH = "breach"


class NotePerformance(AgreementCommand):
    """Reaction: the mediation body recorded performance or breach."""

    what: PerformanceReport


class ReplaceParty(CommandBody):
    """Reaction: someone succeeded to a party's rights and duties (death, merger, assignment)."""

    former_party_id: str
    successor: Party
