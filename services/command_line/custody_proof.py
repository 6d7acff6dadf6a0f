"""`mediate custody-proof`: at every decision of the window's whole log, every open case has exactly one custodian."""

import asyncio
import json
from typing import Annotated, Any

import typer

from deploy.embedded import kafka
from services.command_line.custody_walk import Walk
from services.command_line.stack_settings import stack_settings
from services.jurisdiction.law import Law
from services.runtime.checks.log import applied
from services.runtime.settings import Settings

SOURCE = "intake"
AsJson = Annotated[bool, typer.Option("--json", help="输出供程序读取的 JSON")]


def command(as_json: AsJson = False) -> None:
    """Print the counts; exit status 1 with the first violation and its record, 2 without a broker."""
    settings = stack_settings()
    if not kafka.is_reachable(settings.kafka):
        typer.echo(f"Kafka（{settings.kafka}）没有应答：请先执行 make run 启动。", err=True)
        raise typer.Exit(2)
    walk = asyncio.run(prove(settings))
    typer.echo(json.dumps(told(walk), ensure_ascii=False) if as_json else in_chinese(walk))
    if walk.first is not None:
        raise typer.Exit(1)


async def prove(settings: Settings) -> Walk:
    """Walk the log of the window to its end or to the first violation."""
    law = Law.load(settings.profile)

    def may_hold(body: str) -> bool:
        found = law.organisation(body)
        return found is not None and found.may_hold_custody

    walk = Walk(may_hold)
    await walk.all(applied(settings.kafka, settings.installation, SOURCE))
    return walk


def in_chinese(walk: Walk) -> str:
    """What was walked, for an operator."""
    walked = (
        f"已核对窗口日志 {walk.decisions} 个决定：案件 {len(walk.ledgers)} 件（办理中 {len(walk.open_cases)} 件），"
        f"移交 {walk.offers} 次，保管权转移 {walk.moves} 次，无人保管 {len(walk.orphans)} 件。"
    )
    if walk.first is None:
        return f"{walked}\n每个决定之后，办理中的案件都恰有一个保管机构，保管号严格递增，每次转移都有依据。"
    return f"{walked}\n第一处不符：{walk.first.in_chinese}"


def told(walk: Walk) -> dict[str, Any]:
    """The same for programs."""
    first = walk.first
    return {
        "decisions": walk.decisions, "cases": len(walk.ledgers), "open": len(walk.open_cases), "offers": walk.offers,
        "moves": walk.moves, "orphans": walk.orphans,
        "violation": None if first is None else {
            "code": first.violation.code, "sentence": first.violation.in_chinese, "event": first.event,
            "case_code": first.logged.decision.case_code, "sequence": first.logged.decision.sequence,
            "partition": first.logged.partition, "offset": first.logged.offset,
        },
    }  # fmt: skip
