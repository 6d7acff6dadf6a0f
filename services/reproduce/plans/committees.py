"""Tables of people's mediation: by source, type and host, success, amounts, prevention, and changes against other periods."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from schemas.people_mediation import Threat
from schemas.values import Agreed, CaseSource, DisputeType
from services.jurisdiction.periods import month_of
from services.reproduce.cases import FEN, Told, mediated_by_committee
from services.reproduce.machine import Machine
from services.reproduce.other_cases import patrol
from services.reproduce.plans.committee_claims import COMMUNITY, HOSTS, SOURCES, Base, committee_claims
from services.reproduce.plans.plan import Plan, moment, starts, typed
from services.reproduce.spread import Column, Spread
from services.reproduce.tables import Entry, Table

OTHERS = "wuhu.jinghu.fangcun.pmc"


def committees_plan(table: Table) -> Plan:
    """The plan of a table of people's mediation."""
    population = _Population(table)
    services = ("intake", "people_mediation", *(("registers",) if population.patrols else ()))
    return Plan(
        table, services, population.cases, population.told, _played,
        tuple(committee_claims(table, population.month, population.bases)), population.assumed,
    )  # fmt: skip


def _played(machine: Machine, told: Told) -> None:
    """A round of a patrol or a dispute."""
    (mediated_by_committee if told.patrol is None else patrol)(machine, told)


class _Population:
    """Who the cases are: those of the table first, then those of the periods it compares itself with."""

    def __init__(self, table: Table) -> None:
        accepted = table.count("accepted")
        succeeded = accepted if table.number("succeeded") is None else table.count("succeeded")
        self.table = table
        self.accepted = accepted
        self.start = starts(table, self._first_day())
        self.assumed = "" if table.part("period").text("from") else f"期间按 {self.start:%Y年%m月} 起编排"
        self.types = Column.of(_types(table), DisputeType.OTHER)
        self.sources = Column.of(
            [(SOURCES[row.text("key") or ""][0], row.count("count")) for row in table.rows("by_source")],
            CaseSource.APPLICATION,
        )
        self.hosts = Column.of(_hosts(table), OTHERS)
        self.succeeded = succeeded
        amount = table.number("agreement_amount_cny_10k") or Decimal(0)
        self.amounts = Spread(int(amount * 10_000 * FEN), succeeded)
        self.threats = list(_threats(table.part("prevention")))
        self.written = table.count("written_agreements")
        self.bases = tuple(_bases(table, self.start))
        screening = table.part("screening")
        self.patrols = screening.count("rounds")
        self.found = Spread(screening.count("disputes_found"), max(self.patrols, 1))
        self.settled = Spread(screening.count("disputes_prevented"), max(self.patrols, 1))
        self.disputes = accepted + sum(base.cases for base in self.bases)
        self.cases = self.disputes + self.patrols

    def told(self, number: int) -> Told:
        """The case with this number; after the disputes come the rounds of patrols."""
        if number >= self.disputes:
            nth = number - self.disputes
            numbers = self.found.at(nth), self.settled.at(nth)
            return Told(f"{self.table.id}/patrol/{nth}", moment(self.start, nth), COMMUNITY, patrol=numbers)
        at = number
        for base in self.bases:
            if at >= self.accepted:
                within = at - self.accepted
                if within < base.cases:
                    key = f"{self.table.id}/{base.key}/{within}"
                    return Told(key, moment(base.begins, within), OTHERS, ends=False)
                at -= base.cases
        threat, persons = self.threats[number] if number < len(self.threats) else (None, 2)
        return Told(
            f"{self.table.id}/{number}", moment(self.start, number), self.hosts.at(number),
            type=self.types.at(number), source=self.sources.at(number), succeeds=number < self.succeeded,
            amount_fen=self.amounts.at(number), threat=threat, persons=persons,
            form=Agreed.WRITTEN if number < self.written else Agreed.ORAL,
        )  # fmt: skip

    @property
    def month(self) -> frozenset[str]:
        """The months of the table's own cases; those of other periods lie elsewhere."""
        return frozenset({month_of(self.start)})

    def _first_day(self) -> str:
        """`1995`, `2011 (inferred …)`: the first of January; 2025 where no year is told."""
        text = self.table.text("period") or ""
        return f"{text[:4]}-01-01" if text[:4].isdigit() else "2025-01-01"


def _types(table: Table) -> Iterator[tuple[DisputeType, int]]:
    for row in table.rows("by_type"):
        kind, _ = typed(row)
        yield kind or DisputeType.OTHER, row.count("count")
    for name, value in table.part("top_types").numbers():
        if name in DisputeType.__members__:
            yield DisputeType(name), int(value)


def _hosts(table: Table) -> Iterator[tuple[str, int]]:
    for name, value in table.part("by_host").numbers():
        yield HOSTS[name], int(value)
    if table.part("community"):
        yield HOSTS["community"], table.part("community").count("count")


def _threats(prevention: Entry) -> Iterator[tuple[Threat, int]]:
    """Which of the first cases threatened to become what, with how many persons."""
    for name in prevention.content:
        told = prevention.part(name)
        share = Spread(told.count("persons"), told.count("cases"))
        yield from ((Threat(name), share.at(number)) for number in range(told.count("cases")))


def _bases(table: Table, start: datetime) -> Iterator[Base]:
    compared = table.part("comparison")
    before = {"year_on_year": start.replace(year=start.year - 1), "month_on_month": _month_before(start)}
    for name, begins in before.items():
        told = compared.part(name)
        if told.number("implied_base") is not None:
            yield Base(name, begins, told.count("implied_base"))


def _month_before(start: datetime) -> datetime:
    return start.replace(month=start.month - 1) if start.month > 1 else start.replace(year=start.year - 1, month=12)
