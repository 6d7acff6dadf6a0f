"""Everything early warning may be asked: reports of windows, the judgement when its time has come, and what people answer."""

from collections.abc import Mapping

from pydantic import AwareDatetime, Field

from schemas.base import PersonalText
from schemas.command import CommandBody
from schemas.early_warning import MeasureTaken, WindowCount


class ReportWindow(CommandBody):
    """System: a window was told something, and holds this now."""

    is_alert: bool
    count: WindowCount
    judge_at: AwareDatetime | None = None


class JudgeWindow(CommandBody):
    """Clock: the time for late entries has passed."""


class DismissAlert(CommandBody):
    """The addressee finds nothing to do."""

    reason: PersonalText = Field(min_length=1, max_length=2000)


class AnswerAlert(CommandBody):
    """The addressee tells what was done."""

    measure: MeasureTaken
    text: PersonalText = Field(min_length=1, max_length=4000)


WarningCommand = ReportWindow | JudgeWindow | DismissAlert | AnswerAlert
"""Every command body of early warning."""

COMMANDS: Mapping[str, type[CommandBody]] = {
    "report_window": ReportWindow,
    "judge_window": JudgeWindow,
    "dismiss_alert": DismissAlert,
    "answer_alert": AnswerAlert,
}
"""Command bodies by wire name."""
