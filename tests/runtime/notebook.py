"""A deciding service as small as one can be, to try the runtime with: a notebook is opened and written in, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import orjson

from schemas import registry
from schemas.base import Event
from schemas.command import Actor, Command, CommandBody, Refused
from schemas.decision import Decision, EventRecord, Refusal
from schemas.envelope import CommandRecord
from schemas.identity import event_id
from services.runtime.decider import DecidingService


class NotebookOpened(Event):
    owner: str
    title: str


class PageWritten(Event):
    text: str


class OpenNotebook(CommandBody):
    title: str
    pages: int = 10


class WritePage(CommandBody):
    text: str


@dataclass(frozen=True)
class Notebook:
    owner: str | None = None
    pages: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotebookRules:
    rules_version: str = "notebook-1"
    calendar_version: str = "none"


def decide(state: Notebook, command: Command[Any], rules: NotebookRules) -> Sequence[Event] | Refused:
    body = command.body
    if isinstance(body, OpenNotebook):
        return [NotebookOpened(occurred_at=command.occurred_at, owner=command.actor.organisation, title=body.title)]
    if state.owner != command.actor.organisation:
        return Refused("not_found", "没有找到")
    if body.text in state.pages:
        return Refused("written_already", "这一页已经写过", field="text", source="PML 17", parameters={"page": 1})
    return [PageWritten(occurred_at=command.occurred_at, text=body.text)]


def evolve(state: Notebook, event: Event) -> Notebook:
    if isinstance(event, NotebookOpened):
        return replace(state, owner=event.owner)
    assert isinstance(event, PageWritten)
    return replace(state, pages=(*state.pages, event.text))


def encode_state(state: Notebook) -> bytes:
    return orjson.dumps({"owner": state.owner, "pages": state.pages})


def decode_state(content: bytes) -> Notebook:
    read = orjson.loads(content)
    return Notebook(read["owner"], tuple(read["pages"]))


NOTEBOOK: DecidingService[Notebook, NotebookRules] = DecidingService(
    name="notebook", rules=NotebookRules(), initial=lambda code: Notebook(), decide=decide, evolve=evolve,
    encode_state=encode_state, decode_state=decode_state,
    commands={"open_notebook": OpenNotebook, "write_page": WritePage},
)  # fmt: skip


@dataclass(frozen=True)
class Answered:
    decision: Decision
    partition: int
    offset: int


class MemoryLoop:
    """A case loop without a broker: decides at once, in one process, by the same rules (CommandLoop)."""

    def __init__(self, service: DecidingService[Any, Any] = NOTEBOOK) -> None:
        self.service = service
        self.log: list[Decision] = []
        self.submitted: list[tuple[str, UUID, CommandRecord]] = []
        self.states: dict[str, tuple[Any, int]] = {}
        self.answers: dict[tuple[str, UUID], Answered] = {}

    async def submit(self, case_code: str, command_id: UUID, record: CommandRecord) -> None:
        self.submitted.append((case_code, command_id, record))
        if (case_code, command_id) not in self.answers:
            self._decide(case_code, command_id, record)

    async def answer(self, case_code: str, command_id: UUID, wait: float, /) -> Answered | None:
        return self.answered(case_code, command_id)

    def answered(self, case_code: str, command_id: UUID) -> Answered | None:
        return self.answers.get((case_code, command_id))

    def state(self, case_code: str) -> tuple[Any, int]:
        return self.states.get(case_code, (self.service.initial(case_code), 0))

    def _decide(self, case_code: str, command_id: UUID, record: CommandRecord) -> None:
        state, accepted = self.state(case_code)
        body = self.service.commands[record.name].model_validate(record.body)
        outcome = self.service.decide(
            state, Command(command_id, case_code, record.actor, record.recorded_at, body), self.service.rules
        )
        if not isinstance(outcome, Refused) and record.expected_sequence not in (None, accepted):
            outcome = Refused("stale", "stale")
        decision = decision_on(case_code, self._next(case_code), command_id, record, outcome)
        if decision.outcome == "accepted":
            for event in outcome if not isinstance(outcome, Refused) else ():
                state = self.service.evolve(state, event)
            self.states[case_code] = (state, decision.sequence)
        self.answers[case_code, command_id] = Answered(decision, 0, len(self.log))
        self.log.append(decision)

    def _next(self, case_code: str) -> int:
        return 1 + sum(decision.case_code == case_code for decision in self.log)


def decision_on(
    case_code: str, sequence: int, command_id: UUID, record: CommandRecord, outcome: Sequence[Event] | Refused
) -> Decision:
    """A decision record as the case loop would write it."""
    refusal = None
    events: tuple[EventRecord, ...] = ()
    if isinstance(outcome, Refused):
        refusal = Refusal(
            code=outcome.code, message=outcome.message, field=outcome.field, source=outcome.source,
            parameters=outcome.parameters or {},
        )  # fmt: skip
    else:
        events = tuple(
            EventRecord(
                id=event_id(command_id, index), name=registry.wire_name(type(event)), version=event.version,
                data=registry.encode_data(event),
            )
            for index, event in enumerate(outcome)
        )  # fmt: skip
    return Decision(
        case_code=case_code, sequence=sequence, command_id=command_id, command_digest=record.digest,
        command_name=record.name, actor=record.actor, recorded_at=record.recorded_at, rules_version="notebook-1",
        calendar_version="none", outcome="refused" if refusal else "accepted", events=events, refusal=refusal,
        correlation_id=record.correlation_id, causation_id=record.causation_id,
    )  # fmt: skip


CLERK = Actor(user="clerk.fangcun", organisation="fangcun", roles=("clerk",))
