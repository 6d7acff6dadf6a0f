"""What satisfaction asks of the law and of the profile; `services.jurisdiction.law.Law` answers it."""

from datetime import date
from typing import Protocol

from services.jurisdiction.clock_book import ClockLaw
from services.jurisdiction.grounds import Ground, GroundKind
from services.jurisdiction.organisations import Organisation, OrganisationTree
from services.jurisdiction.parameters import Parameter


class SatisfactionLaw(ClockLaw, Protocol):
    """Validity, reminder and rectification (SV-1 to SV-5), numbers of the profile, grounds, and the tree of bodies."""

    @property
    def organisations(self) -> OrganisationTree:
        """The bodies of the profile."""
        ...

    def parameter(self, name: str) -> Parameter:
        """A number of law or policy."""
        ...

    def grounds_of(self, kind: GroundKind, day: date) -> tuple[Ground, ...]:
        """The grounds of a kind in force on `day`."""
        ...

    def organisation(self, organisation_id: str) -> Organisation | None:
        """The body with this id, None for one outside the profile."""
        ...

    def ancestors(self, organisation: Organisation) -> tuple[Organisation, ...]:
        """The bodies above, nearest first."""
        ...
