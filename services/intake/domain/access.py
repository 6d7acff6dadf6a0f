"""Who may act on this case: the custodian, who registered it, who was offered it, who supervises. Anybody else learns nothing."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from schemas.base import Event
from schemas.command import Actor, Command, Refused
from services.intake.domain.law import IntakeLaw, is_above
from services.intake.domain.state import CaseFile, Closed, Merged, Open, State, Unregistered, Voided
from services.jurisdiction.acts import not_found
from services.jurisdiction.sealing import is_accused

Answer = Sequence[Event] | Refused


class Standing(StrEnum):
    """What a body is to a case."""

    CUSTODIAN = "custodian"
    REGISTRAR = "registrar"
    """It registered the case or answers for the first handling."""
    RECIPIENT = "recipient"
    """It has an offer to answer."""
    SUPERIOR = "superior"
    """It stands above the custodian."""


HOLDER = (Standing.CUSTODIAN,)
KEEPERS = (Standing.CUSTODIAN, Standing.REGISTRAR)
"""Who may add to and correct what was registered."""
DESIGNATORS = (Standing.CUSTODIAN, Standing.SUPERIOR)
"""Who may say where the case goes (rule E3: a common superior designates)."""
CONCERNED = (Standing.CUSTODIAN, Standing.RECIPIENT)
"""Who may ask the common superior to designate."""
ANSWERERS = (Standing.RECIPIENT,)
SUPERVISORS = (Standing.CUSTODIAN, Standing.REGISTRAR, Standing.SUPERIOR)
"""Who may void, reopen or take a merge apart."""


def standings(file: CaseFile, organisation: str, law: IntakeLaw) -> tuple[Standing, ...]:
    """What this body is to the case; empty for a stranger. A sealed case knows no superior, and the accused is a stranger."""
    sealed = file.case.sealed
    if sealed and is_accused(law, file.case.accused, organisation):
        return ()
    offer = file.custody.open_offer
    held = {
        Standing.CUSTODIAN: organisation == file.custody.custodian,
        Standing.REGISTRAR: organisation in (file.registering_body, file.first_handler),
        Standing.RECIPIENT: offer is not None and organisation == offer.to_body,
        Standing.SUPERIOR: not sealed and is_above(law, organisation, file.custody.custodian),
    }
    return tuple(standing for standing, holds in held.items() if holds)


def forbidden(file: CaseFile, actor: Actor, law: IntakeLaw, allowed: tuple[Standing, ...]) -> Refused | None:
    """Why this actor's body may not do this; a stranger gets the answer of a case that does not exist."""
    found = standings(file, actor.organisation, law)
    if not found:
        return not_found()
    if any(standing in allowed for standing in found):
        return None
    return Refused(
        "not_entitled", "本案由其他机构持有，您所在的机构可以查看，但不能办理这一事项。",
        parameters={"custodian": file.custody.custodian},
    )  # fmt: skip


def not_open(file: CaseFile) -> Refused | None:
    """Why nothing can be done on this file, None while it is open."""
    match file:
        case Closed():
            return Refused("case_closed", "本案已经办结。如需继续办理，请先重新启动。")
        case Merged(into=into):
            return Refused("case_merged", "本案已并入另一案件，请在该案中办理。", parameters={"into": into})
        case Voided():
            return Refused("case_voided", "本案系误登记，已经作废，不能继续办理。")
        case _:
            return None


def on_open(
    state: State,
    command: Command[Any],
    law: IntakeLaw,
    allowed: tuple[Standing, ...],
    act: Callable[[Open, Command[Any], IntakeLaw], Answer],
) -> Answer:
    """`act` on an open case by a body that may; otherwise the refusal."""
    if isinstance(state, Unregistered):
        return not_found()
    refusal = forbidden(state, command.actor, law, allowed) or not_open(state)
    if refusal is not None:
        return refusal
    assert isinstance(state, Open)
    return act(state, command, law)


def on_any(
    state: State,
    command: Command[Any],
    law: IntakeLaw,
    allowed: tuple[Standing, ...],
    act: Callable[[CaseFile, Command[Any], IntakeLaw], Answer],
) -> Answer:
    """`act` on a registered case in whatever situation: what happened is never unrecordable (design.md section 2)."""
    if isinstance(state, Unregistered):
        return not_found()
    refusal = forbidden(state, command.actor, law, allowed)
    return refusal if refusal is not None else act(state, command, law)


def heard(
    state: State,
    command: Command[Any],
    law: IntakeLaw,
    act: Callable[[CaseFile, Command[Any], IntakeLaw], Answer],
    unknown: Callable[[Command[Any]], Answer],
) -> Answer:
    """`act` on a registered case for the system; on an unknown one what `unknown` records (never a silent refusal)."""
    return unknown(command) if isinstance(state, Unregistered) else act(state, command, law)
