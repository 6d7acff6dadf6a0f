"""What satisfaction asks of the law and of the profile; `services.jurisdiction.law.Law` answers it."""

from typing import Protocol

from services.jurisdiction.clock_book import ClockLaw
from services.jurisdiction.organisations import Organisation


class SatisfactionLaw(ClockLaw, Protocol):
    """The validity of invitations (SV-1) and the tree of bodies."""

    def organisation(self, organisation_id: str) -> Organisation | None:
        """The body with this id, None for one outside the profile."""
        ...

    def ancestors(self, organisation: Organisation) -> tuple[Organisation, ...]:
        """The bodies above, nearest first."""
        ...
