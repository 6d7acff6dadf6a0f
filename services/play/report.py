"""What a played case looks like to a person, in Chinese, and to a program."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table

from services.play.acts import Origin
from services.play.driver import Played

_INTERNAL = ("noted", "channel_reported", "clock_started", "clock_stopped", "clock_paused", "clock_resumed")
"""What one service tells another, and clocks, which have a table of their own; in `--json` everything stands."""
_ORIGINS = {Origin.STATED: "载明", Origin.ASSUMED: "推定", Origin.OUTSIDE: "外部", Origin.NOTE: "记事"}


def counts(played: Played) -> dict[str, int]:
    """Commands, assumed steps, outside records, notes, refusals, steps without a service."""
    by_origin = Counter(result.act.origin for result in played.results)
    return {
        "commands": len(played.results),
        "stated": by_origin[Origin.STATED],
        "assumed": by_origin[Origin.ASSUMED],
        "outside": by_origin[Origin.OUTSIDE],
        "notes": by_origin[Origin.NOTE],
        "refusals": len(played.refused),
        "unrepresented": len(played.script.unrepresented),
    }


def as_data(played: Played) -> dict[str, Any]:
    """The whole report for a program."""
    return {
        "id": played.case.id,
        "case_code": played.case_code,
        "counts": counts(played),
        "assumed": [
            {"command": result.act.command, "step": result.act.step, "why": result.act.why}
            for result in played.results
            if result.act.origin is Origin.ASSUMED
        ],
        "refusals": [
            {
                "command": result.act.command,
                "step": result.act.step,
                "origin": result.act.origin.value,
                "code": result.answer.content.get("code"),
                "detail": result.answer.content.get("detail"),
            }
            for result in played.refused
        ],
        "unrepresented": [
            {"step": left.index, "channel": left.step.channel.value, "act": left.step.act.value, "why": left.why}
            for left in played.script.unrepresented
        ],
        "unheard": [".".join(event) for event in played.unheard],
        "irregularities": [mark for _, mark in irregularities(played.case_file)],
        "timeline": played.case_file.get("timeline", []),
        "clocks": played.case_file.get("clocks", []),
        "status": played.case_file.get("status"),
        "result": played.case_file.get("result"),
    }


def irregularities(case_file: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(sentence of the event, mark) for every irregularity of the case."""
    for entry in case_file.get("timeline", ()):
        for mark in entry["irregularities"]:
            yield entry["sentence"], mark


def show(played: Played, console: Console) -> None:
    """Print one case."""
    case, file = played.case, played.case_file
    console.rule(f"[bold]{case.source.title}[/bold]")
    console.print(f"{case.id}  案件编码 {played.case_code}  {case.province_city or '地点未载明'}")
    console.print(f"来源：{case.source.publisher} {case.source.url}", soft_wrap=True)
    console.print(f"状态：{file.get('status_name', '')}  结果：{file.get('result_name') or '未结'}")
    console.print(_timeline(file, _assumptions(played)))
    console.print(_clocks(file))
    for sentence, mark in irregularities(file):
        console.print(f"[yellow]不规范[/yellow] {sentence}:{mark['message']}({mark['source']},{mark['code']})")
    for line in _problems(played):
        console.print(line)
    console.print(_counted(counts(played)))


def _assumptions(played: Played) -> Mapping[str, str]:
    """Event id -> why its act was assumed, or that it was recorded from outside or as a note."""
    marks: dict[str, str] = {}
    for result in played.results:
        for event in result.answer.content.get("events", ()):
            word = _ORIGINS[result.act.origin]
            marks[str(event["id"])] = word if not result.act.why else f"{word}:{result.act.why}"
    return marks


def _timeline(file: Mapping[str, Any], marks: Mapping[str, str]) -> Table:
    table = _table("时间线", "时间", "事项", "机构", "依据")
    for entry in file.get("timeline", ()):
        if entry["event"] in _INTERNAL:
            continue
        moment = datetime.fromisoformat(entry["occurred_at"]).strftime("%Y-%m-%d %H:%M")
        assumed = "（推定）" if entry["assumed"] else ""
        table.add_row(moment + assumed, entry["sentence"], entry["body_name"], marks.get(entry["id"], "系统"))
    return table


def _table(title: str, *columns: str) -> Table:
    """Nothing is cut off: a reason that ends in dots is none."""
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _clocks(file: Mapping[str, Any]) -> Table:
    table = _table("期限", "期限", "届满日", "状态", "理由")
    for clock in file.get("clocks", ()):
        due = clock["due"] or ("不作判断" if clock["verdict"] == "not_judged" else "—")
        why = clock["verdict_reason"] if clock["verdict"] == "not_judged" else clock["derivation"]
        table.add_row(f"{clock['limit']} {clock['name']}", due, clock["status_name"], why)
    return table


def _problems(played: Played) -> Iterable[str]:
    for result in played.refused:
        content, step = result.answer.content, result.act.step
        yield f"[red]被拒[/red] 第{(step or 0) + 1}步 {result.act.command}:{content.get('detail')}({content.get('code')})"
    for left in played.script.unrepresented:
        yield f"[red]未能表示[/red] 第{left.index + 1}步 {left.step.channel.value} {left.step.act.value}:{left.why}"
    for service, event in played.unheard:
        yield f"[red]未等到[/red] {service}.{event}"


def _counted(count: Mapping[str, int]) -> str:
    return (
        f"办理 {count['commands']} 项：载明 {count['stated']}，推定 {count['assumed']}，外部 {count['outside']}，"
        f"记事 {count['notes']}；被拒 {count['refusals']}，未能表示 {count['unrepresented']}"
    )
