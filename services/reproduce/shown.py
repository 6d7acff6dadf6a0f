"""What came out of the published tables: for a person, for a program, and as the page in docs/."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from services.jurisdiction.vocabulary import load_vocabulary
from services.reproduce.claims import VERDICTS_ZH, Result, Verdict
from services.reproduce.running import Reproduced

_PLACES = 4
"""Decimals of a recomputed figure that are shown."""


def as_data(found: Reproduced) -> dict[str, Any]:
    """One table for a program; numbers as text, so that no decimal is lost."""
    return {
        "table": found.plan.table.id, "title": found.plan.table.title, "url": found.plan.table.url,
        "cases": found.plan.cases, "decisions": found.decisions, "assumed": found.plan.assumed,
        "figures": [
            {
                "where": result.claim.where, "name": name_of(result), "printed": str(result.claim.printed),
                "computed": shown(result.computed), "verdict": result.verdict.value, "why": result.claim.why,
            }
            for result in found.results
        ],
    }  # fmt: skip


def is_reproduced(found: Reproduced) -> bool:
    """Whether no figure came out different."""
    return all(result.verdict is not Verdict.DIFFERENT for result in found.results)


def show(found: Reproduced, console: Console) -> None:
    """Print one table."""
    plan = found.plan
    console.rule(f"[bold]{escape(plan.table.id)}[/bold]")
    console.print(escape(plan.table.title))
    console.print(f"来源：{escape(plan.table.url)}", soft_wrap=True)
    console.print(f"造案 {plan.cases} 件，决定 {found.decisions} 项")
    if plan.assumed:
        console.print(f"推定：{escape(plan.assumed)}。")
    rows = Table(
        Column("项目"), Column("公布", justify="right"), Column("复算", justify="right"), "结论", box=SIMPLE_HEAD
    )
    for result in found.results:
        rows.add_row(name_of(result), str(result.claim.printed), shown(result.computed), said(result))
    console.print(rows)


def summary(all_of_them: Iterable[Reproduced]) -> Iterator[str]:
    """How many figures came out how."""
    counted = Counter(result.verdict for found in all_of_them for result in found.results)
    return (f"{VERDICTS_ZH[verdict]}：{counted[verdict]} 项" for verdict in Verdict if counted[verdict])


def page(data: Iterable[dict[str, Any]], left_out: Mapping[str, int]) -> str:
    """The page in docs/, from what `--json` told; `left_out`: tables that were not played this time, with their cases."""
    tables = list(data)
    counted = Counter(figure["verdict"] for table in tables for figure in table["figures"])
    lines = [
        "# Published statistics, reproduced", "",
        "Made by `mediate reproduce tests/cases/stats-public.yaml --page docs/reproduced-statistics.md`. For every published table,",
        "cases that match it were registered, mediated, filed or taken up through the services' own `decide`; the views' fold counted",
        "them, and the report's figures are held against the printed ones. Nothing is rounded but to the printed decimals.", "",
        "| verdict | figures |", "|---|---|",
        *(f"| {verdict.value} | {counted[verdict.value]} |" for verdict in Verdict if counted[verdict.value]), "",
    ]  # fmt: skip
    if left_out:
        named = ", ".join(f"`{table}` ({cases:,} cases)" for table, cases in left_out.items())
        lines += [
            f"Not played when this page was made: {named}. The same command without `--most-cases` plays them.",
            "",
        ]
    for table in tables:
        lines += [f"## {table['table']}", "", f"{table['title']} · {table['url']}", ""]
        lines += [
            f"{table['cases']} cases, {table['decisions']} decisions."
            + (f" {table['assumed']}." if table["assumed"] else ""),
            "",
        ]
        lines += ["| where | printed | recomputed | verdict |", "|---|---|---|---|"]
        lines += [
            f"| `{figure['where']}` {figure['name']} | {figure['printed']} | {figure['computed']} | "
            f"{figure['verdict']}{'：' + figure['why'] if figure['why'] else ''} |"
            for figure in table["figures"]
        ]
        lines.append("")
    return "\n".join(lines)


def name_of(result: Result) -> str:
    """What the table calls the figure; types in Chinese."""
    words = load_vocabulary()
    return " + ".join(words.name(part) for part in result.claim.name.split(" + "))


def shown(value: Decimal | None) -> str:
    """A recomputed figure without needless decimals."""
    if value is None:
        return "—"
    return format(value.quantize(Decimal(1).scaleb(-_PLACES)).normalize(), "f")


def said(result: Result) -> str:
    """The verdict in Chinese, with its reason."""
    why = f"（{result.claim.why}）" if result.claim.why else ""
    return VERDICTS_ZH[result.verdict] + why
