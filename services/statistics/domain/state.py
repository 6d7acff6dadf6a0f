"""What statistics keeps of a report: its editions, the figures of the last one in full. No personal data."""

from schemas.base import Value
from schemas.statistics import FrozenFigure


class Edition(Value):
    """One edition that was made."""

    edition: int
    digest: str


class State(Value):
    """A report of a body for a period, frozen or not yet."""

    code: str
    organisation: str | None = None
    editions: tuple[Edition, ...] = ()
    figures: tuple[FrozenFigure, ...] = ()
    """Of the last edition."""


def initial(code: str) -> State:
    """A report that nobody froze."""
    return State(code=code)


def encode_state(state: State) -> bytes:
    """The bytes the local store keeps."""
    return state.model_dump_json().encode()


def decode_state(stored: bytes) -> State:
    """The state in these bytes. Raises pydantic.ValidationError for bytes of another form."""
    return State.model_validate_json(stored)
