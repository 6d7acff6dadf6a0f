"""Tables of people's mediation: by source, type and host, success, amounts, prevention, and changes against other periods."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from schemas.people_mediation import Threat
from schemas.values import Agreed, CaseSource, DisputeType
from services.jurisdiction.indicators import By
from services.jurisdiction.periods import month_of
from services.reproduce.cases import FEN, Told, mediated_by_committee
from services.reproduce.claims import Asked, Claim, Verdict
from services.reproduce.plans.plan import (
    NETWORK,
    REGISTERS,
    Plan,
    claimed,
    moment,
    not_held,
    of_types,
    parts_and_total,
    printed,
    starts,
    typed,
)
from services.reproduce.spread import Column, Spread
from services.reproduce.tables import Entry, Table

COMMUNITY = "wuhu.jinghu.fangcun.community-1.pmc"
OTHERS = "wuhu.jinghu.fangcun.pmc"
HOSTS = {
    "community": COMMUNITY,
    "committees": COMMUNITY,
    "judicial_assistants": "wuhu.jinghu.fangcun.pmc",
    "legal_service_offices": "wuhu.jinghu.jingshan.pmc",
}
"""The body of ours that stands for a printed host."""
SOURCES = {
    "own_motion": (CaseSource.OWN_MOTION, Asked("pm_accepted", By.SOURCE, ("OWN_MOTION",))),
    "on_application": (CaseSource.APPLICATION, Asked("pm_accepted", By.SOURCE, ("APPLICATION",))),
    "entrusted_or_transferred": (CaseSource.REFERRED_BY_OTHER, Asked("pm_referred")),
}
SHARES = {
    "own_motion": Asked("pm_share_of_accepted", By.SOURCE, ("OWN_MOTION",)),
    "on_application": Asked("pm_share_of_accepted", By.SOURCE, ("APPLICATION",)),
    "entrusted_or_transferred": Asked("pm_referred_share"),
}
TEN_THOUSAND = Decimal(10_000)


def committees_plan(table: Table) -> Plan:
    """The plan of a table of people's mediation."""
    population = _Population(table)
    return Plan(
        table, ("intake", "people_mediation"), population.cases, population.told, mediated_by_committee,
        tuple(_claims(table, population)), population.assumed,
    )  # fmt: skip


@dataclass(frozen=True)
class _Base:
    """Cases of another period, known only by a printed change against it."""

    key: str
    begins: datetime
    cases: int


class _Population:
    """Who the cases are: those of the table first, then those of the periods it compares itself with."""

    def __init__(self, table: Table) -> None:
        accepted, succeeded = table.count("accepted"), table.count("succeeded")
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
        self.cases = accepted + sum(base.cases for base in self.bases)

    def told(self, number: int) -> Told:
        """The case with this number."""
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


def _bases(table: Table, start: datetime) -> Iterator[_Base]:
    compared = table.part("comparison")
    before = {"year_on_year": start.replace(year=start.year - 1), "month_on_month": _month_before(start)}
    for name, begins in before.items():
        told = compared.part(name)
        if told.number("implied_base") is not None:
            yield _Base(name, begins, told.count("implied_base"))


def _month_before(start: datetime) -> datetime:
    return start.replace(month=start.month - 1) if start.month > 1 else start.replace(year=start.year - 1, month=12)


