"""The fold keeps little in memory: what it forgot it reads from the store, and what is published it lets go."""

import pytest

from schemas.decision import Decision
from schemas.envelope import decode_decision, encode_command
from services.runtime.case_ledger import CaseLedger
from services.runtime.deciding import prepare
from services.runtime.fold import Fold
from services.runtime.fold_tail import LONGEST, FoldTail
from services.runtime.taken_command import taken
from tests.runtime.counting import Count, CountingRules, counting
from tests.runtime.counting_loop import a_record, an_id
from tests.runtime.simulated_log import MemoryStore, Record, Topic

CASES = tuple("ABCDE")
ROUNDS = 3


@pytest.fixture
def one_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fold remembers one case and one answer."""
    monkeypatch.setattr("services.runtime.fold._IN_MEMORY", 1)


@pytest.mark.usefixtures("one_is_kept")
def test_cases_that_were_forgotten_in_between_go_on_from_the_store() -> None:
    log = rounds_of_additions()
    fold = a_fold()
    for record in log.records:
        fold.apply([record])
    assert [fold.state(case).total for case in CASES] == [ROUNDS] * len(CASES)
    assert all(fold.is_answered(one.case_code, one.command_id) for one in decisions(log))


@pytest.mark.usefixtures("one_is_kept")
def test_a_batch_of_more_cases_than_are_kept_is_folded_whole() -> None:
    log = rounds_of_additions()
    fold = a_fold()
    assert len(fold.apply(log.records)) == len(CASES) * ROUNDS
    assert [fold.state(case).total for case in CASES] == [ROUNDS] * len(CASES)


@pytest.mark.usefixtures("one_is_kept")
def test_an_answer_that_was_forgotten_is_not_given_twice() -> None:
    log = rounds_of_additions()
    fold = a_fold()
    fold.apply(log.records)
    again = Topic()
    again.records.extend(log.records)
    for record in log.records:
        again.append((record.key or b"").decode(), record.value or b"")
    assert fold.apply(again.records) == []
    assert [fold.state(case).total for case in CASES] == [ROUNDS] * len(CASES)


def test_the_tail_has_what_is_not_published_and_tells_when_it_lacks_something() -> None:
    [decision, *_] = decisions(rounds_of_additions())
    tail = FoldTail()
    for offset in range(5):
        tail.add(0, offset, decision)
    tail.let_go(0, 3)
    tail.let_go(1, 3)
    assert tail.since(0, 3) == [(3, decision), (4, decision)]
    assert tail.since(0, 2) is None
    tail.let_go(0, 5)
    assert tail.since(0, 4) is None
    for offset in range(5, 5 + LONGEST + 1):
        tail.add(0, offset, None)
    assert (tail.since(0, 5), len(tail.since(0, 6) or ())) == (None, LONGEST)


def a_fold() -> Fold[Count, CountingRules]:
    return Fold(counting(), CaseLedger(MemoryStore()))


def decisions(log: Topic) -> list[Decision]:
    return [decode_decision(record.value or b"") for record in log.records]


def rounds_of_additions() -> Topic:
    """One addition in each case, and again, and again."""
    log, fold = Topic(), a_fold()
    for number in range(ROUNDS):
        for case in CASES:
            value = encode_command("intake", an_id(case, number), case, a_record("add", {"amount": 1}))
            command = taken("commands", Record(0, len(log.records), case.encode(), value))
            log.append(case, prepare(fold.service, fold.state(case), fold.head(case), command).value)
            fold.apply(log.records)
    return log
