"""Whether a body has to do with a case: known here, or asked of the window when its first file is handed in.

A registration costs documents nothing for that; the first file of a body in a case waits for two hops between services. A
foreign case and one that nobody registered are asked about and answered alike.
"""

import asyncio
from time import monotonic

from schemas.command import Actor
from schemas.envelope import CommandRecord, digest
from schemas.identity import is_case_code, question_command_id
from schemas.registry import wire_name
from services.documents.domain.commands import AskBodies
from services.documents.domain.state import State
from services.runtime.command_endpoint import Edge
from services.runtime.logs import CaseContext
from services.runtime.ports import BrokerUnavailable
from services.runtime.problems import problem

_LOOK_SECONDS = 0.01


async def check_may_add(edge: Edge, case_code: str, body: str) -> None:
    """Return where this body may add to the file of the case. Raises Problem: 404, or 503 while the window does not answer."""
    if not is_case_code(case_code):
        raise problem("not_found")
    state, sequence = _known(edge, case_code)
    if not state.may_add(body):
        state = await _asked(edge, case_code, body, sequence)
    if not state.concerns(body):
        raise problem("not_found")


async def _asked(edge: Edge, case_code: str, body: str, sequence: int) -> State:
    """What is known after the window has answered; asked again at the same state it is the same question."""
    until = monotonic() + edge.answer_wait
    command_id = question_command_id(case_code, body, sequence)
    with CaseContext(case_code, str(command_id)):
        try:
            await edge.loop.submit(case_code, command_id, _question(edge, str(command_id), body))
        except BrokerUnavailable as error:
            raise problem("outcome_unknown", {"Retry-After": "2"}) from error
        answered = await edge.loop.answer(case_code, command_id, edge.answer_wait)
    while answered is not None and monotonic() < until:
        state = _known(edge, case_code)[0]
        if not state.awaits_word_on(body):
            return state
        await asyncio.sleep(_LOOK_SECONDS)
    raise problem("standing_unknown", {"Retry-After": "2"})


def _question(edge: Edge, identity: str, body: str) -> CommandRecord:
    told = AskBodies(body=body).model_dump(mode="json", exclude_none=True)
    return CommandRecord(
        name=wire_name(AskBodies), body=told, digest=digest(told), recorded_at=edge.now(), origin="http",
        actor=Actor(user=f"system:{edge.service}", organisation=edge.service), correlation_id=identity,
        causation_id=identity,
    )  # fmt: skip


def _known(edge: Edge, case_code: str) -> tuple[State, int]:
    found: tuple[State, int] = edge.loop.state(case_code)
    return found
