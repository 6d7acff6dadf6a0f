"""What satisfaction hears about petitions, of early warning, about its own answers and about its own surveys; only reactions send these."""

from collections.abc import Mapping

from pydantic import AwareDatetime

from schemas.command import CommandBody
from schemas.satisfaction_patterns import PatternKind, Watched


class HearPetition(CommandBody):
    """Petitions told something that bears on who is rated (XFM14 3-4)."""

    office: str | None = None
    unit: str | None = None
    ground: str | None = None
    """Code of grounds.yaml, kind `petition_not_rated`."""
    concluded: bool = False


class ObserveAnswer(CommandBody):
    """An answer came in over the public way; it is watched with others of its day."""

    watched: Watched
    subject: str
    of_case: str
    invitation_id: str
    answered_at: AwareDatetime
    grade: int
    commented: bool


class MarkAnswer(CommandBody):
    """The watch found the answer in an improbable pattern."""

    invitation_id: str
    pattern: PatternKind


class HearWarning(CommandBody):
    """Early warning found something about how the case is handled."""

    alert: str
    """The alert's own code."""
    name_zh: str
    to_rectify: str
    """The body in whose hands the case lay."""


class HearWarningWithdrawn(CommandBody):
    """What the alert counted is no more, or somebody found nothing to do."""

    alert: str


class MarkReplaced(CommandBody):
    """A later edition of this population survey was imported."""

    by: str


HeardCommand = HearPetition | HearWarning | HearWarningWithdrawn | ObserveAnswer | MarkAnswer | MarkReplaced
"""Every command of this file."""

HEARD_COMMANDS: Mapping[str, type[CommandBody]] = {
    "hear_petition": HearPetition,
    "hear_warning": HearWarning,
    "hear_warning_withdrawn": HearWarningWithdrawn,
    "observe_answer": ObserveAnswer,
    "mark_answer": MarkAnswer,
    "mark_replaced": MarkReplaced,
}
"""Their wire names."""
