"""Cases as a county has them: kinds, sources and outcomes in the proportions of the published tables, spread over bodies and a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256

from schemas.values import Agreed, CaseSource, Channel, DisputeType
from services.jurisdiction.law import Law
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.vocabulary import BodyKind
from services.reproduce.cases import Told
from services.reproduce.spread import Column

TYPES = {
    DisputeType.MARRIAGE_FAMILY: 160, DisputeType.NEIGHBOR: 278, DisputeType.HOUSE_HOMESTEAD: 67, DisputeType.CONTRACT: 44,
    DisputeType.PRODUCTION_OPERATION: 31, DisputeType.DAMAGE_COMPENSATION: 76, DisputeType.FOREST_LAND: 18,
    DisputeType.LAND_EXPROPRIATION: 28, DisputeType.ENVIRONMENT: 4, DisputeType.OTHER_LABOR: 13, DisputeType.OTHER_CONSUMER: 7,
    DisputeType.MEDICAL: 55, DisputeType.TRAFFIC: 33, DisputeType.PROPERTY_MGMT: 1, DisputeType.OTHER: 54,
}  # fmt: skip
"""Cases by type in Huangshi, August 2016 (tests/cases/stats-public.yaml)."""
SOURCES = {CaseSource.OWN_MOTION: 455, CaseSource.APPLICATION: 378, CaseSource.REFERRED_BY_OTHER: 36}
OF_A_HUNDRED_AGENCIES = 30
"""Cases before an agency among a hundred; the published tables do not tell both of one place, so this is ours."""
SUCCEEDS = {Channel.PEOPLE_MEDIATION: 969, Channel.ADMIN_MEDIATION: 792}
"""Successes of a thousand: Huangshi 2016-08 and Zhejiang 2020-H1."""
PERFORMED = 849
"""Of a thousand agreements: Zhejiang 2020-H1."""
ANSWERS = {5: 760, 4: 150, 3: 40, 2: 15, 1: 35}
"""Grades of a thousand answers; no table tells them, so they are ours: somewhat above nine in ten satisfied."""
OF_A_HUNDRED_ANSWER = 45
"""Parties of a hundred who answer; ours as well."""
STILL_OPEN = 300
"""Cases that are still being mediated, the first by number: a county's work at hand does not grow with its record."""
CASES_TO_A_PATROL = 10
"""The bodies go round once for so many cases and enter it in the register of patrols; ours, since no table tells both of one place."""
DAYS = 330
"""Cases begin on the first days of a year, so that all of them end within it."""
RECENT = 25
"""Those that are still being mediated began on its last days, within their limits."""
YEAR = 363


@dataclass(frozen=True)
class Population:
    """Cases by number; the same number is the same case whenever it is asked for."""

    name: str
    law: Law
    begins: datetime

    def told(self, number: int) -> tuple[Channel, Told]:
        """The channel and the case with this number. Traffic damages before the police want an accident finding first (TR 94)."""
        kind = self._types.at(self._drawn(number, "type", self._types.ends[-1]))
        drawn = self._drawn(number, "channel", 100)
        by_agency = kind is not DisputeType.TRAFFIC and drawn < OF_A_HUNDRED_AGENCIES
        channel = Channel.ADMIN_MEDIATION if by_agency else Channel.PEOPLE_MEDIATION
        bodies = self._agencies if by_agency else self._committees
        succeeds = self._drawn(number, "outcome", 1000) < SUCCEEDS[channel]
        performed = succeeds and self._drawn(number, "performed", 1000) < PERFORMED
        ends = number >= STILL_OPEN
        answers = (self._drawn(number, f"answers{party}", 100) < OF_A_HUNDRED_ANSWER for party in range(2))
        day = self._drawn(number, "day", DAYS) if ends else YEAR - 1 - self._drawn(number, "day", RECENT)
        at = self.begins + timedelta(days=day, minutes=self._drawn(number, "minute", 400))
        return channel, Told(
            f"{self.name}/{number}", at, bodies[self._drawn(number, "body", len(bodies))].id, type=kind,
            source=self._sources.at(self._drawn(number, "source", self._sources.ends[-1])), succeeds=succeeds,
            performed=performed and ends, amount_fen=100 * self._drawn(number, "amount", 50_000), form=Agreed.ORAL,
            ends=ends, closed=ends, phones=(f"0553-1{number:07}", f"0553-2{number:07}"),
            grades=tuple(self._grade(number, party) for party, one in enumerate(answers) if one) if ends else (),
        )  # fmt: skip

    @property
    def ends(self) -> datetime:
        """When the year is over; what is due before has lapsed."""
        return self.begins + timedelta(days=YEAR)

    def patrol(self, number: int) -> Told | None:
        """The round of a patrol that was made beside the case with this number, if one was."""
        if number % CASES_TO_A_PATROL:
            return None
        body = self._committees[self._drawn(number, "patrol", len(self._committees))].id
        at = self.begins + timedelta(days=self._drawn(number, "patrol day", DAYS))
        found = self._drawn(number, "found", 6)
        return Told(f"{self.name}/patrol/{number}", at, body, patrol=(found, self._drawn(number, "settled", found + 1)))

    def _grade(self, number: int, party: int) -> int:
        answers = Column.of(ANSWERS.items(), 5)
        return answers.at(self._drawn(number, f"grade{party}", answers.ends[-1]))

    def _drawn(self, number: int, what: str, below: int) -> int:
        """A number drawn for this case, the same in every run."""
        drawn = sha256(f"{self.name}/{number}/{what}".encode()).digest()
        return int.from_bytes(drawn[:8], "big") % below

    @cached_property
    def _types(self) -> Column[DisputeType]:
        return Column.of(TYPES.items(), DisputeType.OTHER)

    @cached_property
    def _sources(self) -> Column[CaseSource]:
        return Column.of(SOURCES.items(), CaseSource.APPLICATION)

    @cached_property
    def _committees(self) -> Sequence[Organisation]:
        return self._bodies(BodyKind.PEOPLE_MEDIATION_COMMITTEE)

    @cached_property
    def _agencies(self) -> Sequence[Organisation]:
        """Without those of a sector of their own, whose law asks for more than a joint application."""
        return [body for body in self._bodies(BodyKind.AGENCY) if not body.sectors]

    def _bodies(self, kind: BodyKind) -> Sequence[Organisation]:
        listed = self.law.organisations.by_id.values()
        return [body for body in listed if body.kind is kind and body.acts_on(None)]
