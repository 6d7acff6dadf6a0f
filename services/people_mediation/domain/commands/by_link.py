"""What a party declares itself through its personal link (issue 8, item 2). Given by the public pages alone."""

from enum import StrEnum

from pydantic import Field

from schemas.base import PersonalText
from schemas.command import CommandBody
from schemas.intake import ByLink


class Declaration(StrEnum):
    """What a party can say of a round without anybody judging it."""

    CONSENT = "consent"
    REFUSAL = "refusal"
    WITHDRAWAL = "withdrawal"
    """Who applied takes the application back (撤回调解申请)."""


class DeclareByLink(CommandBody):
    """A party consents to mediation, refuses it, or withdraws its application."""

    track_id: str = Field(min_length=1)
    party_id: str = Field(min_length=1)
    declaration: Declaration
    reason: PersonalText = ""
    by_link: ByLink
