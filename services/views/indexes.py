"""The indexes of the generations that are read, made before anything starts; new generations get theirs from the projector."""

import asyncio

from services.runtime.generations import Generations
from services.runtime.mongo import connect
from services.views.all_views import VIEWS


def ensure_indexes(uri: str, database: str) -> None:
    """Make the indexes of every current generation. Nothing to do in a new database."""
    asyncio.run(_ensure(uri, database))


async def _ensure(uri: str, database: str) -> None:
    await Generations(connect(uri, database)).ensure_indexes(VIEWS)
