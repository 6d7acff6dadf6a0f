"""What may happen: the table of contents of people's mediation. Every rule stands in the file its line names.

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
from services.people_mediation.domain.answers import Answer
from services.people_mediation.domain.commands import (
    AcceptMediation,
    AcceptOffer,
    AddFileItem,
    ArchiveFile,
    AssignMediator,
    CloseOffer,
    ConsentToAgreement,
    DeclareByLink,
    DenyCustody,
    ExtendLimit,
    FollowUp,
    GatherEvidence,
    GiveConsent,
    HearConfirmation,
    HearElsewhere,
    HearOutsideAct,
    HoldSession,
    HumanCommand,
    LapseClock,
    LoseCustody,
    NotifyRights,
    ReachAgreement,
    ReceiveCustody,
    ReceiveOffer,
    RecordPerformance,
    RecuseMediator,
    RefuseConsent,
    ReportBreach,
    RequestConsent,
    RequestRecusal,
    ReturnOffer,
    RoundCommand,
    SealAgreement,
    SeeDangerSigns,
    ServeNotice,
    SignAsMediator,
    SignAsParty,
    SignByLink,
    SystemCommand,
    TellConfirmationRight,
    TerminateMediation,
    UpdateCaseInformation,
    UrgePerformance,
)
from services.people_mediation.domain.due import CLOCKS
from services.people_mediation.domain.evolve import evolve
from services.people_mediation.domain.rules import (
    agreements,
    by_link,
    case_file,
    consent,
    custody,
    ending,
    hearing,
    limits,
    mediators,
    meeting,
    notices,
    offers,
    performance,
    represented,
    signatures,
    taking_up,
)
from services.people_mediation.domain.standing import find_round
from services.people_mediation.domain.state import CaseState, Track


def decide(state: CaseState, command: Command[Any], law: Law) -> Answer:
    """The events that answer `command`, or its refusal. In a story, what was due before the act lapses first."""
    if isinstance(command.body, CareCommand):
        return decide_care(CLOCKS, state, command, law)
    if state.is_story and not isinstance(command.body, LapseClock):
        return decide_story(decide_act, evolve, CLOCKS.due_in_story, state, command, law)
    return decide_act(state, command, law)


def decide_act(state: CaseState, command: Command[Any], law: Law) -> Answer:
    """As `decide`, of the act alone."""
    if isinstance(command.body, DeclareByLink):
        shown = shown_round(state.tracks, command)
        if isinstance(shown, Refused):
            return shown
        return wrong_time(command, state.is_story) or by_link.declare_by_link(state, shown, command)
    if isinstance(command.body, SignByLink):
        signing = shown_round(state.tracks, command)
        if isinstance(signing, Refused):
            return signing
        return wrong_time(command, state.is_story) or signatures.sign_by_link(state, signing, command, law)
    if not isinstance(command.body, RoundCommand):
        return _hear(state, command, law) if command.actor.is_system else not_found()
    track = find_round(state, command)
    if isinstance(track, Refused):
        return track
    return wrong_time(command, state.is_story) or _act(state, track, command, law)


def _hear(state: CaseState, command: Command[Any], law: Law) -> Answer:
    """What the system gives: never refused."""
    body: SystemCommand = command.body
    match body:
        case ReceiveOffer():
            return custody.receive_offer(state, command)
        case CloseOffer():
            return custody.close_offer(state, command)
        case ReceiveCustody():
            return custody.receive_custody(state, command, law)
        case LoseCustody():
            return custody.lose_custody(state, command)
        case DenyCustody():
            return custody.deny_custody(state, command)
        case UpdateCaseInformation():
            return hearing.update_case_information(state, command, law)
        case HearOutsideAct():
            return hearing.hear_outside_act(state, command)
        case HearConfirmation():
            return hearing.hear_confirmation(state, command)
        case HearElsewhere():
            return hearing.hear_elsewhere(state, command)
        case LapseClock():
            return limits.lapse_clock(state, command, law)
        case _:
            assert_never(body)


def _act(state: CaseState, track: Track, command: Command[Any], law: Law) -> Answer:
    """What people of the committee ask for."""
    body: HumanCommand = command.body
    match body:
        case AcceptOffer():
            return offers.accept_offer(state, track, command)
        case ReturnOffer():
            return offers.return_offer(state, track, command, law)
        case RequestConsent():
            return consent.request_consent(state, track, command)
        case GiveConsent():
            return consent.give_consent(state, track, command)
        case RefuseConsent():
            return consent.refuse_consent(state, track, command)
        case AcceptMediation():
            return taking_up.accept_mediation(state, track, command, law)
        case AssignMediator():
            return mediators.assign_mediator(state, track, command)
        case RequestRecusal():
            return mediators.request_recusal(state, track, command)
        case RecuseMediator():
            return mediators.recuse_mediator(state, track, command)
        case NotifyRights():
            return meeting.notify_rights(state, track, command)
        case GatherEvidence():
            return meeting.gather_evidence(state, track, command)
        case HoldSession():
            return meeting.hold_session(state, track, command)
        case SeeDangerSigns():
            return meeting.see_danger_signs(state, track, command)
        case ReachAgreement():
            return agreements.reach_agreement(state, track, command, law)
        case SignAsParty():
            return signatures.sign_as_party(state, track, command, law)
        case ConsentToAgreement():
            return represented.consent_to_agreement(state, track, command, law)
        case SignAsMediator():
            return signatures.sign_as_mediator(state, track, command, law)
        case SealAgreement():
            return signatures.seal_agreement(state, track, command, law)
        case RecordPerformance():
            return performance.record_performance(state, track, command)
        case ReportBreach():
            return performance.report_breach(state, track, command)
        case UrgePerformance():
            return performance.urge_performance(state, track, command)
        case FollowUp():
            return performance.follow_up(state, track, command)
        case TerminateMediation():
            return ending.terminate_mediation(state, track, command)
        case ServeNotice():
            return notices.serve_notice(state, track, command, law)
        case TellConfirmationRight():
            return notices.tell_confirmation_right(state, track, command)
        case ExtendLimit():
            return limits.extend_limit(state, track, command, law)
        case AddFileItem():
            return case_file.add_file_item(state, track, command)
        case ArchiveFile():
            return case_file.archive_file(state, track, command)
        case _:
            assert_never(body)
