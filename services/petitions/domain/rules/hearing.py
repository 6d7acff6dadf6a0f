"""What other services tell that moves no custody: changes of the case, acts outside, the matter brought again."""

from schemas.command import Command
from schemas.petitions_custody import CaseInformationUpdated, Noted
from services.jurisdiction.case_changes import changed
from services.jurisdiction.law import Law
from services.petitions.domain.answers import Answer, told
from services.petitions.domain.commands import HearElsewhere, HearOutsideAct, HearRepeat, UpdateCaseInformation
from services.petitions.domain.rules.repeats import repeated
from services.petitions.domain.state import CaseState


def update_case_information(state: CaseState, command: Command[UpdateCaseInformation]) -> Answer:
    """The case as it stands after intake's change; noted where we know nothing of the case or party yet."""
    case = changed(state.case, command.body.change)
    if case is None:
        reason = "本服务尚无该案件或者该当事人的记录，移交时会一并收到"
        return (Noted(**told(command), source="intake", what=command.body.what, reason=reason),)
    return (CaseInformationUpdated(**told(command), case=case),)


def hear_outside_act(state: CaseState, command: Command[HearOutsideAct]) -> Answer:
    """An act of a body outside: the statutory route of the same matter may be under way (XF 31)."""
    outside = command.body.outside
    reason = "其他机关对同一事项的处理情况"
    return (Noted(**told(command), source="intake", what=outside.act, channel=outside.channel, reason=reason),)


def hear_repeat(state: CaseState, command: Command[HearRepeat], law: Law) -> Answer:
    """The window heard the matter once more; noted where no petition is on file."""
    body = command.body
    if state.petition is None:
        reason = "同一事项再次反映，本服务尚未登记信访事项"
        return (Noted(**told(command), source="intake", what="further_report_recorded", reason=reason),)
    return (repeated(state, state.petition, command, law, body.reported_to, body.persons, body.repeat_of),)


def hear_elsewhere(state: CaseState, command: Command[HearElsewhere]) -> Answer:
    """Worth noting, changes nothing."""
    body = command.body
    return (Noted(**told(command), source=body.source, what=body.what, reason=body.reason),)
