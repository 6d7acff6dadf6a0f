"""Roles a person acts in. Offices, never persons; a token carries one or more of them."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody may do; for which body stands beside it in the token."""

    CLERK = "clerk"
    MEDIATOR = "mediator"
    COMMITTEE_SEAL_KEEPER = "committee_seal_keeper"
    AGENCY_SEAL_KEEPER = "agency_seal_keeper"
    COURT_CLERK = "court_clerk"
    COUNTY_OFFICE = "county_office"
    AUDITOR = "auditor"
    OPERATOR = "operator"
    GRID_WORKER = "grid_worker"
    DEMONSTRATOR = "demonstrator"
    """Enters simulated ratings of played public cases, marked wherever they show (issue 3, item 6)."""
    PUBLIC_WEB = "public_web"
    """The public pages, on behalf of whoever opened them: may bring a dispute in online, enter a
    complaint, and declare what the holder of a personal link declares; nothing else (issue 8, item 2)."""
