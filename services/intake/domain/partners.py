"""What a partner answered to a referral: kept as the act of a body outside, and nobody waits for its answer any more (domain.md 2.6)."""

from schemas.command import Command
from schemas.intake import ConflictNoted, OutsideActRecorded
from schemas.values import OutsideAct
from services.intake.domain import clocks
from services.intake.domain.access import Answer
from services.intake.domain.heard_commands import HearPartnerAnswer
from services.intake.domain.law import OUTSIDE_LIMIT, IntakeLaw
from services.intake.domain.state import CaseFile
from services.jurisdiction.told import told


def hear_partner_answer(file: CaseFile, command: Command[HearPartnerAnswer], law: IntakeLaw) -> Answer:
    """Custody stays where it is; the channels hear of the act, since it may bar mediation or lift the bar."""
    body = command.body
    outside = OutsideAct(channel=body.channel, act=body.act, body=body.partner, detail=body.detail)
    waiting = file.clock_about(body.channel, OUTSIDE_LIMIT)
    answered = clocks.stopped(waiting, command, "已得到外部机关的答复")
    return OutsideActRecorded(**told(command), outside=outside), *answered


def partner_of_unknown_case(command: Command[HearPartnerAnswer]) -> Answer:
    """A partner speaks of a case that was never registered here: both facts stand."""
    body = command.body
    reason = "本案未在窗口登记"
    return (ConflictNoted(**told(command), channel=body.channel, track_id="", what=body.act, reason=reason),)
