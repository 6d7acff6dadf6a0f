"""The one module that knows which MongoDB driver is used: Motor today, PyMongo's own asynchronous client later."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

import bson
import gridfs.errors
from bson.raw_bson import RawBSONDocument
from motor.motor_asyncio import (
    AsyncIOMotorClient,
    AsyncIOMotorCollection,
    AsyncIOMotorDatabase,
    AsyncIOMotorGridFSBucket,
)
from pymongo import WriteConcern
from pymongo.errors import (
    BulkWriteError,
    ConnectionFailure,
    DuplicateKeyError,
    ExecutionTimeout,
    OperationFailure,
    WTimeoutError,
)

Packed = RawBSONDocument
"""A document as it travels: `raw` are its bytes."""
Database = AsyncIOMotorDatabase[dict[str, Any]]
Collection = AsyncIOMotorCollection[dict[str, Any]]
Files = AsyncIOMotorGridFSBucket
"""Files of any size beside the documents."""

DatabaseUnavailable = (ConnectionFailure, ExecutionTimeout, WTimeoutError)
"""Faults that pass by themselves: the same operation is to be tried again."""
NotWhole = (gridfs.errors.NoFile, gridfs.errors.CorruptGridFile)
"""A file that is not there, or not all of it."""
DUPLICATE_KEY = 11000
SERVER_SELECTION_TIMEOUT_MS = 2000
SOCKET_TIMEOUT_MS = 20_000
"""A server that takes a request and never answers counts as away after this long."""
RETRY_SECONDS = 0.5
MOST_AT_ONCE = 200
"""Updates in one command: whole case files are sent, and the embedded database has a small heap."""
MOST_BYTES_AT_ONCE = 16 * 2**20
"""Of packed content in one command; the protocol takes 48 MB."""

_OPTIONS: bson.CodecOptions[dict[str, Any]] = bson.CodecOptions(tz_aware=True)

ResultT = TypeVar("ResultT")

__all__ = [
    "DUPLICATE_KEY",
    "BulkWriteError",
    "Collection",
    "Database",
    "DatabaseUnavailable",
    "DuplicateKeyError",
    "Files",
    "NotWhole",
    "Packed",
    "UpdateOne",
    "connect",
    "counted",
    "files_in",
    "packed",
    "patiently",
    "server_status",
    "unpacked",
    "write_guarded",
]


def connect(uri: str, name: str) -> Database:
    """The database of this name; writes return once a majority has them."""
    client: Any = AsyncIOMotorClient(
        uri, serverSelectionTimeoutMS=SERVER_SELECTION_TIMEOUT_MS, connectTimeoutMS=SERVER_SELECTION_TIMEOUT_MS,
        socketTimeoutMS=SOCKET_TIMEOUT_MS,
        appname="mediation", tz_aware=True,
    )  # fmt: skip
    return client.get_database(name, write_concern=WriteConcern("majority"))  # type: ignore[no-any-return]  # untyped driver


def files_in(database: Database) -> Files:
    """The files of a database; written as the database's documents are."""
    return AsyncIOMotorGridFSBucket(database)


def packed(content: Mapping[str, Any]) -> Packed:
    """The content as it travels, so that it is encoded once however often it is sent or kept."""
    return RawBSONDocument(bson.encode(content))


def unpacked(content: Packed) -> dict[str, Any]:
    """What the database would give back for this."""
    return bson.decode(content.raw, _OPTIONS)


class UpdateOne(NamedTuple):
    """One update of one document, as the update command takes it."""

    query: Mapping[str, Any]
    """The id, and what guards it."""
    changes: Mapping[str, Any]
    upsert: bool = False

    @property
    def packed_bytes(self) -> int:
        """Bytes of what it sends packed."""
        return sum(len(value.raw) for value in self.changes.get("$set", {}).values() if isinstance(value, Packed))


async def write_guarded(collection: Collection, operations: Sequence[UpdateOne]) -> bool:
    """Write all, unordered. False when a guard failed: another writer was there, or the documents read were old.

    A stale guarded upsert ends as a duplicate key, which is the same news. What could be written is written all the same.
    The command is sent as it is: the driver's bulk interface takes as long to build it as a view takes to fold.
    """
    kept = True
    for some in _parts(operations):
        kept = await _update(collection, some) and kept
    return kept


def _parts(operations: Sequence[UpdateOne]) -> Iterator[list[UpdateOne]]:
    """The operations in commands of a bounded size."""
    part: list[UpdateOne] = []
    size = 0
    for operation in operations:
        added = operation.packed_bytes
        if part and (len(part) == MOST_AT_ONCE or size + added > MOST_BYTES_AT_ONCE):
            yield part
            part, size = [], 0
        part.append(operation)
        size += added
    if part:
        yield part


async def _update(collection: Collection, operations: list[UpdateOne]) -> bool:
    """One update command. Raises DatabaseUnavailable where the majority did not confirm it, BulkWriteError for other faults."""
    updates = [{"q": query, "u": changes, "upsert": upsert} for query, changes, upsert in operations]
    concern = collection.write_concern.document
    answer = await collection.database.command(
        {"update": collection.name, "updates": updates, "ordered": False, "writeConcern": concern}
    )
    faults = answer.get("writeErrors", ())
    if any(fault["code"] != DUPLICATE_KEY for fault in faults):
        raise BulkWriteError(answer)
    if "writeConcernError" in answer:
        raise WTimeoutError("the majority has not confirmed the write", details=answer["writeConcernError"])
    return not faults and bool(answer["n"] == len(operations))


async def counted(collection: Collection, query: Mapping[str, Any]) -> int:
    """How many documents match, by the count command: the driver's own count reads them all on the embedded database."""
    answer = await collection.database.command({"count": collection.name, "query": dict(query)})
    return int(answer["n"])


async def server_status(database: Database) -> Mapping[str, Any]:
    """What the server tells of itself; nothing where this user may not ask."""
    try:
        status: Mapping[str, Any] = await database.command("serverStatus")
    except ExecutionTimeout:
        raise
    except OperationFailure:
        return {}
    return status


async def patiently(operation: Callable[[], Awaitable[ResultT]]) -> ResultT:
    """The result of `operation`, which is repeated for as long as the database is away."""
    while True:
        try:
            return await operation()
        except DatabaseUnavailable:
            await asyncio.sleep(RETRY_SECONDS)
