"""What a case hears of early warning."""

from schemas.command import CommandBody


class HearCaseWarned(CommandBody):
    """An alert counts this case."""

    alert: str
    rule: str
    name_zh: str
    escalation: str
    proposal: str
    counted: int
    unit_zh: str
    within_days: int
    addressee: str


class HearCaseWarningWithdrawn(CommandBody):
    """The alert is none for this case any more."""

    alert: str
    rule: str
    name_zh: str


HeardOfWarning = HearCaseWarned | HearCaseWarningWithdrawn
"""What only the system sends."""
