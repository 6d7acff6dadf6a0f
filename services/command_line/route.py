"""`mediate route FILE`: every decision of routing and escalation on the cases of a file, explained.

FILE is a case file (tests/cases/README.md), left out with `--check`. Only declared fields are
read (services/play/case_facts.py), never prose. `--check` lists rows that can never fire and pairs that conflict.

Exit status: 0 when all was explained or the check found nothing; 1 when the check found something; 2 for a file or a
profile that cannot be read, or an `--only` that fits no case. `--json` prints {"cases": [services.play.route_answers.
CaseRoute…]}, with `--check` {"dead_rows": [{row, taken_by}], "conflicts": [{first, second, example}]}.
"""

import json
from pathlib import Path
from typing import Annotated

import typer

from services.command_line.due import law_of
from services.jurisdiction.instrument_titles import titled
from services.jurisdiction.law import Law
from services.jurisdiction.profile_mistakes import ProfileMistake
from services.jurisdiction.route_explanation import said_value, told_facts
from services.jurisdiction.routing_check import Conflict, DeadRow, conflicts, dead_rows
from services.jurisdiction.vocabulary import load_vocabulary
from services.play.case_file import PublishedCase, read_cases
from services.play.route_decisions import case_route
from services.play.route_words import in_words

File = Annotated[Path | None, typer.Argument(metavar="[案例文件]", help="格式见 tests/cases/README.md")]
Only = Annotated[list[str] | None, typer.Option("--only", metavar="编号", help="只说明编号以此开头的案例，可重复")]
Check = Annotated[bool, typer.Option("--check", help="检查路由表：永远用不到的行、互相冲突的行")]
ProfileName = Annotated[str, typer.Option("--profile", help="辖区配置；留空用本机的配置")]
AsJson = Annotated[bool, typer.Option("--json", help="输出供程序读取的 JSON")]


def command(
    file: File = None, only: Only = None, check_table: Check = False, profile: ProfileName = "", as_json: AsJson = False
) -> None:
    """Explain the cases of the file, or check the table."""
    law = law_of(profile)
    if check_table:
        raise typer.Exit(check(law, as_json))
    if file is None:
        typer.echo("请写明案例文件，如 mediate route tests/cases/cases-public.yaml；检查路由表用 --check。", err=True)
        raise typer.Exit(2)
    cases = [case for case in _read(file) if not only or case.id.startswith(tuple(only))]
    if not cases:
        typer.echo("没有编号以此开头的案例：请核对 --only。", err=True)
        raise typer.Exit(2)
    explained = [case_route(case, law) for case in cases]
    if as_json:
        typer.echo(json.dumps({"cases": [one.model_dump(mode="json") for one in explained]}, ensure_ascii=False))
    else:
        titles = law.clocks.limits.instruments
        typer.echo("\n\n".join(titled(in_words(one), titles) for one in explained))


def _read(file: Path) -> tuple[PublishedCase, ...]:
    try:
        return read_cases(file)
    except ProfileMistake as mistake:
        typer.echo(str(mistake), err=True)
        raise typer.Exit(2) from None


def check(law: Law, as_json: bool) -> int:
    """Print what is wrong with the routing table; the exit status."""
    dead, conflicting = dead_rows(law.routing), conflicts(law.routing)
    if as_json:
        typer.echo(
            json.dumps(
                {
                    "dead_rows": [{"row": row.row, "taken_by": row.taken_by} for row in dead],
                    "conflicts": [
                        {"first": pair.first, "second": pair.second, "example": dict(told_facts(pair.example))}
                        for pair in conflicting
                    ],
                },
                ensure_ascii=False,
            )
        )
    else:
        typer.echo("\n".join([*map(_dead, dead), *map(_conflict, conflicting)] or [_sound(law)]))
    return 1 if dead or conflicting else 0


def _sound(law: Law) -> str:
    return f"路由表（{law.settings.id}）共 {len(law.routing.rows)} 行：没有永远用不到的行，没有互相冲突的行。"


def _dead(row: DeadRow) -> str:
    why = f"前面的 {'、'.join(row.taken_by)} 已包括它的全部情形" if row.taken_by else "它的条件互相排斥"
    return f"路由行 {row.row} 永远用不到：{why}。"


def _conflict(pair: Conflict) -> str:
    words = load_vocabulary()
    example = "；".join(
        f"{words.name(f'fact.{name}')}：{said_value(value, words)}" for name, value in told_facts(pair.example).items()
    )
    said = "去向不同而没有写明先后，请在前一行写 precedence_zh 或在后一行写 yields_zh"
    return f"路由行 {pair.first} 与 {pair.second} 冲突：同一案件（{example}）两行都适用，{said}。"
