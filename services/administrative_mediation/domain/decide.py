"""What may happen: the table of contents of administrative mediation. Every rule stands in the file its line names.

Two kinds of rule (design.md section 2): a decision of today is refused where it is unlawful, a fact that already happened
is recorded with its irregularities; `irregularities` says which is which.
"""

from typing import Any, assert_never, get_args

from schemas.command import Command, Refused
from services.administrative_mediation.domain import commands as c
from services.administrative_mediation.domain.answers import Answer
from services.administrative_mediation.domain.due import CLOCKS
from services.administrative_mediation.domain.evolve import evolve
from services.administrative_mediation.domain.rules import (
    acceptance,
    agreements,
    appraisal,
    by_link,
    case_file,
    competence,
    consent,
    custody,
    decision_notice,
    ending,
    examination,
    hearing,
    limits,
    meeting,
    offers,
    people,
    performance,
    represented,
    signatures,
)
from services.administrative_mediation.domain.standing import find_round
from services.administrative_mediation.domain.state import CaseState, Track
from services.jurisdiction.acts import not_found, wrong_time
from services.jurisdiction.clock_care import decide_care
from services.jurisdiction.clock_commands import CareCommand
from services.jurisdiction.declarations import shown_round
from services.jurisdiction.law import Law
from services.jurisdiction.story import decide_story


def decide(state: CaseState, command: Command[Any], law: Law) -> Answer:
    """The events that answer `command`, or its refusal. In a story, what was due before the act lapses first."""
    if isinstance(command.body, CareCommand):
        return decide_care(CLOCKS, state, command, law)
    if state.is_story and not isinstance(command.body, c.LapseClock):
        return decide_story(decide_act, evolve, CLOCKS.due_in_story, state, command, law)
    return decide_act(state, command, law)


def decide_act(state: CaseState, command: Command[Any], law: Law) -> Answer:
    """As `decide`, of the act alone."""
    if isinstance(command.body, c.DeclareByLink):
        shown = shown_round(state.tracks, command)
        if isinstance(shown, Refused):
            return shown
        return wrong_time(command, state.is_story) or by_link.declare_by_link(state, shown, command, law)
    if isinstance(command.body, c.SignByLink):
        signing = shown_round(state.tracks, command)
        if isinstance(signing, Refused):
            return signing
        return wrong_time(command, state.is_story) or signatures.sign_by_link(state, signing, command, law)
    if not isinstance(command.body, c.RoundCommand):
        return _hear(state, command, law) if command.actor.is_system else not_found()
    track = find_round(state, command)
    if isinstance(track, Refused):
        return track
    if refused := wrong_time(command, state.is_story):
        return refused
    if isinstance(command.body, get_args(c.ExaminingCommand)):
        return _examine(state, track, command, law)
    if isinstance(command.body, get_args(c.ProceedingCommand)):
        return _proceed(state, track, command, law)
    return _settle(state, track, command, law)


def _hear(state: CaseState, command: Command[Any], law: Law) -> Answer:
    """What the system gives: never refused."""
    body: c.SystemCommand = command.body
    match body:
        case c.ReceiveOffer():
            return custody.receive_offer(state, command)
        case c.CloseOffer():
            return custody.close_offer(state, command)
        case c.HearTransferReturned():
            return custody.hear_transfer_returned(state, command)
        case c.ReceiveCustody():
            return custody.receive_custody(state, command, law)
        case c.LoseCustody():
            return custody.lose_custody(state, command)
        case c.DenyCustody():
            return custody.deny_custody(state, command)
        case c.HearDesignation():
            return custody.hear_designation(state, command)
        case c.UpdateCaseInformation():
            return hearing.update_case_information(state, command)
        case c.HearOutsideAct():
            return hearing.hear_outside_act(state, command)
        case c.HearChannel():
            return hearing.hear_channel(state, command)
        case c.HearConfirmation():
            return hearing.hear_confirmation(state, command)
        case c.HearElsewhere():
            return hearing.hear_elsewhere(state, command)
        case c.LapseClock():
            return limits.lapse_clock(state, command, law)
        case _:
            assert_never(body)


