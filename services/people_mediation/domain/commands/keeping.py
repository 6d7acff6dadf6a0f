"""Commands after and around an agreement: performance, follow-up, ending, limits, the case file."""

from pydantic import Field

from schemas.base import PersonalText
from schemas.people_mediation import FileItem, RoundNotice, TerminationReason
from schemas.values import Performance
from services.jurisdiction.service_of_documents import ServiceEntry
from services.people_mediation.domain.commands.base import AgreementCommand, PartyCommand, RoundCommand


class RecordPerformance(AgreementCommand):
    """What was agreed was done, in full or in part."""

    performance: Performance
    item_ids: tuple[str, ...] = ()
    proof: PersonalText = ""
    persons: int | None = Field(default=None, ge=1)
    """To or by how many persons, where only the number is known."""


class ReportBreach(AgreementCommand):
    """The agreement was reported or found not kept."""

    what: PersonalText = Field(min_length=1)
    item_ids: tuple[str, ...] = ()


class UrgePerformance(AgreementCommand):
    """The committee urges performance (PML 31)."""

    what: PersonalText = ""


class FollowUp(AgreementCommand):
    """The committee looked again (回访)."""

    findings: PersonalText = Field(min_length=1)
    performed: Performance | None = None
    satisfied: bool | None = None
    hidden_danger: bool = False


class TerminateMediation(RoundCommand):
    """End the round without (full) agreement and tell the other routes (PML 26)."""

    reason: TerminationReason
    explanation: PersonalText = ""
    routes_told: tuple[str, ...] = ()
    """Arbitration, administrative, judicial ways the parties were told of."""
    in_writing: bool = False
    """By a written notice, which is then to be served on every party."""


class ServeNotice(PartyCommand):
    """A written notice of the round was served (送达) on one party."""

    notice: RoundNotice
    service: ServiceEntry


class ExtendLimit(RoundCommand):
    """The parties agree to go on past the limit (NB 27; TY 27 in a round delegated by a court)."""

    by: int = Field(ge=1)
    """In the limit's own unit: months for PM-1, days for TY-1 to TY-3."""
    agreed_by: tuple[str, ...]
    """party_ids; every applicant and respondent of the round has to agree."""
    reason: str = ""


class TellConfirmationRight(AgreementCommand):
    """Tell the parties that they may ask the court together to confirm their agreement (MED 39; JC-1)."""

    party_ids: tuple[str, ...] = ()
    """Every party of the agreement when left out."""
    orally: bool = False


class AddFileItem(RoundCommand):
    """Put a document into the case file."""

    item: FileItem
    description: PersonalText = ""


class ArchiveFile(RoundCommand):
    """Close the case file and store it; refused with the missing items named."""

    volume_number: str = Field(min_length=1)
    retention: str = ""
    """Retention as the archive's own rule has it; lengths were not seen `[GK]`."""
