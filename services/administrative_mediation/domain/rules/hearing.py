"""What other services tell that moves no custody: changes of the case, acts elsewhere, the court's word on an agreement."""

from schemas.administrative_mediation import CaseInformationUpdated, Conflict, Noted
from schemas.command import Command
from services.administrative_mediation.domain.answers import Answer, told
from services.administrative_mediation.domain.commands import (
    HearChannel,
    HearConfirmation,
    HearElsewhere,
    HearOutsideAct,
    UpdateCaseInformation,
)
from services.administrative_mediation.domain.state import CaseState
from services.jurisdiction.case_changes import changed


def update_case_information(state: CaseState, command: Command[UpdateCaseInformation]) -> Answer:
    """The case as it stands after intake's change; noted where we know nothing of the case or party yet."""
    body = command.body
    case = changed(state.case, body.change)
    if case is None:
        reason = "本服务尚无该案件或者该当事人的记录，移交时会一并收到"
        return (Noted(**told(command), source="intake", what=body.what, reason=reason),)
    return (CaseInformationUpdated(**told(command), case=case),)


def hear_outside_act(state: CaseState, command: Command[HearOutsideAct]) -> Answer:
    """An act of a body outside; whether it bars mediation follows from the sector, channel and act."""
    outside = command.body.outside
    reason = "其他机构对同一纠纷的处理情况"
    return (Noted(**told(command), source="intake", what=outside.act, channel=outside.channel, reason=reason),)


def hear_channel(state: CaseState, command: Command[HearChannel]) -> Answer:
    """What another channel of ours announced; an agreement that binds bars a second one on the same dispute (LN 8)."""
    body = command.body
    reason = "其他渠道对同一纠纷的办理情况"
    return (Noted(**told(command), source="intake", what=body.what, channel=body.channel, reason=reason),)


def hear_confirmation(state: CaseState, command: Command[HearConfirmation]) -> Answer:
    """The court's word on an agreement; a confirmation of one that does not bind here is a conflict, both facts stand."""
    body = command.body
    track = state.track_of(body.agreement_id)
    agreement = track.agreement(body.agreement_id) if track else None
    if agreement is not None and not agreement.is_in_force and body.what == "agreement_confirmed":
        reason = "法院确认了该协议，但本机关记录中协议尚缺签名或者印章"
        return (Conflict(**told(command), source="judicial_confirmation", what=body.what, reason=reason),)
    reason = "法院对调解协议的处理情况" if agreement else "本服务没有这份协议的记录"
    return (
        Noted(
            **told(command), source="judicial_confirmation", what=body.what, reason=reason,
            agreement_id=body.agreement_id,
        ),
    )  # fmt: skip


def hear_elsewhere(state: CaseState, command: Command[HearElsewhere]) -> Answer:
    """Worth noting, changes nothing."""
    body = command.body
    return (Noted(**told(command), source=body.source, what=body.what, reason=body.reason),)
