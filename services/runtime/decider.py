"""What a deciding service hands to the runtime: pure functions and types, nothing else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any, Generic, Protocol, TypeVar

import orjson
from pydantic import TypeAdapter

from schemas.base import Event
from schemas.command import Command, CommandBody, Due, Refused
from schemas.decision import EventRecord
from schemas.envelope import PublishedEvent
from schemas.registry import wire_name

State = TypeVar("State")

Answer = Sequence[Event] | Refused
"""What `decide` returns: the events that happen (may be empty: nothing changes), or a refusal."""


class VersionedRules(Protocol):
    """The law as the runtime sees it: two versions that are written into every decision."""

    @property
    def rules_version(self) -> str:
        """Changes whenever a rule does."""
        ...

    @property
    def calendar_version(self) -> str:
        """Changes whenever a day of the calendar may."""
        ...


RulesT = TypeVar("RulesT", bound=VersionedRules)


def form_of(state_type: Any) -> str:
    """A digest of what a state looks like when it is stored."""
    schema = TypeAdapter(state_type).json_schema()
    return sha256(orjson.dumps(schema, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


@dataclass(frozen=True)
class ReactionCommand:
    """A command that a reaction wants to send to its own service; `case_code` is the event's unless told otherwise."""

    body: CommandBody
    case_code: str | None = None


@dataclass(frozen=True)
class Reaction:
    """Foreign event -> own command. Pure and deterministic; the command's id derives from the event, so twice is harmless."""

    name: str
    """Stable name, part of the command id; never reused for another meaning."""
    source: str
    """Service whose event is heard."""
    event: type[Event]
    react: Callable[[Any, PublishedEvent], ReactionCommand | None]
    """(typed event, its envelope) -> command, or None where the event does not concern this service."""
    nothing_with: bytes = b""
    """Bytes by which an event shows, before it is decoded, that `react` answers None: a field with its value as it is on the
    wire, e.g. b'"lead":null', which no text can contain, since quotation marks in texts are written as \\"."""


DueClock = Due
"""What the scan may ask of a case next: when, and the command that answers it."""


@dataclass(frozen=True)
class DecidingService(Generic[State, RulesT]):
    """A service as the runtime runs it. Every callable is pure and deterministic (design.md section 2)."""

    name: str
    rules: RulesT
    initial: Callable[[str], State]
    """Case code -> the state of a case this service has not heard of."""
    decide: Callable[[State, Command[Any], RulesT], Answer]
    evolve: Callable[[State, Event], State]
    encode_state: Callable[[State], bytes]
    decode_state: Callable[[bytes], State]
    commands: Mapping[str, type[CommandBody]]
    """Command bodies by wire name (snake case of the class)."""
    fold_version: int = 1
    """Raised when `evolve` changes: local stores are then refolded."""
    state_form: str = ""
    """Digest of the state's form (`form_of`): a program whose state has other fields refolds the stores by itself."""
    reactions: Sequence[Reaction] = ()
    due_clock: Callable[[State], DueClock | None] = field(default=lambda state: None)
    """The clock of this case that lapses first, None when none runs or the case is a story."""
    outdated: Callable[[State], Sequence[DueClock]] = field(default=lambda state: ())
    """The clocks of this case that would come to another date under `rules`, each with the command that counts it again."""
    decode_event: Callable[[EventRecord], Event] | None = None
    """Event of a record in this service's decisions; None: by the service's name in schemas.registry."""

    @cached_property
    def heard(self) -> Mapping[tuple[str, str], tuple[Reaction, ...]]:
        """The reactions to an event by its service and wire name, in their order."""
        found: dict[tuple[str, str], tuple[Reaction, ...]] = {}
        for reaction in self.reactions:
            place = (reaction.source, wire_name(reaction.event))
            found[place] = (*found.get(place, ()), reaction)
        return found

    @cached_property
    def command_names(self) -> Mapping[type[CommandBody], str]:
        """The wire name of every command body."""
        return {body: name for name, body in self.commands.items()}
