"""The embedded servers alone: what a kill, a pause and an orderly stop do to them, and which database is taken."""

import os
import shlex
from pathlib import Path

import pymongo
import pytest

from deploy.embedded.kafka import is_reachable
from deploy.embedded.mongodb import is_reachable as database_is_reachable
from deploy.embedded.process import wait_until
from tests.servers import own_database, own_kafka, restart


def test_a_killed_database_comes_back_in_a_new_epoch_and_a_stopped_one_in_the_same(tmp_path: Path) -> None:
    with own_database(tmp_path) as database:
        if database.program:
            pytest.skip("mongod loses nothing and counts no epochs")
        assert database.epoch == "0"
        database.stop()
        restart(database)
        assert database.epoch == "0"
        database.process.kill9()
        restart(database)
        assert database.epoch == "1"


def test_everything_written_before_an_orderly_stop_of_the_database_is_there_afterwards(tmp_path: Path) -> None:
    with own_database(tmp_path) as database:
        with pymongo.MongoClient[dict[str, int]](database.uri) as client:
            client["orderly"]["values"].insert_many({"_id": number} for number in range(1000))
        database.stop()
        restart(database)
        with pymongo.MongoClient[dict[str, int]](database.uri) as client:
            assert client["orderly"]["values"].count_documents({}) == 1000


def test_a_killed_broker_can_be_started_again_at_once_on_its_port_and_log(tmp_path: Path) -> None:
    with own_kafka(tmp_path) as broker:
        broker.process.kill9()
        assert not is_reachable(broker.address)
        restart(broker)
        assert is_reachable(broker.address)


def test_a_paused_database_is_silent_until_it_is_resumed(tmp_path: Path) -> None:
    with own_database(tmp_path) as database:
        database.process.pause()
        assert not database_is_reachable(database.uri)
        database.process.resume()
        assert wait_until(lambda: database_is_reachable(database.uri), 10)


STANDS_IN = """#!/bin/sh
[ "$#:$1:$3:$5" = 6:--dbpath:--bind_ip:--port ] || exit 2
exec {java} "$2/stands-in.mv" "$4" "$6"
"""
"""Takes of `mongod` the words of its command line and nothing else; what answers behind it is the embedded server."""


def test_mongod_on_the_path_is_preferred_is_told_folder_and_port_and_counts_no_epochs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with own_database(tmp_path / "embedded") as embedded:
        if embedded.program:
            pytest.skip("mongod is here, so that every test runs on it")
        java = embedded.process.command[:-3]
    program = tmp_path / "bin" / "mongod"
    program.parent.mkdir()
    program.write_text(STANDS_IN.format(java=shlex.join(java)), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    with own_database(tmp_path) as database:
        assert (database.program, database.kind, database.epoch) == (str(program), "mongod", "")
        with pymongo.MongoClient[dict[str, int]](database.uri) as client:
            client["preferred"]["values"].insert_one({"_id": 1})
        database.process.kill9()
        restart(database)
        assert database.epoch == ""
    assert (tmp_path / "mongodb" / "mongod" / "stands-in.mv").is_file()
