"""Small files of the console's own, which nobody but its owner reads: SQLite, made on first use. The one module that knows the driver."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


def own_file(folder: Path, name: str, *statements: str) -> Path:
    """The file of this name in the folder, with these tables and indexes."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.touch(mode=0o600)
    with connected(path) as database:
        database.execute("PRAGMA journal_mode=WAL")
        for statement in statements:
            database.execute(statement)
    return path


@contextmanager
def connected(path: Path) -> Iterator[sqlite3.Connection]:
    """The file for one piece of work, whose changes are kept as a whole or not at all."""
    with closing(sqlite3.connect(path)) as database, database:
        yield database
