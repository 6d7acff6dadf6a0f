"""Intake as one deciding service: what comes in, what goes out, nothing else."""

from schemas.registry import wire_name
from schemas.topics import WATCHER
from services.intake.domain.commands import COMMANDS
from services.intake.domain.decide import decide
from services.intake.domain.evolve import evolve
from services.intake.domain.lapses import CLOCKS
from services.intake.domain.law import IntakeLaw
from services.intake.domain.react import HEARD, PASSED
from services.intake.domain.react_warnings import HEARD_WARNINGS
from services.intake.domain.state import State, decode_state, encode_state, initial
from services.jurisdiction.clock_care import outdated
from services.runtime import hearing
from services.runtime.decider import DecidingService, Reaction, form_of

NAME = "intake"
HEARS = "hear"


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
        hearing.reaction(f"{HEARS}_{source}_{wire_name(event)}", source, event, hears)
        for (source, event), hears in HEARD.items()
    ]
    return *heard, *hearing.reactions(HEARS, NAME, PASSED), *hearing.reactions(HEARS, WATCHER, HEARD_WARNINGS)
