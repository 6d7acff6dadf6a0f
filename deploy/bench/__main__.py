"""`make bench`: figures of this machine, as it is now; nothing fails because something is slow."""

import logging
import os
import sys
import tempfile
import uuid
from collections.abc import Awaitable, Callable
from pathlib import Path

import uvloop
from rich.console import Console

from deploy.bench.measures import everything, one_service
from deploy.bench.raw_loop import raw_loop
from deploy.bench.report import Figure, table
from deploy.bootstrap import create_topics
from deploy.embedded.kafka import Kafka
from deploy.trial.fleet import Fleet
from deploy.trial.servers import Installation, own_database, own_kafka

Measure = Callable[[Fleet, int], Awaitable[list[Figure]]]
MEASURES: dict[str, Measure] = {
    "intake": lambda fleet, broker: one_service(fleet, "intake", broker),
    "replicas": lambda fleet, broker: one_service(fleet, "intake", broker, replicas=2),
    "people_mediation": lambda fleet, broker: one_service(fleet, "people_mediation", broker),
    "everything": lambda fleet, broker: everything(fleet),
}
"""By name; each is given the broker's process id."""


def main() -> None:
    """`python -m deploy.bench [intake] [replicas] [people_mediation] [everything]`; all without arguments."""
    logging.getLogger().addHandler(logging.NullHandler())  # what libraries log has no place in the table
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a log file may have no encoding
    console = Console(width=None if Console().is_terminal else 160)
    wanted = [name for name in MEASURES if name in sys.argv[1:] or len(sys.argv) == 1]
    console.print(f"处理器 {os.cpu_count()} 个，开始时负载 {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="mediation-bench-") as folder:
        path = Path(folder)
        with own_kafka(path) as broker, own_database(path) as database:
            raw, figures = uvloop.run(_bench(broker, database.uri, path, wanted, console))
    console.print(table(figures, raw))


async def _bench(
    broker: Kafka, mongodb: str, folder: Path, wanted: list[str], console: Console
) -> tuple[float, list[Figure]]:
    kafka = broker.address
    installation = await _installation(kafka, mongodb, folder)
    raw = await raw_loop(kafka, installation.name)
    console.print(f"裸循环：{raw:,.0f}/s")
    figures: list[Figure] = []
    for name in wanted:
        fleet = Fleet(await _installation(kafka, mongodb, folder))
        try:
            figures += await MEASURES[name](fleet, broker.process.pid)
        finally:
            await fleet.stop()
        console.print(f"{name} 已测")
    return raw, figures


async def _installation(kafka: str, mongodb: str, folder: Path) -> Installation:
    name = f"bench{uuid.uuid4().hex[:8]}"
    await create_topics(kafka, name)
    return Installation(name, kafka, mongodb, folder / name)


if __name__ == "__main__":
    main()
