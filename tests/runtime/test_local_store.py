"""The local store is thrown away exactly when it is no fold of the present log under the present code."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas import topics
from schemas.envelope import encode_command
from services.runtime.case_ledger import CaseLedger
from services.runtime.deciding import prepare
from services.runtime.fold import Fold
from services.runtime.store import RocksStore
from services.runtime.taken_command import taken
from tests.runtime.counting import Count, CountingRules, counting
from tests.runtime.counting_loop import a_record, an_id
from tests.runtime.simulated_log import MemoryStore, Record, Topic


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RocksStore]:
    """A store on disk."""
    own = RocksStore(tmp_path / "store")
    yield own
    own.close()


def test_a_fold_survives_closing_and_opening_the_store(store: RocksStore, tmp_path: Path) -> None:
    fold_of(store, history())
    store.close()
    again = RocksStore(tmp_path / "store")
    ledger = CaseLedger(again)
    assert ledger.open_for("cluster/topic", 1)
    fold = Fold(counting(), ledger)
    assert (fold.state("A"), fold.positions) == (Count("A", 6, 3), {0: 3})
    again.close()


@pytest.mark.parametrize(("identity", "version"), [("cluster/another", 1), ("cluster/topic", 2)])
def test_another_topic_or_fold_version_empties_the_store(store: RocksStore, identity: str, version: int) -> None:
    fold_of(store, history())
    ledger = CaseLedger(store)
    assert not ledger.open_for(identity, version)
    assert (ledger.positions(), list(ledger.heads())) == ({}, [])
    assert ledger.open_for(identity, version)


def test_a_store_with_a_broken_case_is_folded_again_at_the_next_start(store: RocksStore) -> None:
    log = history()
    log.append("A", b"not a decision")
    fold = fold_of(store, log)
    assert fold.head("A").broken is not None
    assert not CaseLedger(store).open_for("cluster/topic", 1)


def test_folding_a_record_twice_changes_nothing(store: RocksStore) -> None:
    log = history()
    fold = fold_of(store, log)
    before = list(store.scan(b""))
    assert fold.apply(log.records) == []
    assert list(store.scan(b"")) == before


def test_a_batch_in_one_piece_and_record_by_record_leaves_the_same_store(store: RocksStore, tmp_path: Path) -> None:
    log = history()
    fold_of(store, log)
    other = RocksStore(tmp_path / "other")
    fold = fold_of(other, Topic())
    for record in log.records:
        fold.apply([record])
    assert list(other.scan(b"")) == list(store.scan(b""))
    other.close()


def test_a_scan_ends_before_its_bound(store: RocksStore) -> None:
    store.write({b"a1": b"1", b"a2": b"2", b"a3": b"3", b"b1": b"4"})
    assert [key for key, _ in store.scan(b"a")] == [b"a1", b"a2", b"a3"]
    assert [key for key, _ in store.scan(b"a", before=b"a3")] == [b"a1", b"a2"]


def fold_of(store: RocksStore, log: Topic) -> Fold[Count, CountingRules]:
    ledger = CaseLedger(store)
    ledger.open_for("cluster/topic", 1)
    fold = Fold(counting(), ledger)
    fold.apply(log.records)
    return fold


def history() -> Topic:
    """Three additions to one case."""
    log, fold = Topic(), Fold(counting(), CaseLedger(MemoryStore()))
    for number in range(3):
        value = encode_command("intake", an_id("A", number), "A", a_record("add", {"amount": number + 1}))
        command = taken(topics.commands("intake").name, Record(0, number, b"A", value))
        log.append("A", prepare(fold.service, fold.state("A"), fold.head("A"), command).value)
        fold.apply(log.records)
    return log
