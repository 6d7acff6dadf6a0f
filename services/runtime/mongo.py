"""The one module that knows which MongoDB driver is used: Motor today, PyMongo's own asynchronous client later."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

import bson
from bson.raw_bson import RawBSONDocument
from motor.motor_asyncio import AsyncIOMotorClient, AsyncIOMotorCollection, AsyncIOMotorDatabase
from pymongo import UpdateOne, WriteConcern
from pymongo.errors import BulkWriteError, ConnectionFailure, DuplicateKeyError, ExecutionTimeout, WTimeoutError

Packed = RawBSONDocument
"""A document as it travels: `raw` are its bytes."""
Database = AsyncIOMotorDatabase[dict[str, Any]]
Collection = AsyncIOMotorCollection[dict[str, Any]]

DatabaseUnavailable = (ConnectionFailure, ExecutionTimeout, WTimeoutError)
"""Faults that pass by themselves: the same operation is to be tried again."""
DUPLICATE_KEY = 11000
SERVER_SELECTION_TIMEOUT_MS = 2000
SOCKET_TIMEOUT_MS = 20_000
"""A server that takes a request and never answers counts as away after this long."""
RETRY_SECONDS = 0.5
MOST_AT_ONCE = 200
"""Updates in one bulk: whole case files are sent, and the embedded database has a small heap."""

_OPTIONS: bson.CodecOptions[dict[str, Any]] = bson.CodecOptions(tz_aware=True)

ResultT = TypeVar("ResultT")

__all__ = [
    "DUPLICATE_KEY",
    "BulkWriteError",
    "Collection",
    "Database",
    "DatabaseUnavailable",
    "DuplicateKeyError",
    "Packed",
    "UpdateOne",
    "connect",
    "packed",
    "patiently",
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


def packed(content: Mapping[str, Any]) -> Packed:
    """The content as it travels, so that it is encoded once however often it is sent or kept."""
    return RawBSONDocument(bson.encode(content))


def unpacked(content: Packed) -> dict[str, Any]:
    """What the database would give back for this."""
    return bson.decode(content.raw, _OPTIONS)


async def write_guarded(collection: Collection, operations: list[UpdateOne]) -> bool:
    """Write all, unordered. False when a guard failed: another writer was there, or the documents read were old.

    A stale guarded upsert ends as a duplicate key, which is the same news. What could be written is written all the same.
    """
    kept = True
    for start in range(0, len(operations), MOST_AT_ONCE):
        kept = await _bulk(collection, operations[start : start + MOST_AT_ONCE]) and kept
    return kept


async def _bulk(collection: Collection, operations: list[UpdateOne]) -> bool:
    try:
        result = await collection.bulk_write(operations, ordered=False)
    except BulkWriteError as error:
        if any(entry["code"] != DUPLICATE_KEY for entry in error.details["writeErrors"]):
            raise
        return False
    return bool(result.matched_count + result.upserted_count == len(operations))


async def patiently(operation: Callable[[], Awaitable[ResultT]]) -> ResultT:
    """The result of `operation`, which is repeated for as long as the database is away."""
    while True:
        try:
            return await operation()
        except DatabaseUnavailable:
            await asyncio.sleep(RETRY_SECONDS)
