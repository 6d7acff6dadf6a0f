"""Events of intake about groups: one parent case, representatives, members who settle alone (rule E5; CPL 56, 57)."""

from enum import StrEnum

from pydantic import AwareDatetime

from schemas.base import Event, PersonalText
from schemas.intake_endings import CloseResult
from schemas.intake_file import CaseSummary
from schemas.known_to import KnownToChannels
from schemas.values import Channel, PartyRole


class GroupTrigger(StrEnum):
    """What made a case one of a group."""

    PETITION_VISITORS = "petition_visitors"
    """More visitors than a petition allows without representatives (XF 20)."""
    SAME_CLAIM = "same_claim"
    """So many parties with one claim that they choose representatives (CPL-I 75, LAB 7)."""


class GroupCaseOpened(Event):
    """The case is a group's: representatives, one parent case, led by a township or above, reported the same day (rule E5)."""

    rule: str
    """Row of the escalation rules, `E5`."""
    trigger: GroupTrigger
    persons: int
    """How many were counted."""
    lead_body: str | None = None
    """The body of a township or above that should lead; None where the profile has none above the custodian."""
    report_to: str | None = None
    """Whom to report to the same day: the body above the lead."""
    source: str


class GroupCaseReported(Event):
    """The group case was reported upwards."""

    to_body: str
    text: PersonalText


class RepresentativesElected(KnownToChannels):
    """One side of the group chose who speaks for it; choosing again replaces the former ones."""

    role: PartyRole
    representatives: tuple[str, ...]
    """party_ids."""
    represented: tuple[str, ...]
    """party_ids of those they speak for, themselves left out."""
    persons: int
    """How many stand on that side, unnamed members included."""
    channel: Channel
    """By which channel's rule they were counted."""
    rule: str | None = None
    """Row of representation.yaml; None where nothing loaded fits the day."""
    at_most: int | None = None
    how: PersonalText = ""
    """How they were chosen: a meeting, a list of signatures."""


class MembersLeft(KnownToChannels):
    """Members of the group go their own way, usually to settle alone: they become a case of their own with a code of its own."""

    child_case: str
    """Code of the new case; it names this one as its parent."""
    party_ids: tuple[str, ...]
    """Named parties who leave this case."""
    from_party: str | None = None
    """The party out of whose unnamed members they come."""
    persons: int
    """How many leave."""
    reason: PersonalText
    case: CaseSummary
    """The child case: those who left, with the other side."""
    body: str
    """Custodian of both."""
    handler: str | None = None
    first_handler: str
    requested_at: AwareDatetime
    """When the group asked for help."""


class ChildCaseReported(Event):
    """What became of a child case, told to its parent."""

    child_case: str
    what: str
    """Wire name of the child's event, e.g. `case_closed`."""
    result: CloseResult | None = None
