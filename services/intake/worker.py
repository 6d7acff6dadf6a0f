"""Intake as one deciding service: what comes in, what goes out, nothing else."""

from collections.abc import Callable
from typing import Any

from schemas.base import Event
from schemas.envelope import PublishedEvent
from schemas.registry import wire_name
from schemas.topics import WATCHER
from services.intake.domain.commands import COMMANDS
from services.intake.domain.decide import decide
from services.intake.domain.evolve import evolve
from services.intake.domain.lapses import CLOCKS
from services.intake.domain.law import IntakeLaw
from services.intake.domain.react import HEARD, PASSED, Hearing, Passing
from services.intake.domain.react_warnings import HEARD_WARNINGS
from services.intake.domain.state import State, decode_state, encode_state, initial
from services.jurisdiction.clock_care import outdated
from services.runtime.decider import DecidingService, Reaction, ReactionCommand, form_of

NAME = "intake"


def service(law: IntakeLaw) -> DecidingService[State, IntakeLaw]:
    """The service under this law."""
    return DecidingService(
        name=NAME, rules=law, initial=initial, decide=decide, evolve=evolve, encode_state=encode_state,
        decode_state=decode_state, state_form=form_of(State), commands=COMMANDS, reactions=reactions(), due_clock=CLOCKS.due_for_scan,
        outdated=lambda state: outdated(CLOCKS, state, law),
    )  # fmt: skip


def reactions() -> tuple[Reaction, ...]:
    """Everything intake hears, each under its stable name `hear_<source>_<event>`."""
    heard = [
        Reaction(f"hear_{source}_{wire_name(event)}", source, event, _to_same_case(hearing))
        for (source, event), hearing in HEARD.items()
    ]
    passed = [
        Reaction(f"hear_{NAME}_{wire_name(event)}", NAME, event, _to_other_case(passing))
        for event, passing in PASSED.items()
    ]
    warned = [
        Reaction(f"hear_{WATCHER}_{wire_name(event)}", WATCHER, event, _to_other_case(passing))
        for event, passing in HEARD_WARNINGS.items()
    ]
    return *heard, *passed, *warned


def _to_same_case(hearing: Hearing) -> Callable[[Event, PublishedEvent], ReactionCommand | None]:
    def react(event: Any, envelope: PublishedEvent) -> ReactionCommand | None:
        heard = hearing(event, envelope)
        return None if heard is None else ReactionCommand(heard)

    return react


def _to_other_case(passing: Passing) -> Callable[[Event, PublishedEvent], ReactionCommand | None]:
    def react(event: Any, envelope: PublishedEvent) -> ReactionCommand | None:
        passed = passing(event, envelope)
        return None if passed is None else ReactionCommand(passed[1], case_code=passed[0])

    return react
