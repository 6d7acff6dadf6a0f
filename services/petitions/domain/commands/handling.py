"""Commands while a petition is handled: article 31, simple handling, hearings, mediation, leaders, the end (XF 18-37)."""

from pydantic import Field

from schemas.base import PersonalText
from schemas.petitions_values import Article31, PetitionEnding, SimpleGround
from schemas.values import Channel
from services.petitions.domain.commands.base import PetitionCommand


class ClassifyPetition(PetitionCommand):
    """Find the lawful way of a grievance (XF 31). (1)-(5): a statutory route, told to the petitioner. (6): handled here."""

    article: Article31
    route: Channel | None = None
    """Of (1)-(5): which way; None for one that is no channel of ours (appeal within the party)."""
    to_body: str = ""
    """Of (1)-(5): the body of that route."""
    notice: PersonalText = ""
    """Of (1)-(5): what the petitioner was told."""
    reason: PersonalText = ""


class ChooseSimpleHandling(PetitionCommand):
    """Handle it simply (简易办理, XFJ22 4-5)."""

    ground: SimpleGround
    likely_to_be_rejected: bool = False
    several_parties: bool = False
    """Several parties or a joint petition."""


class LeaveSimpleHandling(PetitionCommand):
    """It is not simple after all."""

    reason: PersonalText = Field(min_length=1)


class AssignHandler(PetitionCommand):
    """Name who of the unit works on it; somebody with a direct interest steps aside (XF 28)."""

    handler: str = Field(min_length=1)
    direct_interest: bool = False
    reason: PersonalText = ""


class InvestigatePetition(PetitionCommand):
    """Facts were looked into."""

    what: PersonalText = Field(min_length=1)


class OpenHearing(PetitionCommand):
    """A public hearing (听证) begins; at the re-check its days do not count."""

    topic: PersonalText = ""
    in_public: bool = True


class CloseHearing(PetitionCommand):
    """The hearing ends with its conclusions."""

    conclusions: PersonalText = Field(min_length=1)
    participants: int | None = Field(default=None, ge=1)


class ExtendHandling(PetitionCommand):
    """Lengthen the handling (XF 34): approved by the unit's head, the reasons told to the petitioner."""

    by: int = Field(ge=1)
    """Calendar days."""
    approver: str = Field(min_length=1)
    """Office of the unit's head."""
    reason: PersonalText = Field(min_length=1)
    notice: PersonalText = ""
    """What the petitioner was told; needed."""


class ReportAssignment(PetitionCommand):
    """The unit reports back on an assignment (交办)."""

    report: PersonalText = Field(min_length=1)


class MediatePetition(PetitionCommand):
    """The unit mediated within its discretion (XF 33)."""

    consenting: tuple[str, ...]
    minutes: PersonalText = ""


class SettlePetition(PetitionCommand):
    """The sides settled; an agreement document is required (XF 33)."""

    party_ids: tuple[str, ...] = ()
    """All petitioners and respondents when left out."""
    terms: tuple[PersonalText, ...] = Field(min_length=1)
    agreement_document: str = ""


class Counsel(PetitionCommand):
    """Counselling and help; they go on after the end too (XF 37)."""

    what: PersonalText = Field(min_length=1)


class RecordRatingWithoutGrade(PetitionCommand):
    """Keep that the petitioner rated the handling where the grade is not told; a grade is asked for by survey alone."""

    rated_body: str = Field(min_length=1)
    words: PersonalText = ""


class AssignLeader(PetitionCommand):
    """A leader takes charge (领导包案)."""

    leader: str = Field(min_length=1)
    reason: PersonalText = ""


class HoldReception(PetitionCommand):
    """A leader received the petitioner (公开接访)."""

    leader: str = Field(min_length=1)
    place: str = ""
    outcome: PersonalText = ""


class ReviewHandlingQuality(PetitionCommand):
    """The handling was reviewed for its quality (案件评查)."""

    findings: PersonalText = Field(min_length=1)
    defects: tuple[str, ...] = ()


class HoldJointConference(PetitionCommand):
    """The joint conference dealt with it (联席会议); it may name the lead unit where no common superior does (XF 24)."""

    units: tuple[str, ...] = Field(min_length=2)
    lead_unit: str | None = None
    conclusions: PersonalText = ""


class ConcludePetition(PetitionCommand):
    """End the petition; each ending has to be borne out by the record."""

    ending: PetitionEnding
    reason: PersonalText = ""
