"""Which channels know of the case, written into every event that concerns no others (services/jurisdiction/concerns.py)."""

from collections.abc import Iterator, Sequence

from schemas.base import Event
from schemas.command import Refused
from schemas.intake import CustodyMoved, CustodyOffered
from schemas.known_to import KnownToChannels
from schemas.values import Channel
from services.intake.domain.access import Answer
from services.intake.domain.state import CaseFile, State


def with_known_channels(state: State, answer: Answer) -> Answer:
    """The answer with `known_to` in each event that has it; `state` is the case before the answer."""
    if isinstance(answer, Refused) or not any(isinstance(event, KnownToChannels) for event in answer):
        return answer
    return tuple(_told(_known(state), answer))


def _known(state: State) -> dict[Channel, None]:
    """Channels in the order in which they came to know of the case; a body that holds it at the window has none."""
    if not isinstance(state, CaseFile):
        return {}
    held = [(one.number, one.channel) for one in state.custody.holdings if one.channel is not None]
    offered = [(one.number, one.channel) for one in state.custody.offers]
    return {channel: None for _, channel in sorted((*held, *offered))}


def _told(known: dict[Channel, None], events: Sequence[Event]) -> Iterator[Event]:
    for event in events:
        if isinstance(event, CustodyOffered | CustodyMoved):
            known[event.channel] = None
        yield event.model_copy(update={"known_to": tuple(known)}) if isinstance(event, KnownToChannels) else event
