"""What is kept on the file: notes, acts of bodies outside, referrals to them, risk, and whose work it is."""

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.intake import (
    FurtherReportRecorded,
    NoteRecorded,
    OutsideActRecorded,
    ReferredOutside,
    RiskRaised,
    ThanksRecorded,
    WorkReassigned,
)
from services.intake.domain import clocks
from services.intake.domain.access import Answer
from services.intake.domain.custody import CHANNELS_WITH_SERVICE, CONFIRMING_CHANNEL
from services.intake.domain.custody_commands import ReferOutside
from services.intake.domain.file_commands import (
    AssessRisk,
    ReassignWork,
    RecordFurtherReport,
    RecordNote,
    RecordOutsideAct,
    RecordThanks,
)
from services.intake.domain.law import OUTSIDE_LIMIT, IntakeLaw
from services.intake.domain.routing import choice_warnings, way_outside
from services.intake.domain.state import CaseFile, Open
from services.jurisdiction.clock_fold import day_of
from services.jurisdiction.told import told


def record_note(file: CaseFile, command: Command[RecordNote], law: IntakeLaw) -> Answer:
    """Something worth keeping."""
    return (NoteRecorded(**told(command), channel=command.body.channel, text=command.body.text),)


def record_thanks(file: CaseFile, command: Command[RecordThanks], law: IntakeLaw) -> Answer:
    """Somebody thanked a body for its handling."""
    body = command.body
    return (ThanksRecorded(**told(command), body=body.body, channel=body.channel, text=body.text),)


def record_further_report(file: CaseFile, command: Command[RecordFurtherReport], law: IntakeLaw) -> Answer:
    """The same matter was brought again: no new case, but it counts."""
    body = command.body
    reported = FurtherReportRecorded(
        **told(command), text=body.text, reported_to=body.reported_to, persons=body.persons
    )
    return (reported,)


def record_outside_act(file: CaseFile, command: Command[RecordOutsideAct], law: IntakeLaw) -> Answer:
    """What a body outside did. A channel of ours speaks for itself, so its acts are not noted here in its place."""
    outside = command.body.outside.outside_act()
    if outside.channel in (*CHANNELS_WITH_SERVICE, CONFIRMING_CHANNEL):
        sentence = "这一途径在本系统内办理，请在该途径的办理页面登记，不能作为外部事项代记。"
        return Refused("channel_has_service", sentence, "outside.channel")
    waiting = file.clock_about(outside.channel, OUTSIDE_LIMIT)
    answered = clocks.stopped(waiting, command, "已得到外部机关的答复")
    return OutsideActRecorded(**told(command), outside=outside), *answered


def refer_outside(file: Open, command: Command[ReferOutside], law: IntakeLaw) -> Answer:
    """The party is pointed to a body outside; the custodian keeps the case and asks after it (design.md section 5)."""
    body = command.body
    if body.channel in (*CHANNELS_WITH_SERVICE, CONFIRMING_CHANNEL):
        sentence = "这一途径在本系统内办理，请使用移交（或在司法确认页面申请），不作为外部转介。"
        return Refused("channel_has_service", sentence, "channel")
    if body.follow_up_on is None and not file.case.story:
        return Refused(
            "follow_up_missing", "请填写跟踪回访的日期：转介外部的案件仍由本机构持有和跟踪。", "follow_up_on"
        )
    rule = way_outside(file, body.channel, law)
    referred = ReferredOutside(
        **told(command), channel=body.channel, body=body.body, follow_up_on=body.follow_up_on, reason=body.reason,
        warnings=(*choice_warnings(file, body.channel, command, law), *_inside(command, law)), referral_rule=rule.id if rule else None,
        referral_source=rule.source if rule else None,
    )  # fmt: skip
    if file.clocks.running(OUTSIDE_LIMIT, body.channel):
        return (referred,)
    return referred, clocks.started(law, command, OUTSIDE_LIMIT, body.channel, command.occurred_at)


def _inside(command: Command[ReferOutside], law: IntakeLaw) -> tuple[str, ...]:
    """A hint where the body named as outside is one of ours that could take the case, and this way is none of its own."""
    told = law.organisation_named(command.body.body)
    if told is None or not told.may_hold_custody or command.body.channel in told.channels:
        return ()
    if not told.acts_on(day_of(command.occurred_at)):
        return ()
    return (f"“{told.name_zh}”是本系统内的机构，可以把案件移交给它办理；转介外部只跟踪答复，案件仍由本机构持有。",)


def assess_risk(file: Open, command: Command[AssessRisk], law: IntakeLaw) -> Answer:
    """The risk of escalation, judged anew."""
    body = command.body
    return (RiskRaised(**told(command), risk=body.risk, reason=body.reason, signs=body.signs),)


def reassign_work(file: Open, command: Command[ReassignWork], law: IntakeLaw) -> Answer:
    """Another colleague of the custodian goes on with it; custodian and first handler stay what they are."""
    to_user = command.body.to_user
    if to_user == file.handler:
        return Refused("already_handler", "本案已由这位同事办理。", "to_user")
    reassigned: Event = WorkReassigned(
        **told(command), from_user=file.handler or "", to_user=to_user, reason=command.body.reason
    )
    return (reassigned,)
