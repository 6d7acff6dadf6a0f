"""What the window makes of the network's events: answers to offers, what is kept of a round, what partners answered (domain.md 2.5, 2.6)."""

from collections.abc import Callable, Mapping
from typing import Any

from schemas import network
from schemas.base import Event
from schemas.command import CommandBody
from schemas.envelope import PublishedEvent
from schemas.network import PartnerResult
from schemas.registry import wire_name
from schemas.values import Channel
from services.intake.domain.heard_commands import (
    HearChannelEvent,
    HearDangerSigns,
    HearOfferAccepted,
    HearOfferReturned,
    HearPartnerAnswer,
)
from services.jurisdiction.told import Told

SOURCE = "network"
CHANNEL = Channel.INDUSTRY_MEDIATION

REPORTED: tuple[type[network.TrackEvent], ...] = (
    network.RightsNotified,
    network.MediationAccepted,
    network.AgreementEffective,
    network.PerformanceRecorded,
    network.BreachReported,
    network.MediationTerminated,
)
"""What the window keeps of a round: what ends it, what went out to parties, and whether the word was kept."""


def heard_acceptance(event: network.OfferAccepted, envelope: PublishedEvent) -> CommandBody:
    """A body of the network signed for the file: a request that custody move."""
    return HearOfferAccepted(
        **_when(event), channel=CHANNEL, track_id=event.track_id, custody_number=event.custody_number,
        body=event.body, handler=envelope.actor.user,
    )  # fmt: skip


def heard_return(event: network.OfferReturned, envelope: PublishedEvent) -> CommandBody:
    """A body of the network sent the offer back."""
    return HearOfferReturned(
        **_when(event), channel=CHANNEL, track_id=event.track_id, custody_number=event.custody_number,
        body=event.body, code=event.code, reason=event.reason,
    )  # fmt: skip


def heard_danger(event: network.DangerSignsSeen, envelope: PublishedEvent) -> CommandBody:
    """Signs of violence: the risk is HIGH."""
    return HearDangerSigns(**_when(event), channel=CHANNEL, track_id=event.track_id, signs=event.signs)


def heard_report(event: network.TrackEvent, envelope: PublishedEvent) -> CommandBody:
    """Something a body of the network announced about its round."""
    return HearChannelEvent(
        **_when(event), channel=CHANNEL, track_id=event.track_id, what=wire_name(type(event)),
        custody_number=event.custody_number, body=getattr(event, "body", None),
        partial=isinstance(event, network.AgreementEffective) and event.partial,
    )  # fmt: skip


def heard_partner_accepted(event: network.ReferralAccepted, envelope: PublishedEvent) -> CommandBody:
    """A partner took up what was referred to it."""
    return HearPartnerAnswer(
        **_when(event), channel=event.channel, partner=event.partner, act="referral_accepted", detail=event.number
    )


def heard_partner_returned(event: network.ReferralReturned, envelope: PublishedEvent) -> CommandBody:
    """A partner sent it back: the custodian finds another way."""
    detail = "；".join(filter(None, (event.reason, event.advice)))
    return HearPartnerAnswer(
        **_when(event), channel=event.channel, partner=event.partner, act="referral_returned", detail=detail
    )


def heard_partner_concluded(event: network.ReferralConcluded, envelope: PublishedEvent) -> CommandBody:
    """A partner ended it."""
    decided = event.result is PartnerResult.DECISION and event.channel is Channel.RECONSIDERATION
    detail = " ".join(filter(None, (event.number, event.detail)))
    return HearPartnerAnswer(
        **_when(event), channel=event.channel, partner=event.partner,
        act="reconsideration_decided" if decided else event.result.value, detail=detail,
    )  # fmt: skip


HEARD_NETWORK: Mapping[tuple[str, type[Event]], Callable[[Any, PublishedEvent], CommandBody]] = {
    (SOURCE, network.OfferAccepted): heard_acceptance,
    (SOURCE, network.OfferReturned): heard_return,
    (SOURCE, network.DangerSignsSeen): heard_danger,
    (SOURCE, network.ReferralAccepted): heard_partner_accepted,
    (SOURCE, network.ReferralReturned): heard_partner_returned,
    (SOURCE, network.ReferralConcluded): heard_partner_concluded,
    **{(SOURCE, event): heard_report for event in REPORTED},
}
"""(source, event) -> what the same case hears."""


def _when(event: Event) -> Told:
    return Told(occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed)
