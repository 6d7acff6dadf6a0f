"""What the decisions rest on: the law of the profile, and the catalogue of reports."""

from dataclasses import dataclass

from services.jurisdiction.indicators import Catalogue
from services.jurisdiction.law import Law


@dataclass(frozen=True)
class StatisticsLaw:
    """The law with the catalogue; a decision names the versions of both."""

    law: Law
    catalogue: Catalogue

    @property
    def rules_version(self) -> str:
        """Changes with the law and with the definitions of indicators."""
        return f"{self.law.rules_version}/{self.catalogue.version}"

    @property
    def calendar_version(self) -> str:
        """As the law's."""
        return self.law.calendar_version
