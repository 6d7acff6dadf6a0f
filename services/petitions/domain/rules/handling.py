"""Handling: who works on it, what was looked into, hearings, more time, reporting back (XF 28, 31(6), 34, 36)."""

from schemas.base import Event
from schemas.clocks import ClockResumed
from schemas.command import Command, Refused
from schemas.petitions_handling import (
    AssignmentReported,
    HandlerAssigned,
    HandlingExtended,
    HearingClosed,
    HearingOpened,
    PetitionInvestigated,
)
from schemas.petitions_values import OpinionStage
from services.jurisdiction import clock_book
from services.jurisdiction.clock_book import ClockStatus
from services.jurisdiction.law import Law
from services.jurisdiction.moments import moment
from services.petitions.domain import clocks
from services.petitions.domain.answers import Answer, stamp
from services.petitions.domain.commands import (
    AssignHandler,
    CloseHearing,
    ExtendHandling,
    InvestigatePetition,
    OpenHearing,
    ReportAssignment,
)
from services.petitions.domain.irregularities import marked
from services.petitions.domain.refusals import only_in, where_it_stands
from services.petitions.domain.situations import (
    Handling,
    Objected,
    Over,
    Registered,
    UnderRecheck,
    UnderReview,
    WithUnit,
)
from services.petitions.domain.state import CaseState, Petition

_STAGES = ((Handling, OpinionStage.HANDLING), (UnderReview, OpinionStage.REVIEW), (UnderRecheck, OpinionStage.RECHECK))


def assign_handler(state: CaseState, petition: Petition, command: Command[AssignHandler], law: Law) -> Answer:
    """Somebody of the unit works on it; a direct interest bars (XF 28)."""
    body = command.body
    if isinstance(petition.situation, Over):
        return only_in(petition) or ()
    if body.direct_interest:
        return Refused(
            "handler_must_step_aside", "与信访事项或者信访人有直接利害关系的，应当回避。", "handler", "XF 28"
        )
    assigned = HandlerAssigned(
        **stamp(command, petition), body=command.actor.organisation, handler=body.handler, former=petition.handler,
        reason=body.reason,
    )  # fmt: skip
    return (assigned,)


def investigate(state: CaseState, petition: Petition, command: Command[InvestigatePetition], law: Law) -> Answer:
    """Facts were looked into; a fact, whatever the stage."""
    return (
        PetitionInvestigated(**stamp(command, petition), what=command.body.what, by_body=command.actor.organisation),
    )


def open_hearing(state: CaseState, petition: Petition, command: Command[OpenHearing], law: Law) -> Answer:
    """At the re-check the hearing's days do not count (XF 36): XF-8 stands still from this day."""
    if petition.hearing is not None:
        return Refused("hearing_open", "听证正在进行，请先登记听证结束。", source="XF 36")
    stage = next((stage for kind, stage in _STAGES if isinstance(petition.situation, kind)), None)
    if stage is None:
        return only_in(petition) or ()
    opened = HearingOpened(
        **stamp(command, petition), stage=stage, host=command.actor.organisation, topic=command.body.topic,
        in_public=command.body.in_public,
    )  # fmt: skip
    kept = state.clocks.running(clocks.RECHECK)
    if stage is not OpinionStage.RECHECK or kept is None or kept.status is not ClockStatus.RUNNING:
        return (opened,)
    paused = clock_book.pause(kept, command.occurred_at, "听证期间不计算在复核期限内")
    return (opened,) if isinstance(paused, Refused) else (opened, paused)


def close_hearing(state: CaseState, petition: Petition, command: Command[CloseHearing], law: Law) -> Answer:
    """With its conclusions; XF-8 goes on with its new date."""
    if petition.hearing is None:
        return Refused("no_hearing_open", "没有正在进行的听证。", source="XF 36")
    closed = HearingClosed(
        **stamp(command, petition), stage=petition.hearing, conclusions=command.body.conclusions,
        participants=command.body.participants,
    )  # fmt: skip
    return closed, *_resumed(state, command, law)


def extend(state: CaseState, petition: Petition, command: Command[ExtendHandling], law: Law) -> Answer:
    """The unit's head approves, the petitioner is told why (XF 34); how much and how often is the catalogue's."""
    body = command.body
    if refused := only_in(petition, Handling):
        return refused
    if not body.notice:
        return Refused("notice_missing", "延期须告知信访人延期理由，请填写告知内容。", "notice", "XF 34")
    kept = state.clocks.latest(clocks.HANDLING)
    if kept is None:
        return where_it_stands(petition)
    at = moment(command)
    longer = clock_book.extend(
        law, kept, at.at, body.by, body.approver, body.reason, assumed=at.assumed, notice=body.notice
    )
    if isinstance(longer, Refused):
        return longer
    late = "recorded_late" if clocks.is_late_entry(state, clocks.HANDLING, at) else None
    extended = HandlingExtended(
        **stamp(command, petition), irregularities=marked(late), responsible_unit=petition.unit or petition.office,
        approver=body.approver, reason=body.reason, notice=body.notice,
    )  # fmt: skip
    return *longer[:-1], extended, longer[-1]


def report_assignment(state: CaseState, petition: Petition, command: Command[ReportAssignment], law: Law) -> Answer:
    """What the unit did with what it was assigned."""
    if not petition.assigned:
        return Refused("not_assigned", "本信访事项不是交办的，不需要反馈办理结果。", source="XF 22")
    if isinstance(petition.situation, Registered | WithUnit | Objected):
        return only_in(petition) or ()
    reported = AssignmentReported(
        **stamp(command, petition), responsible_unit=petition.unit or "", report=command.body.report
    )
    return (reported,)


def _resumed(state: CaseState, command: Command[CloseHearing], law: Law) -> tuple[Event, ...]:
    kept = state.clocks.running(clocks.RECHECK)
    if kept is None or kept.status is not ClockStatus.PAUSED:
        return ()
    resumed: ClockResumed | Refused = clock_book.resume(law, kept, command.occurred_at, "听证结束")
    return () if isinstance(resumed, Refused) else (resumed,)
