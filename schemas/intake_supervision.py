"""Events of intake about the supervision of deadlines: orders (督办) with reply and closing, and urging (催办); rule E1, issue 4 item 5."""

from enum import StrEnum

from pydantic import AwareDatetime

from schemas.base import Event, PersonalText


class OrderGround(StrEnum):
    """Why a supervision order was issued."""

    BREACH = "limit_breached"
    """A time limit was not kept (rule E1)."""
    NO_REPLY = "no_reply"
    """An earlier order was not answered in time: the next body above takes it up."""
    OWN_MOTION = "own_motion"
    """The supervisor takes the matter up by itself."""


class OrderResult(StrEnum):
    """How a supervision order ended."""

    DONE = "done"
    """The supervisor takes the reply as sufficient."""
    UNFOUNDED = "unfounded"
    """It turned out that there was nothing to order."""
    CASE_GONE = "case_gone"
    """The case was voided or merged into another."""


class SupervisionOrdered(Event):
    """A supervisor body orders the responsible body to see to the case and to reply (督办). Custody does not move."""

    order_id: str
    number: int
    """Which order of this case it is, from 1."""
    ground: OrderGround
    body: str
    """To whom."""
    supervisor: str
    """By whom."""
    service: str = ""
    """Whose clock was breached; empty for an order of the supervisor's own motion."""
    clock_id: str | None = None
    limit: str = ""
    limit_name: str = ""
    """Chinese name of the limit."""
    lapsed_at: AwareDatetime | None = None
    """When the limit had passed."""
    supersedes: str | None = None
    """The unanswered order this one takes the place of."""
    demand: PersonalText = ""
    """What the supervisor wants, where it says so."""


class SupervisionReplied(Event):
    """The supervised body reports what it has done (督办回复)."""

    order_id: str
    body: str
    reply: PersonalText


class SupervisionReplySentBack(Event):
    """The supervisor does not take the reply as sufficient; the time to reply runs anew."""

    order_id: str
    supervisor: str
    reason: PersonalText


class SupervisionClosed(Event):
    """The order is settled (督办办结)."""

    order_id: str
    supervisor: str
    """Who closed it: the issuing body, one above it, or empty where the case itself ended."""
    result: OrderResult
    note: PersonalText = ""


class BreachNoted(Event):
    """A service told that a limit was breached, and no order follows; why, as a code and in Chinese."""

    service: str
    clock_id: str
    limit: str
    limit_name: str
    body: str | None
    code: str
    why: str


class LapseWithdrawalNoted(Event):
    """A service took a lapse back, since the act was in time after all: the order about it, if there is one, is withdrawn."""

    service: str
    clock_id: str
    limit: str
    source_sequence: int
    """The case's sequence in that service: a breach told before it is settled by it, one told after it is not."""
    order_id: str | None = None


class HandlingUrged(Event):
    """Somebody who may asks a body to get on with it (催办); nothing follows but that it stands on file."""

    to_body: str
    by_body: str
    on_behalf_of: str | None = None
    """party_id of the party that asked for it."""
    limit: str = ""
    """The limit that it is about, if one is named."""
    times: int
    """How often this body was urged in this case, this time included."""
    text: PersonalText


SUPERVISION_EVENTS: tuple[type[Event], ...] = (
    SupervisionOrdered, SupervisionReplied, SupervisionReplySentBack, SupervisionClosed, BreachNoted, LapseWithdrawalNoted,
    HandlingUrged,
)  # fmt: skip
"""What intake tells about supervision."""
