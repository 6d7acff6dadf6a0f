"""`mediate play [FILE]`: play published cases through the public HTTP interface of the running system and print each."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from deploy.run_state import RunFolder
from services.command_line.local_tokens import token_for
from services.jurisdiction.profile_mistakes import ProfileMistake
from services.play.case_file import PublishedCase, read_cases
from services.play.client import Interface, InterfaceError
from services.play.driver import Played, Player
from services.play.printed import LEGEND, show
from services.play.report import as_data
from services.play.surveys import answer_surveys, show_satisfaction
from services.runtime.settings import Settings, StackSettings

PUBLISHED = Path(__file__).parents[2] / "tests" / "cases" / "cases-public.yaml"


def command(
    file: Annotated[Path, typer.Argument(help="案例文件，格式见 tests/cases/README.md")] = PUBLISHED,
    only: Annotated[list[str] | None, typer.Option("--only", help="只走编号以此开头的案例，可重复")] = None,
    demo: Annotated[bool, typer.Option("--demo", help="接着模拟答复满意度问卷（到处标明为模拟）")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出供程序读取的 JSON")] = False,
) -> None:
    """Exit status 0 when every step was represented and every event came; 1 otherwise; 2 for a file that breaks its form."""
    cases = [case for case in _read(file) if not only or case.id.startswith(tuple(only))]
    if not cases:
        typer.echo("没有编号以此开头的案例：请核对 --only。", err=True)
        raise typer.Exit(2)
    interface = Interface(_addresses(), token_for(Settings.from_environment()))
    played = _play(cases, interface)
    console = Console(width=None if Console().is_terminal else 160, highlight=False)
    if demo:
        for one in played:
            answer_surveys(one, interface)
    if as_json:
        typer.echo(json.dumps({"cases": [as_data(one) for one in played]}, ensure_ascii=False))
    else:
        for one in played:
            show(one, console)
        if demo:
            show_satisfaction(played, interface, console)
        _summary(played, console)
    raise typer.Exit(0 if all(_is_whole(one) for one in played) else 1)


def _read(file: Path) -> tuple[PublishedCase, ...]:
    try:
        return read_cases(file.resolve())
    except UnicodeDecodeError:
        typer.echo(f"{file}：文件不是 UTF-8 编码，请另存为 UTF-8 后再执行。", err=True)
        raise typer.Exit(2) from None
    except ProfileMistake as mistake:
        typer.echo(str(mistake), err=True)
        raise typer.Exit(2) from None


def _addresses() -> dict[str, str]:
    state = RunFolder(StackSettings.from_environment().data).read()
    if state is None or not state.supervisor.is_alive or not state.is_ready:
        typer.echo("系统没有在运行：请先在另一个终端执行 make run，等它显示“全部就绪”。", err=True)
        raise typer.Exit(2)
    return state.services


def _play(cases: list[PublishedCase], interface: Interface) -> list[Played]:
    """One after the other, with progress on the error channel; interrupted, it goes on where it was when begun again."""
    played: list[Played] = []
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=len(cases))
        for number, case in enumerate(cases, 1):
            progress.update(task, description=f"第 {number}/{len(cases)} 件 {case.id}")
            try:
                played.append(Player(interface).play(case))
            except InterfaceError as error:
                typer.echo(
                    f"{case.id} 未能走完：{error}。已办理的部分不会丢失，请检查 mediate status 后再次执行。", err=True
                )
                raise typer.Exit(1) from None
            except KeyboardInterrupt:
                typer.echo("已中断：再次执行同一命令，就从停下的地方接着办，不会重复办理。", err=True)
                raise typer.Exit(130) from None
    return played


def _is_whole(played: Played) -> bool:
    return not played.script.unrepresented and not played.unheard and not played.refused


def _summary(played: list[Played], console: Console) -> None:
    whole = sum(_is_whole(one) for one in played)
    console.rule()
    for line in LEGEND:
        console.print(line)
    console.print(f"共 {len(played)} 件公开案例，{whole} 件每一步都已表示。")
