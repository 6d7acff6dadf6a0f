"""What follows from a command: the table of contents of intake. Each row names who may, and the function that decides."""

from typing import Any, assert_never

from schemas.command import Command, Refused
from services.intake.domain import (
    answers,
    closing,
    corrections,
    designation,
    groups,
    joint,
    members,
    merging,
    notes,
    offers,
    parties,
    partners,
    petitioned,
    registration,
    reports,
    returns,
    transfers,
    warnings,
)
from services.intake.domain import custody_commands as custody
from services.intake.domain import file_commands as file
from services.intake.domain import group_commands as group
from services.intake.domain import heard_commands as heard_of
from services.intake.domain import joint_commands as joint_act
from services.intake.domain.access import (
    ANSWERERS,
    CONCERNED,
    DESIGNATORS,
    HOLDER,
    KEEPERS,
    SUPERVISORS,
    Answer,
    heard,
    on_any,
    on_open,
)
from services.intake.domain.commands import HeardCommand, IntakeCommand
from services.intake.domain.concerned import tell_bodies, with_bodies_told
from services.intake.domain.evolve import evolve
from services.intake.domain.known_to import with_known_channels
from services.intake.domain.lapses import CLOCKS, first_due, lapse_clock
from services.intake.domain.law import IntakeLaw
from services.intake.domain.link_commands import LinkCommand
from services.intake.domain.links import decide_link, with_links_sent
from services.intake.domain.routing import recommend_route, record_party_choice
from services.intake.domain.state import CaseFile, Open, State
from services.intake.domain.supervision_commands import HeardOfSupervision, SupervisionCommand
from services.intake.domain.supervision_table import decide_supervision
from services.intake.domain.warning_commands import HearCaseWarned, HearCaseWarningWithdrawn
from services.jurisdiction.acts import wrong_time_where_known
from services.jurisdiction.clock_care import decide_care
from services.jurisdiction.clock_commands import CareCommand
from services.jurisdiction.story import decide_story


def decide(state: State, command: Command[Any], law: IntakeLaw) -> Answer:
    """The events that follow from `command`, or why it is refused. In a story, what was due before it lapses first."""
    if isinstance(command.body, CareCommand):
        return decide_care(CLOCKS, state, command, law)
    if isinstance(command.body, heard_of.HearBodiesAsked):  # nothing happens in the case: no time of a story passes
        return _decide(state, command, law)
    if _is_played(state):
        answer = decide_story(_decide, evolve, first_due, state, command, law)
    else:
        answer = with_links_sent(state, _decide(state, command, law), command, law)
    return with_known_channels(state, with_bodies_told(state, answer))


