"""A referral to a partner as it stands: sent, taken up, sent back, concluded (domain.md 2.6)."""

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime

from schemas.base import Value
from schemas.values import Channel


class ReferralStanding(StrEnum):
    """Where a referral stands; it is in exactly one of these."""

    SENT = "referral_sent"
    ACCEPTED = "referral_taken_up"
    RETURNED = "referral_sent_back"
    CONCLUDED = "referral_done"


class Referral(Value):
    """One referral of the case to one partner."""

    referral_id: str
    channel: Channel
    route: str
    partner: str
    from_body: str
    sent_at: AwareDatetime
    sent_at_assumed: bool = False
    follow_up_on: date | None = None
    standing: ReferralStanding = ReferralStanding.SENT

    @property
    def is_open(self) -> bool:
        """Somebody still waits for the partner."""
        return self.standing in (ReferralStanding.SENT, ReferralStanding.ACCEPTED)
