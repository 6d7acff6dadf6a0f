"""`mediate report …`: statistics as a county office reads, takes out, freezes, corrects and verifies them."""

import asyncio
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from services.command_line.report_client import Office, submitted
from services.command_line.report_make import made
from services.command_line.report_verify import verified
from services.command_line.stack_settings import stack_settings
from services.jurisdiction.indicators import load_catalogue

application = typer.Typer(no_args_is_help=True)
Report = Annotated[str, typer.Argument(help="报表编号，mediate report list 列出全部")]
Body = Annotated[str, typer.Option("--organisation", help="机构编号；含其下辖机构")]
When = Annotated[str, typer.Option("--period", help="2026-03、2026-Q1、2026-H1、2026 或 2026-01..2026-11")]
What = Annotated[
    str, typer.Option("--purpose", help="用途：report_upwards、meeting、briefing、analysis、publication、audit")
]
To = Annotated[Path, typer.Option("--to", help="写到哪个文件")]


@application.command("list", help="列出报表和指标")
def reports() -> None:
    """Needs no running system."""
    for name, report in load_catalogue().reports.items():
        typer.echo(f"{name}  {report.name_zh}（{report.due_zh}，{len(report.indicators)} 项指标）")


@application.command("show", help="打印一张报表")
def show(report: Report, organisation: Body, period: When) -> None:
    """As the running views have it."""
    found = Office(organisation).read(f"/statistics/{report}", period=period)
    _print(found["report"])


@application.command("export", help="导出报表为 Excel、CSV 或 Word；导出记入日志")
def export(
    report: Report,
    organisation: Body,
    period: When,
    purpose: What,
    to: To,
    form: Annotated[str, typer.Option("--format", help="xlsx、csv 或 docx")] = "xlsx",
) -> None:
    """Who took it out and what for stands in the log of the views."""
    path = f"/statistics/{report}/export"
    to.write_bytes(Office(organisation).file(path, period=period, purpose=purpose, format=form))
    typer.echo(f"已写入 {to}。")


@application.command("briefing", help="导出工作情况通报（.docx）")
def briefing(organisation: Body, period: When, purpose: What, to: To) -> None:
    """Against the period before and the same of the year before."""
    to.write_bytes(Office(organisation).file("/statistics-briefing", period=period, purpose=purpose))
    typer.echo(f"已写入 {to}。")


@application.command("make", help="按期制表：计算并定稿本期报表；已经定稿的，重新计算并与定稿核对")
def make(
    organisation: Body,
    period: When,
    report: Annotated[list[str] | None, typer.Option("--report", help="只制这一张，可以写多次；不写为全部")] = None,
) -> None:
    """Exit status 1 when a report that was frozen computes to other figures now."""
    office = Office(organisation)
    found = []
    for name in report or load_catalogue().reports:
        found.append(made(office, name, period))
        typer.echo(found[-1].in_chinese)
    if any(one.differences for one in found):
        raise typer.Exit(1)


@application.command("freeze", help="定稿：把本期报表连同日志位置固定下来")
def freeze(report: Report, organisation: Body, period: When) -> None:
    """Edition 1; a period that is not over is refused."""
    office = Office(organisation)
    found = office.report(report, period)
    office.act(found["code"], "freeze", submitted(found))
    typer.echo(f"已定稿：{found['report']['name']}，{found['report']['period_name']}，编号 {found['code']}。")


@application.command("correct", help="更正已定稿的报表，形成新的一版并列明变化")
def correct(
    report: Report,
    organisation: Body,
    period: When,
    reason: Annotated[str, typer.Option("--reason", help="更正理由")],
) -> None:
    """The former editions stay."""
    office = Office(organisation)
    found = office.report(report, period)
    kept = office.read(f"/frozen-reports/{found['code']}")["row"]
    office.act(found["code"], "correct", {**submitted(found), "reason": reason}, kept["sequence"])
    typer.echo(f"已更正：编号 {found['code']}，第 {kept['editions'] + 1} 版。")


@application.command("frozen", help="列出已定稿的报表")
def frozen(organisation: Body) -> None:
    """Of the body and those below it."""
    for row in Office(organisation).read("/frozen-reports"):
        changed = f"，最近一版更正 {row['changed']} 项" if row["changed"] else ""
        typer.echo(
            f"{row['code']}  {row['organisation_name']} {row['name']} {row['period_name']} 共 {row['editions']} 版{changed}"
        )


@application.command("verify", help="按定稿时的日志位置重新计算每一版报表，核对是否一致")
def verify() -> None:
    """Exit status 1 when an edition computes to other figures."""
    outcomes = asyncio.run(verified(stack_settings()))
    for outcome in outcomes:
        typer.echo(outcome.in_chinese)
    if not outcomes:
        typer.echo("还没有定稿的报表。")
    if any(outcome.differences for outcome in outcomes):
        raise typer.Exit(1)


def _print(report: dict[str, Any]) -> None:
    console = Console(width=None if Console().is_terminal else 160, highlight=False)
    console.rule(f"[bold]{escape(report['name'])}[/bold]")
    console.print(f"{escape(report['organisation_name'])}　{report['period_name']}　{report['layout_note']}")
    for table in report["tables"]:
        rows = Table(
            Column(table["title"]), *(Column(name, justify="right") for name in table["columns"]), box=SIMPLE_HEAD
        )  # fmt: skip
        for row in table["rows"]:
            rows.add_row(escape(row["name"]), *(cell["text"] for cell in row["cells"]))
        console.print(rows)
