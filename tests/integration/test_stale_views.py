"""What is old counts no more: what a process writes that fell behind, and what views leave that are no more."""

import uuid
from collections.abc import AsyncIterator

import pytest

from services.runtime.checkpoints import Checkpoints
from services.runtime.generations import Generation, Generations
from services.runtime.lanes import Lane
from services.runtime.leftovers import LeftViews, drop_views, left_views
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


async def test_what_a_view_leaves_that_is_no_more_is_found_and_dropped_and_nothing_that_is_read(
    database: Database,
) -> None:
    for view in (Grades(), Totals()):
        generations = Generations(database)
        generation = await generations.begin(view, "e", afresh=False)
        lane = Lane(view, generation, database)
        await write(lane, *LOGGED)
        await lane.save()
        await generations.take_over(generation)
    await database["grades.g2"].insert_one({"_id": "of a second filling"})
    await database["totals.of_somebody_else"].insert_one({"_id": "kept"})

    assert await left_views(database, {"grades", "totals"}) == LeftViews()
    left = await left_views(database, {"totals"})
    assert left == LeftViews(("grades.g1", "grades.g2"), ("grades",))
    await drop_views(database, left)

    assert await left_views(database, {"totals"}) == LeftViews()
    assert set(await database.list_collection_names()) >= {"totals.g1", "totals.of_somebody_else"}
    assert not {"grades.g1", "grades.g2"} & set(await database.list_collection_names())
    assert await Generations(database).all_current() == {"totals": Generation("totals", 1, 1, "e")}
    assert await Checkpoints(database).read("grades.g1") == {}
    assert await Checkpoints(database).read("totals.g1") == {(SOURCE, 0): 3}
    assert await database["totals.g1"].find_one({}) is not None
