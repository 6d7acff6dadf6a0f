"""How cases, answers, positions and due clocks lie in the local store (design.md section 3, rule 4)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

import orjson

from schemas.decision import Decision, Parked
from schemas.envelope import decode_decision
from services.runtime.arbitration import UNKNOWN_CASE, CaseHead, ParkedCommand, is_final
from services.runtime.store import Store

_HEAD = struct.Struct(">QQq")
_PLACE = struct.Struct(">IQ?")
_DUE = struct.Struct(">IQ")
_POSITION = struct.Struct(">Q")
_META, _OFFSET, _CASE, _STATE, _ANSWER, _DUE_AT, _HELD = b"m", b"o", b"h", b"s", b"a", b"d", b"x"
LAYOUT = 1
"""Raised when the form of the store changes: it is then refolded."""


@dataclass(frozen=True)
class Answered:
    """A command's answer as the fold has it, and where it stands in the decisions topic."""

    decision: Decision
    partition: int
    offset: int

    def token(self, service: str) -> str:
        """The position token of a write: `<service>:<partition>:<offset>`."""
        return f"{service}:{self.partition}:{self.offset}"


@dataclass
class Draft:
    """What one write will bring."""

    puts: dict[bytes, bytes] = field(default_factory=dict)
    deletes: set[bytes] = field(default_factory=set)

    def position(self, partition: int, offset: int) -> None:
        """The next record to fold."""
        self.puts[_OFFSET + partition.to_bytes(4, "big")] = _POSITION.pack(offset)

    def head(self, case_code: str, partition: int, old: CaseHead, new: CaseHead) -> None:
        """Where a case stands now, with its place among the due clocks and the held cases."""
        case = case_code.encode()
        self.puts[_CASE + case] = encode_head(new)
        if old.due != new.due:
            if old.due is not None:
                self._delete(_DUE_AT + _DUE.pack(partition, old.due) + case)
            if new.due is not None:
                self._put(_DUE_AT + _DUE.pack(partition, new.due) + case, b"")
        if new.parked is not None or new.broken is not None:
            self._put(_HELD + case, b"")
        elif old.parked is not None or old.broken is not None:
            self._delete(_HELD + case)

    def state(self, case_code: str, encoded: bytes) -> None:
        """What a case is."""
        self.puts[_STATE + case_code.encode()] = encoded

    def answer(self, answered: Answered, value: bytes) -> None:
        """The decision that answers a command, as its bytes stand in the log."""
        decision = answered.decision
        place = _PLACE.pack(answered.partition, answered.offset, is_final(decision))
        self.puts[_answer_key(decision.case_code, decision.command_id)] = place + value

    def _put(self, key: bytes, value: bytes) -> None:
        self.deletes.discard(key)
        self.puts[key] = value

    def _delete(self, key: bytes) -> None:
        self.puts.pop(key, None)
        self.deletes.add(key)


class CaseLedger:
    """Typed reads of the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def open_for(self, identity: str, fold_version: int | str) -> bool:
        """Keep the store if it is a fold of the topic `identity` under this `fold_version` and no case in it is broken.

        Otherwise forget it, to be folded again from the beginning. True if it was kept.
        """
        mark = orjson.dumps([identity, fold_version, LAYOUT])
        if self._store.get(_META) == mark and not any(head.broken for _, head in self.held()):
            return True
        self._store.clear()
        self._store.write({_META: mark})
        return False

    def forget(self) -> None:
        """Forget every case and position; the store stays one of the same topic and fold version."""
        mark = self._store.get(_META)
        self._store.clear()
        if mark is not None:
            self._store.write({_META: mark})

    def write(self, draft: Draft) -> None:
        """Bring the draft in, all or nothing."""
        self._store.write(draft.puts, draft.deletes)

    def positions(self) -> dict[int, int]:
        """The next record to fold, by partition."""
        return {int.from_bytes(key[1:], "big"): _POSITION.unpack(value)[0] for key, value in self._store.scan(_OFFSET)}

    def head(self, case_code: str) -> CaseHead:
        """Where a case stands."""
        found = self._store.get(_CASE + case_code.encode())
        return UNKNOWN_CASE if found is None else decode_head(found)

    def state(self, case_code: str) -> bytes | None:
        """A case's encoded state; None while it is the initial one."""
        return self._store.get(_STATE + case_code.encode())

    def answer(self, case_code: str, command_id: UUID) -> Answered | None:
        """The answer to a command, also that it is parked."""
        found = self._store.get(_answer_key(case_code, command_id))
        if found is None:
            return None
        partition, offset, _ = _PLACE.unpack_from(found)
        return Answered(decode_decision(found[_PLACE.size :]), partition, offset)

    def place(self, case_code: str, command_id: UUID) -> tuple[int, int] | None:
        """Partition and offset of the answer to a command."""
        found = self._store.get(_answer_key(case_code, command_id))
        return None if found is None else _PLACE.unpack_from(found)[:2]

    def heads(self) -> Iterator[tuple[str, CaseHead]]:
        """Every case of every partition, in order of the codes."""
        for key, value in self._store.scan(_CASE):
            yield key[1:].decode(), decode_head(value)

    def held(self) -> Iterator[tuple[str, CaseHead]]:
        """The cases that are parked or broken."""
        for key, _ in self._store.scan(_HELD):
            case_code = key[1:].decode()
            yield case_code, self.head(case_code)

    def due(self, partition: int, until: int) -> Iterator[tuple[int, str]]:
        """When (microseconds since 1970 UTC) and in which case a clock has lapsed by `until`, earliest first."""
        prefix = _DUE_AT + partition.to_bytes(4, "big")
        for key, _ in self._store.scan(prefix, before=_DUE_AT + _DUE.pack(partition, until + 1)):
            yield _DUE.unpack_from(key, 1)[1], key[1 + _DUE.size :].decode()


def _answer_key(case_code: str, command_id: UUID) -> bytes:
    return _ANSWER + case_code.encode() + b"\0" + command_id.bytes


def encode_head(head: CaseHead) -> bytes:
    """The bytes of a head in a store."""
    packed = _HEAD.pack(head.sequence, head.accepted_sequence, -1 if head.due is None else head.due)
    if head.parked is None and head.broken is None:
        return packed
    parked = head.parked and [str(head.parked.command_id), head.parked.parked.model_dump(mode="json")]
    return packed + orjson.dumps([parked, head.broken])


def decode_head(value: bytes) -> CaseHead:
    """The head in these bytes."""
    sequence, accepted, due = _HEAD.unpack_from(value)
    parked, broken = orjson.loads(value[_HEAD.size :]) if len(value) > _HEAD.size else (None, None)
    held = parked and ParkedCommand(UUID(parked[0]), Parked.model_validate(parked[1]))
    return CaseHead(sequence, accepted, held, broken, None if due < 0 else due)