def _examine(state: CaseState, track: Track, command: Command[Any], law: Law) -> Answer:
    """Until the decision whether to accept."""
    body: c.ExaminingCommand = command.body
    match body:
        case c.AcceptOffer():
            return offers.accept_offer(state, track, command)
        case c.ReturnOffer():
            return offers.return_offer(state, track, command, law)
        case c.ClassifyMatter():
            return examination.classify_matter(state, track, command, law)
        case c.RecordFinding():
            return examination.record_finding(state, track, command, law)
        case c.RecordApplication():
            return examination.record_application(state, track, command, law)
        case c.ExamineApplication():
            return examination.examine_application(state, track, command, law)
        case c.FindNotCompetent():
            return competence.find_not_competent(state, track, command, law)
        case c.TransferApplication():
            return competence.transfer_application(state, track, command, law)
        case c.DeclineApplication():
            return acceptance.decline_application(state, track, command, law)
        case c.AcceptApplication():
            return acceptance.accept_application(state, track, command, law)
        case c.FixDamage():
            return examination.fix_damage(state, track, command, law)
        case c.NotifyDecision():
            return decision_notice.notify_decision(state, track, command, law)
        case _:
            assert_never(body)


def _proceed(state: CaseState, track: Track, command: Command[Any], law: Law) -> Answer:
    """Between acceptance and agreement."""
    body: c.ProceedingCommand = command.body
    match body:
        case c.RequestConsent():
            return consent.request_consent(state, track, command)
        case c.GiveConsent():
            return consent.give_consent(state, track, command)
        case c.RefuseConsent():
            return consent.refuse_consent(state, track, command, law)
        case c.NameRepresentatives():
            return people.name_representatives(state, track, command, law)
        case c.AssignMediator():
            return people.assign_mediator(state, track, command)
        case c.RequestRecusal():
            return people.request_recusal(state, track, command)
        case c.RecuseMediator():
            return people.recuse_mediator(state, track, command)
        case c.NotifyRights():
            return meeting.notify_rights(state, track, command)
        case c.NotifyMeeting():
            return meeting.notify_meeting(state, track, command)
        case c.GatherEvidence():
            return meeting.gather_evidence(state, track, command)
        case c.StartAppraisal():
            return appraisal.start_appraisal(state, track, command, law)
        case c.EndAppraisal():
            return appraisal.end_appraisal(state, track, command, law)
        case c.HoldSession():
            return meeting.hold_session(state, track, command, law)
        case c.SeeDangerSigns():
            return meeting.see_danger_signs(state, track, command)
        case _:
            assert_never(body)


def _settle(state: CaseState, track: Track, command: Command[Any], law: Law) -> Answer:
    """From the agreement, or the end without one, on."""
    body: c.SettlingCommand = command.body
    match body:
        case c.ReachAgreement():
            return agreements.reach_agreement(state, track, command, law)
        case c.SignAsParty():
            return signatures.sign_as_party(state, track, command, law)
        case c.ConsentToAgreement():
            return represented.consent_to_agreement(state, track, command, law)
        case c.SignAsMediator():
            return signatures.sign_as_mediator(state, track, command, law)
        case c.SealDocument():
            return signatures.seal_document(state, track, command, law)
        case c.RecordPerformance():
            return performance.record_performance(state, track, command, law)
        case c.ReportBreach():
            return performance.report_breach(state, track, command, law)
        case c.UrgePerformance():
            return performance.urge_performance(state, track, command)
        case c.FollowUp():
            return performance.follow_up(state, track, command)
        case c.ExtendLimit():
            return limits.extend_limit(state, track, command, law)
        case c.TerminateMediation():
            return ending.terminate_mediation(state, track, command, law)
        case c.NotifyTermination():
            return ending.notify_termination(state, track, command, law)
        case c.DischargeDuty():
            return ending.discharge_duty(state, track, command)
        case c.ForgoPenalty():
            return performance.forgo_penalty(state, track, command, law)
        case c.ArchiveFile():
            return case_file.archive_file(state, track, command, law)
        case _:
            assert_never(body)
