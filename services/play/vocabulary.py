"""The words of a case file: acts and tiers (tests/cases/README.md)."""

from enum import StrEnum

ACTS = (
    "report_received", "registered", "proactive_lead", "referred", "referral_accepted", "referral_returned",
    "escalated", "transferred", "joint_handling", "diverted", "accepted", "not_accepted", "consent_given",
    "consent_refused", "mediator_assigned", "session_held", "evidence_gathered", "paused", "resumed",
    "agreement_oral", "agreement_written", "agreement_reached", "agreement_partial", "mediation_failed",
    "terminated", "withdrawn", "performed", "partly_performed", "breached", "followed_up", "archived",
    "confirmation_applied", "confirmation_docketed", "confirmation_not_accepted", "confirmation_confirmed",
    "confirmation_dismissed", "confirmation_withdrawn", "confirmation_revoked", "enforcement_applied", "enforced",
    "petition_received", "petition_forwarded", "petition_accepted", "petition_not_accepted", "petition_reply",
    "extended", "review_requested", "review_opinion", "recheck_requested", "recheck_opinion", "hearing_held",
    "leader_assigned", "suit_filed", "judgment", "arbitration_applied", "arbitration_refused", "award",
    "reconsideration_applied", "reconsideration_decided", "police_called", "police_handled", "risk_raised",
    "legal_aid_given", "law_enforcement_action", "rated", "thanked", "note",
)  # fmt: skip
"""Every act a step may tell."""

Act = StrEnum("Act", {act.upper(): act for act in ACTS})  # type: ignore[misc]  # built from the table above


class Tier(StrEnum):
    """Level of the acting or receiving body."""

    VILLAGE = "village"
    COMMUNITY = "community"
    TOWNSHIP = "township"
    STREET = "street"
    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"
