"""Events of intake about whose work a case is and how it ends: voided, merged, closed, reopened (issue 3, item 5)."""

from enum import StrEnum

from schemas.base import Event, PersonalText
from schemas.known_to import KnownToChannels
from schemas.values import Channel, DisputeType, Party


class WorkReassigned(Event):
    """A colleague's work went to another colleague of the same body; custodian and first handler stay."""

    from_user: str
    to_user: str
    reason: PersonalText


class CaseVoided(KnownToChannels):
    """A mistaken registration was voided with its reason; it stays visible."""

    reason: PersonalText


class CasesMerged(KnownToChannels):
    """This case was found to be a duplicate and goes on under another code."""

    into: str
    reason: PersonalText


class DuplicateAbsorbed(Event):
    """Another case was merged into this one."""

    duplicate: str
    reason: PersonalText


class DuplicateRejected(Event):
    """Another case was merged into this one, which cannot take it (unknown, ended, or not this body's): the merge is undone."""

    duplicate: str
    code: str
    reason: PersonalText


class CaseUnmerged(KnownToChannels):
    """A merge was a mistake: the case goes on under its own code again."""

    former_target: str
    reason: PersonalText


class DuplicateReleased(Event):
    """A case merged into this one goes its own way again."""

    duplicate: str
    reason: PersonalText


class CloseResult(StrEnum):
    """How a case ended (the outcome words of shared/cases)."""

    AGREED = "agreed"
    PARTLY_AGREED = "partly_agreed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    NOT_ACCEPTED = "not_accepted"
    DISMISSED = "dismissed"
    OPINION_ISSUED = "opinion_issued"
    """A petition was answered by a written opinion."""
    OUTSIDE = "outside"
    """It goes on before a body outside the system."""


class CaseClosed(KnownToChannels):
    """The case ended; everyone concerned is asked for an answer (satisfaction reacts)."""

    result: CloseResult
    reason: PersonalText = ""
    closing_body: str
    handling_body: str
    """The body whose handling is rated: the last custodian in a channel."""
    channel: Channel | None
    dispute_type: DisputeType
    parties: tuple[Party, ...]
    story: bool = False
    sealed: bool = False
    """An accusation: nobody is surveyed (XF 30)."""
    parent: str | None = None
    """Code of the group case out of which this one came."""


class CaseReopened(KnownToChannels):
    """A closed case is taken up again with its reason."""

    reason: PersonalText
    custody_number: int
    body: str
    parent: str | None = None
    """Code of the group case out of which this one came."""
