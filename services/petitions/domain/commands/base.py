"""The bases of the commands that people give: about an offer, or about the petition of the case."""

from schemas.command import CommandBody


class OfferCommand(CommandBody):
    """An answer to an offer made to the actor's own petition office."""

    track_id: str | None = None
    """Which offer; the office's latest when left out."""


class PetitionCommand(CommandBody):
    """An act in the petition of this case; who may, stands in `decide`."""
