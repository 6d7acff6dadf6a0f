"""Which bodies' mediators are asked for a case, and how far each body stands from the one that asks (domain.md 2.5)."""

from collections.abc import Callable, Iterable

from schemas.command import Actor
from services.jurisdiction.law import Law
from services.jurisdiction.network_known import register_of
from services.jurisdiction.network_register import Register
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.vocabulary import BodyKind
from services.network.domain.proposals import Candidate, DisputeFacts, Proposal, candidates_of, propose
from services.network.domain.state import CaseState, Track

MEDIATING_KINDS = (
    BodyKind.PEOPLE_MEDIATION_COMMITTEE,
    BodyKind.INDUSTRY_PMC,
    BodyKind.COMMERCIAL_MEDIATION,
    BodyKind.LABOUR_MEDIATION,
)
"""Kinds of body that have mediators."""


def neighbours(law: Law, body: Organisation) -> tuple[tuple[Organisation, int], ...]:
    """Mediating bodies below the nearest hub above `body`, itself first, with their distance in steps of the tree."""
    hub = next((one for one in law.ancestors(body) if one.kind is BodyKind.HUB_CENTER), body)
    path = _path(law, body)
    found = [
        (one, _distance(path, _path(law, one)))
        for one in law.organisations.by_id.values()
        if one.kind in MEDIATING_KINDS and hub.id in _path(law, one)
    ]
    return tuple(sorted(found, key=lambda pair: (pair[1], pair[0].id)))


def proposal_for(
    state: CaseState,
    body: Organisation,
    facts: DisputeFacts,
    law: Law,
    registers: Callable[[str], Register | None],
    own_only: bool,
) -> Proposal:
    """The proposal for a case at `body`; `registers` tells what was entered of a body."""
    track = track_of(state, body.id)
    asked = [(one, steps) for one, steps in neighbours(law, body) if not own_only or one.id == body.id]
    return propose(facts, tuple(_candidates(asked, state, track, law, registers)), state.case_code)


def track_of(state: CaseState, body: str) -> Track | None:
    """The body's latest round of the case."""
    own = [track for track in state.tracks.values() if track.body == body]
    return own[-1] if own else None


def may_ask(state: CaseState, actor: Actor) -> bool:
    """The body that holds the case or has a round of it asks for a mediator; nobody for a sealed case."""
    if state.case is None or state.case.sealed or actor.is_system:
        return False
    return actor.organisation == state.custodian or track_of(state, actor.organisation) is not None


def _candidates(
    asked: Iterable[tuple[Organisation, int]],
    state: CaseState,
    track: Track | None,
    law: Law,
    registers: Callable[[str], Register | None],
) -> Iterable[Candidate]:
    for body, steps in asked:
        register = register_of(registers(body.id), body.id, law)
        yield from candidates_of(register, body.name_zh, steps, state, track)


def _path(law: Law, body: Organisation) -> tuple[str, ...]:
    """The body and everything above it, nearest first."""
    return body.id, *(one.id for one in law.ancestors(body))


def _distance(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Steps up from one body to the first common one and down to the other."""
    common = next((place for place, body in enumerate(one) if body in other), len(one))
    down = other.index(one[common]) if common < len(one) else len(other)
    return common + down
