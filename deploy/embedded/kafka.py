"""Apache Kafka as one KRaft node on this machine: its settings, its first formatting, its process."""

import asyncio
import subprocess
import uuid
from base64 import urlsafe_b64encode
from pathlib import Path

from aiokafka.client import AIOKafkaClient
from aiokafka.errors import KafkaError

from deploy.embedded.jars import classpath
from deploy.embedded.java import SPARING, find_java
from deploy.embedded.ports import HOST, answers, require_free_port
from deploy.embedded.problems import server_did_not_start
from deploy.embedded.process import ChildProcess, wait_until

PORT_VARIABLE = "MEDIATION_KAFKA_PORT"
START_SECONDS = 90
"""A broker that was killed with a full log may need this long to check it."""
SETTINGS = Path(__file__).with_name("kafka.properties")


class Kafka:
    """One broker that keeps its log in `folder`; it listens on `port`, its controller on the port after it."""

    def __init__(self, folder: Path, jars: Path, port: int, log: Path) -> None:
        self.folder = folder
        self.jars = jars
        self.port = port
        self._settings = folder / "server.properties"
        self.process = ChildProcess("Kafka", [], log)

    @property
    def address(self) -> str:
        """The bootstrap address."""
        return f"{HOST}:{self.port}"

    def start(self) -> None:
        """Format the folder if it is new and start the broker, without waiting for it. Raises OperatorProblem."""
        require_free_port(self.port, "Kafka", PORT_VARIABLE)
        require_free_port(self.port + 1, "Kafka 控制器", PORT_VARIABLE)
        java = [str(find_java()), "-Xmx512m", *SPARING, "-Dlog4j2.level=WARN", "-cp"]
        java.append(classpath("kafka", self.jars))
        self._write_settings()
        if not (self.folder / "log" / "meta.properties").is_file():
            self._format(java)
        self.process.command = [*java, "kafka.Kafka", str(self._settings)]
        self.process.start()

    def wait_ready(self, seconds: float = START_SECONDS) -> None:
        """Wait until the broker answers with itself as a member; raises OperatorProblem when it ends or stays silent."""

        def is_settled() -> bool:
            return not self.process.is_running or (answers(self.port) and is_reachable(self.address))

        if not (wait_until(is_settled, seconds) and self.process.is_running):
            raise server_did_not_start("Kafka", self.process.log)

    def stop(self) -> None:
        """Shut the broker down in order."""
        self.process.stop()

    def _write_settings(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        text = SETTINGS.read_text(encoding="utf-8")
        for name, value in {
            "HOST": HOST,
            "PORT": self.port,
            "CONTROLLER": self.port + 1,
            "LOG": self.folder / "log",
        }.items():
            text = text.replace(f"@{name}@", str(value))
        self._settings.write_text(text, encoding="utf-8")

    def _format(self, java: list[str]) -> None:
        cluster = urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
        self.process.log.parent.mkdir(parents=True, exist_ok=True)
        tool = [*java, "kafka.tools.StorageTool", "format", "--ignore-formatted", "--cluster-id", f"c{cluster[1:]}"]
        with self.process.log.open("ab") as output:
            done = subprocess.run(
                [*tool, "--config", str(self._settings)],
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                check=False,
            )
        if done.returncode != 0:
            raise server_did_not_start("Kafka", self.process.log)


def is_reachable(bootstrap: str) -> bool:
    """Whether a broker answers at `bootstrap` and knows at least one live broker."""
    return asyncio.run(_is_reachable(bootstrap))


async def _is_reachable(bootstrap: str) -> bool:
    client = AIOKafkaClient(bootstrap_servers=bootstrap, request_timeout_ms=3000)
    try:
        await client.bootstrap()
        return bool(client.cluster.brokers())
    except (KafkaError, OSError):
        return False
    finally:
        await client.close()
