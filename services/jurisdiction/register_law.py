"""The law as the registers need it: the law of the profile with its catalogue of registers, under one version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path

from schemas.clocks import Clock
from schemas.command import Refused
from services.jurisdiction.calendar import Calendar
from services.jurisdiction.law import Law
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.parameters import Parameter
from services.jurisdiction.profile_files import PROFILES, read_document, rules_version
from services.jurisdiction.registers import RegisterCatalogue, read_registers
from services.jurisdiction.supervision import shares_of, with_moments
from services.jurisdiction.time_limits import TimeLimit
from services.jurisdiction.told_date import told_clock

_FILE = "registers.yaml"


@dataclass(frozen=True, eq=False)
class RegisterLaw:
    """What the law, a city and its registers say. Pure and deterministic, as `Law` is."""

    law: Law
    catalogue: RegisterCatalogue = field(repr=False)
    rules_version: str
    """Changes whenever a rule of the profile or of a register does."""

    @staticmethod
    def of(law: Law) -> "RegisterLaw":
        """The registers that are shipped for the law's profile; read once per law. Raises ProfileMistake."""
        return _of(law)

    @staticmethod
    def read(law: Law, folder: Path) -> "RegisterLaw":
        """The registers in a folder of profiles. Raises ProfileMistake with file, line and what would be right."""
        national = read_document(folder / "national" / _FILE)
        own = folder / law.profile / _FILE
        city = read_document(own) if own.exists() else None
        catalogue = read_registers(national, city, law.clocks.limits, law.parameters)
        read = [national, *([city] if city else [])]
        return RegisterLaw(law, catalogue, f"{law.rules_version}+{rules_version('registers', read)}")

    @property
    def calendar_version(self) -> str:
        """Changes whenever a day of the calendar may."""
        return self.law.calendar_version

    @property
    def calendar(self) -> Calendar:
        """The working-day calendar in force."""
        return self.law.calendar

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """Numbers of law and policy, targets among them."""
        return self.law.parameters

    def clock(
        self,
        clock_id: str,
        limit: str,
        started_at: datetime,
        *,
        subject: str = "",
        pauses: tuple[tuple[date, date], ...] = (),
        extension: int = 0,
    ) -> Clock | Refused:
        """See ClockLaw."""
        return self.law.clock(clock_id, limit, started_at, subject=subject, pauses=pauses, extension=extension)

    def told_clock(self, clock_id: str, limit: str, started_at: datetime, due: date) -> Clock:
        """The clock whose last day the document itself sets. Raises KeyError for a limit that nobody catalogued."""
        known = self.law.clocks.limits.by_id[limit]
        versions = self.rules_version, self.calendar_version
        clock = told_clock(clock_id, known, started_at, due, versions)
        return with_moments(clock, known.duty_of, self.calendar, shares_of(self.parameters))

    def limit(self, id_or_name: str) -> TimeLimit | None:
        """The limit with this id or Chinese name."""
        return self.law.limit(id_or_name)

    def organisation(self, organisation_id: str) -> Organisation | None:
        """The body with this id."""
        return self.law.organisation(organisation_id)

    def ancestors(self, organisation: Organisation) -> tuple[Organisation, ...]:
        """The bodies above, nearest first."""
        return self.law.ancestors(organisation)

    def supervisor(self, organisation_id: str) -> Organisation | None:
        """The body that supervises this one's deadlines."""
        return self.law.supervisor(organisation_id)


@cache
def _of(law: Law) -> RegisterLaw:
    return RegisterLaw.read(law, PROFILES)
