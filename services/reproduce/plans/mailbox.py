"""A quarter of a mayor's mailbox: what came in, what was taken up, of which kind, and how much of it in time."""

from collections.abc import Iterator
from decimal import Decimal

from schemas.petitions import PetitionKind
from services.jurisdiction.indicators import By, rounded
from services.reproduce.cases import Told
from services.reproduce.claims import Asked, Claim, Verdict
from services.reproduce.other_cases import petition
from services.reproduce.plans.plan import Plan, claimed, moment, printed, starts
from services.reproduce.spread import Column
from services.reproduce.tables import Table

OFFICE = "wuhu.jinghu.petitions"
ADMISSION = "XF-2"
"""The limit that the mailbox's on-time rate is taken to be of."""


def mailbox_plan(table: Table) -> Plan:
    """The plan of a mailbox's quarter."""
    start = starts(table, "2025-07-01")
    accepted = table.count("accepted")
    kinds = Column.of([(row.text("zh") or "", row.count("count")) for row in table.rows("by_kind")], "")
    subjects = Column.of([(row.text("key") or "", row.count("count")) for row in table.rows("by_subject_top5")], "")
    in_time = _in_time(table, accepted)

    def told(number: int) -> Told:
        kind = kinds.at(number)
        tags = tuple(tag for tag in (kind, subjects.at(number)) if tag)
        return Told(
            f"{table.id}/{number}", moment(start, number), OFFICE, invalid=number >= accepted, tags=tags,
            kind=PetitionKind.SUGGESTION if kind == "建议" else PetitionKind.GRIEVANCE, on_time=number < in_time,
        )  # fmt: skip

    return Plan(
        table, ("intake", "petitions"), table.count("received"), told, petition, tuple(_claims(table)),
        f"年份未载明，按2025年第三季度编排；按期率按受理期限（{ADMISSION}）计，{in_time} 件按期是唯一与公布值相符的整数",
    )  # fmt: skip


def _in_time(table: Table, accepted: int) -> int:
    """The whole number that gives the printed rate."""
    rate = table.number("on_time_rate_pct")
    fitting = [
        number for number in range(accepted + 1) if rounded(Decimal(number) * 100 / accepted, 2) == rate
    ]  # fmt: skip
    return fitting[0] if fitting else accepted


def _claims(table: Table) -> Iterator[Claim]:
    taken = Asked("xf_registered")
    yield from claimed(table, "accepted", "受理", taken)
    yield from claimed(table, "invalid_or_duplicate", "无效或重复", Asked("in_voided"))
    if (received := table.number("received")) is not None:
        yield Claim("received", "来件", received, Asked("in_received"))
    yield from claimed(table, "on_time_rate_pct", "按期率", Asked("all_on_time", By.LIMIT, (ADMISSION,)))
    if (rate := table.number("satisfaction_rate_pct")) is not None:
        why = "满意度的分母未公布"
        yield Claim("satisfaction_rate_pct", "满意率", rate, fixed=Verdict.NOT_REPRODUCIBLE, why=why)
    for name, label in (("by_kind", "zh"), ("by_subject_top5", "key")):
        for row in table.rows(name):
            tag = row.text(label) or ""
            where = f"{name}.{row.text('key')}"
            yield Claim(f"{where}.count", tag, printed(row, "count"), tag=tag)
            if row.number("pct") is not None:
                yield Claim(f"{where}.pct", tag, printed(row, "pct"), base=taken, tag=tag)
