"""Bytes that were handed in, kept by their hash under the key of what they belong to, and never changed.

They are written before the command that names their hash, so that no decision names what is not there; bytes whose command
never came harm nobody until they are ended. What is read is checked against its hash before anybody gets it.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from services.runtime.mongo import Database, Files, NotWhole, connect, files_in
from services.runtime.virus_scan import VirusScan

_FILES, _CHUNKS = "fs.files", "fs.chunks"
"""Where GridFS keeps entries and their bytes."""
_AT, _ENDED = "metadata.handed_in_at", "metadata.ended"
_BATCH = 200


class ContentDamaged(Exception):
    """What is kept is not what was handed in."""


@dataclass(frozen=True)
class Entry:
    """Kept bytes as they are listed, without the bytes."""

    id: Any
    under: str
    content_hash: str
    size: int
    handed_in_at: datetime
    """Aware, to the millisecond; the last time that somebody handed them in."""
    handed_in_by: str
    """Whose account did first; empty where it was not recorded."""


def _present() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Contents:
    """The kept bytes of an installation."""

    database: Database
    scan: VirusScan = field(default_factory=VirusScan)
    """Asked before anything is kept; where there is none, by itself, nobody is."""
    now: Callable[[], datetime] = _present
    """The clock of the process, by which entries know when they were handed in."""
    batch: int = _BATCH
    """Entries that are listed by one answer of the database."""

    @staticmethod
    def of(
        uri: str, database: str, scan: VirusScan | None = None, now: Callable[[], datetime] = _present
    ) -> "Contents":
        """In a database of their own; a majority has what was written."""
        return Contents(connect(uri, database), scan or VirusScan(), now)

    async def keep(self, under: str, content: bytes, by: str = "") -> str:
        """Keep `content` under a key; its SHA-256 (hex). Twice is once, and counts as handed in anew.

        Raises DatabaseUnavailable; Problem content_infected or scan_unavailable where a scanner does not let it in.

        A file cut off while it was written has no entry, and the next attempt writes one under an id of its own.
        """
        digest = sha256(content).hexdigest()
        name, now = _name(under, digest), self.now()
        handed_in_again = await self.database[_FILES].update_many({"filename": name}, {"$set": {_AT: now}})
        if not handed_in_again.matched_count:
            await self.scan.check(content)
            metadata = {"handed_in_at": now, "handed_in_by": by}
            await self._files().upload_from_stream(name, content, metadata=metadata)
        return digest

    async def find(self, under: str, digest: str) -> bytes | None:
        """The bytes with this hash under this key; None where none are kept. Raises ContentDamaged, DatabaseUnavailable."""
        if not await self._is_kept(under, digest):
            return None
        try:
            stream = await self._files().open_download_stream_by_name(_name(under, digest), revision=0)
            content: bytes = await stream.read()
        except NotWhole as error:
            if await self._is_kept(under, digest):
                raise ContentDamaged(digest) from error
            return None  # it was ended while it was read
        if sha256(content).hexdigest() != digest:
            raise ContentDamaged(digest)
        return content

    async def entries(self) -> AsyncIterator[Entry]:
        """Everything that is kept, a batch at a time; to be read to the end without pause. Raises DatabaseUnavailable."""
        async for one in self.database[_FILES].find({}).batch_size(self.batch):
            if not (one.get("metadata") or {}).get("ended"):
                yield _entry(one)

    async def end(self, entry: Entry) -> bool:
        """Bytes and entry are gone. False where they were handed in again since they were listed: then they stay.

        Raises DatabaseUnavailable; what was begun is finished by `finish_ending`.
        """
        known = {"_id": entry.id, **_handed_in(entry)}
        marked = await self.database[_FILES].update_one(known, {"$set": {"filename": "", _ENDED: True}})
        if marked.matched_count:
            await self._remove(entry.id)
        return bool(marked.matched_count)

    async def finish_ending(self) -> int:
        """Ends what an interrupted process had begun to end; how many. Raises DatabaseUnavailable."""
        left = [one["_id"] async for one in self.database[_FILES].find({_ENDED: True}, {"_id": 1})]
        for identity in left:
            await self._remove(identity)
        return len(left)

    async def _remove(self, identity: Any) -> None:
        """The bytes first: an entry without bytes can be found again, bytes without an entry cannot."""
        await self.database[_CHUNKS].delete_many({"files_id": identity})
        await self.database[_FILES].delete_one({"_id": identity})

    def _files(self) -> Files:
        """Made when it is used: the driver ties it to the event loop that runs then."""
        return files_in(self.database)

    async def _is_kept(self, under: str, digest: str) -> bool:
        found = await self._files().find({"filename": _name(under, digest)}, limit=1).to_list(1)
        return bool(found)


def _name(under: str, digest: str) -> str:
    return f"{under}/{digest}"


def _entry(kept: dict[str, Any]) -> Entry:
    """What was kept before entries knew when they were handed in was handed in when it was written."""
    under, _, digest = str(kept["filename"]).rpartition("/")
    metadata = kept.get("metadata") or {}
    at = metadata.get("handed_in_at") or kept["uploadDate"]
    return Entry(kept["_id"], under, digest, int(kept["length"]), at, metadata.get("handed_in_by", ""))


def _handed_in(entry: Entry) -> dict[str, Any]:
    """The condition that nobody has handed it in since."""
    written_then = {"uploadDate": entry.handed_in_at, _AT: None}
    return {"$or": [{_AT: entry.handed_in_at}, written_then]}
