"""What judicial confirmation asks of the law and of the profile; `services.jurisdiction.law.Law` answers it."""

from datetime import datetime
from typing import Protocol

from services.jurisdiction.clock_book import ClockLaw
from services.jurisdiction.enforceability import EnforceableWays
from services.jurisdiction.grounds import Grounds
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.parameters import Parameter
from services.jurisdiction.service_of_documents import Served, ServiceEntry
from services.jurisdiction.time_limits import TimeLimit


class ConfirmationLaw(ClockLaw, Protocol):
    """The law as this service needs it: limits, grounds and the bodies of the profile."""

    @property
    def grounds(self) -> Grounds:
        """The catalogue of grounds by code."""
        ...

    @property
    def enforceability(self) -> EnforceableWays:
        """Ways beside confirmation that make an agreement enforceable."""
        ...

    def parameter(self, name: str) -> Parameter:
        """A number of law or policy."""
        ...

    def limit(self, id_or_name: str) -> TimeLimit | None:
        """The limit with this id."""
        ...

    def served(self, entry: ServiceEntry, at: datetime) -> Served:
        """The service (送达) that happened at `at`, and whether it counts."""
        ...

    def organisation(self, organisation_id: str) -> Organisation | None:
        """The body with this id, None for one outside the profile."""
        ...
