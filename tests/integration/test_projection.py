"""Views against a simulated log and a real database: whatever crashes, repeats or is lost, documents equal the fold."""

import asyncio
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid5

import pymongo
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas import registry
from schemas.base import Event
from schemas.command import Actor
from schemas.decision import Decision, EventRecord, Refusal
from schemas.envelope import decode_decision, encode_decision
from schemas.identity import NAMESPACE, event_id
from schemas.satisfaction import RatingChanged
from schemas.topics import PARTITIONS
from services.runtime.arbiter import Arbiter
from services.runtime.decision_feed import DecisionFeed
from services.runtime.generations import Generation
from services.runtime.lanes import Lane
from services.runtime.mongo import Database, connect
from services.runtime.projection import View
from tests.runtime.rating import POISON, SOURCE, Grades, Standing, Totals
from tests.runtime.simulated_log import MemoryStore, Record

MOMENT = datetime(2026, 3, 2, 1, tzinfo=UTC)
CASES = ("A", "B", "C")
VIEWS: tuple[View, ...] = (Grades(), Totals(), Standing())


def decision(case: str, sequence: int, grades: Sequence[int], command: str | None = None) -> Decision:
    """An accepted decision with one event per grade; a refusal when there is none."""
    command_id = uuid5(NAMESPACE, command or f"{case}/{sequence}")
    events: list[Event] = [
        RatingChanged(occurred_at=MOMENT, invitation_id="i", party_id="p", former_grade=0, grade=grade)
        for grade in grades
    ]
    return Decision(
        case_code=case, sequence=sequence, command_id=command_id, command_digest="d", command_name="change_rating",
        actor=Actor(user="clerk", organisation="o"), recorded_at=MOMENT, rules_version="1", calendar_version="1",
        outcome="accepted" if grades else "refused", refusal=None if grades else Refusal(code="no", message="不"),
        events=tuple(
            EventRecord(
                id=event_id(command_id, index), name="rating_changed", version=1, data=registry.encode_data(event)
            )
            for index, event in enumerate(events)
        ),
        correlation_id="c", causation_id="c",
    )  # fmt: skip


class Log:
    """A decisions topic: records by partition, in order."""

    def __init__(self) -> None:
        self.records: dict[int, list[Record]] = defaultdict(list)
        self.sequences: dict[str, int] = defaultdict(int)

    def append(self, case: str, grades: Sequence[int]) -> None:
        self.sequences[case] += 1
        self.write(decision(case, self.sequences[case], grades))

    def write(self, written: Decision) -> None:
        records = self.records[CASES.index(written.case_code) % 2]
        partition = CASES.index(written.case_code) % 2
        records.append(Record(partition, len(records), written.case_code.encode(), encode_decision(SOURCE, written)))


class LogReader:
    """Reads the log a few records at a time."""

    def __init__(self, log: Log, most: int) -> None:
        self._log = log
        self._most = most
        self._positions: dict[int, int] = {}

    async def start(self, positions: Mapping[int, int], /) -> None:
        self._positions = dict(positions)

    async def stop(self) -> None:
        pass

    async def read(self, wait: float, most: int, /) -> Sequence[Record]:
        found: list[Record] = []
        for partition, position in self._positions.items():
            batch = self._log.records[partition][position : position + self._most]
            self._positions[partition] = position + len(batch)
            found += batch
        return found

    async def end_offsets(self) -> dict[int, int]:
        return {partition: len(self._log.records[partition]) for partition in range(PARTITIONS)}


class Process:
    """One life of the projector's process over the log and the database."""

    def __init__(self, log: Log, database: Database, store: MemoryStore, most: int = 3) -> None:
        lanes = [Lane(view, Generation(view.name, 1, 1, "e"), database) for view in VIEWS]
        self.feed = DecisionFeed(lambda source: LogReader(log, most), SOURCE, Arbiter(store, "log"), lanes)

    async def open(self) -> None:
        for lane in self.feed.lanes:
            await lane.open()
        await self.feed._open()

    async def poll(self) -> None:
        await self.feed._poll()

    async def save(self) -> None:
        for lane in self.feed.lanes:
            await lane.save()

    async def catch_up(self, log: Log) -> None:
        for _ in range(200):
            await self.poll()
            if all(
                lane.position(SOURCE, partition) == len(log.records[partition])
                for lane in self.feed.lanes
                for partition in range(PARTITIONS)
            ):
                await self.save()
                return
        raise AssertionError("the views do not catch up")


