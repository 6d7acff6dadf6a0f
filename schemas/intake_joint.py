"""Events of intake about several departments and about an agency's own motion (rules E7 and E9; XF 24, SZ 44)."""

from schemas.base import Event, PersonalText


class LeadUnitNamed(Event):
    """The departments concerned met and named who leads (联席会议, rule E7). Custody moves by an offer, not by this."""

    rule: str
    """Row of the escalation rules, `E7`."""
    units: tuple[str, ...]
    """Ids of the bodies that took part, the leading one among them."""
    lead_unit: str
    decision: PersonalText
    source: str


class OwnMotionAsked(Event):
    """An agency was asked to mediate of its own motion (rule E9). Whether it does is the agency's own decision and duty."""

    rule: str
    """Row of the escalation rules that the case's facts set off, `E9`; empty where they were not stated."""
    agency: str
    reason: PersonalText
    source: str
