"""Rule 3 for readers outside the service: projections, the sweep, `mediate verify` (design.md section 3)."""

import struct
from pathlib import Path
from uuid import UUID

from schemas import topics
from schemas.decision import Decision
from schemas.envelope import decode_decision
from services.runtime.arbitration import UNKNOWN_CASE, CaseHead, advanced, is_applied, is_final
from services.runtime.case_ledger import decode_head, encode_head
from services.runtime.kafka.consumer import TopicReader
from services.runtime.kafka.topic_identity import topic_identity
from services.runtime.store import RocksStore, Store

_NUMBER = struct.Struct(">Q")
_META, _OFFSET, _CASE, _APPLIED, _ANSWERED = b"m", b"o", b"h", b"q", b"c"
_LAYOUT = b"/1"


class Arbiter:
    """Tells which decisions of a source are history; the same answer however often an offset is read again."""

    def __init__(self, store: Store, identity: str) -> None:
        """Keep the index in `store` if it is of the log `identity`, else begin anew."""
        self._store = store
        mark = identity.encode() + _LAYOUT
        if store.get(_META) != mark:
            store.clear()
            store.write({_META: mark})
        self._positions: dict[int, int] = {
            int.from_bytes(key[1:], "big"): _NUMBER.unpack(value)[0] for key, value in store.scan(_OFFSET)
        }

    def position(self, partition: int) -> int:
        """The next offset of a partition this arbiter has not judged."""
        return self._positions.get(partition, 0)

    def applied(self, partition: int, offset: int, decision: Decision) -> bool:
        """Whether the decision at this place is part of the history. Offsets not seen before must come in order."""
        case = decision.case_code.encode() + b"\0"
        if offset < self.position(partition):
            return self._store.get(_applied_key(case, decision.sequence)) == _NUMBER.pack(offset)
        head = self._head(case)
        answered = self._store.get(_answered_key(case, decision.command_id)) is not None
        is_history = is_applied(head, answered, decision)
        puts = {_OFFSET + partition.to_bytes(4, "big"): _NUMBER.pack(offset + 1)}
        if is_history:
            puts[_CASE + case] = encode_head(advanced(head, decision))
            puts[_applied_key(case, decision.sequence)] = _NUMBER.pack(offset)
            if is_final(decision):
                puts[_answered_key(case, decision.command_id)] = b""
        self._store.write(puts)
        self._positions[partition] = offset + 1
        return is_history

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    def _head(self, case: bytes) -> CaseHead:
        found = self._store.get(_CASE + case)
        return UNKNOWN_CASE if found is None else decode_head(found)


async def open_arbiter(bootstrap_servers: str, installation: str, source: str, folder: Path) -> Arbiter:
    """The arbiter of `source`, brought to the end of its decisions; `folder` is this process's alone.

    So a lost index heals itself, and every feed that reads from an earlier place hears the truth. Raises BrokerError.
    """
    topic = topics.decisions(source)
    name = topic.name_in(installation)
    arbiter = Arbiter(RocksStore(folder), await topic_identity(bootstrap_servers, name))
    reader = TopicReader(bootstrap_servers, name, topic.partitions)
    try:
        await reader.start({at: arbiter.position(at) for at in range(topic.partitions)})
        ends = await reader.end_offsets()
        while any([await reader.position(at) < end for at, end in ends.items()]):
            for record in await reader.read(0.5, 2_000):
                try:
                    decision = decode_decision(record.value or b"")
                except ValueError:  # no reader can decode it, so it is nobody's history
                    continue
                arbiter.applied(record.partition, record.offset, decision)
    except BaseException:
        arbiter.close()
        raise
    finally:
        await reader.stop()
    return arbiter


def _applied_key(case: bytes, sequence: int) -> bytes:
    return _APPLIED + case + _NUMBER.pack(sequence)


def _answered_key(case: bytes, command_id: UUID) -> bytes:
    return _ANSWERED + case + command_id.bytes
