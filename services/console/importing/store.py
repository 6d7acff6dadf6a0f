"""Tables that were uploaded: by body and content, so that the same table twice is one import, and where each of them stands."""

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from services.console.own_file import connected, own_file
from services.console.sealed import Sealer

_TABLES = (
    """CREATE TABLE IF NOT EXISTS imports (
        organisation TEXT NOT NULL, digest TEXT NOT NULL, account TEXT NOT NULL, name TEXT NOT NULL, at REAL NOT NULL,
        PRIMARY KEY (organisation, digest))""",
    """CREATE TABLE IF NOT EXISTS rows (
        organisation TEXT NOT NULL, digest TEXT NOT NULL, number INTEGER NOT NULL, body TEXT, case_code TEXT,
        problem TEXT NOT NULL DEFAULT '', PRIMARY KEY (organisation, digest, number))""",
)


@dataclass(frozen=True)
class ImportRow:
    """One row: `case_code` once it is registered; its content is kept no longer than that."""

    number: int
    body: Mapping[str, Any] | None
    case_code: str | None
    problem: str


@dataclass(frozen=True)
class Import:
    """One table of one body."""

    organisation: str
    digest: str
    account: str
    """Who uploaded it, and alone may go on with it: the same row given by another account would be another act."""
    name: str
    at: datetime
    rows: tuple[ImportRow, ...] = ()

    @property
    def waiting(self) -> tuple[ImportRow, ...]:
        """Rows that are not registered yet."""
        return tuple(row for row in self.rows if row.case_code is None)

    def key(self, number: int) -> str:
        """The idempotency key of a row."""
        return f"import-{self.digest[:40]}-{number}"


@dataclass(frozen=True)
class Imports:
    """All imports of one console."""

    path: Path
    sealer: Sealer
    """What a row tells of people is kept sealed until the row is a case."""

    @staticmethod
    def within(folder: Path) -> "Imports":
        """Kept in this folder, readable by its owner only."""
        return Imports(own_file(folder, "imports.sqlite", *_TABLES), Sealer.within(folder))

    def add(
        self, organisation: str, digest: str, account: str, name: str, rows: Iterable[tuple[int, Mapping[str, Any]]]
    ) -> None:
        """Take a table whose rows are all right; a table that is here already stays as it is."""
        with connected(self.path) as database:
            head = (organisation, digest, account, name, time.time())
            if database.execute("INSERT OR IGNORE INTO imports VALUES (?, ?, ?, ?, ?)", head).rowcount:
                database.executemany(
                    "INSERT INTO rows (organisation, digest, number, body) VALUES (?, ?, ?, ?)",
                    [(organisation, digest, number, self.sealer.sealed(json.dumps(body))) for number, body in rows],
                )

    def find(self, organisation: str, digest: str) -> Import | None:
        """One table with its rows."""
        with connected(self.path) as database:
            head = database.execute(
                "SELECT account, name, at FROM imports WHERE organisation = ? AND digest = ?", (organisation, digest)
            ).fetchone()
            if head is None:
                return None
            rows = database.execute(
                "SELECT number, body, case_code, problem FROM rows WHERE organisation = ? AND digest = ? ORDER BY number",
                (organisation, digest),
            ).fetchall()
        told = tuple(ImportRow(number, self._body(body), code, why) for number, body, code, why in rows)
        account, name, at = head
        return Import(organisation, digest, account, name, datetime.fromtimestamp(at, UTC), told)

    def of(self, organisation: str) -> tuple[Import, ...]:
        """The tables of a body, newest first, without their rows."""
        with connected(self.path) as database:
            heads = database.execute(
                "SELECT digest, account, name, at FROM imports WHERE organisation = ? ORDER BY at DESC LIMIT 50",
                (organisation,),
            ).fetchall()
        return tuple(
            Import(organisation, digest, account, name, datetime.fromtimestamp(at, UTC))
            for digest, account, name, at in heads
        )

    def registered(self, found: Import, number: int, case_code: str) -> None:
        """The row is a case now; what it told of people is not kept twice."""
        self._set(found, number, "body = NULL, case_code = ?, problem = ''", case_code)

    def failed(self, found: Import, number: int, problem: str) -> None:
        """The row could not be registered."""
        self._set(found, number, "problem = ?", problem)

    def _body(self, sealed: str | None) -> Mapping[str, Any] | None:
        """The content of a row; None once it is a case, or where another key sealed it."""
        text = self.sealer.opened(sealed) if sealed else None
        body: Mapping[str, Any] | None = json.loads(text) if text else None
        return body

    def _set(self, found: Import, number: int, what: str, value: str) -> None:
        with connected(self.path) as database:
            database.execute(
                f"UPDATE rows SET {what} WHERE organisation = ? AND digest = ? AND number = ?",
                (value, found.organisation, found.digest, number),
            )
