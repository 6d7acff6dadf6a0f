"""What the deadline scan asks of every deciding service alike; only the system sends these (design.md section 4)."""

from schemas.command import CommandBody


class LapseClock(CommandBody):
    """The last day in time of a clock has passed (found by the scan, or by a story's own acts)."""

    clock_id: str
