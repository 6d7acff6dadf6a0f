"""Commands before acceptance: offers, the application, whose duty it is, whether the agency may mediate."""

from datetime import date

from pydantic import Field

from schemas.administrative_mediation import DamageBasis
from schemas.base import PersonalText
from services.administrative_mediation.domain.commands.base import RoundCommand


class AcceptOffer(RoundCommand):
    """Take the hand-over. A request: custody moves only when intake says so."""


class ReturnOffer(RoundCommand):
    """Send the offer back: not this agency's duty, or a ground of the sector against mediating."""

    code: str
    """`not_competent`, or a ground of the sector."""
    reason: PersonalText = Field(min_length=1)
    routes: tuple[str, ...] = ()
    """The lawful ways the party was told of; needed where mediation itself is barred."""


class ClassifyMatter(RoundCommand):
    """Put the matter into another sector or grade before it is decided on."""

    sector: str | None = None
    complex: bool | None = None
    """Complex or of several agencies (SZ 46)."""
    reason: PersonalText = Field(min_length=1)


class RecordFinding(RoundCommand):
    """The parties received the accident finding (事故认定书): TR-1 runs."""

    received_on: date


class RecordApplication(RoundCommand):
    """What the application says."""

    party_ids: tuple[str, ...] = ()
    """Who applied; every applicant of the case when left out."""
    joint: bool = False
    written: bool = True
    infringed_on: date | None = None
    mediation_failed_on: date | None = None


class ExamineApplication(RoundCommand):
    """Note what the check found; an empty list says that nothing stands against mediating."""

    findings: tuple[str, ...] = ()
    """Codes of the sector's grounds."""
    explanation: PersonalText = ""


class FindNotCompetent(RoundCommand):
    """The matter is not this agency's duty: three working days to hand it over (AM-2)."""

    reason: PersonalText = Field(min_length=1)


class TransferApplication(RoundCommand):
    """Hand the case to the competent agency (SZ 45)."""

    to_body: str
    reason: PersonalText = Field(min_length=1)


class DeclineApplication(RoundCommand):
    """Do not accept, with written reasons and the other ways (不予受理)."""

    ground: str
    reason: PersonalText = Field(min_length=1)
    routes_told: tuple[str, ...] = ()


class AcceptApplication(RoundCommand):
    """Take up the case (受理)."""

    own_motion: bool = False
    """The agency acts unasked; both sides still have to agree."""
    joint_application: bool = False
    """All parties asked for mediation together."""
    in_public: bool = False


class FixDamage(RoundCommand):
    """The day from which the traffic police's ten days run."""

    basis: DamageBasis
    on: date


class NotifyDecision(RoundCommand):
    """Tell the applicants whether the agency takes the matter up (SAMR 14)."""

    party_ids: tuple[str, ...] = ()
    """Every applicant when left out."""
    way: PersonalText = ""
