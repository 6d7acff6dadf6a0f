"""Offering a case to another body, taking an offer back, moving custody (design.md section 5)."""

from datetime import date
from typing import Any

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.identity import track_id
from schemas.intake import CustodyMoved, CustodyOffered, HandOverReason
from schemas.values import Channel
from services.intake.domain import clocks
from services.intake.domain.access import Answer
from services.intake.domain.court_rounds import is_delegated, reason_refusal, tracks_after
from services.intake.domain.custody import Holding, Offer
from services.intake.domain.custody_commands import Escalate, OfferCustody, WithdrawOffer
from services.intake.domain.groups import below_township
from services.intake.domain.law import OFFER_LIMIT, IntakeLaw, superior
from services.intake.domain.outside import facts_again, outside_limits
from services.intake.domain.routing import routing_facts
from services.intake.domain.sealing import sealed_route_refusal, sealed_stays
from services.intake.domain.state import CaseFile, Open
from services.jurisdiction.clock_fold import day_of
from services.jurisdiction.demonstration import demonstration_by_id
from services.jurisdiction.organisations import Abolition, Organisation
from services.jurisdiction.told import told


def offer_custody(file: Open, command: Command[OfferCustody], law: IntakeLaw) -> Answer:
    """Offer the case; to the present custodian itself it moves at once, since nobody else has to be asked."""
    body = command.body
    to = law.organisation(body.to_body)
    refusal = (
        _cannot_be_offered(file, command)
        or reason_refusal(file, body.reason, law)
        or cannot_take(file, to, body.channel, law, day_of(command.occurred_at))
    )
    if refusal is not None:
        return refusal
    if body.to_body == file.custody.custodian:
        return _move_to_itself(file, command, law)
    offer = offered(file, command, law, body.to_body, body.channel, body.reason, body.explanation)
    return *given_way(file, command), *offer


def withdraw_offer(file: Open, command: Command[WithdrawOffer], law: IntakeLaw) -> Answer:
    """Take the open offer back; the custodian has held the case all the time."""
    offer = file.custody.open_offer
    if offer is None:
        return no_offer()
    return clocks.offer_withdrawn(file, offer, command, command.body.reason)


def escalate(file: Open, command: Command[Escalate], law: IntakeLaw) -> Answer:
    """Offer the case one level up (rule E2); statutory clocks run on."""
    upper = superior(law, file.custody.custodian)
    if upper is None:
        return Refused(
            "no_superior", "已是最高一级，没有可以上移的机构。请提请联席会议研究，或引导当事人走其他法定途径。"
        )
    offer = file.custody.open_offer
    refusal = sealed_stays(file.case) or (waiting(offer) if offer else _cannot_be_offered(file, command))
    if refusal is not None:
        return refusal
    channel = upward_channel(upper, file.custody.present.channel)
    return offered(file, command, law, upper.id, channel, HandOverReason.ESCALATION, command.body.explanation)


def no_offer() -> Refused:
    """There is no offer to answer or to take back."""
    return Refused("no_offer", "本案目前没有等待答复的移交。")


def upward_channel(upper: Organisation, present: Channel | None) -> Channel:
    """In which channel a body above takes a case: the present one if it can, else people's mediation, else its first."""
    for channel in (present, Channel.PEOPLE_MEDIATION):
        if channel is not None and channel in upper.channels:
            return channel
    return upper.channels[0]


def offered(
    file: CaseFile,
    command: Command[Any],
    law: IntakeLaw,
    to_body: str,
    channel: Channel,
    reason: HandOverReason,
    explanation: str = "",
    after_lapse_of: str | None = None,
) -> tuple[Event, ...]:
    """The offer under the next custody number, and the clock of its answer."""
    number = file.custody.next_number
    track = track_id(file.case_code, number)
    offer = CustodyOffered(
        **told(command), custody_number=number, from_body=file.custody.custodian, to_body=to_body, channel=channel,
        track_id=track, reason=reason, explanation=explanation, case=file.case, after_lapse_of=after_lapse_of,
    )  # fmt: skip
    return offer, clocks.started(law, command, OFFER_LIMIT, track, command.occurred_at)


