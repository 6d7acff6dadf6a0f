"""What the window makes of the network's events: answers to offers, what is kept of a round, what partners answered (domain.md 2.5, 2.6)."""

from collections.abc import Callable, Mapping
from typing import Any

from schemas import network
from schemas.base import Event
from schemas.command import CommandBody
from schemas.envelope import PublishedEvent
from schemas.network import PartnerResult
from schemas.values import Channel
from services.intake.domain.heard_commands import (
    HearPartnerAnswer,
)
from services.intake.domain.heard_rounds import Rounds
from services.jurisdiction.told import when

SOURCE = "network"
ROUNDS = Rounds(Channel.INDUSTRY_MEDIATION)

REPORTED: tuple[type[network.TrackEvent], ...] = (
    network.RightsNotified,
    network.MediationAccepted,
    network.AgreementEffective,
    network.PerformanceRecorded,
    network.BreachReported,
    network.MediationTerminated,
)
"""What the window keeps of a round: what ends it, what went out to parties, and whether the word was kept."""


def heard_partner_accepted(event: network.ReferralAccepted, envelope: PublishedEvent) -> CommandBody:
    """A partner took up what was referred to it."""
    return HearPartnerAnswer(
        **when(event), channel=event.channel, partner=event.partner, act="referral_accepted", detail=event.number
    )


def heard_partner_returned(event: network.ReferralReturned, envelope: PublishedEvent) -> CommandBody:
    """A partner sent it back: the custodian finds another way."""
    detail = "；".join(filter(None, (event.reason, event.advice)))
    return HearPartnerAnswer(
        **when(event), channel=event.channel, partner=event.partner, act="referral_returned", detail=detail
    )


def heard_partner_concluded(event: network.ReferralConcluded, envelope: PublishedEvent) -> CommandBody:
    """A partner ended it."""
    decided = event.result is PartnerResult.DECISION and event.channel is Channel.RECONSIDERATION
    detail = " ".join(filter(None, (event.number, event.detail)))
    return HearPartnerAnswer(
        **when(event), channel=event.channel, partner=event.partner,
        act="reconsideration_decided" if decided else event.result.value, detail=detail,
    )  # fmt: skip


HEARD_NETWORK: Mapping[tuple[str, type[Event]], Callable[[Any, PublishedEvent], CommandBody]] = {
    (SOURCE, network.OfferAccepted): ROUNDS.accepted,
    (SOURCE, network.OfferReturned): ROUNDS.returned,
    (SOURCE, network.DangerSignsSeen): ROUNDS.dangerous,
    (SOURCE, network.ReferralAccepted): heard_partner_accepted,
    (SOURCE, network.ReferralReturned): heard_partner_returned,
    (SOURCE, network.ReferralConcluded): heard_partner_concluded,
    **{(SOURCE, event): ROUNDS.reported for event in REPORTED},
}
"""(source, event) -> what the same case hears."""
