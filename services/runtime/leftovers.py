"""What an upgrade leaves behind: collections of views, topics and tables of ours that no program reads any more.

Only names of this installation and of our own forms are looked at. A topic of decisions is the record and is never among
them, whatever became of its service. Generations of views that are still read are the projector's to drop.
"""

import re
import shutil
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from schemas.topics import DECIDING_SERVICES, WATCHER, WATCHERS_TABLES, every_topic
from services.runtime.checkpoints import Checkpoints
from services.runtime.generations import Generations
from services.runtime.mongo import Database

_GENERATION = re.compile(r"(?P<view>[a-z][a-z_]*)\.g\d+")
_TOPIC = re.compile(
    r"(?P<owner>[a-z][a-z_]*)\.(?P<kind>commands|decisions|events|dead_letters|retold|entries|table)(?:\.[a-z][a-z_]*)?"
)
_TABLE = re.compile(r"(?P<table>[a-z][a-z_]*)-\d+\.db")


@dataclass(frozen=True)
class LeftViews:
    """Of views that are no more."""

    collections: tuple[str, ...] = ()
    views: tuple[str, ...] = ()
    """Those of which the database still has a pointer."""


@dataclass(frozen=True)
class LeftTopics:
    """Names at the broker, with the installation's prefix."""

    unread: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    """Decisions of services that are no more: the record, which stays."""


async def left_views(database: Database, read: Collection[str]) -> LeftViews:
    """What the database keeps of other views than those that are `read`. Raises DatabaseUnavailable."""
    names = await database.list_collection_names()
    collections = [name for name in names if (found := _GENERATION.fullmatch(name)) and found["view"] not in read]
    pointed = await Generations(database).pointed_at()
    return LeftViews(tuple(sorted(collections)), tuple(sorted(view for view in pointed if view not in read)))


async def drop_views(database: Database, left: LeftViews) -> None:
    """Drop the collections with their positions, then the pointers. Again after a crash is right."""
    generations, checkpoints = Generations(database), Checkpoints(database)
    for name in left.collections:
        await generations.drop(name, checkpoints)
    for view in left.views:
        await generations.forget(view)


def left_topics(names: Iterable[str], installation: str) -> LeftTopics:
    """What of these names at the broker is ours and stands in the registry no more.

    Without a prefix only topics of services that there are can be told from those of others on the same broker.
    """
    known = {topic.name_in(installation) for topic in every_topic()}
    prefix = f"{installation}." if installation else ""
    unread, records = list[str](), list[str]()
    for name in sorted(set(names) - known):
        found = _TOPIC.fullmatch(name.removeprefix(prefix)) if name.startswith(prefix) else None
        if found is not None and (installation or found["owner"] in DECIDING_SERVICES):
            (records if found["kind"] == "decisions" else unread).append(name)
    return LeftTopics(tuple(unread), tuple(records))


def left_tables(data: Path, installation: str) -> tuple[Path, ...]:
    """Folders of this machine that keep tables of windows which there are no more, of every replica."""
    services = data / "services" / (installation or "default") / WATCHER
    return tuple(
        folder
        for folder in sorted(services.glob("*/faust/v*/tables/*.db"))
        if (found := _TABLE.fullmatch(folder.name)) and found["table"] not in WATCHERS_TABLES
    )


def drop_tables(folders: Sequence[Path]) -> None:
    """Remove the folders; a table is made again from its log."""
    for folder in folders:
        shutil.rmtree(folder)
