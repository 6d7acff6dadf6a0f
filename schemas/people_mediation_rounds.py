"""Events of a round of people's mediation up to the talks: offers, custody, consent, mediators, sessions (domain.md 2.1)."""

from enum import StrEnum
from typing import ClassVar

from schemas.base import Event, MediationText, PersonalText
from schemas.intake import CaseSummary, HandOverReason
from schemas.party_links import ByLink
from schemas.proposals import ProposalTold
from schemas.values import Channel


class TrackEvent(Event):
    """Base: a round of this case at one committee."""

    track_id: str
    custody_number: int


class OfferReceived(TrackEvent):
    """The case was offered to a committee of this channel."""

    body: str
    from_body: str
    reason: HandOverReason
    case: CaseSummary


class OfferAccepted(TrackEvent):
    """The committee takes the hand-over; it may plan, but mediates only after custody has moved."""

    body: str
    summary_procedure: bool = False
    """Entrusted by a court in summary procedure: TY-3 instead of TY-2 (TY 27)."""


class OfferReturned(TrackEvent):
    """The committee sends the offer back: not admissible (R75 22, PML 17) or not competent; other routes are told (R75 24)."""

    body: str
    code: str
    reason: PersonalText
    routes: tuple[str, ...] = ()
    in_writing: bool = False
    """The routes were told by a written notice, which is then to be served."""


class OfferClosed(TrackEvent):
    """Intake took the offer back or it timed out."""

    body: str
    reason: str


class CustodyReceived(TrackEvent):
    """Intake moved custody here: the round may begin."""

    body: str
    from_body: str
    reason: HandOverReason
    case: CaseSummary


class CustodyLost(TrackEvent):
    """The case is held elsewhere now; the round is closed and its record kept."""

    body: str
    reason: str
    superseded_by: int | None = None
    """The custody number that holds now; None when the case was voided or merged."""


class CaseInformationUpdated(Event):
    """Parties, contacts, agents or corrected entries as intake now has them."""

    case: CaseSummary


class Noted(Event):
    """Something heard from another service that changes no round here."""

    source: str
    what: str
    """Wire name of the foreign event, e.g. `agreement_confirmed`."""
    reason: str
    agreement_id: str | None = None
    custody_number: int | None = None
    """The custody number that was heard, so that an older one is known as such later."""
    channel: Channel | None = None
    """The channel the foreign fact belongs to, where it is an act outside."""


class Conflict(Event):
    """Something heard from another service that does not fit what is on file here; both facts stand."""

    source: str
    what: str
    reason: str


class ActedThrough(StrEnum):
    """Who acted for a party."""

    ITSELF = "itself"
    GUARDIAN = "guardian"
    AGENT = "agent"
    REPRESENTATIVE = "representative"
    """Who speaks for a group, after the represented person consented to this agreement (CPL 56)."""


class ConsentRequested(TrackEvent):
    """The other side was asked whether it agrees to mediation (PML 17)."""

    party_id: str
    method: str = ""


class ConsentGiven(TrackEvent):
    """A party agrees to mediation."""

    party_id: str
    by: PersonalText = ""
    """Guardian or agent who gave it, when not the party."""
    through: ActedThrough = ActedThrough.ITSELF
    agent_id: str | None = None
    by_link: ByLink | None = None
    """The party gave it through its personal link; None where the committee entered it."""


class ConsentRefused(TrackEvent):
    """A party clearly refused: mediation is barred (PML 17)."""

    party_id: str
    reason: MediationText = ""
    others_go_on: bool = False
    """The other parties of both sides go on without the one that refused."""
    withdraws: bool = False
    """The applicant took the application back (撤回申请)."""
    by_link: ByLink | None = None
    """As in `ConsentGiven`."""


class MediationAccepted(TrackEvent):
    """The committee took up the case (受理); PM-1 or, in a court-delegated round, TY-1..3 begins."""

    own_motion: bool = False
    joint_application: bool = False
    """All parties asked for mediation together; nobody's consent is asked for again (domain.md 2.1)."""
    in_public: bool = False
    """Public or private at the parties' wish (PML 23)."""


class HowChosen(StrEnum):
    """PML 19."""

    APPOINTED = "appointed"
    CHOSEN_BY_PARTIES = "chosen_by_parties"


class MediatorAssigned(TrackEvent):
    """A mediator was appointed by the committee or chosen by the parties (PML 19)."""

    mediator: str
    """User or office."""
    lead: bool = True
    how: HowChosen = HowChosen.APPOINTED
    interest_declared: bool = False
    """Kinship or another relation to a party was declared, and every party agreed nevertheless (TY 15)."""
    proposal: ProposalTold | None = None
    """The proposal somebody looked at before, and why it was left where it was; None where nobody asked for one."""


class RecusalRequested(TrackEvent):
    """A party asked that a mediator step aside, or the mediator declared an interest."""

    mediator: str
    requested_by: PersonalText
    reason: PersonalText


class MediatorRecused(TrackEvent):
    """A mediator stepped aside; the lead mediator is replaced."""

    mediator: str
    replacement: str | None = None
    reason: PersonalText = ""


class RightsNotified(TrackEvent):
    """Nature, principles, effect, rights and duties were told before mediating (R75 30)."""

    party_ids: tuple[str, ...]
    orally: bool = False


class EvidenceGathered(TrackEvent):
    """Facts were looked into: visit, inspection, documents."""

    what: PersonalText
    by: str = ""


class SessionHeld(TrackEvent):
    """Talks with one or both sides, in any medium. What was said is `minutes`: it stays with the committee (TY 22).

    Version 1 listed everybody in one `participants` and knew no `count`; see schemas/upcasting.py.
    """

    version: ClassVar[int] = 2

    session_id: str
    number: int
    count: int = 1
    """More than one where a source only tells how many were held."""
    place: str = ""
    present: tuple[str, ...] = ()
    """party_ids."""
    invited: tuple[PersonalText, ...] = ()
    """Relatives, neighbours, experts, with consent (PML 20)."""
    minutes: MediationText = ""


class Threat(StrEnum):
    """What a dispute threatened to become: the report's headings of prevention (domain.md 3.2)."""

    SUICIDE = "suicide"
    """自杀."""
    CIVIL_TO_CRIMINAL = "civil_to_criminal"
    """民转刑."""
    GROUP_PETITION = "group_petition"
    """群体性上访."""
    GROUP_FIGHT = "group_fight"
    """群体性械斗."""


class DangerSignsSeen(TrackEvent):
    """Signs of violence or escalation: preventive step and prompt report to the police (PML 25)."""

    signs: PersonalText
    police_notified: bool
    threat: Threat | None = None
    """Where the mediator can say it; a dispute settled afterwards counts as prevented."""
