"""Referrals to partners: heard from the window, answered by the partner or by who was told (domain.md 2.6)."""

from typing import Any

from schemas.command import Command, Refused
from schemas.network import (
    Noted,
    ReferralAccepted,
    ReferralConcluded,
    ReferralFollowedUp,
    ReferralReturned,
    ReferralSent,
)
from schemas.values import DisputeType
from services.jurisdiction.clock_book import SHANGHAI
from services.jurisdiction.law import Law
from services.network.domain.answers import Answer, told
from services.network.domain.commands import (
    AcceptReferral,
    ConcludeReferral,
    FollowUpReferral,
    ReceiveReferral,
    ReturnReferral,
)
from services.network.domain.referral import Referral, ReferralStanding
from services.network.domain.state import CaseState


def receive_referral(state: CaseState, command: Command[ReceiveReferral], law: Law) -> Answer:
    """The window pointed the party to a partner. A channel that is no partner is noted alone."""
    body = command.body
    kind = state.case.dispute_type if state.case is not None else DisputeType.OTHER
    route = law.network.route(body.channel, kind)
    if route is None:
        reason = "这一去向不在合作渠道名录中，由窗口跟踪"
        return (Noted(**told(command), source="intake", what="referred_outside", reason=reason, channel=body.channel),)
    return (
        ReferralSent(
            **told(command), referral_id=str(command.derived_id("referral")), channel=body.channel, route=route.id,
            partner=body.partner, from_body=body.from_body, follow_up_on=body.follow_up_on, reason=body.reason,
            precondition=f"{route.precondition_zh}（{route.source}）", story=state.is_story,
        ),
    )  # fmt: skip


def accept_referral(referral: Referral, command: Command[AcceptReferral]) -> Answer:
    """The partner took it up."""
    if refused := _not_open(referral) or _before_sending(referral, command):
        return refused
    if referral.standing is ReferralStanding.ACCEPTED:
        return Refused("referral_accepted_already", "合作渠道已经受理，不需要重复登记。")
    told_by = command.actor.organisation
    return (ReferralAccepted(**_of(referral, command), number=command.body.number, told_by=told_by),)


def return_referral(referral: Referral, command: Command[ReturnReferral]) -> Answer:
    """The partner does not take it; the hub finds another way."""
    body = command.body
    if refused := _not_open(referral) or _before_sending(referral, command):
        return refused
    return (
        ReferralReturned(
            **_of(referral, command), reason=body.reason, advice=body.advice, told_by=command.actor.organisation
        ),
    )


def conclude_referral(referral: Referral, command: Command[ConcludeReferral], law: Law) -> Answer:
    """The partner ended it, in a way that this partner can."""
    body = command.body
    if refused := _not_open(referral) or _before_sending(referral, command):
        return refused
    route = law.network.route_named(referral.route)
    if route is not None and body.result not in route.results:
        possible = [result.value for result in route.results]
        sentence = f"“{route.name_zh}”没有这种办理结果，请从列表中选择。"
        return Refused("result_not_possible", sentence, "result", route.source, {"results": possible})
    return (
        ReferralConcluded(
            **_of(referral, command), result=body.result, detail=body.detail, number=body.number,
            told_by=command.actor.organisation,
        ),
    )  # fmt: skip


def follow_up_referral(referral: Referral, command: Command[FollowUpReferral]) -> Answer:
    """The custodian asked; as long as the partner has not ended it, there is a next date."""
    body = command.body
    if refused := _not_open(referral) or _before_sending(referral, command):
        return refused
    if body.next_on is not None and body.next_on <= command.occurred_at.astimezone(SHANGHAI).date():
        return Refused("follow_up_in_past", "下次跟踪的日期应晚于本次跟踪。", "next_on")
    return (
        ReferralFollowedUp(
            **_of(referral, command), findings=body.findings, next_on=body.next_on, by_body=command.actor.organisation
        ),
    )


def _of(referral: Referral, command: Command[Any]) -> dict[str, Any]:
    return {
        **told(command), "referral_id": referral.referral_id, "channel": referral.channel, "route": referral.route,
        "partner": referral.partner,
    }  # fmt: skip


def _not_open(referral: Referral) -> Refused | None:
    if referral.is_open:
        return None
    return Refused("referral_over", "合作渠道已经退回或者办结，不能再登记答复。")


def _before_sending(referral: Referral, command: Command[Any]) -> Refused | None:
    unknown = referral.sent_at_assumed or command.body.occurred_at_assumed
    if unknown or command.occurred_at >= referral.sent_at:
        return None
    return Refused(
        "before_referral", "发生时间早于转介的时间，请核对实际发生的时间。", "occurred_at",
        parameters={"sent_at": referral.sent_at.isoformat()},
    )  # fmt: skip
