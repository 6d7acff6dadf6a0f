"""Pauses that end for everybody at the same moment, so that what several bring or fetch comes together."""

import time


def left_of(pause: float) -> float:
    """Seconds until the next multiple of `pause` on the machine's own clock, which every process here reads alike."""
    return pause - time.monotonic() % pause
