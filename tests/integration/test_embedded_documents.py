"""What the views need of the embedded database: documents found by their id, guards that hold, and a file that keeps them."""

import asyncio
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymongo
import pytest
from pymongo.errors import BulkWriteError, DuplicateKeyError, OperationFailure

from deploy.embedded.heap import LEAST_MIB, MIB
from services.runtime.database_memory import DatabaseMemory
from services.runtime.mongo import connect
from tests.servers import own_database, restart

Client = pymongo.MongoClient[dict[str, Any]]
Collection = pymongo.collection.Collection[dict[str, Any]]
CASE: dict[str, Any] = {
    "_id": "案-1", "at": {"intake": 2}, "intake": {"bodies": ["wuhu.jinghu"], "open": True, "share": 0.5, "none": None},
}  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """One server for all tests; each has a database of its own."""
    with own_database(tmp_path_factory.mktemp("documents")) as database, Client(database.uri) as client:
        yield client


def test_an_update_is_made_only_where_every_guard_beside_the_id_holds(client: Client) -> None:
    cases = client["guarded"]["cases"]
    cases.insert_one(CASE)
    behind = cases.update_one({"_id": "案-1", "at.intake": 1, "at.satisfaction": None}, {"$set": {"at.intake": 3}})
    assert behind.matched_count == 0
    in_time = cases.update_one(
        {"_id": "案-1", "at.intake": 2, "at.satisfaction": None}, {"$set": {"at.intake": 3, "at.satisfaction": 1}}
    )
    assert in_time.matched_count == 1
    assert cases.find_one({"_id": "案-1"}, {"at": 1}) == {"_id": "案-1", "at": {"intake": 3, "satisfaction": 1}}


def test_an_upsert_whose_guard_is_stale_is_a_duplicate_key_and_its_neighbours_are_written(client: Client) -> None:
    cases = client["stale"]["cases"]
    cases.insert_one(CASE)
    first = [
        pymongo.UpdateOne({"_id": code, "at.intake": None}, {"$set": {"at.intake": 1}}, upsert=True)
        for code in ("案-0", "案-1", "案-2")
    ]
    with pytest.raises(BulkWriteError) as refused:
        cases.bulk_write(first, ordered=False)
    assert [entry["code"] for entry in refused.value.details["writeErrors"]] == [11000]
    assert sorted(cases.distinct("_id")) == ["案-0", "案-1", "案-2"]
    assert cases.find_one({"_id": "案-1"}) == CASE


def test_documents_are_found_by_one_id_by_several_and_by_what_is_in_them(client: Client) -> None:
    cases = client["found"]["cases"]
    cases.insert_many([{**CASE, "_id": f"案-{number}"} for number in range(5)])
    asked = cases.find({"_id": {"$in": ["案-3", "案-1", "案-3", "别案"]}, "intake.bodies": "wuhu.jinghu"})
    assert sorted(found["_id"] for found in asked) == ["案-1", "案-3"]
    assert cases.find_one({"_id": "别案"}) is None
    assert cases.count_documents({"intake.open": True, "_id": {"$gt": "案-2"}}) == 2
    assert cases.delete_one({"_id": "案-4"}).deleted_count == 1
    assert cases.count_documents({}) == 4


def test_indexes_change_no_answer_whatever_is_asked_and_follow_every_update(client: Client) -> None:
    drawn = random.Random(7)
    plain, indexed = client["indexed"]["plain"], client["indexed"]["indexed"]
    indexed.create_index([("a.bodies", 1), ("a.at", -1)])
    indexed.create_index([("b.bodies", 1)])
    indexed.create_index([("words", 1)], sparse=True)
    made = [_drawn_case(drawn, number) for number in range(150)]
    for cases in (plain, indexed):
        cases.insert_many(made)
    assert _same_answers(plain, indexed) > 400
    for case in drawn.sample(made, 60):
        changed = {"$set": {name: _drawn_case(drawn, 0).get(name) for name in ("a", "words")}, "$unset": {"b": ""}}
        gone = drawn.random() < 0.2
        for cases in (plain, indexed):
            cases.delete_one({"_id": case["_id"]}) if gone else cases.update_one({"_id": case["_id"]}, changed)
    assert _same_answers(plain, indexed) > 300


def _drawn_case(drawn: random.Random, number: int) -> dict[str, Any]:
    bodies = [f"body-{drawn.randrange(9)}" for _ in range(drawn.randrange(3))]
    facts = {"bodies": bodies, "at": f"2026-{drawn.randrange(1, 13):02}", "open": drawn.random() < 0.1}
    words = [f"词{drawn.randrange(12)}" for _ in range(6)]
    other = {"b": {"bodies": ["court"]}} if number % 20 == 0 else {}
    return {"_id": f"案-{number:03}", "a": facts if number % 7 else None, "words": words, **other}


