"""What early warning keeps of one window that was reported: its count and what became of the alert."""

from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime

from schemas.base import Value
from schemas.command import Due
from schemas.early_warning import WindowCount
from services.early_warning.domain.commands import JudgeWindow

Situation = Literal["unheard", "counted", "quiet", "open", "answered", "dismissed", "withdrawn"]


class State(Value):
    """A window. `counted`: waits for its judgement. `quiet`: judged, no alert. `open`: an alert that nobody has dealt with."""

    alert: str
    """Its own code, of the form of a case code."""
    situation: Situation = "unheard"
    count: WindowCount | None = None
    is_alert: bool = False
    """What the last report found; an alert of it is made at the judgement."""
    judge_at: AwareDatetime | None = None
    raised_at: AwareDatetime | None = None
    addressee: str = ""

    @property
    def stands(self) -> bool:
        """An alert was raised and its ground has not fallen away."""
        return self.situation in ("open", "answered", "dismissed")


def initial(alert: str) -> State:
    """A window that nobody reported."""
    return State(alert=alert)


def due_judgement(state: State) -> Due | None:
    """When the clock asks for a judgement (design.md section 4)."""
    if state.judge_at is None:
        return None
    at: datetime = state.judge_at
    return Due("judgement", at, JudgeWindow(occurred_at=at))


def encode_state(state: State) -> bytes:
    """The bytes the local store keeps."""
    return state.model_dump_json().encode()


def decode_state(stored: bytes) -> State:
    """The state in these bytes. Raises pydantic.ValidationError for bytes of another form."""
    return State.model_validate_json(stored)
