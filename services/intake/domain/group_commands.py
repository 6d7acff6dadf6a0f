"""What a person may ask about a group: who speaks for it, whom it was reported to, who goes their own way (rule E5)."""

from typing import Annotated

from pydantic import Field

from schemas.base import PersonalText
from schemas.command import CommandBody
from schemas.values import PartyRole
from services.intake.domain.entries import LongText, PartyEntry, Words


class ElectRepresentatives(CommandBody):
    """One side chose who speaks for it. A fact: recorded, and marked where a rule was broken."""

    role: PartyRole
    representatives: Annotated[tuple[str, ...], Field(min_length=1)]
    """party_ids."""
    represented: tuple[str, ...] = ()
    """party_ids of those they speak for; everybody else on the side when left out."""
    how: PersonalText = ""


class ReportGroupCase(CommandBody):
    """The group case was reported upwards (rule E5: the same day)."""

    to_body: str | None = None
    """The body named when the group case was opened, when left out."""
    text: LongText


class LetMembersLeave(CommandBody):
    """Members of a group go their own way, e.g. to settle alone: a case of their own with a code of its own, linked both ways."""

    party_ids: tuple[str, ...] = ()
    """Named parties of one side."""
    from_party: str | None = None
    """The party out of whose unnamed members `members` come."""
    members: tuple[PartyEntry, ...] = ()
    """Who they are, now that they act by themselves."""
    reason: Words
