"""Commands before and around a round: offers, consent, taking up, mediators."""

from pydantic import Field

from schemas.base import PersonalText
from schemas.people_mediation import ActedThrough, HowChosen
from services.people_mediation.domain.commands.base import PartyCommand, RoundCommand


class AcceptOffer(RoundCommand):
    """Take the hand-over. A request: custody moves only when intake says so."""

    summary_procedure: bool = False
    """The court entrusted the case in summary procedure: TY-3 instead of TY-2."""


class ReturnOffer(RoundCommand):
    """Send the offer back as not admissible or not competent (R75 22, PML 17)."""

    code: str
    """A ground of `people_mediation_inadmissible` in grounds.yaml, or `not_competent`."""
    reason: PersonalText = Field(min_length=1)
    routes: tuple[str, ...] = ()
    """The lawful ways the party was told of (R75 24); needed where the matter is inadmissible."""
    in_writing: bool = False
    """By a written notice, which is then to be served."""


class RequestConsent(PartyCommand):
    """Ask a party whether it agrees to mediation."""

    method: str = ""
    """By phone, in person, by letter …"""


class GiveConsent(PartyCommand):
    """A party agrees to mediation, itself or through its guardian or agent."""

    through: ActedThrough = ActedThrough.ITSELF
    agent_id: str | None = None
    by: PersonalText = ""


class RefuseConsent(PartyCommand):
    """A party clearly refuses (further) mediation; it ends (PML 17) unless the others go on without that party."""

    reason: PersonalText = ""
    others_go_on: bool = False
    """The remaining parties of both sides go on."""
    routes_told: tuple[str, ...] = ()
    """The other ways the parties were told of (PML 26)."""


class AcceptMediation(RoundCommand):
    """Take up the case (受理)."""

    own_motion: bool = False
    """The committee acts of its own motion; a refusal still bars (PML 17)."""
    joint_application: bool = False
    """All parties asked for mediation together."""
    in_public: bool = False
    """Public, as the parties wish (PML 23)."""


class AssignMediator(RoundCommand):
    """Appoint a mediator, or take the one the parties chose (PML 19)."""

    mediator: str = Field(min_length=1)
    lead: bool = True
    how: HowChosen = HowChosen.APPOINTED
    interest_declared: bool = False
    """The mediator declared kinship, an interest or another relation to a party."""
    accepted_by: tuple[str, ...] = ()
    """Parties that agree to this mediator nevertheless (TY 15)."""
    proposal_id: str | None = None
    """The proposal of the network that was looked at, by its id."""
    proposal_followed: bool | None = None
    """Whether the appointment is the proposal's first; None without a proposal."""
    deviation_reason: PersonalText = ""
    """Why somebody else was appointed than the proposal's first."""


class RequestRecusal(RoundCommand):
    """A party asks that a mediator step aside, or a mediator declares an interest."""

    mediator: str
    requested_by: PersonalText
    reason: PersonalText = Field(min_length=1)


class RecuseMediator(RoundCommand):
    """A mediator steps aside; the lead mediator is replaced."""

    mediator: str
    replacement: str | None = None
    """Needed for the lead mediator unless another mediator of the round takes the lead."""
    reason: PersonalText = ""
