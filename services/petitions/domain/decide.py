"""What may happen: the table of contents of petitions. Every rule stands in the file its line names.

Two kinds of rule (design.md section 2): a decision of today is refused where it is unlawful, a fact that already happened
is recorded with its irregularities. `ACTS` tells for each act who may do it.
"""

from collections.abc import Callable, Mapping
from typing import Any, assert_never

from schemas.command import Command, CommandBody, Refused
from services.jurisdiction.acts import not_found, wrong_time
from services.jurisdiction.clock_care import decide_care
from services.jurisdiction.clock_commands import CareCommand
from services.jurisdiction.law import Law
from services.jurisdiction.story import decide_story
from services.petitions.domain import commands as c
from services.petitions.domain.answers import Answer
from services.petitions.domain.due import CLOCKS
from services.petitions.domain.evolve import evolve
from services.petitions.domain.rules import (
    admission,
    by_link,
    care,
    classification,
    competence,
    custody,
    delivery,
    ending,
    handling,
    hearing,
    kinds,
    limits,
    mediation,
    offers,
    opinions,
    registering,
    repeats,
    reviews,
    simple,
    transfer,
)
from services.petitions.domain.standing import Standing, petition_for, track_of_office
from services.petitions.domain.state import CaseState, Petition

Act = Callable[[CaseState, Petition, Command[Any], Law], Answer]

OFFICE = (Standing.OFFICE,)
UNIT = (Standing.UNIT,)
HANDLERS = (Standing.UNIT, Standing.OFFICE)
CONCERNED = (Standing.OFFICE, Standing.CONCERNED)
ABOVE = (Standing.SUPERIOR,)
LEADING = (Standing.OFFICE, Standing.UNIT, Standing.SUPERIOR)
REVIEWERS = (Standing.REVIEWER, Standing.RECHECKER)
TAKES_REQUESTS = (Standing.OFFICE, Standing.UNIT, Standing.REVIEWER, Standing.RECHECKER, Standing.SUPERIOR)
"""Whoever the petitioner hands the request to: the office, the unit, or the unit above, which is to review."""
HEARERS = (Standing.UNIT, Standing.REVIEWER, Standing.RECHECKER)
ANYBODY = tuple(Standing)

ACTS: Mapping[type[CommandBody], tuple[tuple[Standing, ...], Act]] = {
    c.RecordRepeatPetition: (HANDLERS, repeats.record_repeat),
    c.ElectRepresentatives: (HANDLERS, registering.elect_representatives),
    c.ForwardPetition: (OFFICE, transfer.forward),
    c.RecordDelivery: (HANDLERS, delivery.record_delivery),
    c.ReportPetition: (LEADING, transfer.report),
    c.ObjectToTransfer: (UNIT, transfer.object_to_transfer),
    c.DecideObjection: (OFFICE, transfer.decide_objection),
    c.NotifyPetitioner: (HANDLERS, admission.notify_petitioner),
    c.AcceptPetition: (UNIT, admission.accept_petition),
    c.RejectAdmission: (HANDLERS, admission.reject_admission),
    c.DisputeCompetence: (HANDLERS, competence.dispute),
    c.AgreeOnUnit: (CONCERNED, competence.agree),
    c.DesignateUnit: (ABOVE, competence.designate),
    c.HandOverAccusation: (OFFICE, kinds.hand_over_accusation),
    c.AnswerSuggestion: (HANDLERS, kinds.answer_suggestion),
    c.ReferToMediation: (HANDLERS, mediation.refer),
    c.ClassifyPetition: (HANDLERS, classification.classify),
    c.ChooseSimpleHandling: (HANDLERS, simple.choose),
    c.LeaveSimpleHandling: (HANDLERS, simple.leave),
    c.AssignHandler: (HANDLERS, handling.assign_handler),
    c.InvestigatePetition: (ANYBODY, handling.investigate),
    c.OpenHearing: (HEARERS, handling.open_hearing),
    c.CloseHearing: (HEARERS, handling.close_hearing),
    c.ExtendHandling: (UNIT, handling.extend),
    c.ReportAssignment: (UNIT, handling.report_assignment),
    c.MediatePetition: (HANDLERS, mediation.mediate),
    c.SettlePetition: (HANDLERS, mediation.settle),
    c.Counsel: (ANYBODY, care.counsel),
    c.RecordRatingWithoutGrade: (ANYBODY, care.record_rating_without_grade),
    c.AssignLeader: (LEADING, care.assign_leader),
    c.HoldReception: (LEADING, care.hold_reception),
    c.ReviewHandlingQuality: (LEADING, care.review_quality),
    c.HoldJointConference: (LEADING, care.hold_conference),
    c.IssueHandlingOpinion: (UNIT, opinions.issue),
    c.ServeOpinion: (ANYBODY, opinions.serve),
    c.RequestReview: (TAKES_REQUESTS, reviews.request_review),
    c.RequestRecheck: (TAKES_REQUESTS, reviews.request_recheck),
    c.RejectReview: (REVIEWERS, reviews.reject),
    c.IssueReviewOpinion: ((Standing.REVIEWER,), reviews.issue_review),
    c.IssueRecheckOpinion: ((Standing.RECHECKER,), reviews.issue_recheck),
    c.AnswerWithdrawal: (OFFICE, ending.answer_withdrawal),
    c.ConcludePetition: (OFFICE, ending.conclude),
}
"""Who may do what in a registered petition, and the function that decides."""


