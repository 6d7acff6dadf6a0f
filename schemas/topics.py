"""The one typed topic registry: name, owner, key, partitions, retention. No topic string stands anywhere else."""

from dataclasses import dataclass
from typing import Literal

FOR_EVER = -1
NINETY_DAYS = 90 * 24 * 3600 * 1000
PARTITIONS = 6
"""Equal for all topics keyed by the case code, fixed for the life of an installation (design.md section 2)."""
DECIDING_SERVICES = (
    "intake",
    "people_mediation",
    "judicial_confirmation",
    "satisfaction",
    "petitions",
    "administrative_mediation",
)
"""The services that decide; each owns one topic of each kind."""

Kind = Literal["commands", "decisions", "events", "dead_letters"]


@dataclass(frozen=True)
class Topic:
    """A topic: owner writes, `kind` tells what, key is always the case code (UTF-8), partitioned by murmur2."""

    owner: str
    kind: Kind
    partitions: int = PARTITIONS
    retention_ms: int = NINETY_DAYS
    cleanup_policy: str = "delete"

    @property
    def name(self) -> str:
        """The name without installation prefix."""
        return f"{self.owner}.{self.kind}"

    def name_in(self, installation: str) -> str:
        """The broker's name of the topic; `installation` keeps several installations on one broker apart ('' = none)."""
        return f"{installation}.{self.name}" if installation else self.name


def commands(service: str) -> Topic:
    """Commands of `service`, private to it; kept 90 days."""
    return Topic(service, "commands")


def decisions(service: str) -> Topic:
    """Decisions of `service`: the record, kept for ever."""
    return Topic(service, "decisions", retention_ms=FOR_EVER)


def events(service: str) -> Topic:
    """Published events of `service`'s applied decisions; kept 90 days."""
    return Topic(service, "events")


def dead_letters(service: str) -> Topic:
    """Commands held back behind a parked record of `service`; kept 90 days."""
    return Topic(service, "dead_letters")


def topics_of(service: str) -> tuple[Topic, ...]:
    """The four topics of one deciding service."""
    return commands(service), decisions(service), events(service), dead_letters(service)


def all_topics() -> tuple[Topic, ...]:
    """Every topic of the installation."""
    return tuple(topic for service in DECIDING_SERVICES for topic in topics_of(service))
