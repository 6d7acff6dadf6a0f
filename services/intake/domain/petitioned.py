"""Where a petition sends its case: to a statutory route outside, or to a mediation body (XF 31, 33). Never refused."""

from dataclasses import replace
from typing import Any

from schemas.clocks import ClockStarted
from schemas.command import Command, CommandBody, Refused
from schemas.intake import ChannelReported, ConflictNoted, HandOverReason
from schemas.values import Channel
from services.intake.domain import clocks
from services.intake.domain.access import Answer
from services.intake.domain.answers import noted
from services.intake.domain.custody import CHANNELS_WITH_SERVICE, CONFIRMING_CHANNEL
from services.intake.domain.custody_commands import OfferCustody, ReferOutside
from services.intake.domain.heard_commands import HearDiversion, HearMediationReferral
from services.intake.domain.law import OUTSIDE_LIMIT, IntakeLaw
from services.intake.domain.notes import refer_outside
from services.intake.domain.offers import offer_custody
from services.intake.domain.state import CaseFile, Open
from services.jurisdiction.clock_fold import day_of
from services.jurisdiction.told import told

DIVERTED = "petition_diverted"
REFERRED = "mediation_referred"


def hear_diversion(file: CaseFile, command: Command[HearDiversion], law: IntakeLaw) -> Answer:
    """A route outside is followed up like any referral outside; a body of ours is offered the case; the rest is only noted."""
    body = command.body
    report = noted(command, Channel.PETITION, body.track_id, DIVERTED)
    if not isinstance(file, Open) or body.route is None or body.route is CONFIRMING_CHANNEL:
        return (report,)
    if body.route in CHANNELS_WITH_SERVICE:
        return _to_body_of_ours(file, command, report, law)
    waiting = clocks.started(law, command, OUTSIDE_LIMIT, body.route, command.occurred_at)
    follow_up = waiting.clock.due if isinstance(waiting, ClockStarted) else None
    referral = ReferOutside(
        channel=body.route, body=body.to_body, follow_up_on=follow_up or day_of(command.occurred_at), reason=body.notice
    )
    return _with(command, report, refer_outside(file, _as(command, referral), law))


def _to_body_of_ours(file: Open, command: Command[HearDiversion], report: ChannelReported, law: IntakeLaw) -> Answer:
    """By its id only: a body told by name is for the office to offer the case to."""
    body = command.body
    if body.route is None or law.organisation(body.to_body) is None:
        return (report,)
    offer = OfferCustody(
        to_body=body.to_body, channel=body.route, reason=HandOverReason.REFERRAL, explanation=body.notice
    )
    return _with(command, report, offer_custody(file, _as(command, offer), law))


def hear_mediation_referral(file: CaseFile, command: Command[HearMediationReferral], law: IntakeLaw) -> Answer:
    """The case is offered to the mediation body; why that cannot be stands on file beside the petition's wish."""
    body = command.body
    report = noted(command, Channel.PETITION, body.track_id, REFERRED)
    if not isinstance(file, Open) or file.custody.present.track_id != body.track_id:
        return report, _conflict(command, "信访机构已不持有本案，不能由其引入调解")
    offer = OfferCustody(
        to_body=body.to_body, channel=body.channel, reason=HandOverReason.REFERRAL, explanation=body.explanation
    )
    return _with(command, report, offer_custody(file, _as(command, offer), law))


def petition_of_unknown_case(command: Command[Any]) -> Answer:
    """A petition speaks of a case that was never registered here: the fact stands, nobody is refused."""
    return (_conflict(command, "本案未在窗口登记"),)


def _as(command: Command[Any], body: CommandBody) -> Command[Any]:
    """The same act at the same moment, as the window's own."""
    when = {"occurred_at": command.body.occurred_at, "occurred_at_assumed": command.body.occurred_at_assumed}
    return replace(command, body=body.model_copy(update=when))


def _with(command: Command[Any], report: ChannelReported, answer: Answer) -> Answer:
    return (report, _conflict(command, answer.message)) if isinstance(answer, Refused) else (report, *answer)


def _conflict(command: Command[Any], reason: str) -> ConflictNoted:
    what = DIVERTED if isinstance(command.body, HearDiversion) else REFERRED
    return ConflictNoted(
        **told(command), channel=Channel.PETITION, track_id=command.body.track_id, what=what, reason=reason
    )
