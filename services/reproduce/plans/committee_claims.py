"""What a table of people's mediation claims: numbers, shares, amounts, prevention, and changes against other periods."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from schemas.values import CaseSource, DisputeType
from services.jurisdiction.indicators import By
from services.jurisdiction.periods import month_of
from services.reproduce.claims import Asked, Claim, Verdict
from services.reproduce.plans.plan import NETWORK, claimed, not_held, of_types, parts_and_total, printed
from services.reproduce.tables import Entry, Table

COMMUNITY = "wuhu.jinghu.fangcun.community-1.pmc"
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
SCREENING = {
    "rounds": "prevention_screened",
    "disputes_found": "prevention_found",
    "disputes_prevented": "prevention_prevented",
}
TEN_THOUSAND = Decimal(10_000)


@dataclass(frozen=True)
class Base:
    """Cases of another period, known only by a printed change against it."""

    key: str
    begins: datetime
    cases: int


def committee_claims(table: Table, month: frozenset[str], bases: Sequence[Base]) -> Iterator[Claim]:
    """Every claim of the table; `month`: that of its own cases, `bases`: the periods it compares itself with."""
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
    yield from _changes(table, accepted, bases)
    yield from _top_types(table)
    for key, indicator in SCREENING.items():
        part = table.part("screening")
        yield from (
            Claim(f"screening.{key}", key, value, Asked(indicator)) for name, value in part.numbers() if name == key
        )
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
    return replace(claim, ours=replace(claim.ours, months=month))


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


def _changes(table: Table, accepted: Asked, bases: Sequence[Base]) -> Iterator[Claim]:
    for base in bases:
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
