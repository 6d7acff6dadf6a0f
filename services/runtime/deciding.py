"""From a command and the folded case to the one record that answers it. Pure and deterministic."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, Literal

from schemas import registry
from schemas.base import Event
from schemas.command import Command, Refused
from schemas.decision import Decision, EventRecord, Parked, Refusal
from schemas.envelope import CommandRecord, encode_decision
from schemas.identity import event_id
from services.runtime.arbitration import CaseHead
from services.runtime.decider import Answer, DecidingService, RulesT, State
from services.runtime.taken_command import TakenCommand, reason_of

LARGEST_DECISION = 512 * 1024
"""Bytes of a record; above it aiokafka's idempotent producer could be lost (design.md section 3, rule 8)."""
RELEASE = "release_parked"
"""The command name by which an operator releases a parked case; reserved in every service."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

Outcome = Literal["accepted", "refused", "parked", "released"]


@dataclass(frozen=True, slots=True)
class Evolved(Generic[State]):
    """A case's state after a decision, in the forms the local store keeps."""

    state: State
    encoded: bytes
    due: int | None
    """When its first clock lapses, microseconds since 1970 UTC."""


@dataclass(frozen=True, slots=True)
class Prepared(Generic[State]):
    """A decision that is ready to be appended, and what it makes of the case if it is applied."""

    decision: Decision
    value: bytes
    evolved: Evolved[State] | None
    """None when the state does not change."""


def evolve_over(service: DecidingService[State, RulesT], state: State, decision: Decision) -> Evolved[State] | None:
    """The state after all events of `decision`, all or nothing. Raises what `evolve` or a decoder raises."""
    if not decision.events:
        return None
    for record in decision.events:
        state = service.evolve(state, _decoded(service, record))
    clock = service.due_clock(state)
    return Evolved(state, service.encode_state(state), None if clock is None else microseconds(clock.lapses_at))


def microseconds(moment: datetime) -> int:
    """An aware moment as microseconds since 1970 UTC."""
    return (moment - _EPOCH) // _MICROSECOND


def prepare(
    service: DecidingService[State, RulesT], state: State, head: CaseHead, command: TakenCommand
) -> Prepared[State]:
    """The decision on `command`: never raises; what cannot be decided is parked with its reason."""
    record = command.record
    if record is None:
        return _without_events(service, _parked(service, head, command, command.problem or "undecodable"))
    if record.name == RELEASE:
        return _without_events(service, _released(service, head, command))
    try:
        return _decided(service, state, head, command)
    except Exception as error:  # a crash in the rules parks this case alone (rule 7)
        return _without_events(service, _parked(service, head, command, reason_of(error)))


def discard(
    service: DecidingService[State, RulesT], state: State, head: CaseHead, command: TakenCommand
) -> Prepared[State]:
    """The refusal of a parked command that an operator gives up, so that it has its answer like any other."""
    given_up = Refused("discarded", "该条记录无法办理，已由运行管理人员放弃：如仍需办理，请重新提交。")
    return _without_events(service, _refused(service, head, command, given_up))


def _decided(
    service: DecidingService[State, RulesT], state: State, head: CaseHead, command: TakenCommand
) -> Prepared[State]:
    record = command.record
    assert record is not None
    body = service.commands[record.name].model_validate(record.body)
    asked: Command[Any] = Command(command.command_id, command.case_code, record.actor, record.recorded_at, body)
    answer = service.decide(state, asked, service.rules)
    if _is_stale(record, head) and not _is_hidden(answer):
        answer = _stale(head)
    if isinstance(answer, Refused):
        return _without_events(service, _refused(service, head, command, answer))
    events = tuple(_encoded(command, index, event) for index, event in enumerate(answer))
    decision = _decision(service, head, command, "accepted", events=events)
    value = encode_decision(service.name, decision)
    if len(value) > LARGEST_DECISION:
        return _without_events(service, _refused(service, head, command, _too_large(len(value))))
    return Prepared(decision, value, evolve_over(service, state, decision))


def _encoded(command: TakenCommand, index: int, event: Event) -> EventRecord:
    return EventRecord(
        id=event_id(command.command_id, index), name=registry.wire_name(type(event)), version=type(event).version,
        data=registry.encode_data(event),
    )  # fmt: skip


def _decoded(service: DecidingService[State, RulesT], record: EventRecord) -> Event:
    """Events are always evolved as they will be read, so that writer and readers come to the same state."""
    if service.decode_event is not None:
        return service.decode_event(record)
    return registry.decode_record(service.name, record)


def _without_events(service: DecidingService[State, RulesT], decision: Decision) -> Prepared[State]:
    return Prepared(decision, encode_decision(service.name, decision), None)


def _refused(
    service: DecidingService[State, RulesT], head: CaseHead, command: TakenCommand, refused: Refused
) -> Decision:
    refusal = Refusal(
        code=refused.code, message=refused.message, field=refused.field, source=refused.source,
        parameters=refused.parameters or {},
    )  # fmt: skip
    return _decision(service, head, command, "refused", refusal=refusal)


def _parked(service: DecidingService[State, RulesT], head: CaseHead, command: TakenCommand, reason: str) -> Decision:
    where = Parked(reason=reason, topic=command.topic, partition=command.partition, offset=command.offset)
    return _decision(service, head, command, "parked", parked=where)


def _released(service: DecidingService[State, RulesT], head: CaseHead, command: TakenCommand) -> Decision:
    """Lifts the park; where none is, the release only sends the dead letters of the case again."""
    if head.parked is None:
        return _decision(service, head, command, "accepted")
    return _decision(service, head, command, "released", parked=head.parked.parked)


def _is_stale(record: CommandRecord, head: CaseHead) -> bool:
    return record.expected_sequence is not None and record.expected_sequence != head.accepted_sequence


def _is_hidden(answer: Answer) -> bool:
    """Who may not know the case is told so before anything else: a 412 with its ETag would tell that it exists."""
    return isinstance(answer, Refused) and answer.code == "not_found"


def _stale(head: CaseHead) -> Refused:
    return Refused(
        "stale", "此案已有新的办理记录，请刷新后再办。", parameters={"current_sequence": head.accepted_sequence}
    )


def _too_large(size: int) -> Refused:
    return Refused(
        "decision_too_large",
        "本次办理的内容过大，系统无法保存：请精简后重新提交。",
        parameters={"bytes": size, "limit": LARGEST_DECISION},
    )


def _decision(
    service: DecidingService[State, RulesT],
    head: CaseHead,
    command: TakenCommand,
    outcome: Outcome,
    events: tuple[EventRecord, ...] = (),
    refusal: Refusal | None = None,
    parked: Parked | None = None,
) -> Decision:
    record = command.record
    return Decision(
        case_code=command.case_code, sequence=head.sequence + 1, command_id=command.command_id,
        command_digest=command.digest, command_name=record.name if record else "undecodable", actor=command.actor,
        recorded_at=record.recorded_at if record else command.received_at,
        rules_version=service.rules.rules_version, calendar_version=service.rules.calendar_version,
        outcome=outcome, events=events, refusal=refusal, parked=parked,
        correlation_id=record.correlation_id if record else str(command.command_id),
        causation_id=record.causation_id if record else str(command.command_id),
        traceparent=record.traceparent if record else None,
    )  # fmt: skip
