"""What every deciding function of this service shares: its answer, and the stamp of an event of a round."""

from typing import Any

from schemas.command import Command
from services.jurisdiction.story import Answer
from services.network.domain.state import Track

__all__ = ["SERVICE", "Answer", "stamp", "told"]

SERVICE = "network"
"""This service's name in clock ids and the topic registry."""


def told(command: Command[Any]) -> dict[str, Any]:
    """When it happened, as the command tells."""
    return {"occurred_at": command.occurred_at, "occurred_at_assumed": command.body.occurred_at_assumed}


def stamp(command: Command[Any], track: Track) -> dict[str, Any]:
    """When it happened and in which round."""
    return {**told(command), "track_id": track.track_id, "custody_number": track.custody_number}
