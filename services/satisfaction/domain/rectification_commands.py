"""What may be asked about the rectification of bad reviews (好差评整改) and the window "办不成事"."""

from collections.abc import Mapping
from datetime import date

from pydantic import Field

from schemas.base import PersonalText
from schemas.command import CommandBody
from schemas.satisfaction_rectification import Established, Remedy, RevisitManner

Evidence = tuple[str, ...]


class ReportUnresolvedMatter(CommandBody):
    """A person tells the window "办不成事" what could not be done (SEED-W 7). Creates a code of its own."""

    concerned_body: str | None = None
    what: PersonalText = Field(min_length=5, max_length=4000)
    name: PersonalText = Field(default="", max_length=100)
    contact: PersonalText = Field(default="", max_length=200)
    related_case: str = Field(default="", max_length=32)


class RecordUnresolvedMatter(ReportUnresolvedMatter):
    """A window writes down what a person came to tell."""


class OpenRectification(CommandBody):
    """An office opens a rectification on an alert or a finding of its own."""

    responsible_body: str
    alert: str = Field(default="", max_length=200)
    reason: PersonalText = Field(min_length=1, max_length=2000)


class RectificationCommand(CommandBody):
    """Base: an act in one rectification; the only open one of the case where it is left out."""

    rectification_id: str | None = None


class VerifyReview(RectificationCommand):
    """回访核实."""

    manner: RevisitManner
    established: Established
    findings: PersonalText = Field(min_length=1, max_length=4000)


class DecideRemedy(RectificationCommand):
    """Put right at once, by a dated plan, or explain."""

    remedy: Remedy
    measures: PersonalText = Field(min_length=1, max_length=4000)
    basis: str = Field(default="", max_length=500)
    due_on: date | None = None


class FeedBackResult(RectificationCommand):
    """反馈."""

    result: PersonalText = Field(min_length=1, max_length=4000)
    evidence: Evidence = ()


class AppealReview(RectificationCommand):
    """申诉: the review is held to be malicious or mistaken."""

    grounds: PersonalText = Field(min_length=1, max_length=4000)
    evidence: Evidence = ()


class DecideAppeal(RectificationCommand):
    """复核, by the body above."""

    upheld: bool
    reason: PersonalText = Field(min_length=1, max_length=4000)
    evidence: Evidence = ()


class CloseRectification(RectificationCommand):
    """销号, with evidence."""

    evidence: Evidence = ()


RectificationAct = (
    ReportUnresolvedMatter
    | RecordUnresolvedMatter
    | OpenRectification
    | VerifyReview
    | DecideRemedy
    | FeedBackResult
    | AppealReview
    | DecideAppeal
    | CloseRectification
)
"""Every command about rectifications."""

RECTIFICATION_COMMANDS: Mapping[str, type[CommandBody]] = {
    "report_unresolved_matter": ReportUnresolvedMatter,
    "record_unresolved_matter": RecordUnresolvedMatter,
    "open_rectification": OpenRectification,
    "verify_review": VerifyReview,
    "decide_remedy": DecideRemedy,
    "feed_back_result": FeedBackResult,
    "appeal_review": AppealReview,
    "decide_appeal": DecideAppeal,
    "close_rectification": CloseRectification,
}
"""Their wire names."""
