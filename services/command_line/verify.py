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
from deploy.run_state import RunFolder
from schemas.topics import DECIDING_SERVICES
from services.command_line import custody_proof, rules_trial
from services.jurisdiction.law import Law
from services.runtime.checks.difference import Difference
from services.runtime.checks.log import scratch_store
from services.runtime.checks.reactions import ReactionCheck
from services.runtime.checks.stores import ServiceFold, store_differences
from services.runtime.checks.tallies import TallyCheck
from services.runtime.checks.views import ViewsCheck
from services.runtime.decider import DecidingService
from services.runtime.mongo import connect
from services.runtime.settings import Settings, StackSettings
from services.views.all_views import CASE_VIEWS, TALLIES

Rules = Annotated[Path | None, typer.Option("--rules", help="另一套时限或日历（YAML）：会改变日志中的哪些期限")]
AsJson = Annotated[bool, typer.Option("--json", help="与 --rules 同用：输出供程序读取的 JSON")]


def command(rules: Rules = None, as_json: AsJson = False) -> None:
    """Print what was compared; exit status 1 with the first difference, 2 for rules that cannot be read or no servers."""
    if rules is not None:
        raise typer.Exit(rules_trial.run(rules, _settings(), as_json))
    settings = _settings()
    if not (kafka.is_reachable(settings.kafka) and mongodb.is_reachable(settings.mongodb)):
        typer.echo(
            f"Kafka（{settings.kafka}）或者数据库（{settings.mongodb}）没有应答：请先执行 make run 启动。", err=True
        )
        raise typer.Exit(2)
    different = asyncio.run(_first(verify(settings)))
    if different is not None:
        typer.echo(f"不一致：{different.in_chinese}")
        raise typer.Exit(1)
    typer.echo("一致：视图、本地存储与日志相同，联动均有答复。")


async def verify(settings: Settings) -> AsyncIterator[Difference]:
    """Every difference, views first; says on the way what was compared."""
    database = connect(settings.mongodb, settings.database)
    views = ViewsCheck(CASE_VIEWS, database, settings.kafka, settings.installation)
    async for difference in views.differences():
        yield difference
    for opened in views.opened:
        typer.echo(f"视图 {opened.view.name}：已核对 {opened.compared} 份文档")
    tallies = TallyCheck(TALLIES, database, settings.kafka, settings.installation)
    async for difference in tallies.differences():
        yield difference
    typer.echo(f"统计：已核对 {tallies.compared} 项数字")
    walk = await custody_proof.prove(settings)
    typer.echo(custody_proof.in_chinese(walk))
    if walk.first is not None:
        yield Difference("intake", walk.first.in_chinese)
    law = Law.load(settings.profile)
    for name in DECIDING_SERVICES:
        service = importlib.import_module(f"services.{name}.worker").service(law)
        async for difference in _service(service, settings):
            yield difference


async def _service(service: DecidingService[Any, Any], settings: Settings) -> AsyncIterator[Difference]:
    """Each replica's store that lies on this machine, then the reactions."""
    for folder in _stores(settings, service.name):
        async with scratch_store() as scratch:
            async for difference in store_differences(
                folder, ServiceFold(service, scratch, settings.kafka, settings.installation)
            ):
                yield difference
        typer.echo(f"{service.name}：本地存储 {folder.parent.name} 已核对")
    async with scratch_store() as scratch:
        fold = ServiceFold(service, scratch, settings.kafka, settings.installation)
        check = ReactionCheck(fold, settings.kafka, settings.installation)
        async for difference in check.differences():
            yield difference
    typer.echo(f"{service.name}：{check.reactions} 项联动已核对")


def _stores(settings: Settings, service: str) -> list[Path]:
    replicas = replace(settings, service=service, replica="0").folder.parent
    return sorted(replicas.glob("*/store"))


def _settings() -> Settings:
    """The environment's, with the servers of the running stack where there is one."""
    settings = Settings.from_environment()
    state = RunFolder(StackSettings.from_environment().data).read()
    return settings if state is None else replace(settings, kafka=state.kafka, mongodb=state.mongodb)


async def _first(differences: AsyncIterator[Difference]) -> Difference | None:
    async for difference in differences:
        return difference
    return None
