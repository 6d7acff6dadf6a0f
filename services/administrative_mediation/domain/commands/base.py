"""The bases of the commands that people give: about a round at an agency, or about an agreement of a round."""

from pydantic import Field

from schemas.command import CommandBody


class RoundCommand(CommandBody):
    """An act on a round (track) of the actor's own agency."""

    track_id: str | None = None
    """Which round; the agency's latest open round when left out."""


class AgreementCommand(RoundCommand):
    """An act on an agreement of a round."""

    agreement_id: str | None = None
    """Which agreement; the round's latest when left out."""


class PartyCommand(RoundCommand):
    """An act of one party, entered by the agency's staff."""

    party_id: str = Field(min_length=1)
