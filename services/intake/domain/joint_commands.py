"""What a person may ask where several departments are concerned, or an agency should act unasked (rules E7 and E9)."""

from typing import Annotated

from pydantic import Field

from schemas.command import CommandBody
from services.intake.domain.entries import LongText, Words


class NameLeadUnit(CommandBody):
    """The departments concerned met and named a leading unit. A fact: it is recorded when it is told."""

    units: Annotated[tuple[str, ...], Field(min_length=2, max_length=50)]
    """Ids of the bodies that took part, the leading one among them."""
    lead_unit: str
    decision: LongText


class AskOwnMotion(CommandBody):
    """An agency is asked to begin mediation of its own motion."""

    agency: str
    reason: Words


JointCommand = NameLeadUnit | AskOwnMotion
"""What a person asks about joint handling."""
