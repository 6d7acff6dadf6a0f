"""The rules by which every reader and every writer of a decisions topic comes to the same history (design.md section 3).

Pure: the case loop, the arbiter of other readers and the simulated log of the tests run this same code.
"""

from dataclasses import dataclass, replace
from enum import Enum
from uuid import UUID

from schemas.decision import Decision, Parked


@dataclass(frozen=True, slots=True)
class ParkedCommand:
    """The command behind which a case is parked, and why."""

    command_id: UUID
    parked: Parked


@dataclass(frozen=True, slots=True)
class CaseHead:
    """What a reader has to know of a case to go on: where its history stands and whether it is held."""

    sequence: int = 0
    """Of the last applied decision, 0 for an unknown case."""
    accepted_sequence: int = 0
    """Of the last accepted decision: the case's ETag."""
    parked: ParkedCommand | None = None
    broken: str | None = None
    """Why a decision of this case could not be folded here; nothing later of this case is."""
    due: int | None = None
    """When its first clock lapses, microseconds since 1970 UTC."""


UNKNOWN_CASE = CaseHead()


def is_applied(head: CaseHead, answered: bool, decision: Decision) -> bool:
    """Rule 3: the decision is the case's next and answers a command that has no answer yet; else it is superseded.

    A parked command has no answer yet. While a case is parked, nothing but its release is applied.
    """
    if head.broken is not None or decision.sequence != head.sequence + 1 or answered:
        return False
    return (decision.outcome == "released") == (head.parked is not None)


def is_final(decision: Decision) -> bool:
    """Whether the decision answers its command for good; a parked command is decided again after the release."""
    return decision.outcome != "parked"


def advanced(head: CaseHead, decision: Decision) -> CaseHead:
    """The head after an applied decision; `due` is the fold's to set."""
    parked = None
    if decision.outcome == "parked" and decision.parked is not None:
        parked = ParkedCommand(decision.command_id, decision.parked)
    accepted = decision.sequence if decision.outcome == "accepted" else head.accepted_sequence
    return replace(head, sequence=decision.sequence, accepted_sequence=accepted, parked=parked)


class Turn(Enum):
    """What the owner of a case does with a command of it."""

    DONE = "done"
    """It has its answer, or is the one that is parked."""
    DECIDE = "decide"
    HOLD_BACK = "hold back"
    """The case stands still: to the dead letters, in order."""


def turn_of(head: CaseHead, answered: bool, command_id: UUID, *, releases: bool) -> Turn:
    """What to do with a command, given the fold as it stands."""
    if answered:
        return Turn.DONE
    if head.broken is not None:
        return Turn.HOLD_BACK
    if head.parked is None or releases:
        return Turn.DECIDE
    return Turn.DONE if head.parked.command_id == command_id else Turn.HOLD_BACK
