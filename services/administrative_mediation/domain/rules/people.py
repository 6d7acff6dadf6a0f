"""Who mediates and who speaks for a side: officials named, recusal, representatives up to the sector's cap."""

from schemas.administrative_mediation import MediatorAssigned, MediatorRecused, RecusalRequested, RepresentativesNamed
from schemas.base import Event
from schemas.command import Command, Refused
from schemas.values import Channel
from services.administrative_mediation.domain import sectors
from services.administrative_mediation.domain.answers import Answer, stamp
from services.administrative_mediation.domain.commands import (
    AssignMediator,
    NameRepresentatives,
    RecuseMediator,
    RequestRecusal,
)
from services.administrative_mediation.domain.refusals import not_ours_yet, only_in, unknown_party
from services.administrative_mediation.domain.situations import Accepted, Agreed, AwaitingCustody, Examining
from services.administrative_mediation.domain.state import CaseState, Track
from services.jurisdiction.law import Law

OPEN = (AwaitingCustody, Examining, *Accepted.__args__, Agreed)
RECUSAL = "domain.md 2.0"


def name_representatives(state: CaseState, track: Track, command: Command[NameRepresentatives], law: Law) -> Answer:
    """Who speaks for a side in the talks: at most five (MED 30), three (TRP 89), two (SAMR 11), by the rule of the day."""
    body = command.body
    if refused := not_ours_yet(track):
        return refused
    if unknown := tuple(party_id for party_id in body.represented if state.party(party_id) is None):
        return unknown_party(unknown, "represented")
    assert state.case is not None  # a round always brings the case with it
    day = sectors.day_of(command.occurred_at)
    rule = law.representation(Channel.ADMIN_MEDIATION, state.case.dispute_type, day)
    if rule is not None and rule.at_most is not None and body.persons > rule.at_most:
        return Refused(
            "too_many_representatives", f"每方代表人数不得超过{rule.at_most}人，请减少代表人数。", "persons", rule.source,
            {"cap": rule.at_most},
        )  # fmt: skip
    represented = body.represented or tuple(party.party_id for party in state.sides if party.role is body.side)
    return (
        RepresentativesNamed(**stamp(command, track), side=body.side, persons=body.persons, represented=represented),
    )


def assign_mediator(state: CaseState, track: Track, command: Command[AssignMediator]) -> Answer:
    """Preparing: allowed before custody. A declared interest needs every party's agreement."""
    body = command.body
    refused = only_in(track, *OPEN) or _refused_mediator(track, body.mediator) or _refused_interest(state, body)
    if refused:
        return refused
    return (
        MediatorAssigned(
            **stamp(command, track), mediator=body.mediator, lead=body.lead, how=body.how,
            interest_declared=body.interest_declared,
        ),
    )  # fmt: skip


def request_recusal(state: CaseState, track: Track, command: Command[RequestRecusal]) -> Answer:
    """The request is on file; until it is decided every session of the round is marked."""
    body = command.body
    if refused := only_in(track, *OPEN) or _not_of_round(track, body.mediator):
        return refused
    return (
        RecusalRequested(
            **stamp(command, track), mediator=body.mediator, requested_by=body.requested_by, reason=body.reason
        ),
    )


def recuse_mediator(state: CaseState, track: Track, command: Command[RecuseMediator]) -> Answer:
    """The official steps aside; who leads the talks is replaced in the same act."""
    body = command.body
    refused = only_in(track, *OPEN) or _not_of_round(track, body.mediator) or _refused_replacement(track, body)
    if refused:
        return refused
    recused = MediatorRecused(
        **stamp(command, track), mediator=body.mediator, replacement=body.replacement, reason=body.reason
    )
    events: list[Event] = [recused]
    if body.replacement is not None:
        lead = track.lead() in (None, body.mediator)
        events.append(MediatorAssigned(**stamp(command, track), mediator=body.replacement, lead=lead))
    return events


def _refused_mediator(track: Track, mediator: str) -> Refused | None:
    if mediator in track.recused:
        return Refused("mediator_recused", "该调解人员已在本轮调解中回避，不能再指定。", "mediator", RECUSAL)
    if any(one.mediator == mediator for one in track.mediators):
        return Refused("mediator_already_assigned", "该人员已经是本轮调解的调解人员。", "mediator")
    return None


def _refused_interest(state: CaseState, body: AssignMediator) -> Refused | None:
    if not body.interest_declared:
        return None
    agreeing = [state.current_id(party_id) for party_id in body.accepted_by]
    missing = [party.party_id for party in state.sides if party.party_id not in agreeing]
    if not missing:
        return None
    return Refused(
        "mediator_has_interest", "调解人员申明与当事人有利害或者其他关系，未经各方同意不能担任。", "mediator", RECUSAL,
        {"party_ids": missing},
    )  # fmt: skip


def _refused_replacement(track: Track, body: RecuseMediator) -> Refused | None:
    if body.replacement is None:
        leads = track.lead() == body.mediator
        needed = Refused(
            "replacement_needed", "主持调解的人员回避的，应当同时更换，请填写接替人员。", "replacement", RECUSAL
        )
        return needed if leads else None
    if body.replacement == body.mediator or body.replacement in track.recused:
        return Refused("mediator_recused", "接替的人员已经回避，请另行指定。", "replacement", RECUSAL)
    return None


def _not_of_round(track: Track, mediator: str) -> Refused | None:
    if any(one.mediator == mediator for one in track.mediators):
        return None
    return Refused("not_mediator_of_round", "该人员不是本轮调解的调解人员。", "mediator")
