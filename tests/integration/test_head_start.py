"""Generations that are rebuilt together read the logs once; what a view then shows is the fold of the log all the same."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from typing import Any

import pytest

from schemas.envelope import encode_decision
from schemas.topics import DECIDING_SERVICES
from services.runtime.arbiter import Arbiter
from services.runtime.decision_feed import DecisionReader
from services.runtime.generations import Generation
from services.runtime.head_start import HeadStarts, head_start
from services.runtime.lanes import Lane
from services.runtime.mongo import Database, connect
from services.runtime.projection import View
from services.views.all_views import CASE_VIEWS
from tests.domain.views.log import CASE
from tests.domain.views.log import Log as Story
from tests.domain.views.village import whole_story
from tests.integration.test_projection import Log, LogReader, assert_views_equal_the_fold
from tests.runtime.rating import SOURCE, Grades, Totals
from tests.runtime.simulated_log import MemoryStore, Record

RATING_VIEWS: tuple[View, ...] = (Grades(), Totals())


@pytest.fixture
async def database(mongodb: str) -> AsyncIterator[Database]:
    name = f"head_start_{uuid.uuid4().hex[:12]}"
    own = connect(mongodb, name)
    yield own
    await own.client.drop_database(name)
    own.client.close()


def lane(view: View, database: Database) -> Lane:
    return Lane(view, Generation(view.name, 1, 1, "e"), database)


async def start_ratings(log: Log, *lanes: Lane) -> None:
    """The head start of these lanes over the log of ratings, some records at a time."""
    await head_start(lanes, lambda source: LogReader(log, 3), {SOURCE: Arbiter(MemoryStore(), "log")})


def rated(*grades: int) -> Log:
    log = Log()
    for number, grade in enumerate(grades):
        log.append("ABC"[number % 3], [grade])
    return log


async def test_views_that_start_together_equal_the_fold(database: Database) -> None:
    log = rated(5, 4, 3, 2, 1, 5, 4, 3)
    lanes = [lane(view, database) for view in RATING_VIEWS]
    await start_ratings(log, *lanes)
    await assert_views_equal_the_fold(database, log)
    for partition, records in log.records.items():
        assert [started.position(SOURCE, partition) for started in lanes] == [len(records)] * 2


async def test_a_start_that_finds_its_own_work_done_before_its_checkpoint_adds_nothing(database: Database) -> None:
    """Killed between the effects and the checkpoint: all is read again, and the guards leave it alone."""
    log = rated(5, 4, 3)
    await start_ratings(log, *(lane(view, database) for view in RATING_VIEWS))
    log.append("A", [2])
    await start_ratings(log, *(lane(view, database) for view in RATING_VIEWS))
    await assert_views_equal_the_fold(database, log)


async def test_a_view_that_cannot_be_written_is_left_to_its_own_feeds_and_the_others_go_on(database: Database) -> None:
    """A gap: its document lacks what its checkpoint says it has read."""
    log = rated(5, 4, 3, 2)
    behind, sound = lane(Grades(), database), lane(Totals(), database)
    await database["checkpoints"].insert_one({"_id": "grades.g1", "positions": {SOURCE: {"0": 1}}})
    await behind.open()
    await start_ratings(log, behind, sound)
    assert behind.position(SOURCE, 0) == 1
    assert [sound.position(SOURCE, partition) for partition in (0, 1)] == [len(log.records[at]) for at in (0, 1)]


async def test_who_asks_at_about_the_same_time_reads_the_log_once(database: Database) -> None:
    log, opened = rated(5, 4, 3), []

    def readers(source: str) -> DecisionReader:
        opened.append(source)
        return LogReader(log, 3)

    starts = HeadStarts(readers, {SOURCE: Arbiter(MemoryStore(), "log")})
    await asyncio.gather(*(starts.join(lane(view, database)) for view in RATING_VIEWS))
    assert opened == [SOURCE]
    await assert_views_equal_the_fold(database, log)


async def test_a_case_of_several_sources_is_written_whole_and_as_one_source_after_the_other(database: Database) -> None:
    story = whole_story()
    logs = {source: logs_of(story, source) for source in DECIDING_SERVICES}
    lanes = [lane(view, database) for view in CASE_VIEWS]
    arbiters = {source: Arbiter(MemoryStore(), source) for source in logs}
    await head_start(lanes, lambda source: LogReader(logs[source], 4), arbiters)
    for view in CASE_VIEWS:
        found: Any = await database[f"{view.name}.g1"].find_one({"_id": CASE})
        assert found == story.document(view), view.name


def logs_of(story: Story, source: str) -> Log:
    """The decisions of one source as its topic has them."""
    log = Log()
    for logged in story.decisions:
        if logged.source == source:
            value = encode_decision(source, logged.decision)
            log.records[0].append(Record(0, len(log.records[0]), CASE.encode(), value))
    return log
