"""`mediate leftovers [--drop]`: what earlier versions left in the database, at the broker and on this machine, and nobody reads."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, NoReturn

import httpx
import typer

from deploy.embedded import kafka, mongodb
from deploy.topic_deletion import delete_topics, topics_at
from schemas.topics import DECIDING_SERVICES, topics_version
from services.command_line.operator_client import operator_client
from services.command_line.stack_settings import service_addresses, stack_settings
from services.runtime.leftovers import (
    LeftTopics,
    LeftViews,
    drop_tables,
    drop_views,
    left_tables,
    left_topics,
    left_views,
)
from services.runtime.mongo import connect
from services.runtime.settings import Settings
from services.views.all_views import VIEWS

_ASKED = (*DECIDING_SERVICES, "views")
"""The services that read topics and fill views."""
_SAFE = "多台机器或者多个副本分批升级的，请全部升级以后再删。"


@dataclass(frozen=True)
class Left:
    """Everything that is left of earlier versions."""

    views: LeftViews
    topics: LeftTopics
    tables: tuple[Path, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """What would be dropped, a line each."""
        return (
            *(f"数据库集合 {name}" for name in self.views.collections),
            *(f"数据库中视图 {name} 的登记" for name in self.views.views),
            *(f"消息主题 {name}" for name in self.topics.unread),
            *(f"本机的表 {folder}" for folder in self.tables),
        )


def command(
    drop: Annotated[bool, typer.Option("--drop", help="删除列出的内容；不写则只列出")] = False,
) -> None:
    """List, or drop, what no program reads any more; exit status 1 where dropping is not safe, 2 without servers."""
    settings = stack_settings()
    if not (kafka.is_reachable(settings.kafka) and mongodb.is_reachable(settings.mongodb)):
        _end(f"Kafka（{settings.kafka}）或者数据库（{settings.mongodb}）没有应答：请先执行 make run 启动。", 2)
    running = _running(settings) if drop else None
    if isinstance(running, str):
        _end(f"没有删除任何内容：{running}", 1)
    left = asyncio.run(_cleared(settings, drop, running or {}))
    for line in left.lines:
        typer.echo(f"{'已删除' if drop else '不再使用'}：{line}")
    for name in left.topics.records:
        typer.echo(f"保留：消息主题 {name} 是办理记录，永久保存，不在删除之列。")
    if not left.lines:
        typer.echo("没有不再使用的集合、主题和表。")
    elif not drop:
        typer.echo(f"以上只是列出，没有删除。要删除的，请执行 mediate leftovers --drop。{_SAFE}")


async def _cleared(settings: Settings, drop: bool, running: Mapping[str, int]) -> Left:
    """What is left; dropped where it is to be."""
    database = connect(settings.mongodb, settings.database)
    try:
        left = Left(
            await left_views(database, {*(view.name for view in VIEWS), *running}),
            left_topics(await topics_at(settings.kafka), settings.installation),
            left_tables(settings.data, settings.installation),
        )
        if drop:
            await drop_views(database, left.views)
            if left.topics.unread:
                await delete_topics(settings.kafka, left.topics.unread)
            drop_tables(left.tables)
    finally:
        database.client.close()
    return left


def _running(settings: Settings) -> dict[str, int] | str:
    """The views that the running version reads, or why nothing may be dropped: it has to say itself what it reads."""
    addresses = service_addresses(settings)
    for service in _ASKED:
        if service not in addresses:
            return f"服务 {service} 没有在运行，说不清它读取什么。请先执行 make run 启动整个系统。"
        try:
            health = httpx.get(f"{addresses[service]}/health", timeout=10, trust_env=False).json()
        except (httpx.TransportError, ValueError):
            return f"服务 {service} 没有应答，说不清它读取什么。请执行 mediate status 查看。"
        if health.get("versions", {}).get("topics") != topics_version():
            return f"正在运行的服务 {service} 与本程序的版本不同，它读取的主题可能不同。请升级并重新启动以后再删。"
    with operator_client(addresses["views"], settings) as client:
        answer = client.get("/admin/views")
    if answer.is_error:
        return "查询视图服务没有说明它读取哪些视图：请检查运维令牌。"
    generations: dict[str, int] = answer.json()["generations"]
    return generations


def _end(sentence: str, status: int) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(status)
