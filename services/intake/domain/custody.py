"""Who holds a case, who was offered it, and what became of each round: values and questions, no decisions (design.md section 5)."""

from enum import StrEnum

from pydantic import AwareDatetime

from schemas.base import Value
from schemas.intake import DesignationGround, HandOverReason
from schemas.values import Channel

CHANNELS_WITH_SERVICE = (
    Channel.PEOPLE_MEDIATION,
    Channel.ADMIN_MEDIATION,
    Channel.PETITION,
    Channel.INDUSTRY_MEDIATION,
)
"""Channels whose own service answers offers and reports about its rounds; elsewhere the receiving body answers at the window."""

DELEGATED_BY_COURT = (
    HandOverReason.COURT_DELEGATION_BEFORE_FILING,
    HandOverReason.COURT_ENTRUSTMENT_AFTER_FILING,
)
"""Hand-overs by which a court lets somebody else mediate: its own track rests meanwhile (TY 21, OL 21)."""

CONFIRMING_CHANNEL = Channel.JUDICIAL_CONFIRMATION
"""Has a service too, but stands beside custody (docs/decisions, 0001)."""


class OfferStatus(StrEnum):
    """An offer is in exactly one of these."""

    OPEN = "open"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    TIMED_OUT = "timed_out"
    WITHDRAWN = "withdrawn"


class Offer(Value):
    """The case was offered to a body under a custody number of its own."""

    number: int
    from_body: str
    to_body: str
    channel: Channel
    track_id: str
    reason: HandOverReason
    offered_at: AwareDatetime
    status: OfferStatus = OfferStatus.OPEN
    after_lapse_of: str | None = None
    """Id of the clock whose lapse made this offer."""


class RoundEnd(StrEnum):
    """How a round in a channel ended; the wire names of what the channel announced, or our denial."""

    AGREEMENT_EFFECTIVE = "agreement_effective"
    MEDIATION_TERMINATED = "mediation_terminated"
    CUSTODY_DENIED = "custody_denied"
    PETITION_CONCLUDED = "petition_concluded"
    MEDIATION_NOT_ACCEPTED = "mediation_not_accepted"
    """An agency declined with written reasons (domain.md 2.2)."""


class Holding(Value):
    """A body has held the case since then; in a channel this is a round of handling."""

    number: int
    body: str
    channel: Channel | None = None
    """None: held at the window, nobody mediates."""
    track_id: str
    since: AwareDatetime
    ended: RoundEnd | None = None
    ended_at: AwareDatetime | None = None
    agreed: bool = False
    """An agreement took effect in this round, in full or in part."""
    agreed_in_full: bool = False
    opinion_given: bool = False
    """A petition was answered by a written opinion in this round."""
    reason: HandOverReason | None = None
    """Why custody came; None for registration and reopening."""
    suspended: bool = False
    """A court's track that rests while a round it delegated runs; it is no active track, and its court no custodian."""

    @property
    def is_open_round(self) -> bool:
        """Somebody works on it in a channel whose service tells when that ends."""
        return self.channel in CHANNELS_WITH_SERVICE and self.ended is None


class Custody(Value):
    """Exactly one body holds the case: that of the last holding."""

    holdings: tuple[Holding, ...]
    """In the order in which custody moved; never empty."""
    offers: tuple[Offer, ...] = ()
    last_number: int = 1
    """Highest number ever given to an offer or a holding; each gets a new one."""

    @property
    def present(self) -> Holding:
        """The holding that counts."""
        return self.holdings[-1]

    @property
    def custodian(self) -> str:
        """The one body that holds the case."""
        return self.present.body

    @property
    def number(self) -> int:
        """The custody number under which the custodian holds it."""
        return self.present.number

    @property
    def next_number(self) -> int:
        """What the next offer or move gets."""
        return self.last_number + 1

    @property
    def open_offer(self) -> Offer | None:
        """The offer that waits for an answer; there is at most one."""
        return next((offer for offer in self.offers if offer.status is OfferStatus.OPEN), None)

    @property
    def waiting_court(self) -> Holding | None:
        """The court's track that rests until the delegated round brings an agreement or the file comes back."""
        return next((holding for holding in reversed(self.holdings) if holding.suspended), None)

    @property
    def last_round(self) -> Holding | None:
        """The last holding in a channel."""
        return next((holding for holding in reversed(self.holdings) if holding.channel is not None), None)

    def offer(self, number: int) -> Offer | None:
        """The offer with this number."""
        return next((offer for offer in self.offers if offer.number == number), None)

    def round(self, track_id: str) -> Holding | None:
        """The holding with this track."""
        return next((holding for holding in self.holdings if holding.track_id == track_id), None)

    def superseded_at(self, number: int) -> AwareDatetime | None:
        """When custody moved on from the holding of this number; None for the present one."""
        later = [holding.since for holding in self.holdings if holding.number > number]
        return min(later, default=None)


class Dispute(Value):
    """Between whom it is open who handles the case, and why (rule E3)."""

    bodies: tuple[str, ...]
    ground: DesignationGround


class DesignationWaiting(Dispute):
    """A common superior was asked and has not said yet."""

    request_id: str
    superior: str
    by_body: str
    requested_at: AwareDatetime
