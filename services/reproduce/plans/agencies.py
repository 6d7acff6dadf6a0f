"""Tables of administrative mediation: by type and host, success, performance, amounts, and changes against the month before."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from schemas.values import DisputeType
from services.jurisdiction.indicators import By
from services.jurisdiction.periods import month_of
from services.reproduce.cases import FEN, Told, mediated_by_agency
from services.reproduce.claims import Asked, Claim, Verdict
from services.reproduce.plans.plan import NETWORK, Plan, claimed, moment, not_held, of_types, printed, starts, typed
from services.reproduce.spread import Column, Spread
from services.reproduce.tables import Table

DEPARTMENTS = "wuhu.jinghu.human-resources"
GOVERNMENTS = "wuhu.jinghu.market-regulation"
HIGHER = "wuhu.culture-tourism"
WITHIN_OTHER = {
    "market_supervision": "wuhu.jinghu.market-regulation",
    "transport": HIGHER,
    "police": "wuhu.jinghu.public-order",
}
"""The body of ours that stands for a printed host."""
HUNDRED_MILLION = Decimal(100_000_000)
HUNDRED = Decimal(100)
_ONE_PERCENT_OFF = Decimal("0.15")


def agencies_plan(table: Table) -> Plan:
    """The plan of a table of administrative mediation."""
    who = _Population(table)
    return Plan(
        table, ("intake", "administrative_mediation"), who.cases, who.told, mediated_by_agency,
        tuple(_claims(table, who)), who.assumed,
    )  # fmt: skip


class _Population:
    """Who the cases are: those of the table, then those of the month before that it compares itself with."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.accepted, self.succeeded = table.count("accepted"), table.count("succeeded")
        self.start = starts(table, self._first_day())
        self.assumed = ""
        self.types = Column.of(_types(table), DisputeType.OTHER)
        self.tags = Column.of(
            [("" if row.text("code") else row.text("zh") or "", row.count("count")) for row in table.rows("by_type")],
            "",
        )
        self.hosts = Column.of(_hosts(table), HIGHER)
        parties = table.count("parties")
        self.persons = Spread(parties or 2 * self.accepted, self.accepted)
        self.claims = Spread(_amount(table), self.accepted)
        performance = table.part("performance")
        self.performed = performance.count("agreements_performed")
        agreed = (performance.number("amount_cny_100m") or Decimal(0)) * HUNDRED_MILLION * FEN
        self.agreed = Spread(int(agreed), self.performed) if self.performed else Spread(0, 1)
        self.inside = _first_of_subset(table)
        before = table.part("comparison").part("month_on_month").count("previous")
        self.before = before
        self.cases = self.accepted + before

    def told(self, number: int) -> Told:
        """The case with this number."""
        if number >= self.accepted:
            within = number - self.accepted
            begins = moment(_month_before(self.start), within)
            return Told(f"{self.table.id}/before/{within}", begins, HIGHER, ends=False)
        return Told(
            f"{self.table.id}/{number}", moment(self.start, number), self.hosts.at(number), type=self.types.at(number),
            tags=tuple(filter(None, (self.tags.at(number),))), persons=max(self.persons.at(number), 1), claim_fen=self.claims.at(number),
            succeeds=self._succeeds(number), performed=number < self.performed, amount_fen=self.agreed.at(number),
        )  # fmt: skip

    def _succeeds(self, number: int) -> bool:
        """Within the subset its own successes come first, then the others."""
        accepted, succeeded = self.inside
        if number < accepted:
            return number < succeeded
        return number - accepted < self.succeeded - succeeded

    @property
    def months(self) -> frozenset[str]:
        """The months of the table's own cases."""
        return frozenset({month_of(self.start)})

    def _first_day(self) -> str:
        text = self.table.text("period") or ""
        return f"{text[:7]}-01" if text[4:5] == "-" else f"{text[:4]}-01-01"


def _types(table: Table) -> Iterator[tuple[DisputeType, int]]:
    for row in table.rows("by_type"):
        kind, _ = typed(row)
        yield kind or DisputeType.OTHER, row.count("count")


def _hosts(table: Table) -> Iterator[tuple[str, int]]:
    """Departments first, which the governments' line includes; the hosts within 其他 come after the other types."""
    counts = {row.text("key"): row.count("count") for row in table.rows("by_host")}
    departments = counts.get("of_which_county_departments", 0)
    if counts:
        yield DEPARTMENTS, departments
        yield GOVERNMENTS, counts["county_governments_departments_and_townships"] - departments
    within = table.rows("by_host_within_other")
    if within:
        yield DEPARTMENTS, table.count("accepted") - sum(row.count("count") for row in within)
    yield from ((WITHIN_OTHER[row.text("key") or ""], row.count("count")) for row in within)
    subset = table.part("subset").part("districts_streets_townships")
    if subset:
        yield GOVERNMENTS, subset.count("accepted")


