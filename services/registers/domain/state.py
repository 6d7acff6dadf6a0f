"""What registers keep of an entry: who answers for it, where it stands, what tells of nobody, its clocks and orders."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from schemas.base import Value
from services.jurisdiction.clock_book import ClockBook
from services.jurisdiction.register_fields import ENTERED, Filled


class OrderStatus(StrEnum):
    """A supervision order is in exactly one of these."""

    AWAITING_REPLY = "awaiting_reply"
    REPLIED = "replied"
    SETTLED = "settled"
    """Closed, withdrawn or taken over by the next body above."""


class Order(Value):
    """One supervision order (督办) about this entry."""

    order_id: str
    body: str
    supervisor: str
    clock_id: str
    """The clock that was not kept."""
    status: OrderStatus = OrderStatus.AWAITING_REPLY

    @property
    def is_open(self) -> bool:
        """Somebody still has to do something about it."""
        return self.status is not OrderStatus.SETTLED


class Unentered(Value):
    """A number under which nothing was entered."""

    kind: Literal["unentered"] = "unentered"
    number: str


class Entry(Value):
    """An entry of a register."""

    kind: Literal["entry"] = "entry"
    number: str
    register_code: str
    story: bool = False
    entered_by: str
    owner: str
    bodies: tuple[str, ...]
    """Everybody who entered it or has answered for it."""
    hidden_from: str | None = None
    stage: str = ENTERED
    """The step taken last, `entered` before the first."""
    taken: tuple[str, ...] = ()
    """Every step taken, in order."""
    closed: bool = False
    voided: bool = False
    values: Mapping[str, Filled] = Field(default_factory=dict)
    """What was filled in last, by field; nothing that tells of a person."""
    case_code: str | None = None
    clocks: ClockBook = Field(default_factory=ClockBook)
    orders: tuple[Order, ...] = ()

    @property
    def goes_on(self) -> bool:
        """Whether anything is still expected of it."""
        return not (self.closed or self.voided)

    def order(self, order_id: str) -> Order | None:
        """The order with this id."""
        return next((one for one in self.orders if one.order_id == order_id), None)

    def order_about(self, clock_id: str) -> Order | None:
        """The open order about this clock."""
        return next((one for one in self.orders if one.is_open and one.clock_id == clock_id), None)

    def oldest_order(self, status: OrderStatus) -> Order | None:
        """The oldest order in this status."""
        return next((one for one in self.orders if one.status is status), None)


State = Annotated[Unentered | Entry, Field(discriminator="kind")]


class Stored(Value):
    """The state as the local store has it."""

    state: State


def initial(number: str) -> Unentered:
    """A number this service has not heard of."""
    return Unentered(number=number)


def encode_state(state: Unentered | Entry) -> bytes:
    """The bytes the local store keeps."""
    return Stored(state=state).model_dump_json().encode()


def decode_state(stored: bytes) -> Unentered | Entry:
    """The state in these bytes. Raises pydantic.ValidationError for bytes of another form."""
    return Stored.model_validate_json(stored).state
