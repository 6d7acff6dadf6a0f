"""The two servers the services stand on: embedded ones, or the operator's own."""

import asyncio
import importlib.util

from deploy.bootstrap import create_topics
from deploy.embedded.heap import heap_mib_here
from deploy.embedded.jars import ensure_jars
from deploy.embedded.kafka import Kafka
from deploy.embedded.mongodb import Database, is_reachable
from deploy.embedded.problems import server_is_unreachable
from deploy.embedded.process import ChildProcess
from deploy.embedded.space import MINIMUM_TO_RUN, require_free_space
from services.runtime.settings import StackSettings

INDEXES = "services.views.indexes"


class Stack:
    """Starts what is embedded, checks what is not, and makes topics and indexes."""

    def __init__(self, settings: StackSettings, installation: str, database: str) -> None:
        self.settings = settings
        self.installation = installation
        self.database_name = database
        data, logs, jars = settings.data, settings.data / "logs", settings.data / "jars"
        self.broker = None if settings.kafka else Kafka(data / "kafka", jars, settings.kafka_port, logs / "kafka.log")
        self.database = (
            None
            if settings.mongodb
            else Database(
                data / "mongodb", jars, settings.mongodb_port, logs / "mongodb.log",
                heap_mib_here(settings.database_heap_mib),
            )
        )  # fmt: skip

    @property
    def kafka(self) -> str:
        """The broker's bootstrap address."""
        return self.broker.address if self.broker else str(self.settings.kafka)

    @property
    def mongodb(self) -> str:
        """The database's connection string."""
        return self.database.uri if self.database else str(self.settings.mongodb)

    @property
    def database_kind(self) -> str:
        """What the database is, for the operator's table."""
        return self.database.kind if self.database else "外部服务"

    @property
    def servers(self) -> tuple[Kafka | Database, ...]:
        """The servers that are ours to start and stop."""
        return tuple(server for server in (self.broker, self.database) if server is not None)

    @property
    def processes(self) -> tuple[ChildProcess, ...]:
        """Their processes."""
        return tuple(server.process for server in self.servers)

    def prepare(self) -> None:
        """Make room and fetch what is missing. Raises OperatorProblem."""
        self.settings.data.mkdir(parents=True, exist_ok=True)
        require_free_space(self.settings.data, MINIMUM_TO_RUN)
        if self.broker or (self.database and not self.database.program):
            ensure_jars(self.settings.data / "jars")

    def start(self) -> None:
        """Start both servers side by side and wait until both answer. Raises OperatorProblem."""
        for server in self.servers:
            server.start()
        for server in self.servers:
            server.wait_ready()
        if self.database is None and not is_reachable(self.mongodb):
            raise server_is_unreachable("MongoDB", "MONGODB_URI", self.mongodb)

    def furnish(self) -> None:
        """Create topics and indexes, and check those that exist. Raises OperatorProblem."""
        asyncio.run(create_topics(self.kafka, self.installation))
        if importlib.util.find_spec("services.views") and importlib.util.find_spec(INDEXES):
            importlib.import_module(INDEXES).ensure_indexes(self.mongodb, self.database_name)

    def stop(self) -> None:
        """Stop the servers that are ours, the database first so that the broker outlives whoever reads it."""
        for server in reversed(self.servers):
            server.stop()
