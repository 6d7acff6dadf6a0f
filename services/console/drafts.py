"""Forms that are not finished: kept on the server by account and page, so that nothing that was typed is lost.

What is kept may tell of persons: it is sealed, the file is readable by its owner only, and what nobody comes back to goes after two weeks.
"""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from services.console.own_file import connected, own_file
from services.console.sealed import Sealer

Form = Mapping[str, Sequence[str]]
KEPT_SECONDS = 14 * 24 * 3600
MOST_OF_ONE_ACCOUNT = 40
"""More than anybody leaves unfinished; the oldest go first."""
LARGEST = 256 * 1024
"""Characters of a form: what a service takes as a body."""
_NEVER_KEPT = frozenset({"csrf", "save", "forget", "place"})
_TABLE = """CREATE TABLE IF NOT EXISTS drafts (
    account TEXT NOT NULL, place TEXT NOT NULL, title TEXT NOT NULL, saved_at REAL NOT NULL, form TEXT NOT NULL,
    PRIMARY KEY (account, place))"""


@dataclass(frozen=True)
class Draft:
    """A form as it was left."""

    place: str
    """Path of its page."""
    title: str
    saved_at: datetime
    form: Form


@dataclass(frozen=True)
class Drafts:
    """All drafts of one console."""

    path: Path
    sealer: Sealer

    @staticmethod
    def within(folder: Path) -> "Drafts":
        """The drafts kept in this folder; the file is made on first use."""
        return Drafts(own_file(folder, "drafts.sqlite", _TABLE), Sealer.within(folder))

    def keep(self, account: str, place: str, title: str, form: Form) -> bool:
        """Keep the form instead of an earlier one of the same page; False where it is too large to be taken at all."""
        text = json.dumps({name: list(values) for name, values in form.items() if name not in _NEVER_KEPT})
        if len(text) > LARGEST:
            return False
        now = time.time()
        with connected(self.path) as database:
            row = (account, place, title, now, self.sealer.sealed(text))
            database.execute("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?, ?)", row)
            database.execute("DELETE FROM drafts WHERE saved_at < ?", (now - KEPT_SECONDS,))
            newest = "SELECT place FROM drafts WHERE account = ? ORDER BY saved_at DESC LIMIT ?"
            database.execute(
                f"DELETE FROM drafts WHERE account = ? AND place NOT IN ({newest})",
                (account, account, MOST_OF_ONE_ACCOUNT),
            )
        return True

    def find(self, account: str, place: str) -> Draft | None:
        """What this account left on this page."""
        return next((draft for draft in self.of(account) if draft.place == place), None)

    def of(self, account: str) -> tuple[Draft, ...]:
        """Everything this account left, newest first; what another key sealed is as if it were gone."""
        with connected(self.path) as database:
            rows = database.execute(
                "SELECT place, title, saved_at, form FROM drafts WHERE account = ? ORDER BY saved_at DESC", (account,)
            ).fetchall()
        opened = ((place, title, saved_at, self.sealer.opened(form)) for place, title, saved_at, form in rows)
        return tuple(
            Draft(place, title, datetime.fromtimestamp(saved_at, UTC), json.loads(form))
            for place, title, saved_at, form in opened
            if form is not None
        )

    def drop(self, account: str, place: str) -> None:
        """The form was sent, or is not wanted any more."""
        with connected(self.path) as database:
            database.execute("DELETE FROM drafts WHERE account = ? AND place = ?", (account, place))
