"""Which acts a case admits now, and why not the others: asked of `decide` itself, so that no rule stands twice. Pure."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from schemas.command import Actor, Command, CommandBody, Refused
from schemas.identity import named_id
from services.runtime.decider import DecidingService
from services.runtime.trial_bodies import known_in, trial_bodies

_TRIAL = UUID("6f0c3f52-2b0c-5d0e-9d2d-2b6c6e1d1f10")
NOT_FOUND = "not_found"
_ENOUGH_OF_A_STRANGER = 8
"""After so many bodies a body that is told that there is no such case is one."""


@dataclass(frozen=True)
class Admission:
    """What the case says to one act."""

    name: str
    """The command's wire name."""
    refusal: Refused | None = None
    """Why it is not admitted now, whatever is filled in; None where it is."""


@dataclass(frozen=True)
class Told:
    """What a body is told of a case's acts."""

    knows: bool
    """Whether the case is this body's to know of; if not, the answer has nothing of the case in it."""
    acts: tuple[Admission, ...]


def told_to(
    service: DecidingService[Any, Any],
    state: Any,
    case_code: str,
    actor: Actor,
    names: Collection[str],
    now: datetime,
) -> Told:
    """The acts of `names` as `admissions` has them; exactly those of a case that nobody knows where this body has none beyond.

    Some acts begin with a case that the service has not heard of, e.g. an agreement that parties bring to a court: that
    one of them is open tells nothing, and so neither may a number beside it.
    """
    found = tuple(admissions(service, state, case_code, actor, names, now))
    of_nobodys = partial(admissions, service, service.initial(case_code), case_code, actor, now=now)
    if any(not list(of_nobodys(names=[one.name])) for one in found):
        return Told(True, found)
    return Told(False, tuple(of_nobodys(names=names)))


def admissions(
    service: DecidingService[Any, Any],
    state: Any,
    case_code: str,
    actor: Actor,
    names: Iterable[str],
    now: datetime,
) -> Iterator[Admission]:
    """The acts of `names` that concern this actor's body; one that would be told it knows no such case is left out.

    An act is admitted when `decide` takes one of the bodies tried, or objects to what one field of it says: then it
    depends on what is filled in. Nothing is written. The answer is about `now`; a refusal is the one that the plainest body gets.
    """
    known = known_in(service.encode_state(state))
    for name in names:
        bodies = trial_bodies(service.commands[name], known)
        refusal = _refusal(lambda body: _answer(service, state, case_code, actor, now, body), bodies)
        if refusal is None or refusal.code != NOT_FOUND:
            yield Admission(name, refusal)


def _refusal(ask: Callable[[CommandBody], object], bodies: Iterator[CommandBody]) -> Refused | None:
    """The refusal of the plainest body that is refused for a reason; `not_found` where there is no other answer."""
    found: Refused | None = None
    for tried, body in enumerate(bodies):
        answer = ask(body)
        if not isinstance(answer, Refused) or _is_about_what_was_written(answer):
            return None
        if found is None or found.code == NOT_FOUND:
            found = answer
        if found.code == NOT_FOUND and tried > _ENOUGH_OF_A_STRANGER:
            break
    return found


def _is_about_what_was_written(refusal: Refused) -> bool:
    """An id is not written but chosen, and what the case has to choose from was tried."""
    return refusal.field is not None and not refusal.field.endswith(("_id", "_ids"))


def _answer(
    service: DecidingService[Any, Any],
    state: Any,
    case_code: str,
    actor: Actor,
    now: datetime,
    body: CommandBody,
) -> object:
    command = Command(named_id(_TRIAL, case_code), case_code, actor, now, body)
    try:
        return service.decide(state, command, service.rules)
    except Exception:  # a body on which the rules crash parks the case when it is given; as a trial it tells nothing
        return Refused(NOT_FOUND, "")
