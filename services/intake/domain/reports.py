"""What channels and the court announce: noted on the file, remembered where it ends a round, denied under an old number."""

from typing import Any

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.intake import ConflictNoted, RiskRaised
from schemas.values import Channel, Risk
from services.intake.domain import clocks
from services.intake.domain.access import Answer
from services.intake.domain.answers import denied, noted
from services.intake.domain.custody import CONFIRMING_CHANNEL
from services.intake.domain.heard_commands import HearChannelEvent, HearDangerSigns
from services.intake.domain.law import IntakeLaw
from services.intake.domain.offers import given_way
from services.intake.domain.returns import file_returned
from services.intake.domain.sealing import sealed_by_channel
from services.intake.domain.state import CaseFile, Open
from services.jurisdiction.told import told

AGREEMENT_EFFECTIVE = "agreement_effective"
TERMINATED = "mediation_terminated"
TAKEN_UP = "mediation_accepted"
PETITION_SETTLED = "petition_settled"
OPINION_ISSUED = "handling_opinion_issued"
AGREEMENT_PARTLY_EFFECTIVE = "agreement_partly_effective"
"""How a partial agreement is noted: the channel's event is the same, but the rest of the dispute goes on."""


def hear_channel_event(file: CaseFile, command: Command[HearChannelEvent], law: IntakeLaw) -> Answer:
    """What the channel announced, and the seal where it turned out to be an accusation (XF 30)."""
    answer = _hear(file, command, law)
    return answer if isinstance(answer, Refused) else (*answer, *sealed_by_channel(file, command))


def _hear(file: CaseFile, command: Command[HearChannelEvent], law: IntakeLaw) -> Answer:
    """Noted; a full agreement stops the level's clock. Only a new agreement needs custody: duties under PML 31 run on."""
    body = command.body
    if body.channel is CONFIRMING_CHANNEL:
        return (noted(command, body.channel, body.track_id, body.what),)
    known = file.custody.round(body.track_id)
    is_new_agreement = body.what == AGREEMENT_EFFECTIVE
    if _is_strange(file, body.track_id) or (is_new_agreement and _under_old_number(file, command)):
        number = body.custody_number or 0
        return denied(file, command, body.channel, body.track_id, number, body.body or "", body.what)
    is_present = isinstance(file, Open) and known is not None and known.number == file.custody.number
    if is_present and body.what == TERMINATED and isinstance(file, Open):
        return noted(command, body.channel, body.track_id, body.what), *file_returned(file, command, law)
    if known is None or not is_new_agreement:
        return (noted(command, body.channel, body.track_id, body.what),)
    if body.partial:
        return (noted(command, body.channel, body.track_id, AGREEMENT_PARTLY_EFFECTIVE),)
    done = _settled(file, command) if is_present else ()
    return noted(command, body.channel, body.track_id, body.what), *done


def hear_danger_signs(file: CaseFile, command: Command[HearDangerSigns], law: IntakeLaw) -> Answer:
    """Risk is HIGH at once, whoever holds the case (PML 25, rule E6)."""
    body = command.body
    raised = RiskRaised(
        **told(command), risk=Risk.HIGH, reason="调解中发现矛盾激化的迹象（PML 25）", signs=(body.signs,)
    )
    return raised, noted(command, body.channel, body.track_id, "danger_signs_seen")


def heard_of_unknown_case(command: Command[Any]) -> tuple[Event, ...]:
    """A channel speaks of a case that was never registered here: both facts stand, nobody is refused."""
    body = command.body
    what = body.what if isinstance(body, HearChannelEvent) else type(body).__name__
    channel: Channel = body.channel
    reason = "本案未在窗口登记"
    return (ConflictNoted(**told(command), channel=channel, track_id=body.track_id, what=what, reason=reason),)


def _settled(file: CaseFile, command: Command[Any]) -> tuple[Event, ...]:
    """The level has done its part; an escalation that its lapse had offered and nobody accepted has lost its object."""
    level = file.clock_about(file.custody.present.track_id)
    return *clocks.stopped(level, command, "调解协议已经生效"), *given_way(file, command)


def _is_strange(file: CaseFile, track_id: str) -> bool:
    """Neither a round nor an offer of this case has this track."""
    offered = any(offer.track_id == track_id for offer in file.custody.offers)
    return not offered and file.custody.round(track_id) is None


def _under_old_number(file: CaseFile, command: Command[HearChannelEvent]) -> bool:
    """It occurred after custody had moved on (what occurred before is a fact that stands), or the case is held by nobody."""
    number = command.body.custody_number
    known = file.custody.round(command.body.track_id)
    if known is None or number != known.number or known.ended == "custody_denied":
        return True
    superseded = file.custody.superseded_at(known.number)
    return superseded is not None and command.occurred_at >= superseded
