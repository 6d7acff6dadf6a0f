"""A question about a time limit as a person types it: dates, pauses and an extension, read or refused in Chinese."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from services.jurisdiction.clock_calculation import SHANGHAI, Pause
from services.jurisdiction.outcomes import Refused

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?")
_NUMBER = re.compile(r"[+-]?\d{1,6}")
_RIGHT = "请写作 2024-02-09；按小时计算的时限写作 2024-02-09T10:00"


@dataclass(frozen=True, slots=True)
class DueQuestion:
    """Until when is something in time?"""

    limit: str
    """Id such as `XF-4`, or the limit's Chinese name."""
    start: date
    """The day, or the aware moment, of the start event."""
    pauses: tuple[Pause, ...] = ()
    """From the first day left out up to, not including, the day on which counting goes on."""
    extension: int = 0
    """In the limit's own unit."""


def read_question(
    limit: str, start: str, pauses: Sequence[tuple[str, str]] = (), extension: str = "0"
) -> DueQuestion | Refused:
    """The question in these words; refused with `start_unreadable`, `pause_unreadable` or `extension_unreadable`.

    A time of day without a zone is Asia/Shanghai's.
    """
    began = _moment(start)
    if began is None:
        return Refused("start_unreadable", f"起算日“{start}”读不懂，{_RIGHT}", field="start")
    spans: list[Pause] = []
    for first, until in pauses:
        span = _moment(first), _moment(until)
        if span[0] is None or span[1] is None:
            return Refused("pause_unreadable", f"暂停的起止“{first}”“{until}”读不懂，{_RIGHT}", field="pause")
        spans.append((span[0], span[1]))
    if not _NUMBER.fullmatch(extension.strip()):
        return Refused("extension_unreadable", f"延长“{extension}”读不懂，请写整数，单位与时限相同", field="extend")
    return DueQuestion(limit.strip(), began, tuple(spans), int(extension))


def read_span(text: str) -> tuple[str, str] | Refused:
    """A pause written as one word, `2024-03-01,2024-03-11`."""
    first, comma, until = text.partition(",")
    if not comma or "," in until:
        sentence = f"暂停“{text}”读不懂，请写两个日期，中间用逗号，如 2024-03-01,2024-03-11"
        return Refused("pause_unreadable", sentence, field="pause")
    return first.strip(), until.strip()


def _moment(text: str) -> date | None:
    text = text.strip()
    found = _MOMENT.fullmatch(text)
    if found is None:
        return None
    try:
        if found[1] is None:
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)).astimezone(SHANGHAI)
    except (ValueError, OverflowError):
        return None