def _same_answers(plain: Collection, indexed: Collection) -> int:
    """How many documents were found by all questions together, each asked of both."""
    found = 0
    for bodies in (["body-1"], [f"body-{number}" for number in range(9)], ["nobody"]):
        of_bodies = {"$or": [{"a.bodies": {"$in": bodies}}, {"b.bodies": {"$in": bodies}}]}
        theirs = [case["_id"] for case in plain.find() if not {*bodies}.isdisjoint(_bodies_of(case))]
        assert sorted(case["_id"] for case in indexed.find(of_bodies)) == theirs
        for query in (
            of_bodies,
            {**of_bodies, "a.at": {"$exists": True}},
            {
                "$and": [
                    of_bodies,
                    {"a.at": {"$lte": "2026-06"}},
                    {"$or": [{"a.at": {"$lt": "2026-06"}}, {"_id": {"$lt": "案-1"}}]},
                ]
            },
            {
                "$or": [{"words": {"$all": ["词1", "词2"]}}, {"_id": {"$gte": "案-12", "$lt": "案-12~"}}],
                "a.at": {"$ne": "2026-01"},
            },
            {"a.open": True, "a.bodies": None},
            {"$and": [{"_id": {"$in": ["案-033", "案-001", "案-033", "别案"]}, "a.at": {"$exists": True}}, {}]},
            {"$and": [{"_id": "案-040"}, {"a.open": {"$ne": True}}]},
            {"a.at": {"$gt": "2026-06"}},
            {"a.bodies": {"$gt": "body-6", "$lt": "body-3"}},
        ):
            for order, limit in (([("_id", 1)], 0), ([("a.at", -1), ("_id", -1)], 20), ([("a.at", 1), ("_id", 1)], 5)):
                answers = [list(cases.find(query).sort(order).limit(limit)) for cases in (plain, indexed)]
                assert answers[0] == answers[1], (query, order)
                parts = indexed.find(query, {"a.at": 1, "words": 1}).sort(order).limit(limit)
                assert list(parts) == [_part(case) for case in answers[0]], (query, order)
                found += len(answers[0])
    return found


def _bodies_of(case: dict[str, Any]) -> list[str]:
    return [body for name in ("a", "b") for body in (case.get(name) or {}).get("bodies", ())]


def _part(case: dict[str, Any]) -> dict[str, Any]:
    """What is shown of a case of which two fields are asked for."""
    facts = {"a": {"at": case["a"]["at"]}} if case["a"] else {}
    return {"_id": case["_id"], **facts, "words": case["words"]}


def test_a_large_answer_comes_in_parts_in_order_and_without_what_has_gone_meanwhile(client: Client) -> None:
    cases = client["large"]["cases"]
    text = "案" * 100_000
    cases.insert_many([{"_id": f"案-{number:02}", "at": 50 - number, "text": text} for number in range(50)])
    for order, first, gone in ((None, "案-00", "案-48"), ([("at", 1)], "案-49", "案-18")):
        answer = cases.find({}).sort(order) if order else cases.find({})
        seen = [next(answer)["_id"]]
        cases.delete_one({"_id": gone})
        seen += [case["_id"] for case in answer]
        assert seen[0] == first
        assert len(seen) == cases.count_documents({})
        assert gone not in seen
        assert seen == sorted(seen, reverse=first == "案-49")
    assert [case["_id"] for case in cases.find({}, {"_id": 1}).sort("at", -1).skip(2).batch_size(3).limit(7)] == [
        f"案-{number:02}" for number in range(2, 9)
    ]
    assert _answers_open(client) == 0


def test_an_answer_that_nobody_reads_to_its_end_is_put_away(client: Client) -> None:
    cases = client["unread"]["cases"]
    cases.insert_many({"_id": f"案-{number:02}", "text": "案" * 100_000} for number in range(40))
    answer = cases.find({})
    next(answer)
    assert _answers_open(client) == 1
    answer.close()
    assert _answers_open(client) == 0


def _answers_open(client: Client) -> int:
    return int(client.admin.command("serverStatus")["metrics"]["cursor"]["open"]["total"])


def test_a_collection_that_is_dropped_while_it_is_read_ends_the_answer_by_an_error_and_not_short(
    client: Client,
) -> None:
    cases = client["dropped"]["cases"]
    cases.insert_many({"_id": f"案-{number:02}", "text": "案" * 100_000} for number in range(40))
    answer = cases.find({})
    next(answer)
    cases.drop()
    with pytest.raises(OperationFailure):
        list(answer)


def test_the_views_process_hears_how_much_memory_the_server_may_take_and_what_it_needs(client: Client) -> None:
    host, port = client.address or ("", 0)

    async def asked() -> DatabaseMemory:
        memory = DatabaseMemory(connect(f"mongodb://{host}:{port}/", "any"))
        await memory.ask()
        return memory

    memory = asyncio.run(asked())
    if memory.heap is None:
        pytest.skip("mongod has no heap that an operator would have to raise")
    assert 0 <= memory.heap.kept < memory.heap.most <= LEAST_MIB * MIB
    assert memory.report().details == {"most": memory.heap.most, "kept": memory.heap.kept}
    assert memory.report().notes == ()


def test_an_id_is_given_once(client: Client) -> None:
    cases = client["once"]["cases"]
    cases.create_index([("_id", 1), ("at.intake", 1)], unique=True)
    cases.insert_one(CASE)
    with pytest.raises(DuplicateKeyError):
        cases.insert_one(CASE)


def test_what_was_written_is_read_back_the_same_after_an_orderly_stop(tmp_path: Path) -> None:
    with own_database(tmp_path) as database:
        with Client(database.uri) as client:
            client["kept"]["cases"].create_index([("intake.bodies", 1)])
            client["kept"]["cases"].insert_one(CASE)
        database.stop()
        restart(database)
        with Client(database.uri) as client:
            assert client["kept"]["cases"].find_one({"_id": "案-1"}) == CASE
            assert client["kept"]["cases"].find_one({"intake.bodies": "wuhu.jinghu"}) == CASE
            with pytest.raises(DuplicateKeyError):
                client["kept"]["cases"].insert_one(CASE)
            client["kept"].drop_collection("cases")
            assert client["kept"]["cases"].find_one({"_id": "案-1"}) is None


def test_the_file_of_a_version_that_stored_documents_otherwise_is_put_away(tmp_path: Path) -> None:
    former = tmp_path / "mongodb" / "h2" / "views.mv"
    former.parent.mkdir(parents=True)
    former.write_bytes(b"another form")
    with own_database(tmp_path) as database, Client(database.uri) as client:
        assert not former.exists() or database.program
        assert client["anew"]["cases"].count_documents({}) == 0
