"""Tables of judicial confirmation: applications by what the court did."""

from collections.abc import Iterator

from services.reproduce.cases import Told
from services.reproduce.claims import Asked, Claim
from services.reproduce.other_cases import confirmation
from services.reproduce.plans.plan import Plan, claimed, moment, printed, starts
from services.reproduce.spread import Column
from services.reproduce.tables import Table

MEDIATED = "wuhu.jinghu.fangcun.pmc"
RESULTS = {"dismissed": "jc_dismissed", "confirmed": "jc_confirmed", "withdrawn": "jc_withdrawn"}


def courts_plan(table: Table) -> Plan:
    """The plan of a table of judicial confirmation."""
    start = starts(table, "2025-01-01")
    rulings = Column.of([(row.text("key") or "", row.count("count")) for row in table.rows("results")], "confirmed")

    def told(number: int) -> Told:
        return Told(f"{table.id}/{number}", moment(start, number), MEDIATED, ruling=rulings.at(number))

    return Plan(
        table, ("judicial_confirmation",), table.count("accepted"), told, confirmation, tuple(_claims(table)),
        "驳回理由未公布，均按内容不明确编排",
    )  # fmt: skip


def _claims(table: Table) -> Iterator[Claim]:
    yield from claimed(table, "accepted", "受理", Asked("jc_docketed"))
    for row in table.rows("results"):
        key = row.text("key") or ""
        yield Claim(f"results.{key}", key, printed(row, "count"), Asked(RESULTS[key]))