async def content(database: Database) -> dict[str, list[dict[str, Any]]]:
    names = sorted(await database.list_collection_names())
    return {name: [found async for found in database[name].find({}).sort("_id", 1)] for name in names}


async def restore(database: Database, kept: dict[str, list[dict[str, Any]]]) -> None:
    """What an embedded database that lost its last second comes back with."""
    for name in await database.list_collection_names():
        await database[name].delete_many({})
    for name, documents in kept.items():
        if documents:
            await database[name].insert_many(documents)


def folded(log: Log) -> tuple[dict[str, list[int]], dict[str, dict[str, int]], dict[str, int]]:
    """Grades by case, sums by figure and last sequences, straight from the log by rule 3."""
    arbiter = Arbiter(MemoryStore(), "fold")
    grades: dict[str, list[int]] = {}
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    sequences: dict[str, int] = {}
    for records in log.records.values():
        for record in records:
            found = decode_decision(record.value)
            if not arbiter.applied(record.partition, record.offset, found):
                continue
            sequences[found.case_code] = found.sequence
            for event in found.events:
                grade = event.data["grade"]
                grades.setdefault(found.case_code, []).append(grade)
                for figure, values in ((f"grade-{grade}", {"times": 1}), ("all", {"times": 1, "sum": grade})):
                    for name, value in values.items():
                        sums[figure][name] += value
    return grades, {figure: dict(values) for figure, values in sums.items()}, sequences


async def assert_views_equal_the_fold(database: Database, log: Log) -> None:
    grades, sums, sequences = folded(log)
    documents = [found async for found in database["grades.g1"].find({})]
    assert {found["_id"]: found[SOURCE]["grades"] for found in documents if SOURCE in found} == grades
    assert {found["_id"]: found["at"][SOURCE] for found in documents} == sequences
    summed: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    async for found in database["totals.g1"].find({}):
        for name, value in found["values"].items():
            summed[found["figure"]][name] += value
    assert {figure: dict(values) for figure, values in summed.items()} == sums


async def assert_the_tally_equals_the_fold(database: Database, log: Log) -> None:
    """Each case stands once, at its last grade; a figure that every case has left counts nothing."""
    grades = folded(log)[0]
    expected: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for given_grades in grades.values():
        expected["all"]["cases"] += 1
        expected[f"at-{given_grades[-1]}"]["cases"] += 1
        expected[f"at-{given_grades[-1]}"]["times"] += len(given_grades)
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    async for document in database["standing.g1"].find({"figure": {"$exists": True}}):
        for name, value in document["values"].items():
            found[document["figure"]][name] += value
    standing = {figure: dict(values) for figure, values in found.items() if any(values.values())}
    assert standing == {figure: dict(values) for figure, values in expected.items()}
    documents = [document async for document in database["standing.g1"].find({"at": {"$exists": True}})]
    assert {document["_id"]: document[SOURCE]["section"]["times"] for document in documents} == {
        case: len(given_grades) for case, given_grades in grades.items()
    }


cases = st.sampled_from(CASES)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("append"), cases, st.lists(st.integers(1, 5), max_size=3)),
        st.tuples(st.just("superseded"), cases, st.lists(st.integers(1, 5), max_size=2)),
        st.tuples(st.just("poll"), st.none(), st.none()),
        st.tuples(st.just("crash"), st.booleans(), st.none()),
        st.tuples(st.just("remember"), st.none(), st.none()),
        st.tuples(st.just("lose"), st.booleans(), st.none()),
        st.tuples(st.just("second process"), st.none(), st.none()),
    ),
    max_size=25,
)


@given(steps=steps, most=st.integers(1, 5))
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_documents_equal_the_fold_whatever_happens(mongodb: str, steps: list[tuple[str, Any, Any]], most: int) -> None:
    asyncio.run(_whatever_happens(mongodb, steps, most))


