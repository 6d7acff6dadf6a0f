"""What intake asks of the law and of the profile; `services.jurisdiction.law.Law` answers it."""

from datetime import date
from typing import Protocol

from schemas.values import Channel, DisputeType
from services.jurisdiction.clock_book import ClockLaw
from services.jurisdiction.escalation import Level
from services.jurisdiction.escalation_rules import EscalationRule
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.outcomes import NotJudged
from services.jurisdiction.outside_limits import OutsideLimit
from services.jurisdiction.parameters import Parameter
from services.jurisdiction.referrals import ReferralRule
from services.jurisdiction.representatives import RepresentationLimit
from services.jurisdiction.routing import Recommendation
from services.jurisdiction.routing_facts import RoutingFacts

OFFER_LIMIT = "HO-1"
"""How long a body may be silent about an offer (rule E3)."""
DESIGNATION_LIMIT = "HO-3"
"""How long a common superior may take to say who handles a case (rule E3)."""
OUTSIDE_LIMIT = "HO-2"
"""How long a body outside is waited for before somebody asks (design.md section 5)."""

SUPERVISION_LIMIT = "SUP-1"
"""How long a supervised body may take to reply to an order (督办; rule E1)."""


class IntakeLaw(ClockLaw, Protocol):
    """The law as this service needs it: bodies, levels, routes and limits."""

    @property
    def rules_version(self) -> str:
        """Version of the rules."""
        ...

    @property
    def calendar_version(self) -> str:
        """Version of the calendar."""
        ...

    def organisation(self, organisation_id: str) -> Organisation | None:
        """The body with this id, None for one outside the profile."""
        ...

    def organisation_named(self, told: str) -> Organisation | None:
        """The body that somebody wrote down by its id or its name, None for one outside the profile."""
        ...

    def ancestors(self, organisation: Organisation) -> tuple[Organisation, ...]:
        """The bodies above, nearest first."""
        ...

    def next_level(self, organisation: Organisation) -> Organisation | None:
        """The body that takes the case when this one could not settle it; None at the top."""
        ...

    def level_of(self, organisation: Organisation) -> Level | None:
        """The step of the ladder on which it stands, with its clock (domain.md 4.2); None beside the ladder."""
        ...

    def route(self, facts: RoutingFacts) -> Recommendation | NotJudged:
        """Where a case with these facts should go first (domain.md 4.1)."""
        ...

    def referral(self, from_channel: Channel, to_channel: Channel) -> ReferralRule | None:
        """The rule of the referral matrix for this way; None where it has none."""
        ...

    def outside_limits(self, facts: RoutingFacts, day: date | None) -> tuple[OutsideLimit, ...]:
        """The limits of routes outside that run on a matter, by the law of `day`; lengths not judged without a day."""
        ...

    def escalations(self, facts: RoutingFacts) -> tuple[EscalationRule, ...]:
        """The rules E1 to E10 that the facts set off."""
        ...

    def parameter(self, name: str) -> Parameter:
        """A number of law or policy."""
        ...

    def representation(self, channel: Channel, dispute_type: DisputeType, day: date) -> RepresentationLimit | None:
        """How many may speak for a group in this channel on `day`."""
        ...

    def body_for(
        self,
        recommendation: Recommendation,
        place: str,
        dispute_type: DisputeType | None = None,
        day: date | None = None,
    ) -> Organisation | None:
        """The body that serves this place for the recommended channel on `day`."""
        ...


def is_above(law: IntakeLaw, upper: str, lower: str) -> bool:
    """True when `upper` supervises `lower`: it stands anywhere above it in the tree."""
    organisation = law.organisation(lower)
    return organisation is not None and any(body.id == upper for body in law.ancestors(organisation))


def superior(law: IntakeLaw, body_id: str) -> Organisation | None:
    """The body one level up the ladder; None at the top or for a body outside the profile."""
    organisation = law.organisation(body_id)
    return law.next_level(organisation) if organisation else None


def name_of(law: IntakeLaw, body_id: str) -> str:
    """The body's Chinese name; a body outside the profile as it was said."""
    organisation = law.organisation(body_id)
    return organisation.name_zh if organisation else body_id
