"""Commands of the court: docket, review, ruling, service, objection, enforcement."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from schemas.base import PersonalText
from schemas.judicial_confirmation import Objector
from services.judicial_confirmation.domain.filing_commands import AgreementCommand, Material
from services.jurisdiction.service_of_documents import ServiceEntry


class RequestSupplement(AgreementCommand):
    """The court wants missing material by a day (CPL-I 353-354)."""

    missing: tuple[Material, ...] = Field(min_length=1)
    until: date


class SupplyMaterials(AgreementCommand):
    """Missing material came in at the court."""

    materials: tuple[Material, ...] = Field(min_length=1)


class DocketApplication(AgreementCommand):
    """The court takes the application on its docket (JC11 4); the time for the ruling begins."""

    case_number: str = ""
    """The court's own number; prefixes changed over the years, so it is free text."""


class DeclineApplication(AgreementCommand):
    """The court does not take the application, on a ground of CPL-I 355."""

    ground: str
    """Code of grounds.yaml."""
    reason: PersonalText = ""


class HoldVerification(AgreementCommand):
    """Both sides were summoned and the agreement was checked with them (CPL-I 356)."""

    present: tuple[str, ...]
    """party_ids of those who came, in person or represented."""
    findings: PersonalText = ""


class AbandonmentCause(StrEnum):
    """Why an application counts as taken back (CPL-I 357): codes of grounds.yaml, kind `confirmation_withdrawn`."""

    NOT_SUPPLEMENTED = "not_supplemented"
    DID_NOT_APPEAR = "did_not_appear"


class TreatAsWithdrawn(AgreementCommand):
    """Nothing was supplemented or nobody appeared: the application counts as withdrawn (CPL-I 357)."""

    cause: AbandonmentCause
    reason: PersonalText = ""


class ConfirmAgreement(AgreementCommand):
    """The ruling: the agreement is valid and can be enforced (CPL 206)."""

    ruling_number: str = ""


class DismissApplication(AgreementCommand):
    """The ruling: the application is dismissed, on a ground of CPL-I 358, or of 355 found later."""

    ground: str
    reason: PersonalText = ""
    ruling_number: str = ""


class DismissAfterRevocation(DismissApplication):
    """The same court, having revoked its confirmation, dismisses the application (CPL-I 372; SPC reply no. 10 of 2013)."""


class RulingLimit(StrEnum):
    """The two limits for a ruling: JC11 5 (15 days) and CPL 187 (30 days, special procedure)."""

    REVIEW = "JC-3"
    SPECIAL_PROCEDURE = "JC-3S"


class ExtendRulingLimit(AgreementCommand):
    """The court's president lengthens the time for the ruling (JC11 5: at most 10 days; CPL 187)."""

    limit: RulingLimit = RulingLimit.REVIEW
    days: int = Field(gt=0)
    """Calendar days."""
    approved_by_president: bool
    reason: PersonalText


class ServeRuling(AgreementCommand):
    """The ruling was served (送达) on one party; if that counts, the party's 15 days to object begin (CPL-I 372)."""

    party_id: str
    service: ServiceEntry


class FileObjection(AgreementCommand):
    """Somebody says that the confirmation is wrong (CPL-I 372); the court decides on it."""

    by: Objector
    party_id: str | None = None
    """Which party, when a party objects."""
    name: PersonalText = ""
    """Who, when an interested person objects."""
    knew_on: date | None = None
    """When the interested person knew or had to know of the harm: the six months run from it."""
    reason: PersonalText = ""


class RejectObjection(AgreementCommand):
    """The objection is not upheld; the confirmation stands."""

    objection_id: str
    reason: PersonalText = ""


class RevokeConfirmation(AgreementCommand):
    """The same court sets its confirmation aside, on an objection or on its own finding (CPL-I 372)."""

    objection_id: str | None = None
    reason: PersonalText = ""
    own_finding: bool = False
    """The court found the mistake itself, without an objection."""


class ChangeConfirmation(AgreementCommand):
    """The same court changes its ruling on an objection (CPL-I 372)."""

    objection_id: str
    change: PersonalText
    last_performance_day: date | None = None
    """Where the changed ruling names another last day of performance."""


class EnforcementBasis(StrEnum):
    """Why enforcement may be asked for at this court (CPL-I 460)."""

    ISSUING_COURT = "issuing_court"
    PROPERTY_LOCATION = "property_location"
    """Court of the same level where the debtor's property is."""


class ApplyForEnforcement(AgreementCommand):
    """A party asks for enforcement because the other refuses or performs in part (CPL 206; within two years, CPL 250)."""

    by: str
    """party_id."""
    court: str
    basis: EnforcementBasis = EnforcementBasis.ISSUING_COURT
    what: PersonalText = ""


class RecordEnforcement(AgreementCommand):
    """Enforcement was carried out."""

    what: PersonalText = ""
