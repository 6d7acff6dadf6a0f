"""`mediate verify`: every view and local store against the fold of the log at the same positions, custody proved over all of
history, every reaction answered.

With `--rules FILE` nothing of that: what other rules would have changed on every clock of the log (`rules_trial`).
"""

import asyncio
import importlib
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from deploy.embedded import kafka, mongodb
from schemas.topics import DECIDING_SERVICES
from services.command_line import custody_proof, rules_trial
from services.command_line.stack_settings import stack_settings
from services.jurisdiction.law import Law
from services.runtime.checks.difference import Difference
from services.runtime.checks.log import scratch_store
from services.runtime.checks.reactions import ReactionCheck
from services.runtime.checks.stores import ServiceFold, store_differences
from services.runtime.checks.tallies import TallyCheck
from services.runtime.checks.views import ViewsCheck
from services.runtime.decider import DecidingService
from services.runtime.mongo import connect
from services.runtime.settings import Settings
from services.runtime.verification import DIFFERENT
from services.views.all_views import CASE_VIEWS, TALLIES

Rules = Annotated[Path | None, typer.Option("--rules", help="另一套时限或日历（YAML）：会改变日志中的哪些期限")]
AsJson = Annotated[bool, typer.Option("--json", help="与 --rules 同用：输出供程序读取的 JSON")]


_OF_ALL_SERVICES = 3
"""Parts of a verification that concern all services at once."""
_OF_A_VIEW = (
    "查询视图可以由记录重建，不影响办理：执行 mediate rebuild，完成后再核对一次；仍不一致的，保留日志并联系开发人员。"
)
_OF_THE_LOG = "记录本身不合规则：不要改动或者删除任何数据，保留现场，把上面的案件和决定告诉开发人员。"
_OF_A_STORE = (
    "本地存储可以由记录重新生成：停止这一服务，把 {folder} 移走备查，再启动服务，就绪后再核对一次；"
    "仍不一致的，联系开发人员。"
)
_OF_A_REACTION = "先看运行状况：这一服务是否就绪，有没有搁置的事项。处理以后过十分钟（系统自动补做联动）再核对一次。"


class _Parts:
    """Says which part is under way, of how many."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._begun = 0

    def begin(self, what: str) -> None:
        self._begun += 1
        typer.echo(f"第 {self._begun} 步，共 {self._number} 步：核对{what}")


def command(rules: Rules = None, as_json: AsJson = False) -> None:
    """Print what was compared; exit status 1 with the first difference, 2 for rules that cannot be read or no servers."""
    if rules is not None:
        raise typer.Exit(rules_trial.run(rules, stack_settings(), as_json))
    settings = stack_settings()
    if not (kafka.is_reachable(settings.kafka) and mongodb.is_reachable(settings.mongodb)):
        typer.echo(
            f"Kafka（{settings.kafka}）或者数据库（{settings.mongodb}）没有应答：请先执行 make run 启动。", err=True
        )
        raise typer.Exit(2)
    different = asyncio.run(_first(verify(settings)))
    if different is not None:
        typer.echo(f"{DIFFERENT}{different.in_chinese}")
        typer.echo(f"怎么办：{different.remedy}")
        raise typer.Exit(1)
    typer.echo("一致：视图、本地存储与日志相同，联动均有答复。")


async def verify(settings: Settings) -> AsyncIterator[Difference]:
    """Every difference, views first; says on the way what was compared."""
    parts = _Parts(_OF_ALL_SERVICES + len(DECIDING_SERVICES))
    parts.begin("查询视图")
    database = connect(settings.mongodb, settings.database)
    views = ViewsCheck(CASE_VIEWS, database, settings.kafka, settings.installation)
    async for difference in views.differences():
        yield replace(difference, remedy=_OF_A_VIEW)
    for opened in views.opened:
        typer.echo(f"视图 {opened.view.name}：已核对 {opened.compared} 份文档")
    parts.begin("统计数字")
    tallies = TallyCheck(TALLIES, database, settings.kafka, settings.installation)
    async for difference in tallies.differences():
        yield replace(difference, remedy=_OF_A_VIEW)
    typer.echo(f"统计：已核对 {tallies.compared} 项数字")
    parts.begin("保管机构")
    walk = await custody_proof.prove(settings)
    typer.echo(custody_proof.in_chinese(walk))
    if walk.first is not None:
        yield Difference("intake", walk.first.in_chinese, _OF_THE_LOG)
    law = Law.load(settings.profile)
    for name in DECIDING_SERVICES:
        parts.begin(f"{name} 的本地存储和联动")
        service = importlib.import_module(f"services.{name}.worker").service(law)
        async for difference in _service(service, settings):
            yield difference


async def _service(service: DecidingService[Any, Any], settings: Settings) -> AsyncIterator[Difference]:
    """Each replica's store that lies on this machine, then the reactions."""
    if not (folders := _stores(settings, service.name)):
        typer.echo(f"{service.name}：本机没有它的本地存储，没有核对")
    for folder in folders:
        async with scratch_store() as scratch:
            async for difference in store_differences(
                folder, ServiceFold(service, scratch, settings.kafka, settings.installation)
            ):
                yield replace(difference, remedy=_OF_A_STORE.format(folder=folder))
        typer.echo(f"{service.name}：本地存储 {folder.parent.name} 已核对")
    async with scratch_store() as scratch:
        fold = ServiceFold(service, scratch, settings.kafka, settings.installation)
        check = ReactionCheck(fold, settings.kafka, settings.installation)
        async for difference in check.differences():
            yield replace(difference, remedy=_OF_A_REACTION)
    typer.echo(f"{service.name}：{check.reactions} 项联动已核对")


def _stores(settings: Settings, service: str) -> list[Path]:
    replicas = replace(settings, service=service, replica="0").folder.parent
    return sorted(replicas.glob("*/store"))


async def _first(differences: AsyncIterator[Difference]) -> Difference | None:
    async for difference in differences:
        return difference
    return None
