"""Who looked at what, and what was taken out for which purpose: kept for whoever audits, and told nobody else."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from services.console.own_file import connected, own_file

KEPT_SECONDS = 3 * 365 * 24 * 3600
"""Three years [INF]: how long a place keeps such a log is for the place."""
_TABLE = """CREATE TABLE IF NOT EXISTS accesses (
    at REAL NOT NULL, account TEXT NOT NULL, organisation TEXT NOT NULL, what TEXT NOT NULL, case_code TEXT NOT NULL,
    purpose TEXT NOT NULL)"""
_INDEXES = (
    "CREATE INDEX IF NOT EXISTS by_case ON accesses (case_code, at)",
    "CREATE INDEX IF NOT EXISTS by_body ON accesses (organisation, at)",
    "CREATE INDEX IF NOT EXISTS by_account ON accesses (account, what, at)",
)


class What(StrEnum):
    """What was looked at."""

    CASE = "case"
    SEARCH = "search"
    EXPORT = "export"
    PARKED = "parked"
    AUDIT = "audit"
    OPERATED = "operated"
    """An operator did something to the system itself, told as its purpose."""
    WORK = "work"
    """The list of one's own work: it tells what is new since, and is not shown to an auditor."""


@dataclass(frozen=True)
class Access:
    """Somebody looked at something."""

    at: datetime
    account: str
    organisation: str
    what: str
    case_code: str
    """Empty where it was no single case."""
    purpose: str
    """Of what was taken out, as told."""


@dataclass(frozen=True)
class AccessLog:
    """Everything that was looked at through one console."""

    path: Path

    @staticmethod
    def within(folder: Path) -> "AccessLog":
        """Kept in this folder, readable by its owner only."""
        path = own_file(folder, "accesses.sqlite", _TABLE, *_INDEXES)
        with connected(path) as database:
            database.execute("DELETE FROM accesses WHERE at < ?", (time.time() - KEPT_SECONDS,))
        return AccessLog(path)

    def saw(self, account: str, organisation: str, what: What, case_code: str = "", purpose: str = "") -> None:
        """Write down that somebody looked."""
        with connected(self.path) as database:
            row = (time.time(), account, organisation, what.value, case_code, purpose)
            database.execute("INSERT INTO accesses VALUES (?, ?, ?, ?, ?, ?)", row)

    def last(self, account: str, what: What) -> datetime | None:
        """When this account last looked at this."""
        with connected(self.path) as database:
            query = "SELECT max(at) FROM accesses WHERE account = ? AND what = ?"
            [at] = database.execute(query, (account, what.value)).fetchone()
        return None if at is None else datetime.fromtimestamp(at, UTC)

    def of(
        self, organisations: Iterable[str], case_code: str = "", account: str = "", most: int = 200
    ) -> tuple[Access, ...]:
        """What people of these bodies looked at, newest first; of one case or one account where told."""
        bodies = sorted(set(organisations))
        query = f"SELECT * FROM accesses WHERE what <> ? AND organisation IN ({', '.join('?' * len(bodies))})"
        values: list[object] = [What.WORK.value, *bodies]
        for column, value in (("case_code", case_code), ("account", account)):
            if value:
                query, values = f"{query} AND {column} = ?", [*values, value]
        with connected(self.path) as database:
            rows = database.execute(f"{query} ORDER BY at DESC LIMIT ?", [*values, most]).fetchall()
        return tuple(Access(datetime.fromtimestamp(at, UTC), *more) for at, *more in rows)
