"""How a petition ends: each ending has to be borne out by the record (domain.md 2.3)."""

from collections.abc import Callable, Mapping

from schemas.command import Command, Refused
from schemas.petitions_handling import PetitionConcluded, PetitionWithdrawalAnswered
from schemas.petitions_values import OpinionStage, PetitionEnding
from services.jurisdiction.clock_book import ClockStatus
from services.jurisdiction.law import Law
from services.jurisdiction.moments import moment
from services.petitions.domain import clocks
from services.petitions.domain.answers import Answer, stamp
from services.petitions.domain.commands import AnswerWithdrawal, ConcludePetition
from services.petitions.domain.refusals import where_it_stands
from services.petitions.domain.situations import (
    Answered,
    Diverted,
    Final,
    HandedOver,
    Opined,
    Over,
    Rejected,
    Reviewed,
    Settled,
)
from services.petitions.domain.state import CaseState, Petition


def conclude(state: CaseState, petition: Petition, command: Command[ConcludePetition], law: Law) -> Answer:
    """The office ends it. An opinion stands once nobody can ask for more; withdrawing is the petitioner's at any time."""
    body = command.body
    if isinstance(petition.situation, Over):
        return where_it_stands(petition)
    if not _BORNE_OUT[body.ending](petition):
        return Refused(
            "ending_not_borne_out", "记录不能说明以这种方式办结，请核对办理情况。", "ending",
            parameters={"situation": petition.situation.kind},
        )  # fmt: skip
    if body.ending is PetitionEnding.OPINION_STANDS and (refused := _may_still_ask(state, petition)):
        return refused
    if petition.assigned and not petition.reported_back and body.ending in _REPORTED_FIRST:
        return Refused("not_reported_back", "交办的信访事项，承办单位尚未反馈办理结果。", source="XF 22")
    concluded = PetitionConcluded(
        **stamp(command, petition), office=petition.office, ending=body.ending, reason=body.reason
    )
    return concluded, *clocks.stop_all(state, moment(command), "信访事项已办结")


def answer_withdrawal(state: CaseState, petition: Petition, command: Command[AnswerWithdrawal], law: Law) -> Answer:
    """The petition goes on, e.g. since the petitioner thought better of it, or one of several goes on alone."""
    if isinstance(petition.situation, Over):
        return where_it_stands(petition)
    if not petition.withdrawing:
        return Refused("no_withdrawal_declared", "没有信访人提出撤回，无须答复。")
    return (PetitionWithdrawalAnswered(**stamp(command, petition), explanation=command.body.explanation),)


_REPORTED_FIRST = (PetitionEnding.OPINION_STANDS, PetitionEnding.THREE_LEVEL_FINALITY)

_BORNE_OUT: Mapping[PetitionEnding, Callable[[Petition], bool]] = {
    PetitionEnding.OPINION_STANDS: lambda petition: isinstance(petition.situation, Opined | Reviewed),
    PetitionEnding.THREE_LEVEL_FINALITY: lambda petition: isinstance(petition.situation, Final),
    PetitionEnding.DIVERTED: lambda petition: isinstance(petition.situation, Diverted),
    PetitionEnding.ADMISSION_REJECTED: lambda petition: isinstance(petition.situation, Rejected),
    PetitionEnding.SUGGESTION_ANSWERED: lambda petition: isinstance(petition.situation, Answered),
    PetitionEnding.ACCUSATION_HANDED_OVER: lambda petition: isinstance(petition.situation, HandedOver),
    PetitionEnding.SETTLED: lambda petition: isinstance(petition.situation, Settled),
    PetitionEnding.WITHDRAWN: lambda petition: not isinstance(petition.situation, Final),
}


def _may_still_ask(state: CaseState, petition: Petition) -> Refused | None:
    """While an opinion is not served on every petitioner, or the limit of one still runs, it does not stand yet."""
    opinion = petition.latest()
    if petition.refused_review or opinion is None or state.is_story:
        return None
    unserved = [one.party_id for one in state.petitioners if one.party_id not in opinion.served]
    if unserved and petition.identity_known:
        return Refused(
            "opinion_not_served", "意见书尚未送达信访人。", "ending", "XF 32", parameters={"party_ids": unserved}
        )
    limit = clocks.ASKING_FOR_REVIEW if opinion.stage is OpinionStage.HANDLING else clocks.ASKING_FOR_RECHECK
    running = [
        kept
        for kept in state.clocks.clocks.values()
        if kept.clock.limit == limit and kept.status is ClockStatus.RUNNING and kept.clock.lapses_at is not None
    ]
    if running:
        return Refused("review_still_open", "信访人仍可在期限内申请复查、复核，期限届满后再办结。", "ending", "XF 35")
    return None
