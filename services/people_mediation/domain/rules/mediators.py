"""Mediators chosen or appointed (PML 19) and recusal: on a request the lead mediator is replaced."""

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.people_mediation import MediatorAssigned, MediatorRecused, RecusalRequested
from schemas.proposals import ProposalTold
from services.people_mediation.domain.answers import Answer, stamp
from services.people_mediation.domain.commands import AssignMediator, RecuseMediator, RequestRecusal
from services.people_mediation.domain.refusals import only_in
from services.people_mediation.domain.situations import Agreed, AwaitingCustody, InMediation, Preparing
from services.people_mediation.domain.state import CaseState, Track
from services.people_mediation.domain.voluntariness import taking_part


def assign_mediator(state: CaseState, track: Track, command: Command[AssignMediator]) -> Answer:
    """Planning: allowed before custody. A declared interest needs every party's agreement (TY 15)."""
    body = command.body
    refused = only_in(track, AwaitingCustody, Preparing, InMediation, Agreed)
    refused = refused or _refused_mediator(track, body.mediator) or _refused_interest(state, track, body)
    if refused := refused or _unexplained(body):
        return refused
    return (
        MediatorAssigned(
            **stamp(command, track), mediator=body.mediator, lead=body.lead, how=body.how,
            interest_declared=body.interest_declared, proposal=_proposal(body),
        ),
    )  # fmt: skip


def request_recusal(state: CaseState, track: Track, command: Command[RequestRecusal]) -> Answer:
    """The request is on file; until it is decided every session of the round is marked."""
    body = command.body
    refused = only_in(track, AwaitingCustody, Preparing, InMediation, Agreed) or _not_of_round(track, body.mediator)
    if refused:
        return refused
    return (
        RecusalRequested(
            **stamp(command, track), mediator=body.mediator, requested_by=body.requested_by, reason=body.reason
        ),
    )  # fmt: skip


def recuse_mediator(state: CaseState, track: Track, command: Command[RecuseMediator]) -> Answer:
    """The mediator steps aside; a lead mediator's place is filled in the same act (R75)."""
    body = command.body
    refused = only_in(track, AwaitingCustody, Preparing, InMediation, Agreed) or _not_of_round(track, body.mediator)
    if refused:
        return refused
    if body.replacement is not None and (refused := _refused_replacement(track, body.mediator, body.replacement)):
        return refused
    if body.replacement is None and track.lead() == body.mediator:
        return Refused(
            "replacement_needed", "主持调解员回避的，应当同时更换，请填写接替的调解员。", "replacement", "R75"
        )
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
        return Refused("mediator_recused", "该调解员已在本轮调解中回避，不能再指定。", "mediator", "R75")
    if any(one.mediator == mediator for one in track.mediators):
        return Refused("mediator_already_assigned", "该调解员已经是本轮调解的调解员。", "mediator")
    return None


def _refused_replacement(track: Track, mediator: str, replacement: str) -> Refused | None:
    """Another mediator of the round may take over; one who stepped aside may not."""
    if replacement == mediator or replacement in track.recused:
        return Refused("mediator_recused", "接替的调解员已经回避，请另行指定。", "replacement", "R75")
    return None


def _refused_interest(state: CaseState, track: Track, body: AssignMediator) -> Refused | None:
    if not body.interest_declared:
        return None
    agreeing = [state.current_id(party_id) for party_id in body.accepted_by]
    missing = [party.party_id for party in taking_part(state, track) if party.party_id not in agreeing]
    if not missing:
        return None
    return Refused(
        "mediator_has_interest", "调解员申明与当事人有亲属、利害或者其他关系，未经各方同意不能担任。", "mediator", "TY 15",
        {"party_ids": missing},
    )  # fmt: skip


def _unexplained(body: AssignMediator) -> Refused | None:
    """Whoever leaves a proposal says why."""
    if body.proposal_followed is not False or body.deviation_reason:
        return None
    sentence = "没有采用建议的首位调解员，请写明理由。"
    return Refused("deviation_unexplained", sentence, "deviation_reason")


def _proposal(body: AssignMediator) -> ProposalTold | None:
    if body.proposal_id is None:
        return None
    followed = body.proposal_followed is not False
    return ProposalTold(proposal_id=body.proposal_id, followed=followed, deviation_reason=body.deviation_reason)


def _not_of_round(track: Track, mediator: str) -> Refused | None:
    if any(one.mediator == mediator for one in track.mediators):
        return None
    return Refused("not_mediator_of_round", "该人员不是本轮调解的调解员。", "mediator", "PML 19")
