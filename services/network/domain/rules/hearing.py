"""What other services tell that moves no custody: changes of the case, acts outside, a mediator who stepped aside elsewhere."""

from schemas.command import Command
from schemas.network import CaseInformationUpdated, MediatorRecused, Noted
from services.jurisdiction.case_changes import changed
from services.network.domain.answers import Answer, told
from services.network.domain.commands import HearElsewhere, HearOutsideAct, HearRecusal, UpdateCaseInformation
from services.network.domain.state import CaseState

ELSEWHERE = "elsewhere"
"""Track of a recusal that happened in another channel."""


def update_case_information(state: CaseState, command: Command[UpdateCaseInformation]) -> Answer:
    """The case as it stands after intake's change; noted where we know nothing of the case or party yet."""
    body = command.body
    case = changed(state.case, body.change)
    if case is None:
        reason = "本服务尚无该案件或者该当事人的记录，移交时会一并收到"
        return (Noted(**told(command), source="intake", what=body.what, reason=reason),)
    return (CaseInformationUpdated(**told(command), case=case),)


def hear_outside_act(state: CaseState, command: Command[HearOutsideAct]) -> Answer:
    """An act of a court, arbitrator or agency; whether it bars mediation follows from channel and act."""
    outside = command.body.outside
    reason = "其他机构对同一纠纷的处理情况"
    return (Noted(**told(command), source="intake", what=outside.act, channel=outside.channel, reason=reason),)


def hear_recusal(state: CaseState, command: Command[HearRecusal]) -> Answer:
    """Who stepped aside in this case in another channel is not proposed for it here."""
    body = command.body
    return (
        MediatorRecused(
            **told(command), track_id=ELSEWHERE, custody_number=state.custody_heard, mediator=body.mediator
        ),
    )


def hear_elsewhere(state: CaseState, command: Command[HearElsewhere]) -> Answer:
    """Worth noting, changes nothing."""
    body = command.body
    return (Noted(**told(command), source=body.source, what=body.what, reason=body.reason),)
