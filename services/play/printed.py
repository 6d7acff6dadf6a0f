"""What a played case looks like to a person: timeline, clocks with their reasons, irregularities, what was assumed."""

from collections.abc import Iterable, Mapping
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from schemas.outside_limits import OutsideEffect
from services.jurisdiction.outside_limits import EFFECTS_ZH
from services.play.acts import Origin
from services.play.driver import Played
from services.play.progress import UNKNOWN_PLACE
from services.play.report import counts, irregularities
from services.play.words import in_chinese, short_bodies

_INTERNAL = ("noted", "channel_reported", "clock_started", "clock_stopped", "clock_paused", "clock_resumed")
"""What one service tells another, and clocks, which have a table of their own; in `--json` everything stands."""
_ORIGINS = {Origin.STATED: "载明", Origin.ASSUMED: "推定", Origin.OUTSIDE: "外部", Origin.NOTE: "记事"}
_SYSTEM = "系统"
LEGEND = (
    "日期后注“推定”的，来源没有写明当天；钟点只用来排先后，不列出。",
    "依据：载明＝来源写明；推定＝来源没有写、依法须有，理由按编号列在表后；外部＝系统外机构的办理；记事＝不属于办理的记载；"
    "系统＝各服务自动产生。",
    "期限：“计算中”指走到案例最后一步时仍在计算；出处后的 [V] 为已核对原文，[GK] 为待核对的一般知识，[INF] 为本系统的建议。",
)
"""How to read what is printed, said once at the end."""


def show(played: Played, console: Console) -> None:
    """Print one case."""
    case, file = played.case, played.case_file
    place = case.province_city or UNKNOWN_PLACE
    console.rule(f"[bold]{escape(_title(case.source.title))}[/bold]")
    console.print(f"编号：{case.id}　案件编码：{played.case_code}")
    console.print(f"来源：{escape(case.source.publisher)} {escape(case.source.url)}", soft_wrap=True)
    console.print(f"地点：{place}（下列机构都是这里的演示机构）")
    console.print(f"状态：{file.get('status_name') or '未登记'}　结果：{file.get('result_name') or '未结'}")
    reasons: dict[str, int] = {}
    console.print(_timeline(file, _bases(played, reasons), place))
    for reason, number in reasons.items():
        console.print(f"  推定 {number}：{escape(reason)}。")
    console.print(_clocks(file))
    for line in (*_not_judged(file), *_outside(file), *_irregular(file, place), *_problems(played)):
        console.print(line)
    console.print(_counted(played))
    console.print()


def _title(title: str) -> str:
    """The form marks a title of our own with [desc]."""
    own = title.removeprefix("[desc]").strip()
    return own if own == title else f"{own}（自拟标题）"


def _bases(played: Played, reasons: dict[str, int]) -> Mapping[str, str]:
    """Event id -> what its act rests on; the reasons of assumed acts get numbers in the order of telling."""
    found: dict[str, str] = {}
    for result in played.results:
        word = _ORIGINS[result.act.origin]
        if result.act.why:
            word = f"{word} {reasons.setdefault(result.act.why, len(reasons) + 1)}"
        found.update({str(event["id"]): word for event in result.answer.content.get("events", ())})
    return found


def _timeline(file: Mapping[str, Any], bases: Mapping[str, str], place: str) -> Table:
    table = _table("时间线", Column("日期", no_wrap=True), "事项", "机构", Column("依据", no_wrap=True))
    table.columns[1].ratio, table.columns[2].ratio = 3, 1
    for entry in file.get("timeline", ()):
        if entry["event"] not in _INTERNAL:
            assumed = " 推定" if entry["assumed"] else ""
            body = short_bodies(entry["body_name"], place)
            sentence = short_bodies(entry["sentence"], place)
            table.add_row(
                entry["occurred_at"][:10] + assumed, escape(sentence), escape(body), bases.get(entry["id"], _SYSTEM)
            )
    return table


