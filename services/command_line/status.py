"""`mediate status`: health, lag and versions of what runs; exit status 0 only when everything is ready."""

import json
from dataclasses import asdict, dataclass
from typing import Annotated, Any

import httpx
import typer
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Column, Table

from deploy.embedded import kafka, mongodb
from deploy.run_state import RunFolder, RunState
from deploy.services import named
from services.runtime.settings import StackSettings


@dataclass(frozen=True)
class Line:
    """What is known about one server or service."""

    name: str
    title: str
    address: str
    is_ready: bool
    lag: str = ""
    """Records not yet read, summed over partitions, as the service itself counts them."""
    version: str = ""
    note: str = ""


def command(
    as_json: Annotated[bool, typer.Option("--json", help="输出供程序读取的 JSON")] = False,
) -> None:
    """Print one line for each server and service."""
    state = RunFolder(StackSettings.from_environment().data).read()
    lines = [] if state is None or not state.supervisor.is_alive else lines_of(state)
    is_ready = bool(lines) and all(line.is_ready for line in lines)
    if as_json:
        typer.echo(json.dumps({"ready": is_ready, "parts": [asdict(line) for line in lines]}, ensure_ascii=False))
    elif not lines:
        typer.echo("系统没有在运行：请执行 make run 启动。")
    else:
        _print(lines)
    raise typer.Exit(0 if is_ready else 1)


def lines_of(state: RunState) -> list[Line]:
    """Ask every server and service that the state names."""
    servers = [
        Line("kafka", "消息日志", state.kafka, kafka.is_reachable(state.kafka)),
        Line("mongodb", "视图数据库", state.mongodb, mongodb.is_reachable(state.mongodb)),
    ]
    with httpx.Client(timeout=4, trust_env=False) as client:
        return servers + [_line_of(client, name, address) for name, address in state.services.items()]


def _line_of(client: httpx.Client, name: str, address: str) -> Line:
    title = named(name).title
    try:
        ready = client.get(f"{address}/health/ready").status_code == httpx.codes.OK
        health: dict[str, Any] = client.get(f"{address}/health").json()
    except (httpx.TransportError, ValueError):
        return Line(name, title, address, False, note="没有应答")
    return Line(
        name,
        title,
        address,
        ready,
        str(health.get("lag", "")),
        str(health.get("version", "")),
        str(health.get("note", "")),
    )


def _print(lines: list[Line]) -> None:
    """Whole on a terminal of 80 columns; what is wrong stands below the table."""
    table = Table(
        Column("名称", no_wrap=True), Column("地址", no_wrap=True), "状态", Column("积压", justify="right"), "版本",
        box=SIMPLE,
    )  # fmt: skip
    for line in lines:
        state = "就绪" if line.is_ready else "未就绪"
        table.add_row(line.name, line.address, state, line.lag, line.version)
    console = Console(soft_wrap=True, highlight=False)
    console.print(table)
    for line in lines:
        if line.note:
            console.print(f"{line.title}（{line.name}）：{line.note}")
    if not all(line.is_ready for line in lines):
        console.print("未就绪的程序会被自动重新启动；长时间不恢复时，请看数据目录下 logs/ 中它的日志。")
