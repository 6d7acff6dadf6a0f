"""What may happen: the table of contents of the network. Every rule stands in the file its line names.

Two kinds of rule (design.md section 2): a decision of today is refused where it is unlawful, a fact that already happened
is recorded with its irregularities; `irregularities` says which is which.
"""

from typing import Any, assert_never

from schemas.command import Command, Refused
from services.jurisdiction.acts import not_found, wrong_time
from services.jurisdiction.clock_care import decide_care
from services.jurisdiction.clock_commands import CareCommand
from services.jurisdiction.declarations import shown_round
from services.jurisdiction.law import Law
from services.jurisdiction.story import decide_story
from services.network.domain import commands as c
from services.network.domain.answers import Answer
from services.network.domain.due import CLOCKS
from services.network.domain.evolve import evolve
from services.network.domain.referral import Referral
from services.network.domain.rules import (
    agreements,
    by_link,
    consent,
    custody,
    ending,
    hearing,
    limits,
    mediators,
    offers,
    performance,
    referrals,
    register,
    signatures,
    taking_up,
    talks,
)
from services.network.domain.standing import find_referral, find_round, may_enter
from services.network.domain.state import CaseState, Track


def decide(state: CaseState, command: Command[Any], law: Law) -> Answer:
    """The events that answer `command`, or its refusal. In a story, what was due before the act lapses first."""
    if isinstance(command.body, CareCommand):
        return decide_care(CLOCKS, state, command, law)
    if state.is_story and not isinstance(command.body, c.LapseClock):
        return decide_story(decide_act, evolve, CLOCKS.due_in_story, state, command, law)
    return decide_act(state, command, law)


def decide_act(state: CaseState, command: Command[Any], law: Law) -> Answer:
    """As `decide`, of the act alone. Who may act here at all comes first, then the time of the act, then the rule."""
    match command.body:
        case c.RegisterCommand():
            refused = may_enter(state, command, law) or wrong_time(command, state.is_story)
            return refused or _enter(state, command, law)
        case c.ReferralCommand():
            referral = find_referral(state, command)
            if isinstance(referral, Refused):
                return referral
            return wrong_time(command, state.is_story) or _refer(referral, command, law)
        case c.DeclareRelation() | c.LiftRelation():
            return _relate(state, command)
        case c.SignByLink():
            signing = shown_round(state.tracks, command)
            if isinstance(signing, Refused):
                return signing
            return wrong_time(command, state.is_story) or signatures.sign_by_link(state, signing, command)
        case c.DeclareByLink():
            shown = shown_round(state.tracks, command)
            if isinstance(shown, Refused):
                return shown
            return wrong_time(command, state.is_story) or by_link.declare_by_link(state, shown, command)
        case c.RoundCommand():
            track = find_round(state, command)
            if isinstance(track, Refused):
                return track
            return wrong_time(command, state.is_story) or _act(state, track, command, law)
        case _:
            return _hear(state, command, law) if command.actor.is_system else not_found()


def _hear(state: CaseState, command: Command[Any], law: Law) -> Answer:
    """What the system gives: never refused."""
    body: c.SystemCommand = command.body
    match body:
        case c.ReceiveOffer():
            return custody.receive_offer(state, command)
        case c.CloseOffer():
            return custody.close_offer(state, command)
        case c.ReceiveCustody():
            return custody.receive_custody(state, command, law)
        case c.LoseCustody():
            return custody.lose_custody(state, command)
        case c.DenyCustody():
            return custody.deny_custody(state, command)
        case c.UpdateCaseInformation():
            return hearing.update_case_information(state, command)
        case c.HearOutsideAct():
            return hearing.hear_outside_act(state, command)
        case c.HearRecusal():
            return hearing.hear_recusal(state, command)
        case c.HearElsewhere():
            return hearing.hear_elsewhere(state, command)
        case c.ReceiveReferral():
            return referrals.receive_referral(state, command, law)
        case c.CountWork():
            return register.count_work(state, command, law)
        case c.ReleaseWork():
            return register.release_work(state, command)
        case c.LapseClock():
            return limits.lapse_clock(state, command, law)
        case _:
            assert_never(body)


def _enter(state: CaseState, command: Command[Any], law: Law) -> Answer:
    """What the register takes."""
    body: c.RegisterAct = command.body
    match body:
        case c.RegisterBody():
            return register.register_body(state, command, law)
        case c.ComposeCommittee():
            return register.compose_committee(state, command, law)
        case c.RegisterMediator():
            return register.register_mediator(state, command, law)
        case c.RemoveMediator():
            return register.remove_mediator(state, command, law)
        case c.RecordTraining():
            return register.record_training(state, command, law)
        case _:
            assert_never(body)


def _refer(referral: Referral, command: Command[Any], law: Law) -> Answer:
    """What is told of a referral."""
    body: c.ReferralAct = command.body
    match body:
        case c.AcceptReferral():
            return referrals.accept_referral(referral, command)
        case c.ReturnReferral():
            return referrals.return_referral(referral, command)
        case c.ConcludeReferral():
            return referrals.conclude_referral(referral, command, law)
        case c.FollowUpReferral():
            return referrals.follow_up_referral(referral, command)
        case _:
            assert_never(body)


def _relate(state: CaseState, command: Command[Any]) -> Answer:
    """What is declared of a mediator and the case."""
    body: c.RelationAct = command.body
    answer = (
        mediators.declare_relation(state, command)
        if isinstance(body, c.DeclareRelation)
        else mediators.lift_relation(state, command)
    )
    if isinstance(answer, Refused) and answer.code == "not_found":
        return answer
    return wrong_time(command, state.is_story) or answer


def _act(state: CaseState, track: Track, command: Command[Any], law: Law) -> Answer:
    """What people of the body ask for."""
    body: c.RoundAct = command.body
    match body:
        case c.AcceptOffer():
            return offers.accept_offer(state, track, command, law)
        case c.ReturnOffer():
            return offers.return_offer(state, track, command, law)
        case c.GiveConsent():
            return consent.give_consent(state, track, command)
        case c.RefuseConsent():
            return consent.refuse_consent(state, track, command)
        case c.AcceptMediation():
            return taking_up.accept_mediation(state, track, command, law)
        case c.AssignMediator():
            return mediators.assign_mediator(state, track, command)
        case c.RecuseMediator():
            return mediators.recuse_mediator(state, track, command)
        case c.NotifyRights():
            return talks.notify_rights(state, track, command)
        case c.HoldSession():
            return talks.hold_session(state, track, command)
        case c.SeeDangerSigns():
            return talks.see_danger_signs(state, track, command)
        case c.StartAppraisal():
            return talks.start_appraisal(state, track, command, law)
        case c.EndAppraisal():
            return talks.end_appraisal(state, track, command, law)
        case c.AgreeFee():
            return talks.agree_fee(state, track, command, law)
        case c.ReachAgreement():
            return agreements.reach_agreement(state, track, command, law)
        case c.SignAsParty():
            return signatures.sign_as_party(state, track, command)
        case c.SignAsMediator():
            return signatures.sign_as_mediator(state, track, command)
        case c.SealAgreement():
            return signatures.seal_agreement(state, track, command)
        case c.RecordPerformance():
            return performance.record_performance(state, track, command)
        case c.ReportBreach():
            return performance.report_breach(state, track, command)
        case c.FollowUp():
            return performance.follow_up(state, track, command)
        case c.TerminateMediation():
            return ending.terminate_mediation(state, track, command)
        case c.ExtendLimit():
            return limits.extend_limit(state, track, command, law)
        case _:
            assert_never(body)
