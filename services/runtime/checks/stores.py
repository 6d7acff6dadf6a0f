"""Every local store against the fold of its service's log at the store's own positions; then on to the end of the log."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from schemas.topics import decisions
from services.runtime.case_ledger import CaseLedger
from services.runtime.checks.difference import Difference
from services.runtime.checks.log import records
from services.runtime.decider import DecidingService
from services.runtime.fold import Fold
from services.runtime.store import RocksStore, Store

AnyFold = Fold[Any, Any]


class ServiceFold:
    """A service's decisions folded anew into a scratch store, as far as is asked for."""

    def __init__(self, service: DecidingService[Any, Any], store: Store, bootstrap: str, installation: str) -> None:
        self.service = service
        self.ledger = CaseLedger(store)
        self._fold: AnyFold = Fold(service, self.ledger)
        self._bootstrap = bootstrap
        self._installation = installation

    async def up_to(self, positions: dict[int, int] | None = None) -> None:
        """Fold on to these positions (next offset by partition), or to where the log ends now."""
        topic = decisions(self.service.name)
        async for batch in records(self._bootstrap, self._installation, topic, dict(self._fold.positions)):
            wanted = [
                record for record in batch if positions is None or record.offset < positions.get(record.partition, 0)
            ]
            if wanted:
                self._fold.apply(wanted)


async def store_differences(folder: Path, fold: ServiceFold) -> AsyncIterator[Difference]:
    """Every case that the store in `folder` has otherwise than the log; `fold` must be new."""
    store = RocksStore(folder, read_only=True)
    try:
        kept = CaseLedger(store)
        await fold.up_to(kept.positions())
        heads, expected = dict(kept.heads()), dict(fold.ledger.heads())
        for code in sorted({*heads, *expected}):
            said = None
            if code not in heads:
                said = "本地存储中没有"
            elif code not in expected:
                said = "日志中没有"
            elif heads[code] != expected[code]:
                said = f"按日志应为第 {expected[code].sequence} 号，实为第 {heads[code].sequence} 号，或搁置、期限不同"
            elif kept.state(code) != fold.ledger.state(code):
                said = "状态与日志不同"
            if said is not None:
                name = fold.service.name
                yield Difference(f"{folder} {code}", f"{name} 的本地存储，案件 {code}：{said}")
    finally:
        store.close()
