"""How the data of an old event version becomes today's. Each function is pure, named after what changed, and kept for ever."""

from collections.abc import Mapping
from typing import Any

Upcast = Mapping[tuple[str, str, int], Any]

UPCASTERS: Upcast = {}
"""(service, event name, version started from) -> function from that version's data to the next version's."""
