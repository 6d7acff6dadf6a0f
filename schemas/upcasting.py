"""How the data of an old event version becomes today's. Each function is pure, named after what changed, and kept for ever."""

from collections.abc import Callable, Mapping
from typing import Any

PARTY_PREFIX = "party:"
"""How version 1 of `session_held` told a party (by its id) from anybody else (by name) in one list."""


def session_participants_parted(data: dict[str, Any]) -> dict[str, Any]:
    """session_held 1 -> 2: `participants` becomes `present` (party ids) and `invited` (names, which carry the personal mark).

    One list of both could not be masked without hiding who of the parties was there. Version 1 told of one session
    each, so `count` is 1.
    """
    participants: list[str] = data.get("participants", [])
    return {
        **{name: value for name, value in data.items() if name != "participants"},
        "present": [entry.removeprefix(PARTY_PREFIX) for entry in participants if entry.startswith(PARTY_PREFIX)],
        "invited": [entry for entry in participants if not entry.startswith(PARTY_PREFIX)],
        "count": 1,
    }


UPCASTERS: Mapping[tuple[str, str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {
    ("people_mediation", "session_held", 1): session_participants_parted,
}
"""(service, event name, version started from) -> function from that version's data to the next version's."""
