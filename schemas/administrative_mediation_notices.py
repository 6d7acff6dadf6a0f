"""Events of administrative mediation about what the agency has to tell beside the end: its decision on the application."""

from schemas.base import PersonalText
from schemas.people_mediation_rounds import TrackEvent


class DecisionNotified(TrackEvent):
    """Applicants were told whether the agency takes the matter up; market complaints: within MKT-1N (SAMR 14)."""

    party_ids: tuple[str, ...]
    accepted: bool
    """False of a matter that was not accepted."""
    way: PersonalText = ""
    """How: in writing, by message, by telephone …"""
