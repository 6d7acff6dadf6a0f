"""The words of `mediate verify --rules FILE` for the operator."""

import asyncio
import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path

import typer

from deploy.embedded.kafka import is_reachable
from schemas.topics import DECIDING_SERVICES, PARTITIONS
from services.command_line.rules_over_log import Line, Positions, compare, open_positions, summary
from services.jurisdiction.clock_calculation import SHANGHAI
from services.jurisdiction.law import Law
from services.jurisdiction.profile_mistakes import ProfileMistake
from services.jurisdiction.rules_overlay import law_under
from services.runtime.settings import Settings

SHOWN = 20
"""Single clocks that are shown; all stand in the position file."""

_FATES = {
    "running": "计算中",
    "paused": "中止",
    "in_time": "按期",
    "late": "逾期办理",
    "lapsed": "届满未办",
    "undetermined": "无法断定（日志不记届满后的办理）",
    "not_judged": "不作判断",
    "refused": "依对照规则不能成立",
}


def run(rules: Path, settings: Settings, as_json: bool) -> int:
    """Compare the whole log; the exit status: 0 when it was compared, 1 without a log, 2 for rules that cannot be read."""
    try:
        now = Law.load(settings.profile)
        other = law_under(now, rules)
    except ProfileMistake as mistake:
        typer.echo(str(mistake), err=True)
        return 2
    if not is_reachable(settings.kafka):
        typer.echo(f"连不上消息日志 {settings.kafka}：请先在另一个终端执行 make run，等它显示“已就绪”。", err=True)
        return 1
    positions = open_positions(settings.data, now, other, settings.installation, datetime.now(SHANGHAI))
    if positions.done:
        typer.echo(f"接着上次：已比较 {len(positions.done)} 个分区（截至 {positions.at:%Y-%m-%d %H:%M}）。", err=True)
    asyncio.run(_compare(settings, now, other, positions))
    found = summary(positions.changes())
    if as_json:
        _as_json(positions, found)
    else:
        _in_words(positions, found, now)
    return 0


async def _compare(settings: Settings, now: Law, other: Law, positions: Positions) -> None:
    total = len(DECIDING_SERVICES) * PARTITIONS
    async for done in compare(settings, now, other, positions):
        read = f"{done['decisions']} 项决定，{done['clocks']} 个期限"
        place = f"{done['source']} 第 {done['partition'] + 1} 分区"
        typer.echo(f"[{len(positions.done)}/{total}] {place}：{read}", err=True)


def _as_json(positions: Positions, found: Mapping[str, Counter[str]]) -> None:
    told = {
        "at": positions.at.isoformat(),
        "decisions": _sum(positions, "decisions"),
        "clocks": _sum(positions, "clocks"),
        "changed": sum(counts["clocks"] for counts in found.values()),
        "limits": {limit: dict(counts) for limit, counts in found.items()},
        "changes_file": str(positions.path),
    }
    typer.echo(json.dumps(told, ensure_ascii=False))


def _in_words(positions: Positions, found: Mapping[str, Counter[str]], law: Law) -> None:
    changed = sum(counts["clocks"] for counts in found.values())
    read = f"{_sum(positions, 'decisions')} 项决定、{_sum(positions, 'clocks')} 个期限"
    typer.echo(f"截至 {positions.at:%Y-%m-%d %H:%M}，已比较 {read}；对照规则会改变 {changed} 个期限。")
    for limit, counts in found.items():
        known = law.limit(limit)
        typer.echo(
            f"  {limit} {known.name_zh if known else ''}：{counts['clocks']} 个；届满日提前 {counts['earlier']}、推后 {counts['later']}；"
            f"届满未办 新增 {counts['lapse_appears']}、消除 {counts['lapse_disappears']}；"
            f"逾期办理 新增 {counts['breach_appears']}、消除 {counts['breach_disappears']}；无法断定 {counts['undetermined']}"
        )
    for change in islice(positions.changes(), SHOWN):
        typer.echo(_said(change))
    if changed > SHOWN:
        typer.echo(f"  ……其余 {changed - SHOWN} 个见 {positions.path}")
    elif changed:
        typer.echo(f"全部明细在 {positions.path}")


def _said(change: Line) -> str:
    began = f"{change['limit']} 自 {change['started_on'][:10]}"
    moved = f"{change['due_now'] or '无'} → {change['due_other'] or '无'}"
    fate = f"{_FATES[change['fate_now']]} → {_FATES[change['fate_other']]}"
    return f"  {change['case_code']} {began}：{moved}，{fate if change['fate_now'] != change['fate_other'] else '结果不变'}"


def _sum(positions: Positions, name: str) -> int:
    return sum(int(done[name]) for done in positions.done.values())
