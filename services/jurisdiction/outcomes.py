"""What a question to the law may be answered with besides a result."""

from dataclasses import dataclass

from schemas.command import Refused

__all__ = ["NotJudged", "Refused"]


@dataclass(frozen=True, slots=True)
class NotJudged:
    """The law or calendar of the act's day is not loaded: no verdict, never today's rule (design.md section 4)."""

    code: str
    """Stable code: `law_not_loaded`, `calendar_not_loaded` or `no_route`."""
    reason: str
    """Why nothing is said, in Chinese."""
