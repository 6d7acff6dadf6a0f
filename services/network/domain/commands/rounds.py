"""Commands of a round up to the talks: offers, consent, taking up, mediators, sessions, appraisal, fee."""

from pydantic import Field

from schemas.base import PersonalText
from schemas.command import CommandBody
from schemas.network import ActedThrough, HowChosen, RecusalGround
from services.network.domain.commands.base import PartyCommand, RoundCommand


class AcceptOffer(RoundCommand):
    """Sign for the hand-over. A request: custody moves only when intake says so."""

    summary_procedure: bool = False
    """The court entrusted the case in summary procedure: TY-3 instead of TY-2."""


class ReturnOffer(RoundCommand):
    """Send the offer back as not admissible or not competent."""

    code: str
    """A ground of `people_mediation_inadmissible` in grounds.yaml, or `not_competent`."""
    reason: PersonalText = Field(min_length=1)
    routes: tuple[str, ...] = ()
    """The lawful ways the party was told of; needed where the matter is inadmissible."""


class GiveConsent(PartyCommand):
    """A party agrees to mediation, itself or through its guardian or agent."""

    through: ActedThrough = ActedThrough.ITSELF
    agent_id: str | None = None
    by: PersonalText = ""


class RefuseConsent(PartyCommand):
    """A party clearly refuses (further) mediation; it ends unless the others go on without that party."""

    reason: PersonalText = ""
    others_go_on: bool = False
    routes_told: tuple[str, ...] = ()


class AcceptMediation(RoundCommand):
    """Take up the case (受理)."""

    joint_application: bool = False
    """All parties asked for mediation together."""
    in_public: bool = False


class DeclareRelation(CommandBody):
    """A mediator has, or had, something to do with a party or the matter; entered by a body that knows the case."""

    mediator: str = Field(min_length=1)
    ground: RecusalGround
    party_id: str | None = None
    accepted_by: tuple[str, ...] = ()
    """Parties that want this mediator nevertheless (TY 15)."""
    note: PersonalText = ""


class LiftRelation(CommandBody):
    """A declared relation turned out to be none, or is over."""

    mediator: str = Field(min_length=1)
    ground: RecusalGround
    reason: PersonalText = Field(min_length=1)


class AssignMediator(RoundCommand):
    """Appoint a mediator, or take the one the parties chose."""

    mediator: str = Field(min_length=1)
    lead: bool = True
    how: HowChosen = HowChosen.APPOINTED
    proposal_id: str | None = None
    """The proposal looked at, by its id."""
    proposal_followed: bool | None = None
    """Whether the appointment is the proposal's first; None without a proposal."""
    deviation_reason: PersonalText = ""
    """Why somebody else was appointed than the proposal's first."""


class RecuseMediator(RoundCommand):
    """A mediator steps aside; the lead mediator is replaced."""

    mediator: str
    replacement: str | None = None
    reason: PersonalText = ""


class NotifyRights(RoundCommand):
    """Nature, principles, effect, rights and duties were told before mediating."""

    party_ids: tuple[str, ...] = ()
    """Whom; everybody who takes part when left out."""
    orally: bool = False


class HoldSession(RoundCommand):
    """Talks were held. A fact: recorded, and marked where a rule was broken."""

    count: int = Field(default=1, ge=1)
    place: str = ""
    present: tuple[str, ...] = ()
    """party_ids; everybody when left out."""
    invited: tuple[PersonalText, ...] = ()
    online: bool = False
    minutes: PersonalText = ""


class SeeDangerSigns(RoundCommand):
    """Signs of violence or escalation were seen (PML 25)."""

    signs: PersonalText = Field(min_length=1)
    police_notified: bool


class StartAppraisal(RoundCommand):
    """An appraisal begins; its days do not count where the law excludes them."""

    kind: str = Field(min_length=1)
    """The period as the law names it, e.g. 鉴定."""
    by: str = ""


class EndAppraisal(RoundCommand):
    """The appraisal is there, or was given up."""

    findings: PersonalText = ""


class AgreeFee(RoundCommand):
    """The parties agree what the mediation costs; commercial mediation alone may charge."""

    amount_cny: float = Field(gt=0)
    standard: str = Field(min_length=1)
    """By which published standard."""
    paid_by: tuple[str, ...] = Field(min_length=1)
