"""The database of the views on this machine: `mongod` where it is installed, else MongoDB's protocol over an H2 file."""

import shutil
from pathlib import Path

import pymongo
from pymongo.errors import PyMongoError

from deploy.embedded.heap import LEAST_MIB
from deploy.embedded.jars import classpath
from deploy.embedded.java import find_java
from deploy.embedded.ports import HOST, answers, require_free_port
from deploy.embedded.problems import server_did_not_start
from deploy.embedded.process import ChildProcess, wait_until

PORT_VARIABLE = "MEDIATION_MONGODB_PORT"
START_SECONDS = 60
SERVER = Path(__file__).with_name("database_server")
"""Sources of the embedded server, compiled whenever it starts (docs/decisions/embedded-database-launch.md)."""
FILE, FORMER_FILE = "collections.mv", "views.mv"
"""The database's file, and that of versions that stored documents otherwise: the views in it are rebuilt from the log."""
OUT_OF_MEMORY = 3
"""Exit status of the Java machine where memory was not enough: it ends at once, since the store is closed by then."""


class Database:
    """One database server that keeps its files in `folder` and listens on `port`.

    The embedded one commits about once a second. A kill may therefore lose the last second, in which case `epoch`
    (a number kept beside the file) goes up by one, so that the views know that they must be rebuilt. `heap_mib`: MiB of
    memory it may take for its documents in hand; they are kept on the disk (docs/decisions/embedded-database-memory.md).
    """

    def __init__(self, folder: Path, jars: Path, port: int, log: Path, heap_mib: int = LEAST_MIB) -> None:
        self.folder = folder
        self.jars = jars
        self.port = port
        self.heap_mib = heap_mib
        self.program = shutil.which("mongod")
        self.process = ChildProcess("MongoDB", [], log)

    @property
    def uri(self) -> str:
        """The connection string."""
        return f"mongodb://{HOST}:{self.port}/"

    @property
    def kind(self) -> str:
        """What runs, for the operator's table."""
        return "mongod" if self.program else "内嵌数据库（H2 文件）"

    @property
    def ran_out_of_memory(self) -> bool:
        """Whether it ended because its memory was not enough."""
        return not self.program and self.process.exit_code == OUT_OF_MEMORY

    @property
    def epoch(self) -> str:
        """Goes up whenever the embedded database was not stopped in order; empty where `mongod` runs, which loses nothing."""
        path = self.folder / "epoch"
        return "" if self.program else path.read_text(encoding="utf-8") if path.exists() else "0"

    def start(self) -> None:
        """Start the server without waiting for it. Raises OperatorProblem."""
        require_free_port(self.port, "MongoDB", PORT_VARIABLE)
        files = self.folder / ("mongod" if self.program else "h2")
        files.mkdir(parents=True, exist_ok=True)
        if self.program:
            self.process.command = [self.program, "--dbpath", str(files), "--bind_ip", HOST, "--port", str(self.port)]
        else:
            self._count_unclean_stop()
            java = [
                str(find_java()),
                f"-Xmx{self.heap_mib}m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-cp",
                classpath("mongodb", self.jars),
            ]
            java += ["-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-Dorg.slf4j.simpleLogger.showDateTime=true"]
            launch = ["org.codehaus.janino.JavaSourceClassLoader", "-sourcepath", str(SERVER), "DatabaseServer"]
            self.process.command = [*java, *launch, str(files / FILE), HOST, str(self.port)]
            (files / FORMER_FILE).unlink(missing_ok=True)
        self.process.start()

    def wait_ready(self, seconds: float = START_SECONDS) -> None:
        """Wait until the server answers; raises OperatorProblem when it ends or stays silent."""

        def is_settled() -> bool:
            return not self.process.is_running or (answers(self.port) and is_reachable(self.uri))

        if not (wait_until(is_settled, seconds) and self.process.is_running):
            raise server_did_not_start("MongoDB", self.process.log)

    def stop(self) -> None:
        """Shut the server down in order; only then is the next start free of a new epoch."""
        was_running = self.process.is_running
        # The Java machine answers SIGTERM with 143 after its shutdown hook has closed the file.
        if self.process.stop() in (0, 143) and was_running:
            self._running_mark.unlink(missing_ok=True)

    @property
    def _running_mark(self) -> Path:
        return self.folder / "running"

    def _count_unclean_stop(self) -> None:
        if self._running_mark.exists():
            (self.folder / "epoch").write_text(str(int(self.epoch) + 1), encoding="utf-8")
        self._running_mark.touch()


def is_reachable(uri: str) -> bool:
    """Whether a server that speaks MongoDB's protocol answers at `uri`."""
    client: pymongo.MongoClient[dict[str, object]] = pymongo.MongoClient(uri, serverSelectionTimeoutMS=1000)
    try:
        client.admin.command("ping")
    except PyMongoError:
        return False
    finally:
        client.close()
    return True