async def _whatever_happens(uri: str, steps: list[tuple[str, Any, Any]], most: int) -> None:
    name = f"projection_{uuid.uuid4().hex[:12]}"
    database = connect(uri, name)
    log, store = Log(), MemoryStore()
    process = Process(log, database, store, most)
    await process.open()
    kept = await content(database)
    try:
        for step, first, second in steps:
            if step == "append":
                log.append(first, second)
            elif step == "superseded" and log.sequences[first]:
                log.write(decision(first, log.sequences[first], second, command=f"late/{first}/{len(second)}"))
            elif step == "poll":
                await process.poll()
            elif step == "crash":
                if first:
                    await process.save()
                process = Process(log, database, store, most)
                await process.open()
            elif step == "remember":
                kept = await content(database)
            elif step == "lose":
                await restore(database, kept)
                if first:
                    process = Process(log, database, store, most)
                    await process.open()
            elif step == "second process":
                other = Process(log, database, store, most)
                await other.open()
                await asyncio.gather(other.poll(), process.poll())
        if any(step == "lose" for step, _, _ in steps):
            process = Process(log, database, store, most)
            await process.open()
        await process.catch_up(log)
        await assert_views_equal_the_fold(database, log)
        await assert_the_tally_equals_the_fold(database, log)
    finally:
        await database.client.drop_database(name)
        database.client.close()


async def test_a_document_that_lost_its_last_second_is_read_again_from_the_log(mongodb: str) -> None:
    """The process goes on, its positions in memory being ahead of a document: the gap sends it back."""
    name = f"projection_{uuid.uuid4().hex[:12]}"
    database = connect(mongodb, name)
    log, store = Log(), MemoryStore()
    process = Process(log, database, store)
    await process.open()
    for grade in range(1, 5):
        log.append("A", [grade])
    await process.catch_up(log)
    with pymongo.MongoClient[dict[str, Any]](mongodb) as client:
        client[name]["grades.g1"].update_one(
            {"_id": "A"}, {"$set": {f"at.{SOURCE}": 2, f"{SOURCE}.grades": [1, 2], f"{SOURCE}.last": 2}}
        )
    log.append("A", [5])
    await process.poll()
    await process.catch_up(log)
    await assert_views_equal_the_fold(database, log)
    await database.client.drop_database(name)


async def test_a_decision_that_changes_nothing_moves_the_document_and_leaves_its_content_alone(mongodb: str) -> None:
    name = f"projection_{uuid.uuid4().hex[:12]}"
    database = connect(mongodb, name)
    log, store = Log(), MemoryStore()
    process = Process(log, database, store)
    await process.open()
    log.append("A", [4])
    await process.poll()
    await database["grades.g1"].update_one({"_id": "A"}, {"$set": {f"{SOURCE}.marked": True}})
    log.append("A", [])
    await process.poll()
    refused = await database["grades.g1"].find_one({"_id": "A"})
    assert refused == {
        "_id": "A", "at": {SOURCE: 2}, "accepted": {SOURCE: 1}, SOURCE: {"grades": [4], "last": 4, "marked": True},
    }  # fmt: skip
    log.append("A", [5])
    await process.poll()
    changed = await database["grades.g1"].find_one({"_id": "A"})
    assert changed is not None
    assert (changed["at"], changed[SOURCE]) == ({SOURCE: 3}, {"grades": [4, 5], "last": 5})
    await database.client.drop_database(name)


async def test_a_case_that_crashes_a_view_stands_still_alone(mongodb: str) -> None:
    name = f"projection_{uuid.uuid4().hex[:12]}"
    database = connect(mongodb, name)
    log, store = Log(), MemoryStore()
    process = Process(log, database, store)
    await process.open()
    for case, grade in (("A", 5), ("A", POISON), ("A", 4), ("B", 3)):
        log.append(case, [grade])
    await process.catch_up(log)
    sick = await database["grades.g1"].find_one({"_id": "A"})
    sound = await database["grades.g1"].find_one({"_id": "B"})
    assert sick is not None
    assert sound is not None
    assert (sick[SOURCE]["grades"], sick["at"][SOURCE]) == ([5], 3)
    assert sick["broken"][SOURCE].startswith("2: ZeroDivisionError")
    assert sound[SOURCE]["grades"] == [3]
    await database.client.drop_database(name)