def _decide(state: State, command: Command[Any], law: IntakeLaw) -> Answer:
    body: IntakeCommand = command.body
    refusal = _wrong_sender(body, command) or _wrong_time(state, command, law)
    if refusal is not None:
        return refusal
    if isinstance(body, SupervisionCommand | HeardOfSupervision):
        return decide_supervision(state, command, law)
    if isinstance(body, LinkCommand):
        return decide_link(state, command, law)
    match body:
        case file.RegisterCase():
            return registration.register_case(state, command, law)
        case file.LinkRepeat():
            return on_any(state, command, law, KEEPERS, registration.link_repeat)
        case file.RecordFurtherReport():
            return on_any(state, command, law, KEEPERS, notes.record_further_report)
        case file.AddParty():
            return on_open(state, command, law, KEEPERS, groups.watching_for_a_group(parties.add_party))
        case file.AppointAgent():
            return on_open(state, command, law, KEEPERS, parties.appoint_agent)
        case file.DismissAgent():
            return on_open(state, command, law, KEEPERS, parties.dismiss_agent)
        case file.NameGuardian():
            return on_open(state, command, law, KEEPERS, parties.name_guardian)
        case file.ChangeContact():
            return on_open(state, command, law, KEEPERS, parties.change_contact)
        case file.SucceedParty():
            return on_open(state, command, law, KEEPERS, parties.succeed_party)
        case file.CorrectEntry():
            return on_any(state, command, law, KEEPERS, corrections.correct_entry)
        case file.AssessRisk():
            return on_open(state, command, law, KEEPERS, notes.assess_risk)
        case file.RecommendRoute():
            return on_open(state, command, law, KEEPERS, groups.watching_for_a_group(recommend_route))
        case file.RecordPartyChoice():
            return on_open(state, command, law, KEEPERS, record_party_choice)
        case file.RecordOutsideAct():
            return on_any(state, command, law, KEEPERS, notes.record_outside_act)
        case file.RecordNote():
            return on_any(state, command, law, SUPERVISORS, notes.record_note)
        case file.RecordThanks():
            return on_any(state, command, law, SUPERVISORS, notes.record_thanks)
        case file.ReassignWork():
            return on_open(state, command, law, HOLDER, notes.reassign_work)
        case group.ElectRepresentatives():
            return on_open(state, command, law, KEEPERS, groups.elect_representatives)
        case group.ReportGroupCase():
            return on_open(state, command, law, KEEPERS, groups.report_group_case)
        case group.LetMembersLeave():
            return on_open(state, command, law, HOLDER, members.let_members_leave)
        case joint_act.NameLeadUnit():
            return on_open(state, command, law, KEEPERS, joint.name_lead_unit)
        case joint_act.AskOwnMotion():
            return on_open(state, command, law, KEEPERS, joint.ask_own_motion)
        case custody.OfferCustody():
            return on_open(state, command, law, DESIGNATORS, offers.offer_custody)
        case custody.WithdrawOffer():
            return on_open(state, command, law, DESIGNATORS, offers.withdraw_offer)
        case custody.Escalate():
            return on_open(state, command, law, DESIGNATORS, offers.escalate)
        case custody.AcceptOffer():
            return on_open(state, command, law, ANSWERERS, answers.accept_offer)
        case custody.ReturnOffer():
            return on_open(state, command, law, ANSWERERS, answers.return_offer)
        case custody.RequestDesignation():
            return on_open(state, command, law, CONCERNED, designation.request_designation)
        case custody.DesignateCustodian():
            return on_open(state, command, law, DESIGNATORS, designation.designate)
        case custody.ReturnFile():
            return on_open(state, command, law, HOLDER, returns.return_file)
        case custody.ReferOutside():
            return on_open(state, command, law, HOLDER, notes.refer_outside)
        case file.MergeInto():
            return on_open(state, command, law, SUPERVISORS, merging.merge_into)
        case file.UnmergeCase():
            return on_any(state, command, law, SUPERVISORS, merging.unmerge_case)
        case file.VoidCase():
            return on_open(state, command, law, SUPERVISORS, closing.void_case)
        case file.CloseCase():
            return on_open(state, command, law, HOLDER, closing.close_case)
        case file.ReopenCase():
            return on_any(state, command, law, SUPERVISORS, closing.reopen_case)
        case heard_of.HearOfferAccepted():
            return heard(state, command, law, answers.hear_offer_accepted, reports.heard_of_unknown_case)
        case heard_of.HearOfferReturned():
            return heard(state, command, law, answers.hear_offer_returned, reports.heard_of_unknown_case)
        case heard_of.HearChannelEvent():
            return heard(state, command, law, reports.hear_channel_event, reports.heard_of_unknown_case)
        case heard_of.HearDangerSigns():
            return heard(state, command, law, reports.hear_danger_signs, reports.heard_of_unknown_case)
        case heard_of.HearDiversion():
            return heard(state, command, law, petitioned.hear_diversion, petitioned.petition_of_unknown_case)
        case heard_of.HearMediationReferral():
            return heard(state, command, law, petitioned.hear_mediation_referral, petitioned.petition_of_unknown_case)
        case heard_of.HearTransferRequested():
            return heard(state, command, law, transfers.hear_transfer, reports.heard_of_unknown_case)
        case heard_of.HearPartnerAnswer():
            return heard(state, command, law, partners.hear_partner_answer, partners.partner_of_unknown_case)
        case heard_of.RegisterChild():
            return heard(state, command, law, members.child_known, lambda told: members.register_child(told, law))
        case heard_of.HearChildCase():
            return heard(state, command, law, members.hear_child_case, merging.unknown_case)
        case heard_of.AbsorbDuplicate():
            return heard(state, command, law, merging.absorb_duplicate, merging.rejected)
        case heard_of.ReleaseDuplicate():
            return heard(state, command, law, merging.release_duplicate, merging.unknown_case)
        case heard_of.UndoMerge():
            return heard(state, command, law, merging.undo_merge, merging.unknown_case)
        case HearCaseWarned():
            return heard(state, command, law, warnings.hear_warned, warnings.warned_of_unknown_case)
        case HearCaseWarningWithdrawn():
            return heard(state, command, law, warnings.hear_withdrawn, warnings.warned_of_unknown_case)
        case heard_of.HearBodiesAsked():
            return tell_bodies(state, command)
        case heard_of.LapseClock():
            return lapse_clock(state, command, law)
        case _:
            assert_never(body)


def _is_played(state: State) -> bool:
    """An open story: no scan watches it."""
    return isinstance(state, Open) and state.case.story


def _wrong_sender(body: IntakeCommand, command: Command[Any]) -> Refused | None:
    """What only the system hears, no person may claim, and the other way round."""
    if isinstance(body, HeardCommand) == command.actor.is_system:
        return None
    return Refused("wrong_sender", "这一事项不能由当前的办理人提出。")


def _wrong_time(state: State, command: Command[Any], law: IntakeLaw) -> Refused | None:
    """People's acts only: what the system hears was checked where it was decided."""
    body = command.body
    if isinstance(body, HeardCommand):
        return None
    is_story = body.story if isinstance(body, file.RegisterCase) else isinstance(state, CaseFile) and state.case.story
    return wrong_time_where_known(command, is_story, lambda now: _decide(state, now, law))
