"""What every deciding function of this service shares: its answer, and the stamp of an event."""

from services.jurisdiction.story import Answer
from services.jurisdiction.told import stamp, told

__all__ = ["SERVICE", "Answer", "stamp", "told"]

SERVICE = "petitions"
"""This service's name in clock ids and the topic registry."""
