"""`mediate reproduce FILE`: published tables played through the rules and held against their printed figures."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from services.jurisdiction.profile_mistakes import ProfileMistake
from services.reproduce.machine import NotDecided
from services.reproduce.running import Reproduced, reproduced, sizes_of
from services.reproduce.shown import as_data, is_reproduced, page, show, summary
from services.runtime.settings import Settings

PUBLISHED = Path(__file__).parents[2] / "tests" / "cases" / "stats-public.yaml"


def command(
    file: Annotated[Path, typer.Argument(help="统计表文件，格式见 tests/cases/stats-public.yaml")] = PUBLISHED,
    only: Annotated[list[str] | None, typer.Option("--only", help="只复算编号以此开头的表，可重复")] = None,
    most_cases: Annotated[int | None, typer.Option("--most-cases", help="只复算不超过这么多件的表")] = None,
    workers: Annotated[int, typer.Option(help="同时使用的进程数")] = os.cpu_count() or 1,
    as_json: Annotated[bool, typer.Option("--json", help="输出供程序读取的 JSON")] = False,
    to_page: Annotated[Path | None, typer.Option("--page", help="把结果写成文档页（Markdown）")] = None,
) -> None:
    """Exit status 0 when no figure came out different; 1 otherwise; 2 for a file that breaks its form.

    Finished parts are kept in the data folder: an interrupted run goes on when it is begun again.
    """
    kept = Settings.from_environment().data / "reproduced"
    found: list[Reproduced] = []
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def progress(table: str, played: int, cases: int) -> None:
            if table not in tasks:
                tasks[table] = bars.add_task(table, total=cases)
            bars.update(tasks[table], completed=played)

        try:
            found += reproduced(file.resolve(), tuple(only or ()), most_cases, kept, workers, progress)
        except ProfileMistake as mistake:
            typer.echo(str(mistake), err=True)
            raise typer.Exit(2) from None
        except NotDecided as refused:
            typer.echo(f"复算未能走完：{refused}。", err=True)
            raise typer.Exit(1) from None
        except KeyboardInterrupt:
            typer.echo("已中断：再次执行同一命令，就从停下的地方接着算。", err=True)
            raise typer.Exit(130) from None
    if not found:
        typer.echo("没有符合条件的统计表：请核对 --only 和 --most-cases。", err=True)
        raise typer.Exit(2)
    played = {one.plan.table.id for one in found}
    left_out = {table: cases for table, cases in sizes_of(file.resolve()).items() if table not in played}
    _tell(found, left_out, as_json=as_json, to_page=to_page)
    raise typer.Exit(0 if all(is_reproduced(one) for one in found) else 1)


def _tell(found: list[Reproduced], left_out: Mapping[str, int], *, as_json: bool, to_page: Path | None) -> None:
    data = [as_data(one) for one in found]
    if to_page is not None:
        to_page.write_text(page(data, left_out), encoding="utf-8")
    if as_json:
        typer.echo(json.dumps({"tables": data}, ensure_ascii=False))
        return
    console = Console(width=None if Console().is_terminal else 160, highlight=False)
    for one in found:
        show(one, console)
    console.rule()
    for line in summary(found):
        console.print(line)