def moved(
    file: CaseFile, offer: Offer, command: Command[Any], law: IntakeLaw, handler: str | None
) -> tuple[Event, ...]:
    """Custody goes to the body of this offer; the level's clock of the former custodian ends, the new one's begins.

    A delegated round has none: its limits are the court's (TY-1 to TY-3), and it goes back instead of up.
    """
    level = clocks.level_started(law, command, offer.to_body, offer.track_id, command.occurred_at)
    facts = routing_facts(file.case, facts_again(file.facts))
    custody_moved = CustodyMoved(
        **told(command), custody_number=offer.number, from_body=file.custody.custodian, to_body=offer.to_body,
        channel=offer.channel, track_id=offer.track_id, reason=offer.reason, case=file.case, handler=handler,
        **tracks_after(file.custody, offer.reason, offer.to_body),
        outside_limits=outside_limits(file.case, facts, command, law, file.requested_on, offer.channel),
    )  # fmt: skip
    return (
        *clocks.stopped(file.clock_about(offer.track_id, OFFER_LIMIT), command, "接收移交"),
        *clocks.stopped(file.clock_about(file.custody.present.track_id), command, "案件已移交"),
        *clocks.stopped(file.designation_clock, command, "案件已移交，无须再指定"),
        custody_moved,
        *(() if is_delegated(file.custody, offer) or file.case.sealed else level),
    )


def open_offer_refusal(file: CaseFile) -> Refused | None:
    """At most one offer waits at a time. One that only a lapsed clock made gives way to what people decide."""
    offer = file.custody.open_offer
    return None if offer is None or offer.after_lapse_of is not None else waiting(offer)


def waiting(offer: Offer) -> Refused:
    """Somebody has been asked and has not answered yet."""
    return Refused(
        "offer_open",
        "本案已向其他机构发出移交，正在等待答复。请等待答复，或先收回移交。",
        parameters={"to_body": offer.to_body, "custody_number": offer.number},
    )


def given_way(file: CaseFile, command: Command[Any]) -> tuple[Event, ...]:
    """The escalation that a lapsed clock had offered is taken back, since people decided otherwise; nothing without one."""
    offer = file.custody.open_offer
    if offer is None or offer.after_lapse_of is None:
        return ()
    return clocks.offer_withdrawn(file, offer, command, "持有机构已另行办理，期限届满引起的上移收回")


def _cannot_be_offered(file: Open, command: Command[Any]) -> Refused | None:
    return open_offer_refusal(file) or before_custody(file, command)


def before_custody(file: Open, command: Command[Any]) -> Refused | None:
    """Custody does not move on before it came."""
    if command.occurred_at >= file.custody.present.since:
        return None
    since = file.custody.present.since
    return Refused(
        "before_custody", "移交时间早于现持有机构接收案件的时间。请核对移交的实际时间。", "occurred_at",
        parameters={"since": since.isoformat()},
    )  # fmt: skip


def cannot_take(file: CaseFile, to: Organisation | None, channel: Channel, law: IntakeLaw, day: date) -> Refused | None:
    """Why this body cannot hold the case in this channel from `day` on."""
    if to is None or (not file.case.story and demonstration_by_id(to.id) is not None):
        return Refused("unknown_body", "没有这个机构。请从机构名录中选择接收机构。", "to_body")
    if not to.may_hold_custody:
        sentence = f"{to.name_zh}不在本系统内办理案件，不能持有案件。请使用“转介外部”，案件由本机构继续跟踪。"
        return Refused("body_outside", sentence, "to_body")
    if to.abolished is not None and not to.acts_on(day):
        return _abolished(to, to.abolished, law)
    if (below := below_township(file, to)) is not None:
        return below
    if channel not in to.channels:
        return Refused("channel_not_hosted", f"{to.name_zh}不承办这一途径的案件。请另选机构或途径。", "channel")
    return sealed_route_refusal(file.case, to, channel, law)


def _abolished(to: Organisation, abolished: Abolition, law: IntakeLaw) -> Refused:
    successor = law.organisation(abolished.successor)
    name = successor.name_zh if successor else abolished.successor
    return Refused(
        "body_abolished", f"{to.name_zh}自{abolished.since.isoformat()}起已撤销，职责由{name}承接。请移交给承接机构。", "to_body",
        parameters={"successor": abolished.successor},
    )  # fmt: skip


def _move_to_itself(file: Open, command: Command[OfferCustody], law: IntakeLaw) -> Answer:
    """The custodian takes the case into a channel of its own, e.g. a committee that registered it."""
    present: Holding = file.custody.present
    if present.channel is command.body.channel and present.ended is None:
        return Refused("already_held", "本案已由本机构按这一途径办理。", "channel")
    number = file.custody.next_number
    offer = Offer(
        number=number, from_body=present.body, to_body=present.body, channel=command.body.channel,
        track_id=track_id(file.case_code, number), reason=command.body.reason, offered_at=command.occurred_at,
    )  # fmt: skip
    return *given_way(file, command), *moved(file, offer, command, law, file.handler)
