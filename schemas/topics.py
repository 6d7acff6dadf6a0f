"""The one typed topic registry: name, owner, key, partitions, retention. No topic string stands anywhere else."""

from dataclasses import dataclass
from hashlib import sha256
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
    "network",
    "early_warning",
    "registers",
    "statistics",
    "documents",
)
"""The services that decide; each owns one topic of each kind."""
KEYED_BY_THEIR_OWN = ("early_warning", "registers", "statistics")
"""Services whose topics are keyed by codes of their own, of the form of a case code, and not by the case."""
BESIDE_THE_CASE = ("documents",)
"""Services with registers under codes of their own that add to a case's file beside it: they hold no case and have no clocks."""
CASE_SERVICES = tuple(
    service for service in DECIDING_SERVICES if service not in (*KEYED_BY_THEIR_OWN, *BESIDE_THE_CASE)
)
"""The services whose decisions are about cases."""
FILE_SERVICES = (*CASE_SERVICES, *BESIDE_THE_CASE)
"""The services whose decisions a case's file shows."""
WATCHER = "early_warning"
"""The service that keeps windows over the others' events."""
WATCHERS_TABLES = ("cases", "month_steps", "year_steps", "weeks_steps")
"""Its tables: what is remembered of each case, and the steps of windows of three lengths; a contract test compares them with the service."""

Kind = Literal["commands", "decisions", "events", "dead_letters", "retold", "entries", "table"]


@dataclass(frozen=True)
class Topic:
    """A topic: owner writes, `kind` tells what, key is always the case code (UTF-8), partitioned by murmur2."""

    owner: str
    kind: Kind
    partitions: int = PARTITIONS
    retention_ms: int = NINETY_DAYS
    cleanup_policy: str = "delete"
    table: str = ""
    """Of a table's log: the table's name."""

    @property
    def name(self) -> str:
        """The name without installation prefix."""
        return f"{self.owner}.{self.kind}.{self.table}" if self.table else f"{self.owner}.{self.kind}"

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


def retold(service: str) -> Topic:
    """Events of others that `service` tells itself again, so that nothing is missed; private to it, kept 90 days."""
    return Topic(service, "retold")


def entries(service: str) -> Topic:
    """What cases tell to the windows of `service`, keyed by the window's key; private to it, kept 90 days."""
    return Topic(service, "entries")


def table_log(service: str, table: str) -> Topic:
    """The log of one of the tables of `service`: its last value of every key, for ever; private to it."""
    return Topic(service, "table", retention_ms=FOR_EVER, cleanup_policy="compact", table=table)


def working_topics() -> tuple[Topic, ...]:
    """Topics that a service has for itself beside the four: no contract, and everything in them can be told again."""
    tables = tuple(table_log(WATCHER, table) for table in WATCHERS_TABLES)
    return retold(WATCHER), entries(WATCHER), *tables


def every_topic() -> tuple[Topic, ...]:
    """What has to exist at the broker."""
    return *all_topics(), *working_topics()


def topics_version() -> str:
    """A digest of the names of every topic: programs that tell the same one read and write the same topics."""
    return sha256("\n".join(sorted(topic.name for topic in every_topic())).encode()).hexdigest()[:12]


def all_topics() -> tuple[Topic, ...]:
    """Every topic of the installation that is a contract."""
    return tuple(topic for service in DECIDING_SERVICES for topic in topics_of(service))
