"""Two processes fill one generation: what the one that fell behind writes does not count."""

import uuid
from collections.abc import AsyncIterator

import pytest

from services.runtime.generations import Generation
from services.runtime.lanes import Lane
from services.runtime.mongo import Database, connect
from services.runtime.projection import LoggedDecision
from tests.integration.test_projection import decision
from tests.runtime.rating import SOURCE, Grades, Totals

LOGGED = [
    LoggedDecision(SOURCE, 0, offset, decision("A", offset + 1, [grade])) for offset, grade in enumerate((5, 4, 3))
]


@pytest.fixture
async def database(mongodb: str) -> AsyncIterator[Database]:
    name = f"stale_views_{uuid.uuid4().hex[:12]}"
    own = connect(mongodb, name)
    yield own
    await own.client.drop_database(name)
    own.client.close()


async def write(lane: Lane, *logged: LoggedDecision) -> None:
    await lane.write(logged, {(SOURCE, 0): logged[-1].offset + 1})


async def test_a_process_that_fell_behind_cannot_put_a_case_back(database: Database) -> None:
    generation = Generation("grades", 1, 1, "e")
    behind, ahead = Lane(Grades(), generation, database), Lane(Grades(), generation, database)
    await write(behind, LOGGED[0])
    await write(ahead, *LOGGED)
    await write(behind, LOGGED[1])
    found = await database[generation.name].find_one({"_id": "A"})
    assert found is not None
    assert found["at"] == {SOURCE: 3}
    assert found[SOURCE]["grades"] == [5, 4, 3]
    await write(behind, LOGGED[2])
    assert await database[generation.name].find_one({"_id": "A"}) == found


async def test_a_process_that_fell_behind_counts_nothing_twice(database: Database) -> None:
    generation = Generation("totals", 1, 1, "e")
    behind, ahead = Lane(Totals(), generation, database), Lane(Totals(), generation, database)
    await write(behind, LOGGED[0])
    await write(ahead, *LOGGED)
    before = [found async for found in database[generation.name].find({}).sort("_id", 1)]
    await write(behind, LOGGED[1])
    await write(behind, LOGGED[2])
    assert [found async for found in database[generation.name].find({}).sort("_id", 1)] == before
    assert sum(value for found in before for value in found["values"].values()) > 0