def _clocks(file: Mapping[str, Any]) -> Table:
    table = _table("期限", "期限", Column("届满日", no_wrap=True), "状态", "理由")
    table.columns[0].ratio, table.columns[2].ratio, table.columns[3].ratio = 3, 2, 9
    last_told = max(
        (entry["occurred_at"][:10] for entry in file.get("timeline", ()) if not entry["assumed"]), default=""
    )
    for clock in file.get("clocks", ()):
        if clock["verdict"] != "not_judged":
            due = (clock["due"] or "—") + (" 暂定" if clock["provisional"] else "")
            state = _state(clock, last_told)
            table.add_row(f"{clock['limit']} {clock['name']}", due, state, escape(clock["derivation"]))
    if not table.row_count:
        table.add_row("没有可以判断的期限", "", "", "")
    return table


def _state(clock: Mapping[str, Any], last_told: str) -> str:
    """A limit that still runs in a story, which no scan watches, may have passed by the last day the source tells."""
    if clock["status"] == "running" and clock["due"] and str(clock["due"]) < last_told:
        return f"{clock['status_name']}，到来源所述最后一日已过届满日"
    in_time = {True: "，期限内", False: "，已逾期", None: ""}[clock["in_time"]]
    return f"{clock['status_name']}{in_time}"


def _not_judged(file: Mapping[str, Any]) -> Iterable[str]:
    """Clocks whose lateness nobody may say, by reason."""
    by_reason: dict[str, list[str]] = {}
    for clock in file.get("clocks", ()):
        if clock["verdict"] == "not_judged":
            named = f"{clock['limit']} {clock['name']}（{clock['status_name']}）"
            by_reason.setdefault(clock["verdict_reason"], []).append(named)
    for reason, clocks in by_reason.items():
        yield f"不作判断（{escape(reason)}）：{'、'.join(dict.fromkeys(clocks))}"


def _outside(file: Mapping[str, Any]) -> Iterable[str]:
    """Limits of routes outside as they were last told, and what mediating or petitioning does to them."""
    for limit in file.get("outside_limits", ()):
        mediation, petition = (EFFECTS_ZH[OutsideEffect(limit[name])] for name in ("mediation", "petition"))
        yield f"外部期限（{limit['route_name']}）：{escape(limit['told'])}（调解：{mediation}；信访：{petition}）"


def _irregular(file: Mapping[str, Any], place: str) -> Iterable[str]:
    for sentence, mark in irregularities(file):
        said = short_bodies(f"{sentence}：{mark['message']}", place)
        yield f"[yellow]不规范[/yellow] {escape(said)}（{escape(mark['source'])}）"


def _problems(played: Played) -> Iterable[str]:
    for result in played.refused:
        step = (result.act.step or 0) + 1
        detail = escape(str(result.answer.content.get("detail")))
        yield f"[red]被拒[/red] 第 {step} 步，{result.title or result.act.command}：{detail}"
    for left in played.script.unrepresented:
        channel, act = in_chinese(left.step.channel.value), in_chinese(left.step.act.value)
        yield f"[red]未能表示[/red] 第 {left.index + 1} 步，{channel}“{act}”（{escape(left.step.what)}）：{left.why}"
    if played.script.left_open:
        yield f"未结：{played.script.left_open}。"
    for service, event in played.unheard:
        yield f"[red]未等到[/red] {in_chinese(service)}的“{in_chinese(event)}”：请用 mediate status 查看后再次执行"


def _counted(played: Played) -> str:
    count = counts(played)
    return (
        f"办理 {count['commands']} 项：载明 {count['stated']}，推定 {count['assumed']}，外部 {count['outside']}，"
        f"记事 {count['notes']}；不规范 {count['irregularities']}，被拒 {count['refusals']}，"
        f"未能表示 {count['unrepresented']}"
    )


def _table(title: str, *columns: Column | str) -> Table:
    """Nothing is cut off: a reason that ends in dots is none."""
    table = Table(*columns, title=title, title_justify="left", box=SIMPLE_HEAD, expand=True, pad_edge=False)
    for column in table.columns:
        column.overflow = "fold"
    return table
