"""What other services tell that moves no custody: changes of the case, acts outside, the court's word on an agreement."""

from schemas.base import Event
from schemas.command import Command
from schemas.people_mediation import CaseInformationUpdated, Conflict, Noted
from services.jurisdiction.case_changes import MembersGone, changed
from services.jurisdiction.clock_book import ClockLaw
from services.people_mediation.domain.agreement import Draft
from services.people_mediation.domain.answers import Answer, told
from services.people_mediation.domain.commands import (
    HearConfirmation,
    HearElsewhere,
    HearOutsideAct,
    UpdateCaseInformation,
)
from services.people_mediation.domain.effect import effect_if_complete
from services.people_mediation.domain.folds.case import with_summary
from services.people_mediation.domain.state import CaseState


def update_case_information(state: CaseState, command: Command[UpdateCaseInformation], law: ClockLaw) -> Answer:
    """The case as it stands after intake's change; noted where we know nothing of the case or party yet.

    Members who left no longer have to consent, so that an agreement of the others may bind now.
    """
    body = command.body
    case = changed(state.case, body.change)
    if case is None:
        reason = "本服务尚无该案件或者该当事人的记录，移交时会一并收到"
        return (Noted(**told(command), source="intake", what=body.what, reason=reason),)
    updated = CaseInformationUpdated(**told(command), case=case)
    return updated, *(_now_complete(with_summary(state, case), law) if isinstance(body.change, MembersGone) else ())


def _now_complete(state: CaseState, law: ClockLaw) -> tuple[Event, ...]:
    """Agreements that waited for nobody else."""
    return tuple(
        event
        for track in state.tracks.values()
        if not track.is_ended
        for agreement in track.agreements
        if isinstance(agreement.standing, Draft)
        for event in effect_if_complete(state, track, agreement, agreement.standing, law)
    )


def hear_outside_act(state: CaseState, command: Command[HearOutsideAct]) -> Answer:
    """An act of a court, arbitrator or agency; whether it bars mediation follows from channel and act (R75 22)."""
    outside = command.body.outside
    return (
        Noted(
            **told(command), source="intake", what=outside.act, channel=outside.channel,
            reason="其他机构对同一纠纷的处理情况",
        ),
    )  # fmt: skip


def hear_confirmation(state: CaseState, command: Command[HearConfirmation]) -> Answer:
    """The court's word on an agreement; a confirmation of one that does not bind here is a conflict, both facts stand."""
    body = command.body
    track = state.track_of(body.agreement_id)
    agreement = track.agreement(body.agreement_id) if track else None
    if agreement is not None and not agreement.is_in_force and body.what == "agreement_confirmed":
        reason = "法院确认了该协议，但本调委会记录中协议尚缺签名或者印章"
        return (Conflict(**told(command), source="judicial_confirmation", what=body.what, reason=reason),)
    reason = "法院对调解协议的处理情况" if agreement else "本服务没有这份协议的记录"
    return (
        Noted(
            **told(command), source="judicial_confirmation", what=body.what, reason=reason,
            agreement_id=body.agreement_id,
        ),
    )  # fmt: skip


def hear_elsewhere(state: CaseState, command: Command[HearElsewhere]) -> Answer:
    """Worth noting, changes nothing: duties under an agreement of ours run on (PML 31)."""
    body = command.body
    return (Noted(**told(command), source=body.source, what=body.what, reason=body.reason),)
