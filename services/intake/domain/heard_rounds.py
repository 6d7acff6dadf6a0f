"""What the window makes of what every channel says of its rounds alike: the answer to an offer, signs of danger, what it announced."""

from dataclasses import dataclass

from schemas import people_mediation as mediation
from schemas import petitions
from schemas.command import CommandBody
from schemas.envelope import PublishedEvent
from schemas.registry import wire_name
from schemas.values import Channel
from services.intake.domain.heard_commands import (
    HearChannelEvent,
    HearDangerSigns,
    HearOfferAccepted,
    HearOfferReturned,
)
from services.jurisdiction.told import when


@dataclass(frozen=True)
class Rounds:
    """The rounds of one channel. What agencies and bodies of the network say extends what committees say."""

    channel: Channel

    def accepted(
        self, event: mediation.OfferAccepted | petitions.OfferAccepted, envelope: PublishedEvent
    ) -> CommandBody:
        """A body accepted, or signed for the file: a request that custody move."""
        return HearOfferAccepted(
            **when(event), channel=self.channel, track_id=event.track_id, custody_number=event.custody_number,
            body=event.body, handler=envelope.actor.user,
        )  # fmt: skip

    def returned(
        self, event: mediation.OfferReturned | petitions.OfferReturned, envelope: PublishedEvent
    ) -> CommandBody:
        """A body sent the offer back."""
        return HearOfferReturned(
            **when(event), channel=self.channel, track_id=event.track_id, custody_number=event.custody_number,
            body=event.body, code=event.code, reason=event.reason,
        )  # fmt: skip

    def dangerous(self, event: mediation.DangerSignsSeen, envelope: PublishedEvent) -> CommandBody:
        """Signs of violence: the risk is HIGH."""
        return HearDangerSigns(**when(event), channel=self.channel, track_id=event.track_id, signs=event.signs)

    def reported(self, event: mediation.TrackEvent, envelope: PublishedEvent) -> CommandBody:
        """Something that a body which mediates announced about its round."""
        return HearChannelEvent(
            **when(event), channel=self.channel, track_id=event.track_id, what=wire_name(type(event)),
            custody_number=event.custody_number, body=getattr(event, "body", None),
            partial=isinstance(event, mediation.AgreementEffective) and event.partial,
        )  # fmt: skip
