"""Events of petitions while they are handled: classified, diverted, looked into, heard, mediated, cared for (XF 28-34, 37)."""

from pydantic import AwareDatetime

from schemas.base import MediationText, PersonalText
from schemas.party_links import ByLink
from schemas.petitions_custody import PetitionEvent
from schemas.petitions_values import Article31, OpinionStage, PetitionEnding, SimpleGround
from schemas.values import Channel


class PetitionClassified(PetitionEvent):
    """No statutory route fits: handled as a petition under article 31(6). XF-4 runs from `accepted_at`."""

    responsible_unit: str
    article: Article31
    accepted_at: AwareDatetime
    reason: PersonalText = ""


class PetitionDiverted(PetitionEvent):
    """A statutory route comes first (XF 31(1)-(5), 诉访分离): the petitioner was told of it; no 60 days, no opinion."""

    body: str
    article: Article31
    route: Channel | None = None
    """None where the route is no channel of ours, e.g. an appeal within the party."""
    to_body: str
    """The body of the statutory route, as told to the petitioner."""
    notice: PersonalText
    """What the petitioner was told: route, body, and the limit that runs there."""


class SimpleHandlingChosen(PetitionEvent):
    """The matter is handled simply (简易办理, XFJ22 4)."""

    body: str
    ground: SimpleGround


class SimpleHandlingLeft(PetitionEvent):
    """It turned out not to be simple: the ordinary procedure goes on."""

    reason: PersonalText


class HandlerAssigned(PetitionEvent):
    """Who of the unit works on it; nobody with a direct interest may (XF 28)."""

    body: str
    handler: str
    former: str | None = None
    reason: PersonalText = ""


class PetitionInvestigated(PetitionEvent):
    """Facts were looked into."""

    what: PersonalText
    by_body: str


class HearingOpened(PetitionEvent):
    """A public hearing (听证) began; at the re-check its days do not count (XF 36)."""

    stage: OpinionStage
    host: str
    topic: PersonalText = ""
    in_public: bool = True


class HearingClosed(PetitionEvent):
    """The hearing ended with its conclusions."""

    stage: OpinionStage
    conclusions: PersonalText
    participants: int | None = None


class HandlingExtended(PetitionEvent):
    """The unit's head lengthened the handling; the petitioner was told the reasons (XF 34)."""

    responsible_unit: str
    approver: str
    """Office of the head, e.g. 局长."""
    reason: PersonalText
    notice: PersonalText


class AssignmentReported(PetitionEvent):
    """The unit reported back on an assignment (交办)."""

    responsible_unit: str
    report: PersonalText


class PetitionMediated(PetitionEvent):
    """The unit mediated within its discretion, with both sides' consent (XF 33)."""

    by_body: str
    consenting: tuple[str, ...]
    minutes: MediationText = ""


class PetitionSettled(PetitionEvent):
    """The sides settled; an agreement document is required (XF 33)."""

    by_body: str
    party_ids: tuple[str, ...]
    terms: tuple[PersonalText, ...]
    agreement_document: str = ""
    """Number of the document; empty when there is none."""
    agreement_id: str | None = None
    """Of a settlement in a round of mediation that the petition was referred to; None where the sides settled here."""


class PetitionWithdrawalDeclared(PetitionEvent):
    """A petitioner declared through the personal link that it withdraws. The office looks at it, and ends the petition or does not."""

    party_id: str
    reason: PersonalText = ""
    by_link: ByLink


class PetitionWithdrawalAnswered(PetitionEvent):
    """The office looked at the withdrawals that were declared and the petition goes on, for the reason told to the petitioners."""

    explanation: PersonalText


class CounsellingGiven(PetitionEvent):
    """Counselling and help, which go on after the end too (XF 37)."""

    by_body: str
    what: PersonalText


class RatingWithoutGradeRecorded(PetitionEvent):
    """The petitioner rated the handling elsewhere (public page, letter) and the grade is not told: answered, and in no rate."""

    rated_body: str
    words: PersonalText = ""
    """What the record says of it."""


class LeaderAssigned(PetitionEvent):
    """A leader takes charge of a prominent matter (领导包案, XF 18)."""

    leader: str
    """Office, e.g. 副区长."""
    by_body: str
    reason: PersonalText = ""


class ReceptionHeld(PetitionEvent):
    """A leader received the petitioner in person (公开接访, XF 18)."""

    leader: str
    place: str = ""
    outcome: PersonalText = ""


class PetitionReviewedInternally(PetitionEvent):
    """The case was reviewed for the quality of its handling (案件评查)."""

    by_body: str
    findings: PersonalText
    defects: tuple[str, ...] = ()


class JointConferenceHeld(PetitionEvent):
    """The joint conference (联席会议) dealt with the matter (XF 24, 25)."""

    convened_by: str
    units: tuple[str, ...]
    lead_unit: str | None = None
    conclusions: PersonalText = ""


class PetitionConcluded(PetitionEvent):
    """The petition ended; counselling goes on where needed (XF 37)."""

    office: str
    ending: PetitionEnding
    reason: PersonalText = ""
