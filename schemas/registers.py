"""Events of registers (台账): an entry of any register, its steps, its owner, its supervision (issue 6, item 3).

The key of these topics is the entry's own number. What a field is called and means stands in the jurisdiction's
registers.yaml; an event carries the values, those that tell of a person apart from the others.
"""

from pydantic import AwareDatetime

from schemas.base import Event, PersonalText, Value
from schemas.clocks import CLOCK_EVENTS
from schemas.intake_supervision import OrderGround, OrderResult

RegisterFilled = bool | int | float | str | tuple[str, ...]
"""A field as it was filled in: days and moments as ISO text, several chosen words as a list."""


class RegisterValue(Value):
    """A field that tells of nobody."""

    field: str
    """Name in the register's form."""
    value: RegisterFilled


class PersonalRegisterValue(Value):
    """A field of free text, or one that tells of a person; nothing is decided by it."""

    field: str
    value: PersonalText


class RegisterEvent(Event):
    """Base of what happens with an entry."""

    register_code: str
    """Which register, e.g. `court_appearances`."""


class RegisterEntryMade(RegisterEvent):
    """Something was entered in a register."""

    register_name: str
    """Chinese name of the register."""
    entered_by: str
    """The body that entered it."""
    owner: str
    """The body that answers for it (责任单位)."""
    owner_office: PersonalText = ""
    """The post in that body, as told."""
    values: tuple[RegisterValue, ...] = ()
    personal: tuple[PersonalRegisterValue, ...] = ()
    case_code: str | None = None
    """The case that it belongs to, if any."""
    hidden_from: str | None = None
    """The body that must not learn of it, nor anybody below that body (XF 30)."""
    story: bool = False
    """Played; no scan watches it."""


class RegisterStepTaken(RegisterEvent):
    """A step was taken with an entry."""

    register_name: str
    step: str
    step_name: str
    """Chinese name of the step."""
    by_body: str
    """Whose step it was; the service's name where it followed from an event."""
    closes: bool
    """Nothing more is expected of the entry."""
    values: tuple[RegisterValue, ...] = ()
    personal: tuple[PersonalRegisterValue, ...] = ()
    case_code: str | None = None
    """The case that the entry became."""


class RegisterEntryCorrected(RegisterEvent):
    """A field was put right; the former value stays visible, one that tells of a person in the earlier event alone."""

    field: str
    field_name: str
    """Chinese name of the field."""
    values: tuple[RegisterValue, ...] = ()
    personal: tuple[PersonalRegisterValue, ...] = ()
    former: tuple[RegisterValue, ...] = ()
    reason: PersonalText


class EntryOwnerAssigned(RegisterEvent):
    """Another body answers for the entry; no clock begins anew."""

    former_owner: str
    owner: str
    owner_office: PersonalText = ""
    reason: PersonalText


class EntryVoided(RegisterEvent):
    """The entry was a mistake; it stays visible and is counted nowhere."""

    reason: PersonalText


class EntrySupervisionOrdered(RegisterEvent):
    """The owner's superior orders it to see to the entry and to reply (督办), since a limit was not kept or an order not answered."""

    order_id: str
    number: int
    """Which order of this entry it is, from 1."""
    ground: OrderGround
    body: str
    supervisor: str
    clock_id: str
    limit: str
    limit_name: str
    lapsed_at: AwareDatetime
    supersedes: str | None = None
    """The unanswered order this one takes the place of."""


class EntrySupervisionReplied(RegisterEvent):
    """The supervised body reports what it has done (督办回复)."""

    order_id: str
    body: str
    reply: PersonalText


class EntrySupervisionSentBack(RegisterEvent):
    """The supervisor does not take the reply as sufficient; the time to reply runs anew."""

    order_id: str
    supervisor: str
    reason: PersonalText


class EntrySupervisionClosed(RegisterEvent):
    """The order is settled (督办办结)."""

    order_id: str
    supervisor: str
    """Who closed it; empty where the entry itself was voided."""
    result: OrderResult
    note: PersonalText = ""


class EntrySupervisionWithdrawn(RegisterEvent):
    """The lapse that the order was about was taken back: the act had been in time."""

    order_id: str


class Noted(Event):
    """Something was heard that changes nothing here; why, in Chinese."""

    source: str
    what: str
    """Wire name of the event that was heard."""
    reason: str
    case_code: str | None = None


EVENTS: tuple[type[Event], ...] = (
    RegisterEntryMade,
    RegisterStepTaken,
    RegisterEntryCorrected,
    EntryOwnerAssigned,
    EntryVoided,
    EntrySupervisionOrdered,
    EntrySupervisionReplied,
    EntrySupervisionSentBack,
    EntrySupervisionClosed,
    EntrySupervisionWithdrawn,
    Noted,
    *CLOCK_EVENTS,
)
"""Everything registers tells."""
