"""Who may not mediate in a case (domain.md 2.0; TY 15, R75): what was declared, and what the record shows. Pure."""

from collections.abc import Mapping

from schemas.network import RecusalGround
from schemas.values import Party, PartyKind
from services.jurisdiction.network_register import Mediator
from services.network.domain.state import CaseState, Relation, Track
from services.network.domain.voluntariness import missing_of

GROUNDS_ZH: Mapping[RecusalGround, str] = {
    RecusalGround.KINSHIP: "与当事人有亲属关系",
    RecusalGround.INTEREST: "与纠纷有利害关系",
    RecusalGround.OTHER_RELATION: "与当事人有其他可能影响公正调解的关系",
    RecusalGround.FORMER_HANDLER: "曾在其他程序中办理本案",
    RecusalGround.SAME_UNIT: "与一方当事人属同一单位",
}
"""The grounds as a person reads them."""
SOURCES: Mapping[RecusalGround, str] = {
    RecusalGround.KINSHIP: "TY 15",
    RecusalGround.INTEREST: "TY 15；XF 28",
    RecusalGround.OTHER_RELATION: "TY 15",
    RecusalGround.FORMER_HANDLER: "R75",
    RecusalGround.SAME_UNIT: "TY 15",
}
"""Instrument and article of each ground."""


def declared_against(state: CaseState, track: Track, mediator: str) -> RecusalGround | None:
    """The ground that was declared and not all parties accepted; None where nothing stands against this mediator."""
    return next(
        (one.ground for one in state.relations if one.mediator == mediator and not _accepted(state, track, one)), None
    )


def ground_against(state: CaseState, track: Track | None, mediator: Mediator) -> RecusalGround | None:
    """Why this mediator of the register may not be proposed: declared, stepped aside before, former handler, same unit."""
    for one in state.relations:
        if one.mediator == mediator.mediator and (track is None or not _accepted(state, track, one)):
            return one.ground
    if mediator.mediator in state.recused or (track is not None and mediator.mediator in track.recused):
        return RecusalGround.OTHER_RELATION
    if mediator.account and any(mediator.account in accounts for accounts in state.handled_by.values()):
        return RecusalGround.FORMER_HANDLER
    if any(_is_unit(mediator, party) for party in _parties(state)):
        return RecusalGround.SAME_UNIT
    return None


def _accepted(state: CaseState, track: Track, relation: Relation) -> bool:
    """Every party wants this mediator nevertheless (TY 15)."""
    return bool(relation.accepted_by) and not missing_of(state, track, relation.accepted_by)


def _parties(state: CaseState) -> tuple[Party, ...]:
    return state.case.parties if state.case is not None else ()


def _is_unit(mediator: Mediator, party: Party) -> bool:
    return bool(mediator.unit) and party.kind is PartyKind.ORGANISATION and party.name == mediator.unit
