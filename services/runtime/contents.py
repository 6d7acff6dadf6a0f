"""Bytes that were handed in, kept by their hash under the key of what they belong to, and never changed.

They are written before the command that names their hash, so that no decision names what is not there; bytes whose command
never came harm nobody. What is read is checked against its hash before anybody gets it.
"""

from dataclasses import dataclass, field
from hashlib import sha256

from services.runtime.mongo import Database, Files, connect, files_in
from services.runtime.virus_scan import VirusScan


class ContentDamaged(Exception):
    """What is kept is not what was handed in."""


@dataclass(frozen=True)
class Contents:
    """The kept bytes of an installation."""

    database: Database
    scan: VirusScan = field(default_factory=VirusScan)
    """Asked before anything is kept; where there is none, by itself, nobody is."""

    @staticmethod
    def of(uri: str, database: str, scan: VirusScan | None = None) -> "Contents":
        """In a database of their own; a majority has what was written."""
        return Contents(connect(uri, database), scan or VirusScan())

    async def keep(self, under: str, content: bytes) -> str:
        """Keep `content` under a key; its SHA-256 (hex). Twice is once.

        Raises DatabaseUnavailable; Problem content_infected or scan_unavailable where a scanner does not let it in.

        A file cut off while it was written has no entry, and the next attempt writes one under an id of its own.
        """
        digest = sha256(content).hexdigest()
        if not await self._is_kept(under, digest):
            await self.scan.check(content)
            await self._files().upload_from_stream(_name(under, digest), content)
        return digest

    async def find(self, under: str, digest: str) -> bytes | None:
        """The bytes with this hash under this key; None where none were kept. Raises ContentDamaged, DatabaseUnavailable."""
        if not await self._is_kept(under, digest):
            return None
        stream = await self._files().open_download_stream_by_name(_name(under, digest), revision=0)
        content: bytes = await stream.read()
        if sha256(content).hexdigest() != digest:
            raise ContentDamaged(digest)
        return content

    def _files(self) -> Files:
        """Made when it is used: the driver ties it to the event loop that runs then."""
        return files_in(self.database)

    async def _is_kept(self, under: str, digest: str) -> bool:
        found = await self._files().find({"filename": _name(under, digest)}, limit=1).to_list(1)
        return bool(found)


def _name(under: str, digest: str) -> str:
    return f"{under}/{digest}"