def _first_of_subset(table: Table) -> tuple[int, int]:
    subset = table.part("subset").part("districts_streets_townships")
    return subset.count("accepted"), subset.count("succeeded")


def _amount(table: Table) -> int:
    hundred_millions = (table.number("amount_cny_100m") or Decimal(0)) * HUNDRED_MILLION
    return int((hundred_millions + (table.number("amount_cny") or Decimal(0))) * FEN)


def _month_before(start: datetime) -> datetime:
    return start.replace(month=start.month - 1) if start.month > 1 else start.replace(year=start.year - 1, month=12)


def _claims(table: Table, who: _Population) -> Iterator[Claim]:
    months = who.months
    accepted = Asked("am_accepted", months=months)
    yield from claimed(table, "accepted", "受理", accepted)
    yield from claimed(table, "succeeded", "调解成功", Asked("am_agreed", months=months))
    for key in ("success_rate_pct", "rate_pct"):
        yield from claimed(table, key, "成功率", Asked("am_success_rate", months=months))
    yield from claimed(table, "parties", "涉及当事人", Asked("am_parties", months=months))
    yield from claimed(table, "amount_cny", "涉及金额（元）", Asked("am_amount", months=months))
    yield from claimed(table, "amount_cny_100m", "涉及金额（亿元）", Asked("am_amount", months=months), HUNDRED_MILLION)
    for claim in of_types(table.rows("by_type"), "am_accepted", "am_share_of_accepted"):
        yield _within(claim, months)
    yield from (_within(claim, months) for claim in _by_host(table))
    yield from _performance(table)
    compared = table.part("comparison").part("month_on_month")
    if compared:
        base = Asked("am_accepted", months=frozenset({month_of(_month_before(who.start))}))
        yield Claim("comparison.month_on_month.previous", "上月", printed(compared, "previous"), base)
        yield Claim("comparison.month_on_month.pct", "环比", printed(compared, "pct"), accepted, base)
    yield from not_held(table.part("organisation"), "organisation", NETWORK)
    yield from _shares_that_do_not_add_up(table)


def _within(claim: Claim, months: frozenset[str]) -> Claim:
    if claim.ours is None:
        return claim
    ours = claim.ours
    asked = Asked(ours.indicator, ours.by, ours.values, ours.bodies, months, ours.minus)
    return Claim(claim.where, claim.name, claim.printed, asked, tag=claim.tag)


def _by_host(table: Table) -> Iterator[Claim]:
    bodies = {
        "county_governments_departments_and_townships": frozenset({DEPARTMENTS, GOVERNMENTS}),
        "of_which_county_departments": frozenset({DEPARTMENTS}),
    }
    for row in table.rows("by_host"):
        key = row.text("key") or ""
        yield Claim(f"by_host.{key}.count", key, printed(row, "count"), Asked("am_accepted", bodies=bodies[key]))
        yield Claim(f"by_host.{key}.pct", key, printed(row, "pct"), Asked("am_share_of_accepted", bodies=bodies[key]))
    for row in table.rows("by_host_within_other"):
        key = row.text("key") or ""
        asked = Asked("am_accepted", By.TYPE, ("OTHER",), frozenset({WITHIN_OTHER[key]}))
        yield Claim(f"by_host_within_other.{key}", key, printed(row, "count"), asked)
    subset = table.part("subset").part("districts_streets_townships")
    if subset:
        own = frozenset({GOVERNMENTS})
        for key, indicator in (
            ("accepted", "am_accepted"),
            ("succeeded", "am_agreed"),
            ("rate_pct", "am_success_rate"),
        ):
            where = f"subset.districts_streets_townships.{key}"
            yield Claim(where, "区、街道、乡镇", printed(subset, key), Asked(indicator, bodies=own))


def _performance(table: Table) -> Iterator[Claim]:
    told = table.part("performance")
    if not told:
        return
    performed, rate = Asked("am_performed_of_month"), Asked("am_performance_rate")
    yield Claim("performance.agreements_performed", "已履行协议", printed(told, "agreements_performed"), performed)
    yield Claim("performance.rate_pct", "履行率", printed(told, "rate_pct"), rate)
    amount = Asked("am_performed_amount")
    printed_amount = printed(told, "amount_cny_100m")
    yield Claim("performance.amount_cny_100m", "履行金额（亿元）", printed_amount, amount, scale=HUNDRED_MILLION)


def _shares_that_do_not_add_up(table: Table) -> Iterator[Claim]:
    """Printed shares of the same whole that together are more than the whole, by more than rounding."""
    shares = [Decimal(text) for text in table.content.get("top2_share_pct", ())]
    if shares and sum(shares) > HUNDRED + _ONE_PERCENT_OFF:
        why = f"两项占比合计 {sum(shares)}%"
        for number, share in enumerate(shares, 1):
            yield Claim(f"top2_share_pct.{number}", "占比", share, fixed=Verdict.INCONSISTENT, why=why)
