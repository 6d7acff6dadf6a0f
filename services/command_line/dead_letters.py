"""`mediate dead-letters list|inspect|replay`: cases that stand still, over all services that run (design.md section 3, rule 7)."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any, NoReturn

import httpx
import typer
from rich.console import Console
from rich.table import Table

from deploy.run_state import RunFolder
from schemas.topics import DECIDING_SERVICES
from services.command_line.operator_client import operator_client
from services.runtime.settings import Settings, StackSettings

_PATH = "/admin/dead-letters"
application = typer.Typer(add_completion=False, no_args_is_help=True)
Service = Annotated[str, typer.Argument(help="服务名，如 people_mediation")]
CaseCode = Annotated[str, typer.Argument(help="案件编码")]


@application.command("list", help="列出搁置的案件和联动")
def listed(as_json: Annotated[bool, typer.Option("--json", help="输出供程序读取的 JSON")] = False) -> None:
    """Exit status 0 when nothing stands still, 1 otherwise."""
    found = {service: _asked(service, "GET", _PATH) for service in DECIDING_SERVICES}
    held = sum(len(rows["cases"]) + len(rows["reactions"]) for rows in found.values())
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False))
    elif not held:
        typer.echo("没有搁置的案件。")
    else:
        _print(found)
    raise typer.Exit(1 if held else 0)


@application.command("inspect", help="查看一件搁置的案件：被搁置的请求和其后等待的请求")
def inspected(service: Service, case_code: CaseCode) -> None:
    """The record as JSON, for operators; what may tell of a person is hidden there."""
    found = _asked(service, "GET", f"{_PATH}/{case_code}")
    typer.echo(json.dumps(found, ensure_ascii=False, indent=2))


@application.command("replay", help="恢复办理：被搁置的请求和其后的请求按原来的次序重新办理")
def replayed(
    service: Service,
    case_code: CaseCode,
    discard: Annotated[bool, typer.Option("--discard", help="放弃被搁置的那一项请求，只办理其后的")] = False,
) -> None:
    """Safe to repeat: asked twice is once."""
    _asked(service, "POST", f"{_PATH}/{case_code}/replay?discard={'true' if discard else 'false'}")
    left = [row for row in _asked(service, "GET", _PATH)["cases"] if row["case_code"] == case_code]
    if left:
        typer.echo(f"案件 {case_code} 再次被搁置：{left[0]['reason']}。请先修复原因。")
        raise typer.Exit(1)
    typer.echo(f"案件 {case_code} 已恢复办理。")


def _print(found: dict[str, dict[str, Any]]) -> None:
    table = Table("服务", "案件编码", "原因", "可否重放")
    for service, rows in found.items():
        for row in rows["cases"]:
            table.add_row(
                service, row["case_code"], row["reason"], "可以" if row["can_be_replayed"] else "须先升级程序"
            )
        for row in rows["reactions"]:
            table.add_row(service, row["case_code"], f"来自 {row['source']} 的联动：{row['reason']}", "修复后自动重试")
    Console().print(table)


def _asked(service: str, method: str, path: str) -> dict[str, Any]:
    with _client(service) as client:
        try:
            answer = client.request(method, path)
        except httpx.TransportError:
            _end(f"服务 {service} 没有应答：请执行 mediate status 查看。")
    if answer.is_error:
        _end(str(answer.json().get("detail", answer.text)))
    content: dict[str, Any] = answer.json()
    return content


@contextmanager
def _client(service: str) -> Iterator[httpx.Client]:
    state = RunFolder(StackSettings.from_environment().data).read()
    if state is None or service not in state.services:
        _end(f"没有正在运行的服务 {service}：请执行 make run 启动，服务名见 mediate status。")
    with operator_client(state.services[service], Settings.from_environment()) as client:
        yield client


def _end(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(2)
