"""The fold of a service's decisions into the local store: every replica folds every partition, always (rule 4)."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic
from uuid import UUID

import structlog

from schemas.decision import Decision
from schemas.envelope import decode_decision
from services.runtime.arbitration import CaseHead, advanced, is_applied, is_final
from services.runtime.case_ledger import Answered, CaseLedger, Draft
from services.runtime.decider import DecidingService, RulesT, State
from services.runtime.deciding import Evolved, Prepared, evolve_over
from services.runtime.fold_tail import FoldTail
from services.runtime.kafka.records import LogRecord
from services.runtime.taken_command import case_of, reason_of

_log = structlog.get_logger(__name__)
_IN_MEMORY = 200
"""Cases, and answers: enough for what is under way. What dies young costs little: with thousands kept, letting them go again and
the garbage collector took a quarter of a registration's time, while reading a case again from the store takes 35 µs."""
_SENT_IN_MEMORY = 4_000
"""Decisions on their way; beyond, the oldest are computed again when they come back."""


@dataclass(frozen=True, slots=True)
class FoldedCase(Generic[State]):
    """A case as the fold has it."""

    case_code: str
    head: CaseHead
    state: State


class Fold(Generic[State, RulesT]):
    """Applies rule 3 to the records it is given, in the order of each partition, and answers what stands now."""

    def __init__(self, service: DecidingService[State, RulesT], ledger: CaseLedger) -> None:
        self.service = service
        self.ledger = ledger
        self.positions = ledger.positions()
        self.tail = FoldTail()
        self._heads: OrderedDict[str, CaseHead] = OrderedDict()
        self._states: OrderedDict[str, State] = OrderedDict()
        self._expected: OrderedDict[tuple[str, int], Prepared[State]] = OrderedDict()
        self._answers: OrderedDict[tuple[str, UUID], Answered | None] = OrderedDict()
        """What the store has, or is known not to have; only `apply` changes either."""

    def forget(self) -> None:
        """Begin anew from the first record."""
        self.ledger.forget()
        for memory in (self.positions, self._heads, self._states, self._expected, self._answers):
            memory.clear()
        self.tail.clear()

    def expect(self, prepared: Prepared[State]) -> None:
        """This decision was sent: when exactly its bytes come back, its state need not be computed a second time."""
        self._expected[prepared.decision.case_code, prepared.decision.sequence] = prepared

    def apply(self, records: Sequence[LogRecord]) -> list[Answered]:
        """Fold a batch and write it at once; returns the applied decisions.

        Records below the position were folded before and are left out.
        """
        draft, applied = Draft(), list[Answered]()
        for record in records:
            if record.offset < self.positions.get(record.partition, 0):
                continue
            answered = self._fold(record, draft)
            if answered is not None:
                applied.append(answered)
            self.tail.add(record.partition, record.offset, answered.decision if answered else None)
            self.positions[record.partition] = record.offset + 1
            draft.position(record.partition, record.offset + 1)
        if draft.puts:
            self.ledger.write(draft)
        self._forget_old()
        return applied

    def head(self, case_code: str) -> CaseHead:
        """Where the case stands."""
        head = self._heads.get(case_code)
        if head is None:
            head = self._heads[case_code] = self.ledger.head(case_code)
        return head

    def state(self, case_code: str) -> State:
        """What the case is; the initial state for one never heard of."""
        state = self._states.get(case_code)
        if state is None:
            encoded = self.ledger.state(case_code) if self.head(case_code).sequence else None
            service = self.service
            state = service.initial(case_code) if encoded is None else service.decode_state(encoded)
            self._states[case_code] = state
        return state

    def answer(self, case_code: str, command_id: UUID) -> Answered | None:
        """The answer to a command, also that it is parked."""
        key = (case_code, command_id)
        if key not in self._answers:  # a case without a history has answered nothing: the store is not asked
            self._answers[key] = self.ledger.answer(*key) if self.head(case_code).sequence else None
        return self._answers[key]

    def is_answered(self, case_code: str, command_id: UUID) -> bool:
        """Whether a command has its answer for good; a parked one has not."""
        answered = self.answer(case_code, command_id)
        return answered is not None and is_final(answered.decision)

    def cases(self) -> Iterator[FoldedCase[State]]:
        """Every case of every partition, in order of the codes."""
        for case_code, head in self.ledger.heads():
            yield FoldedCase(case_code, head, self.state(case_code))
            self._forget_old()

    def judged(self, record: LogRecord) -> Decision | None:
        """The decision in a record that was folded before, if it was applied at this very place; from the store."""
        try:
            decision = decode_decision(record.value or b"")
        except ValueError:  # pydantic's and our own: its case was marked as broken
            return None
        place = self.ledger.place(case_of(record), decision.command_id)
        return decision if place == (record.partition, record.offset) else None

    def _fold(self, record: LogRecord, draft: Draft) -> Answered | None:
        case_code, value = case_of(record), record.value or b""
        head = self.head(case_code)
        try:
            decision, evolved = self._read(case_code, head, value)
        except Exception as error:  # this case alone stands still; its neighbours go on (rule 7)
            self._break(record, case_code, head, draft, reason_of(error))
            return None
        if decision is None:
            return None
        answered = Answered(decision, record.partition, record.offset)
        due = head.due if evolved is None else evolved.due
        now = replace(advanced(head, decision), due=due)
        if evolved is not None:
            self._states[case_code] = evolved.state
            draft.state(case_code, evolved.encoded)
        self._heads[case_code] = now
        draft.head(case_code, record.partition, head, now)
        draft.answer(answered, value)
        self._answers[case_code, decision.command_id] = answered
        return answered

    def _read(self, case_code: str, head: CaseHead, value: bytes) -> tuple[Decision | None, Evolved[State] | None]:
        """The decision if it is applied, and what it makes of the case. Raises what a decoder or `evolve` raises."""
        expected = self._expected.pop((case_code, head.sequence + 1), None)
        same = expected is not None and expected.value == value
        decision = expected.decision if expected is not None and same else decode_decision(value)
        if decision.case_code != case_code:
            raise ValueError("the decision's case is not the record's key")
        if not is_applied(head, self.is_answered(case_code, decision.command_id), decision):
            return None, None
        if expected is not None and same:
            return decision, expected.evolved
        return decision, evolve_over(self.service, self.state(case_code), decision)

    def _break(self, record: LogRecord, case_code: str, head: CaseHead, draft: Draft, reason: str) -> None:
        if head.broken is None:
            _log.error("case_broken", case=case_code, partition=record.partition, offset=record.offset, reason=reason)
            now = replace(head, broken=f"{reason} at {record.partition}:{record.offset}", due=None)
            self._heads[case_code] = now
            draft.head(case_code, record.partition, head, now)

    def _forget_old(self) -> None:
        """The oldest one by one; only between batches, since what a batch has changed the store does not have yet."""
        for memory in (self._heads, self._states, self._answers):
            while len(memory) > _IN_MEMORY:
                memory.popitem(last=False)
        while len(self._expected) > _SENT_IN_MEMORY:
            self._expected.popitem(last=False)
