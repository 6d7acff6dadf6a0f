"""The bases of the commands that people give: about a round, an agreement, a referral, or a body's entry in the register."""

from pydantic import Field

from schemas.command import CommandBody


class RoundCommand(CommandBody):
    """An act on a round (track) of the actor's own body."""

    track_id: str | None = None
    """Which round; the body's latest open round when left out."""


class AgreementCommand(RoundCommand):
    """An act on an agreement of a round."""

    agreement_id: str | None = None
    """Which agreement; the round's latest when left out."""


class PartyCommand(RoundCommand):
    """An act of one party, entered by the body's staff."""

    party_id: str = Field(min_length=1)


class ReferralCommand(CommandBody):
    """An act on a referral: by the partner, or by the body that sent it and was told."""

    referral_id: str | None = None
    """Which referral; the latest open one when left out."""


class RegisterCommand(CommandBody):
    """An entry in the register, by the body itself or by one above it."""

    body: str = Field(min_length=1)
    """Id of the body; the key in the path is this body's key."""