def _claims(table: Table, who: _Population) -> Iterator[Claim]:
    month = who.month
    accepted = Asked("pm_accepted", months=month)
    yield from claimed(table, "accepted", "受理", accepted)
    yield from claimed(table, "succeeded", "调解成功", Asked("pm_agreed", months=month))
    for key in ("success_rate_pct", "rate_pct"):
        yield from claimed(table, key, "成功率", Asked("pm_success_rate", months=month))
    amount = Asked("pm_agreement_amount", months=month)
    yield from claimed(table, "agreement_amount_cny_10k", "协议涉及金额（万元）", amount, TEN_THOUSAND)
    written = Asked("pm_agreements", By.FORM, ("written",), months=month)
    yield from claimed(table, "written_agreements", "书面协议", written)
    yield from (
        _in_month(claim, month) for claim in of_types(table.rows("by_type"), "pm_accepted", "pm_share_of_accepted")
    )
    for row in table.rows("by_source"):
        key = row.text("key") or ""
        name = row.text("zh") or key
        yield _in_month(Claim(f"by_source.{key}.count", name, printed(row, "count"), SOURCES[key][1]), month)
        yield _in_month(Claim(f"by_source.{key}.pct", name, printed(row, "pct"), SHARES[key]), month)
    yield from _by_host(table)
    yield from _prevented(table.part("prevention"), month)
    yield from _changes(table, accepted, who)
    yield from _top_types(table)
    yield from not_held(table.part("screening"), "screening", REGISTERS)
    bodies = table.part("committees")
    yield from parts_and_total("committees.total_printed", bodies.part("parts"), bodies.number("total_printed"))
    yield from not_held(bodies.part("parts"), "committees.parts", NETWORK)
    yield from not_held(table.part("mediators"), "mediators", NETWORK)
    if (rate := table.number("committee_rate_pct")) is not None:
        why = "调委会调解成功数未公布"
        yield Claim("committee_rate_pct", "调委会成功率", rate, fixed=Verdict.NOT_REPRODUCIBLE, why=why)


def _in_month(claim: Claim, month: frozenset[str]) -> Claim:
    """The claim over the table's own months; by sums that shares are of too."""
    if claim.ours is None:
        return claim
    asked = claim.ours
    ours = Asked(asked.indicator, asked.by, asked.values, asked.bodies, month, asked.minus)
    return Claim(claim.where, claim.name, claim.printed, ours, claim.base, claim.absolute, claim.scale, claim.tag)


def _by_host(table: Table) -> Iterator[Claim]:
    for name, value in table.part("by_host").numbers():
        yield Claim(f"by_host.{name}", name, value, Asked("pm_accepted", bodies=frozenset({HOSTS[name]})))
    community = table.part("community")
    if community:
        bodies = frozenset({COMMUNITY})
        yield Claim("community.count", "社区调委会", printed(community, "count"), Asked("pm_accepted", bodies=bodies))
        yield Claim(
            "community.pct", "社区调委会", printed(community, "pct"), Asked("pm_share_of_accepted", bodies=bodies)
        )


def _prevented(prevention: Entry, month: frozenset[str]) -> Iterator[Claim]:
    for name in prevention.content:
        told = prevention.part(name)
        for key, indicator in (("cases", "pm_prevented"), ("persons", "pm_prevented_persons")):
            asked = Asked(indicator, By.THREAT, (name,), months=month)
            yield Claim(f"prevention.{name}.{key}", name, printed(told, key), asked)


def _changes(table: Table, accepted: Asked, who: _Population) -> Iterator[Claim]:
    for base in who.bases:
        told = table.part("comparison").part(base.key)
        compared = Asked("pm_accepted", months=frozenset({month_of(base.begins)}))
        name = "同比" if base.key == "year_on_year" else "环比"
        where = f"comparison.{base.key}"
        yield Claim(f"{where}.delta", name, printed(told, "delta"), accepted, compared, absolute=True)
        yield Claim(f"{where}.pct", name, printed(told, "pct"), accepted, compared)


def _top_types(table: Table) -> Iterator[Claim]:
    top = table.part("top_types")
    names = [name for name, _ in top.numbers() if name in DisputeType.__members__]
    for name in names:
        yield Claim(f"top_types.{name}", name, printed(top, name), Asked("pm_accepted", By.TYPE, (name,)))
    if (share := top.number("top3_share_pct")) is not None:
        asked = Asked("pm_share_of_accepted", By.TYPE, tuple(names))
        yield Claim("top_types.top3_share_pct", "前三类占比", share, asked)
