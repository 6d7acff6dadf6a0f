"""What every deciding function of this service shares: its answer, and the stamp of an event."""

from typing import Any

from schemas.command import Command
from services.jurisdiction.story import Answer
from services.petitions.domain.state import Petition, Track

__all__ = ["SERVICE", "Answer", "stamp", "told"]

SERVICE = "petitions"
"""This service's name in clock ids and the topic registry."""


def told(command: Command[Any]) -> dict[str, Any]:
    """When it happened, as the command tells."""
    return {"occurred_at": command.occurred_at, "occurred_at_assumed": command.body.occurred_at_assumed}


def stamp(command: Command[Any], about: Petition | Track) -> dict[str, Any]:
    """When it happened, and under which custody number of the petition office."""
    return {**told(command), "track_id": about.track_id, "custody_number": about.custody_number}
