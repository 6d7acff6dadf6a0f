"""Percentiles of measured durations."""

from collections.abc import Sequence

PERCENTILES = (50, 90, 99)


def percentiles(seconds: Sequence[float]) -> dict[str, float]:
    """Milliseconds by percentile (nearest rank); empty when nothing was measured."""
    ordered = sorted(seconds)
    return {f"p{at}": ordered[min(len(ordered) * at // 100, len(ordered) - 1)] * 1000 for at in PERCENTILES if ordered}


def median(values: Sequence[float]) -> float:
    """The middle value, the lower of two."""
    return sorted(values)[(len(values) - 1) // 2]
