"""Events of referrals to partner channels: sent, accepted, returned, concluded (domain.md 2.6). Custody stays with the hub."""

from datetime import date
from enum import StrEnum

from schemas.base import Event, PersonalText
from schemas.values import Channel


class PartnerResult(StrEnum):
    """How a partner ended what was referred to it."""

    AWARD = "award"
    JUDGMENT = "judgment"
    DECISION = "partner_decision"
    """An adjudication, a reconsideration decision, a decision on state compensation."""
    SETTLED = "partner_settled"
    AID_GIVEN = "aid_given"
    AID_REFUSED = "aid_refused"
    HANDLED = "partner_handled"
    WITHDRAWN = "withdrawn"
    DISMISSED = "partner_dismissed"


class ReferralEvent(Event):
    """Base: one referral of this case to one partner."""

    referral_id: str
    channel: Channel
    route: str
    """Id of the row in partner_routes.yaml, e.g. `labour_arbitration`."""
    partner: str
    """The body outside, by its id or as said."""


class ReferralSent(ReferralEvent):
    """The custodian pointed the party to a partner; intake keeps custody and the follow-up date."""

    from_body: str
    follow_up_on: date | None = None
    reason: PersonalText = ""
    precondition: str = ""
    """What has to be there first, as the party was told."""
    story: bool = False


class ReferralAccepted(ReferralEvent):
    """The partner took it up."""

    number: str = ""
    """The partner's own case number."""
    told_by: str
    """The body that entered the answer: the partner itself, or who was told."""


class ReferralReturned(ReferralEvent):
    """The partner does not take it, with its reason; the case is at the hub and goes another way."""

    reason: PersonalText
    advice: PersonalText = ""
    """Which way the partner pointed to."""
    told_by: str


class ReferralConcluded(ReferralEvent):
    """The partner ended it."""

    result: PartnerResult
    detail: PersonalText = ""
    number: str = ""
    told_by: str


class ReferralFollowedUp(ReferralEvent):
    """Somebody asked the partner how it stands; the next date, where one is needed."""

    findings: PersonalText
    next_on: date | None = None
    by_body: str
