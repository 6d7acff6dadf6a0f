"""`mediate rebuild [VIEW…]`: fill new generations of the views from the log; each takes over when it has caught up."""

import time
from typing import Annotated

import httpx
import typer

from deploy.run_state import RunFolder
from services.command_line.operator_client import operator_client
from services.runtime.settings import Settings, StackSettings
from services.views.all_views import VIEWS

LOOK_SECONDS = 0.2
NAMES = tuple(view.name for view in VIEWS)


def command(
    views: Annotated[list[str] | None, typer.Argument(help="视图名称，不填则全部重建")] = None,
    seconds: Annotated[float, typer.Option(help="最多等待的秒数")] = 3600,
) -> None:
    """Rebuild while readers go on with the old generations; exit status 1 when it is not done in time."""
    wanted = views or list(NAMES)
    if unknown := [name for name in wanted if name not in NAMES]:
        typer.echo(f"没有名为 {'、'.join(unknown)} 的视图；可用的视图：{'、'.join(NAMES)}。")
        raise typer.Exit(2)
    state = RunFolder(StackSettings.from_environment().data).read()
    if state is None or "views" not in state.services:
        typer.echo("查询视图服务没有在运行：请执行 make run 启动。")
        raise typer.Exit(1)
    with operator_client(state.services["views"], Settings.from_environment()) as client:
        done = rebuild(client, wanted, seconds)
    if not done:
        typer.echo("到时间仍未完成；重建在后台继续，可用 mediate status 查看。")
        raise typer.Exit(1)
    typer.echo(f"已重建 {len(wanted)} 个视图。")


def rebuild(client: httpx.Client, views: list[str], seconds: float) -> bool:
    """Begin to rebuild these views and wait until all have taken over; False when `seconds` are over."""
    before = _generations(client)
    for name in views:
        client.post(f"/admin/views/{name}/rebuild").raise_for_status()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        now = _generations(client)
        if all(now.get(name, 0) > before.get(name, 0) for name in views):
            return True
        time.sleep(LOOK_SECONDS)
    return False


def _generations(client: httpx.Client) -> dict[str, int]:
    answer = client.get("/admin/views")
    answer.raise_for_status()
    found: dict[str, int] = answer.json()["generations"]
    return found
