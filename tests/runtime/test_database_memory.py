"""When an operator hears that the embedded database is running out of memory, and how much it may take to begin with."""

import sys
from functools import partial
from pathlib import Path

import pytest

from deploy.embedded.heap import LEAST_MIB, MIB, heap_mib, memory_here
from deploy.embedded.mongodb import OUT_OF_MEMORY, Database
from deploy.embedded.problems import database_ran_out_of_memory
from deploy.embedded.process import ChildProcess, wait_until
from services.runtime.database_memory import Heap, heap_of
from services.runtime.settings import SettingsProblem, StackSettings

GIB = 1024 * MIB
VARIABLE = "MEDIATION_DATABASE_HEAP_MIB"


def test_a_county_of_room_hears_nothing_and_one_near_the_limit_what_to_do() -> None:
    assert Heap(1536 * MIB, 0).sentence == ""
    assert Heap(1536 * MIB, 1151 * MIB).sentence == ""
    told = Heap(1536 * MIB, 1152 * MIB).sentence
    assert "上限 1536 MiB，清理后仍占 1152 MiB" in told
    assert VARIABLE in told
    assert "MONGODB_URI" in told


def test_a_real_mongodb_tells_of_no_heap_and_is_left_alone() -> None:
    assert heap_of({"version": "8.0.4", "ok": 1.0}) is None
    assert heap_of({"heap": {"most": 3, "kept": 2}}) == Heap(3, 2)


def test_an_eighth_of_the_machine_is_the_databases_and_never_less_than_before() -> None:
    assert heap_mib(24 * GIB) == 3072
    assert heap_mib(4 * GIB) == LEAST_MIB == 1536


def test_what_a_container_may_take_is_the_machine(tmp_path: Path) -> None:
    limit = tmp_path / "memory.max"
    limit.write_text(f"{GIB}\n", encoding="ascii")
    assert memory_here(limit) == GIB
    limit.write_text("max\n", encoding="ascii")
    assert memory_here(limit) == memory_here(tmp_path / "none") > GIB


def test_the_operator_says_it_and_is_told_where_the_value_is_none() -> None:
    assert StackSettings.from_environment({VARIABLE: "8192"}).database_heap_mib == 8192
    assert StackSettings.from_environment({}).database_heap_mib is None
    for wrong in ("viel", "511", "-1", "1.5"):
        with pytest.raises(SettingsProblem, match=VARIABLE):
            StackSettings.from_environment({VARIABLE: wrong})


def test_a_database_that_ended_for_want_of_memory_is_told_from_one_that_was_stopped(tmp_path: Path) -> None:
    for status, wanted in ((OUT_OF_MEMORY, True), (143, False)):
        database = Database(tmp_path, tmp_path, 1, tmp_path / "log.txt")
        database.program = None
        database.process.command = [sys.executable, "-c", f"raise SystemExit({status})"]
        database.process.start()
        assert wait_until(partial(_has_ended, database.process), 20)
        assert database.ran_out_of_memory is wanted
    assert "2048 MiB" in database_ran_out_of_memory(2048).sentence
    assert VARIABLE in database_ran_out_of_memory(2048).sentence


def _has_ended(process: ChildProcess) -> bool:
    return not process.is_running
