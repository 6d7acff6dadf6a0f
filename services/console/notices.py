"""Notifications (通知): what came to a body that somebody of it has not looked at yet, told from the work list; marked per account."""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.console.chinese import day
from services.console.own_file import connected, own_file

KEPT_SECONDS = 3 * 365 * 24 * 3600
"""Longer than anything stays on a work list unread [INF]: what is forgotten sooner would be told again."""
_TABLE = """CREATE TABLE IF NOT EXISTS read_notices (
    account TEXT NOT NULL, notice TEXT NOT NULL, at REAL NOT NULL, PRIMARY KEY (account, notice))"""
_TITLES = {
    "offered": "有案件移交给本机构，待接收",
    "offer_sent_back": "移交被退回，待另行安排",
    "withdrawal_to_answer": "当事人提出撤回，待核对办结或者答复",
    "supervision": "收到督办，待回复",
    "supervision_replied": "督办有了回复，待办结或者退回",
    "alert_to_answer": "收到预警，待核实答复",
}
"""Kinds of work that somebody else's act brought."""
_STEPS = {"reminded_at": "期限过半", "warned_at": "期限将到，已提示上级", "breached_at": "期限已过，已报上级"}
"""What supervision did about a clock (rule E1), by the field of its row that tells when."""
KINDS = ",".join(_TITLES)
"""As the views are asked for them."""
RATED = "收到新的评价"


@dataclass(frozen=True)
class Notice:
    """Something that came."""

    id: str
    """The same for as long as it is the same thing."""
    title: str
    about: str
    """What it concerns, in Chinese; no persons."""
    at: str
    """When, as ISO text; empty where nobody tells."""
    address: str
    """The page where one goes on with it."""


def notices_of(items: Iterable[Mapping[str, Any]], answers: int = 0) -> tuple[Notice, ...]:
    """What a work list (rows of the views) and the number of ratings received tell, the newest first."""
    found = [notice for item in items for notice in _of(item)]
    for known_by in known_ratings(answers):
        found.append(Notice(known_by, RATED, f"本机构及下级累计收到评价 {answers} 份", "", "/satisfaction"))
    return tuple(sorted(found, key=lambda one: (one.at, one.id), reverse=True))


def ids_of(item: Mapping[str, Any]) -> list[str]:
    """What its notices are known by: of a row of the work list, or of what the views tell to be counted."""
    if item["kind"] in _TITLES:
        return [f"{item['kind']}:{item['case_code']}:{item['subject']}:{item['since']}"]
    clock = item.get("clock") or {}
    return [f"{step}:{clock['clock_id']}:{clock[step]}" for step in _STEPS if clock.get(step)]


def known_ratings(answers: int) -> list[str]:
    """What the notice of so many ratings is known by; none of none."""
    return [f"ratings:{answers}"] if answers else []


def address_of(item: Mapping[str, Any]) -> str:
    """The page of what a row of the work list concerns."""
    if item.get("register_code"):
        return f"/registers/entries/{item['case_code']}"
    return f"/alerts/{item['case_code']}" if item["kind"] == "alert_to_answer" else f"/cases/{item['case_code']}"


def _of(item: Mapping[str, Any]) -> list[Notice]:
    clock = item.get("clock")
    address = address_of(item)
    if item["kind"] in _TITLES:
        told = item["subject"] if item["kind"] == "alert_to_answer" else item["dispute_type_name"]
        at = str(item["since"])
        return [Notice(ids_of(item)[0], _TITLES[item["kind"]], told, at, address)]
    if clock is None:
        return []
    about = f"{clock['name']}，最后一日 {day(clock['due'])}"
    steps = [step for step in _STEPS if clock.get(step)]
    return [
        Notice(known_by, _STEPS[step], about, str(clock[step]), address)
        for step, known_by in zip(steps, ids_of(item), strict=True)
    ]


@dataclass(frozen=True)
class ReadNotices:
    """Which notices each account has marked as read; it decides nothing, and losing it shows everything once more."""

    path: Path

    @staticmethod
    def within(folder: Path) -> "ReadNotices":
        """Kept in this folder, readable by its owner only."""
        path = own_file(folder, "notices.sqlite", _TABLE)
        with connected(path) as database:
            database.execute("DELETE FROM read_notices WHERE at < ?", (time.time() - KEPT_SECONDS,))
        return ReadNotices(path)

    def mark(self, account: str, notices: Iterable[str]) -> None:
        """This account has read these notices."""
        with connected(self.path) as database:
            rows = [(account, notice, time.time()) for notice in notices]
            database.executemany("INSERT OR REPLACE INTO read_notices VALUES (?, ?, ?)", rows)

    def unread(self, account: str, notices: Sequence[Notice]) -> tuple[Notice, ...]:
        """Those that this account has not marked, in their order."""
        known = self._known(account)
        return tuple(one for one in notices if one.id not in known)

    def count(self, account: str, notices: Iterable[str]) -> int:
        """How many of those with these ids this account has not marked."""
        return len(frozenset(notices) - self._known(account))

    def _known(self, account: str) -> frozenset[str]:
        with connected(self.path) as database:
            query = "SELECT notice FROM read_notices WHERE account = ?"
            return frozenset(notice for (notice,) in database.execute(query, (account,)))
