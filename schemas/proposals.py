"""What an appointment tells of the proposal it followed or left (network, domain.md 2.5): shared by all channels of mediation."""

from schemas.base import PersonalText, Value


class ProposalTold(Value):
    """The proposal somebody looked at before appointing a mediator."""

    proposal_id: str
    """A digest of the proposal: the same facts, mediators and loads give the same id."""
    followed: bool
    """The first of the proposal was appointed."""
    deviation_reason: PersonalText = ""
    """Why somebody else was, where it was not followed."""
