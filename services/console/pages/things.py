"""What an act may be done to that is no case: an entry of a register, an alert, the register of a body."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from services.console.forms.offered import Offered


@dataclass(frozen=True)
class Thing:
    """Something that is no case, as it stands, with what the forms of its acts need."""

    name: str
    """In Chinese, e.g. 矛盾纠纷线索 and its number."""
    etag: str = ""
    """Sequence of the last decision that the views show; empty for what is only being entered."""
    offered: Offered = field(default_factory=dict)
    """What can be chosen because of it, by key of the field; goes before what every form offers."""
    news: tuple[Mapping[str, Any], ...] = ()
    """What was done with it: `occurred_at`, `body_name`, `sentence`, and the `sequence` where the views tell it."""

    def since(self, etag: str) -> tuple[Mapping[str, Any], ...]:
        """What is newer than this ETag; where no sequence is told, how it stands now."""
        if not etag.isdigit() or etag == self.etag:
            return ()
        return tuple(entry for entry in self.news if entry.get("sequence", int(etag) + 1) > int(etag))


@dataclass(frozen=True)
class Elsewhere:
    """Where an act is done that concerns no case."""

    address: str
    """Path of the thing's page; of the list where it is only being entered."""
    find: Callable[[], Awaitable[Thing]]
    """Asks for the thing as it stands now. Raises SignInFirst, Stop, BackendDown."""
    noun: str
    """What it is called where somebody was first: 预警, 台账, 名册."""
    made_at: str = ""
    """Beginning of the path of what the act makes; empty where it makes nothing."""
