"""What time and newer law ask of every deciding service alike; only the system sends these (design.md section 4)."""

from collections.abc import Mapping

from schemas.command import CommandBody
from services.jurisdiction.supervision import Step


class LapseClock(CommandBody):
    """The last day in time of a clock has passed (found by the scan, or by a story's own acts)."""

    clock_id: str


class SuperviseClock(CommandBody):
    """A moment of supervision of a clock has come (rule E1; found by the scan, never in a story)."""

    clock_id: str
    step: Step


class RecomputeClock(CommandBody):
    """The calendar or the rules a running clock was counted by are no longer those in force."""

    clock_id: str


CareCommand = SuperviseClock | RecomputeClock
"""What `services.jurisdiction.clock_care` decides for every service alike; a lapse has consequences that differ."""

CARE_COMMANDS: Mapping[str, type[CommandBody]] = {
    "supervise_clock": SuperviseClock,
    "recompute_clock": RecomputeClock,
}
"""Their wire names, for a service's own table."""
