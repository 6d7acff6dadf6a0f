"""The local store of a process: ordered bytes on disk, written in whole batches. The one module that knows RocksDB."""

import shutil
from collections.abc import Iterator, Mapping, Set
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from rocksdict import AccessType, DbClosedError, Options, Rdict, WriteBatch


class Store(Protocol):
    """Ordered bytes. What one `write` brings is there whole or not at all, also after kill -9."""

    def get(self, key: bytes) -> bytes | None:
        """The value at `key`."""

    def write(self, puts: Mapping[bytes, bytes], deletes: Set[bytes] = frozenset()) -> None:
        """Put and delete, all or nothing; a key in both is put."""

    def scan(self, prefix: bytes, before: bytes | None = None) -> Iterator[tuple[bytes, bytes]]:
        """Keys and values that begin with `prefix`, in order, up to but without the key `before`."""

    def clear(self) -> None:
        """Forget everything."""

    def close(self) -> None:
        """Let go of the files."""


class RocksStore:
    """A store in a folder of its own; one process at a time. Survives kill -9; after power loss it may lack its last writes."""

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        """`read_only`: what the store has now, beside the process that owns it; nothing can be written."""
        self._folder = folder
        self._access = AccessType.read_only() if read_only else AccessType.read_write()
        self._open()

    def get(self, key: bytes) -> bytes | None:
        """The value at `key`."""
        found: bytes | None = self._database.get(key)
        return found

    def write(self, puts: Mapping[bytes, bytes], deletes: Set[bytes] = frozenset()) -> None:
        """Put and delete in one batch."""
        batch = WriteBatch(raw_mode=True)
        for key in deletes:
            batch.delete(key)
        for key, value in puts.items():
            batch.put(key, value)
        self._database.write(batch)

    def scan(self, prefix: bytes, before: bytes | None = None) -> Iterator[tuple[bytes, bytes]]:
        """Read by seeking; what is written meanwhile is not seen."""
        cursor = self._database.iter()
        cursor.seek(prefix)
        while cursor.valid():
            key: bytes = cursor.key()
            if not key.startswith(prefix) or (before is not None and key >= before):
                return
            yield key, cursor.value()
            cursor.next()

    def clear(self) -> None:
        """Throw the files away and begin anew."""
        self._database.close()
        shutil.rmtree(self._folder)
        self._open()

    def close(self) -> None:
        """Write what is in memory and let go of the files; twice is harmless."""
        with suppress(DbClosedError):
            self._database.close()

    def _open(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        options = Options(raw_mode=True)
        options.create_if_missing(True)
        options.set_write_buffer_size(32 * 2**20)
        options.set_max_background_jobs(2)
        self._database = Rdict(str(self._folder), options, access_type=self._access)
