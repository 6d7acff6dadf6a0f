"""Whatever two writers do to a log, every reader folds one history, no command is lost and none is decided twice."""

import hashlib
import os
import random
import subprocess
import sys
from collections import Counter, deque
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.decision import Decision
from schemas.envelope import decode_decision
from services.runtime.arbiter import Arbiter
from services.runtime.case_ledger import CaseLedger
from services.runtime.fold import Fold
from services.runtime.taken_command import taken
from tests.runtime.counting import CountingRules, counting
from tests.runtime.counting_loop import an_id
from tests.runtime.faults_in_order import CASES, Run
from tests.runtime.simulated_log import MemoryStore
from tests.runtime.simulated_writers import IDENTITY

PLENTY = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


@given(st.data())
@PLENTY
def test_every_reader_folds_the_same_history(data: st.DataObject) -> None:
    run = a_run(data)
    run.end()
    first, second = (writer.store.content for writer in run.writers)
    assert first == second
    assert a_fresh_fold(run).content == first


@given(st.data())
@PLENTY
def test_no_command_is_lost_and_none_is_decided_twice(data: st.DataObject) -> None:
    run = a_run(data)
    run.end()
    finals = Counter(
        (decision.case_code, decision.command_id) for decision in history(run) if decision.outcome != "parked"
    )
    assert all(times == 1 for times in finals.values())
    fold = run.writers[0].fold
    for case, key in run.sent:
        assert fold.is_answered(case, an_id(case, key)) or fold.head(case).parked is not None


@given(st.data())
@PLENTY
def test_after_repair_and_release_every_command_has_its_answer(data: st.DataObject) -> None:
    run = a_run(data)
    run.end()
    run.repair_and_release()
    assert all(run.writers[0].fold.is_answered(case, an_id(case, key)) for case, key in run.sent)
    assert run.writers[0].store.content == run.writers[1].store.content


@given(st.data())
@PLENTY
def test_the_state_is_what_the_accepted_events_say_and_numbers_have_no_gap(data: st.DataObject) -> None:
    run = a_run(data)
    run.end()
    for case in CASES:
        decisions = [decision for decision in history(run) if decision.case_code == case]
        assert [decision.sequence for decision in decisions] == list(range(1, len(decisions) + 1))
        total = sum(event.data["amount"] for decision in decisions for event in decision.events)
        assert run.writers[0].fold.state(case).total == total


@given(st.data())
@PLENTY
def test_an_arbiter_outside_tells_the_same_history_also_when_asked_again(data: st.DataObject) -> None:
    run = a_run(data)
    run.end()
    arbiter = Arbiter(MemoryStore(), IDENTITY)
    for _ in range(2):
        told = [
            decision for record in run.broker.decisions.records
            if arbiter.applied(0, record.offset, decision := decode_decision(record.value))
        ]  # fmt: skip
        assert told == history(run)


@given(st.data())
@PLENTY
def test_a_committed_offset_never_passes_a_command_that_has_no_end(data: st.DataObject) -> None:
    run = a_run(data)
    committed = run.broker.commands.records[: run.broker.committed]
    letters = {record.value for record in run.broker.letters.records}
    run.end()
    fold = run.writers[0].fold
    for record in committed:
        command = taken("commands", record)
        parked = fold.answer(command.case_code, command.command_id)
        assert parked is not None or record.value in letters


@pytest.mark.parametrize("seed", range(40))
def test_long_runs_with_seeded_faults_end_sound(seed: int) -> None:
    run = Run(random.Random(seed).randrange)
    run.some_steps(500)
    run.end()
    assert run.writers[0].store.content == run.writers[1].store.content == a_fresh_fold(run).content
    run.repair_and_release()
    assert all(run.writers[0].fold.is_answered(case, an_id(case, key)) for case, key in run.sent)
    finals = Counter(
        (decision.case_code, decision.command_id) for decision in history(run) if decision.outcome != "parked"
    )
    assert set(finals.values()) == {1}


def test_the_history_does_not_depend_on_the_hash_seed() -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-m", "tests.runtime.test_arbitration_simulated"], check=True, capture_output=True, text=True,
            cwd=Path(__file__).parents[2], env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1")
    }  # fmt: skip
    assert len(digests) == 1
    assert len(digests.pop()) > 60


def a_run(data: st.DataObject) -> Run:
    rest = deque(data.draw(st.lists(st.integers(0, 2**16), max_size=600)))
    run = Run(lambda below: rest.popleft() % below if rest else 0)
    while rest:
        run.step()
    return run


def history(run: Run) -> list[Decision]:
    """The decisions that are history, from a fold that has seen nothing but the log."""
    fold = Fold(counting(), CaseLedger(MemoryStore()))
    return [answered.decision for record in run.broker.decisions.records for answered in fold.apply([record])]


def a_fresh_fold(run: Run) -> MemoryStore:
    store = MemoryStore()
    ledger = CaseLedger(store)
    ledger.open_for(IDENTITY, 1)
    Fold(counting(CountingRules()), ledger).apply(run.broker.decisions.records)
    return store


def digest_of_seeded_runs(number: int) -> str:
    total = hashlib.sha256()
    for seed in range(number):
        generator = random.Random(seed)
        run = Run(generator.randrange)
        run.some_steps(400)
        run.end()
        for record in run.broker.decisions.records:
            total.update(record.value)
        for key, value in sorted(run.writers[0].store.content.items()):
            total.update(key + value)
    return total.hexdigest()


if __name__ == "__main__":
    print(digest_of_seeded_runs(25))
