"""Commands between acceptance and agreement: consent, people, meetings, appraisal."""

from pydantic import AwareDatetime, Field

from schemas.administrative_mediation import ActedThrough, HowChosen
from schemas.base import PersonalText
from schemas.people_mediation import Threat
from schemas.values import PartyRole
from services.administrative_mediation.domain.commands.base import PartyCommand, RoundCommand


class RequestConsent(PartyCommand):
    """Ask a party in writing whether it agrees (征求意见书)."""

    method: str = ""


class GiveConsent(PartyCommand):
    """A party agrees to mediation, itself or through its guardian or agent."""

    through: ActedThrough = ActedThrough.ITSELF
    agent_id: str | None = None
    by: PersonalText = ""


class RefuseConsent(PartyCommand):
    """A party clearly refuses; an accepted mediation ends."""

    reason: PersonalText = ""
    routes_told: tuple[str, ...] = ()


class NameRepresentatives(RoundCommand):
    """A side acts through representatives; above the sector's cap it is refused."""

    side: PartyRole
    persons: int = Field(ge=1)
    represented: tuple[str, ...] = ()
    """party_ids; every party of that side when left out."""


class AssignMediator(RoundCommand):
    """Name the official who mediates."""

    mediator: str = Field(min_length=1)
    lead: bool = True
    how: HowChosen = HowChosen.APPOINTED
    interest_declared: bool = False
    accepted_by: tuple[str, ...] = ()
    """Parties that agree to this official nevertheless."""


class RequestRecusal(RoundCommand):
    """A party asks that an official step aside, or the official declares an interest."""

    mediator: str
    requested_by: PersonalText
    reason: PersonalText = Field(min_length=1)


class RecuseMediator(RoundCommand):
    """An official steps aside; who leads the talks is replaced."""

    mediator: str
    replacement: str | None = None
    reason: PersonalText = ""


class NotifyRights(RoundCommand):
    """Nature, principles, effect, rights and duties were told before mediating."""

    party_ids: tuple[str, ...] = ()
    orally: bool = False


class NotifyMeeting(RoundCommand):
    """Tell the parties when and where talks will be."""

    held_at: AwareDatetime
    """When the talks will be."""
    place: str = ""
    party_ids: tuple[str, ...] = ()


class GatherEvidence(RoundCommand):
    """Facts were looked into."""

    what: PersonalText = Field(min_length=1)
    by: str = ""


class StartAppraisal(RoundCommand):
    """An appraisal or test begins."""

    kind: str = Field(min_length=1)
    """鉴定, 检测, 检验, 检定 or 评估, as the sector's limit names what does not count."""
    by: str = ""
    agreed_by: tuple[str, ...] = ()


class EndAppraisal(RoundCommand):
    """The appraisal is there, or was given up."""

    findings: PersonalText = ""


class HoldSession(RoundCommand):
    """Talks were held. A fact: recorded, and marked where a rule was broken."""

    count: int = Field(default=1, ge=1)
    place: str = ""
    present: tuple[str, ...] = ()
    invited: tuple[PersonalText, ...] = ()
    minutes: PersonalText = ""
    failed: bool = False
    """Ended without agreement: at the police a second time follows within seven working days."""


class SeeDangerSigns(RoundCommand):
    """Signs of violence or escalation were seen."""

    signs: PersonalText = Field(min_length=1)
    police_notified: bool
    threat: Threat | None = None
    """What it threatens to become, where the mediator can say it."""
