"""`make drill`: every fault of issue 3 on real servers; goes on where an interrupted drill ended; exit 0 only if all holds."""

import asyncio
import logging
import sys
import tempfile
from pathlib import Path

from deploy.drill.book import Book
from deploy.drill.courier_scenarios import courier_scenarios
from deploy.drill.load_scenarios import load_scenarios
from deploy.drill.run import Run
from deploy.drill.story_scenarios import NAMES, story_scenarios
from deploy.drill.through_all_scenarios import through_all_scenarios
from deploy.drill.watching_scenarios import watching_scenarios
from deploy.trial.servers import own_database, own_kafka
from services.runtime.settings import data_folder

RESULTS = "drill/results.json"


def main() -> int:
    """`python -m deploy.drill [SCENARIO…]`: all scenarios, or those whose names begin so."""
    logging.getLogger().addHandler(logging.NullHandler())  # what libraries log has no place in the table
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a log file may have no encoding
    only = tuple(sys.argv[1:])
    book = Book(data_folder({}) / RESULTS)
    with tempfile.TemporaryDirectory(prefix="mediation-drill-") as folder:
        path = Path(folder)
        with own_kafka(path) as broker, own_database(path) as database:
            run = Run(book, path, broker, database, only)
            asyncio.run(_drill(run))
            run.console.print(book.table())
    if not only:
        book.close()
    return 0 if all(row.holds for row in book.rows.values()) else 1


async def _drill(run: Run) -> None:
    await load_scenarios(run)
    if not run.only or any(name.startswith(NAMES) for name in run.only):
        await story_scenarios(run)
    await through_all_scenarios(run)
    await watching_scenarios(run)
    await courier_scenarios(run)


if __name__ == "__main__":
    sys.exit(main())
