"""Relations declared, mediators appointed or chosen, recusal (PML 19; TY 15; R75)."""

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.network import MediatorAssigned, MediatorRecused, RelationDeclared, RelationLifted
from schemas.proposals import ProposalTold
from services.jurisdiction.acts import not_found
from services.network.domain.answers import Answer, stamp, told
from services.network.domain.commands import AssignMediator, DeclareRelation, LiftRelation, RecuseMediator
from services.network.domain.recusal import GROUNDS_ZH, SOURCES, declared_against
from services.network.domain.refusals import only_in, strangers
from services.network.domain.situations import Agreed, Appraising, AwaitingCustody, InMediation, Preparing
from services.network.domain.standing import knows_case
from services.network.domain.state import CaseState, Track


def declare_relation(state: CaseState, command: Command[DeclareRelation]) -> Answer:
    """From now on the mediator is neither proposed nor appointed, unless every party wants so (TY 15)."""
    body = command.body
    if not knows_case(state, command.actor):
        return not_found()
    if body.party_id is not None and (refused := strangers(state, (body.party_id,))):
        return refused
    if refused := strangers(state, body.accepted_by, "accepted_by"):
        return refused
    return (
        RelationDeclared(
            **told(command), mediator=body.mediator, ground=body.ground, party_id=body.party_id,
            accepted_by=body.accepted_by, note=body.note,
        ),
    )  # fmt: skip


def lift_relation(state: CaseState, command: Command[LiftRelation]) -> Answer:
    """It turned out to be none."""
    body = command.body
    if not knows_case(state, command.actor):
        return not_found()
    if all((one.mediator, one.ground) != (body.mediator, body.ground) for one in state.relations):
        return Refused("no_relation", "没有登记过该调解员的这一回避关系。", "mediator")
    return (RelationLifted(**told(command), mediator=body.mediator, ground=body.ground, reason=body.reason),)


def assign_mediator(state: CaseState, track: Track, command: Command[AssignMediator]) -> Answer:
    """Planning: allowed before custody. Whoever must step aside is refused; a deviation from the proposal has its reason."""
    body = command.body
    refused = only_in(track, AwaitingCustody, Preparing, InMediation, Appraising, Agreed)
    if refused := refused or _refused_mediator(state, track, body.mediator, "mediator") or _unexplained(body):
        return refused
    return (
        MediatorAssigned(
            **stamp(command, track), mediator=body.mediator, lead=body.lead, how=body.how, proposal=_proposal(body)
        ),
    )


def recuse_mediator(state: CaseState, track: Track, command: Command[RecuseMediator]) -> Answer:
    """The mediator steps aside; a lead mediator's place is filled in the same act (R75)."""
    body = command.body
    refused = only_in(track, AwaitingCustody, Preparing, InMediation, Appraising, Agreed)
    if refused := refused or _not_of_round(track, body.mediator):
        return refused
    if body.replacement is None and track.lead() == body.mediator:
        sentence = "主持调解员回避的，应当同时更换，请填写接替的调解员。"
        return Refused("replacement_needed", sentence, "replacement", "R75")
    if body.replacement is not None and (refused := _refused_replacement(state, track, body)):
        return refused
    events: list[Event] = [
        MediatorRecused(
            **stamp(command, track), mediator=body.mediator, replacement=body.replacement, reason=body.reason
        )
    ]
    if body.replacement is not None:
        lead = track.lead() in (None, body.mediator)
        events.append(MediatorAssigned(**stamp(command, track), mediator=body.replacement, lead=lead))
    return events


def _refused_mediator(state: CaseState, track: Track, mediator: str, field: str) -> Refused | None:
    if mediator in track.recused or mediator in state.recused:
        return Refused("mediator_recused", "该调解员已在本案中回避，不能再指定。", field, "R75")
    if any(one.mediator == mediator for one in track.mediators):
        return Refused("mediator_already_assigned", "该调解员已经是本轮调解的调解员。", field)
    ground = declared_against(state, track, mediator)
    if ground is None:
        return None
    sentence = f"该调解员{GROUNDS_ZH[ground]}，未经全部当事人同意不能担任。"
    return Refused("mediator_has_interest", sentence, field, SOURCES[ground], {"ground": ground.value})


def _refused_replacement(state: CaseState, track: Track, body: RecuseMediator) -> Refused | None:
    if body.replacement is None or body.replacement == body.mediator:
        return Refused("mediator_recused", "接替的调解员已经回避，请另行指定。", "replacement", "R75")
    if any(one.mediator == body.replacement for one in track.mediators):
        return None
    return _refused_mediator(state, track, body.replacement, "replacement")


def _unexplained(body: AssignMediator) -> Refused | None:
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
