"""What a clock may go through, written apart from the fold the services use: never both running and stopped."""

from collections.abc import Iterable, Mapping

from schemas.base import Event
from schemas.clocks import ClockEvent
from schemas.registry import wire_name

MAY_FOLLOW: Mapping[str, tuple[str, ...]] = {
    "clock_started": ("none",),
    "clock_paused": ("running",),
    "clock_resumed": ("paused",),
    "clock_extended": ("running", "paused"),
    "clock_stopped": ("running", "paused"),
    "clock_lapsed": ("running",),
    "lapse_withdrawn": ("lapsed",),
}
"""After which of a clock's states its event may come; other events (reminders, recounts) change none."""
BECOMES = {
    "clock_started": "running", "clock_paused": "paused", "clock_resumed": "running", "clock_stopped": "stopped",
    "clock_lapsed": "lapsed", "lapse_withdrawn": "running",
}  # fmt: skip


def broken_clocks(events: Iterable[Event]) -> list[str]:
    """Every event of a clock that could not come then."""
    states: dict[str, str] = {}
    broken = []
    for event in events:
        if not isinstance(event, ClockEvent):
            continue
        name, now = wire_name(type(event)), states.get(event.clock_id, "none")
        if name in MAY_FOLLOW and now not in MAY_FOLLOW[name]:
            broken.append(f"{event.limit}: {name} while {now}")
        states[event.clock_id] = BECOMES.get(name, now)
    return broken
