"""Who has to do with a case, told to whoever asks instead of to everybody with every registration (docs/decisions/documents.md)."""

from functools import reduce

from schemas.command import Command, Refused
from schemas.intake import BodiesTold
from services.intake.domain.access import Answer
from services.intake.domain.evolve import evolve
from services.intake.domain.heard_commands import HearBodiesAsked
from services.intake.domain.state import CaseFile, State
from services.jurisdiction.told import Told, told, when


def tell_bodies(state: State, command: Command[HearBodiesAsked]) -> Answer:
    """The answer to another service; about a case that was never registered: nobody."""
    return (_told(state, command.body.body, told(command)),)


def with_bodies_told(state: State, answer: Answer) -> Answer:
    """The answer, and after it who has to do with the case, for each body asked about in vain that has to do with it now.

    What is asked about a case that nobody registered is told when somebody does.
    """
    if not state.asked_about or isinstance(answer, Refused) or not answer:
        return answer
    before, now = bodies_of(state), reduce(evolve, answer, state)
    after, is_new = bodies_of(now), not isinstance(state, CaseFile) and isinstance(now, CaseFile)
    at = when(answer[-1])
    joined = (body for body in state.asked_about if is_new or (body in after and body not in before))
    return (*answer, *(_told(now, body, at) for body in joined))


def bodies_of(state: State) -> tuple[str, ...]:
    """Who registered the case, was offered it or held it, each once, by custody number."""
    if not isinstance(state, CaseFile):
        return ()
    held = [(one.number, one.body) for one in state.custody.holdings]
    offered = [(one.number, one.to_body) for one in state.custody.offers]
    return tuple(dict.fromkeys((state.registering_body, *(body for _, body in sorted((*held, *offered))))))


def _told(state: State, asked_for: str, at: Told) -> BodiesTold:
    story = state.case.story if isinstance(state, CaseFile) else None
    return BodiesTold(**at, asked_for=asked_for, bodies=bodies_of(state), story=story)