def decide(state: CaseState, command: Command[Any], law: Law) -> Answer:
    """The events that answer `command`, or its refusal. In a story, what was due before the act lapses first."""
    if isinstance(command.body, CareCommand):
        return decide_care(CLOCKS, state, command, law)
    if state.is_story and not isinstance(command.body, c.LapseClock):
        return decide_story(decide_act, evolve, CLOCKS.due_in_story, state, command, law)
    return decide_act(state, command, law)


def decide_act(state: CaseState, command: Command[Any], law: Law) -> Answer:
    """As `decide`, of the act alone."""
    body = command.body
    if isinstance(body, c.SystemCommand):
        return _hear(state, command, law) if command.actor.is_system else not_found()
    if command.actor.is_system:
        return not_found()
    if isinstance(body, c.RequestReviewByLink):
        return wrong_time(command, state.is_story) or by_link.review_by_link(state, command, law)
    if isinstance(body, c.WithdrawByLink):
        return wrong_time(command, state.is_story) or by_link.withdraw_by_link(state, command)
    match body:
        case c.AcceptOffer() | c.ReturnOffer():
            return _answer_offer(state, command, law)
        case c.RegisterPetition():
            return registering.register_petition(state, command, law)
        case _:
            return _act(state, command, law)


def _hear(state: CaseState, command: Command[Any], law: Law) -> Answer:
    """What the system gives: never refused."""
    body: c.SystemCommand = command.body
    match body:
        case c.ReceiveOffer():
            return custody.receive_offer(state, command)
        case c.CloseOffer():
            return custody.close_offer(state, command)
        case c.ReceiveCustody():
            return custody.receive_custody(state, command)
        case c.LoseCustody():
            return custody.lose_custody(state, command)
        case c.DenyCustody():
            return custody.deny_custody(state, command)
        case c.UpdateCaseInformation():
            return hearing.update_case_information(state, command)
        case c.HearOutsideAct():
            return hearing.hear_outside_act(state, command)
        case c.HearRepeat():
            return hearing.hear_repeat(state, command, law)
        case c.HearMediationResult():
            return mediation.hear_result(state, command)
        case c.HearElsewhere():
            return hearing.hear_elsewhere(state, command)
        case c.LapseClock():
            return limits.lapse(state, command, law)
        case _:
            assert_never(body)


def _answer_offer(state: CaseState, command: Command[Any], law: Law) -> Answer:
    track = track_of_office(state, command)
    if isinstance(track, Refused):
        return track
    if refused := wrong_time(command, state.is_story):
        return refused
    if isinstance(command.body, c.AcceptOffer):
        return offers.accept_offer(track, command)
    return offers.return_offer(track, command, law)


def _act(state: CaseState, command: Command[Any], law: Law) -> Answer:
    allowed, act = ACTS[type(command.body)]
    petition = petition_for(state, command, allowed, law)
    if isinstance(petition, Refused):
        return petition
    return wrong_time(command, state.is_story) or act(state, petition, command, law)
