"""A views process frozen just before it writes, while a second goes on: what it writes when it wakes is old and must not count."""

import asyncio

import psutil

from deploy.embedded.process import wait_until
from deploy.trial.fleet import Fleet
from deploy.trial.history import History
from deploy.trial.servers import ServiceProcess
from deploy.trial.story import Story

STRIKE_SECONDS = 20.0


async def frozen_before_writing(fleet: Fleet, history: History, tag: str) -> list[str]:
    """Tell the story; returns what does not hold. Ends with both replicas running and every stale write attempted.

    The frozen one is killed as soon as it has written, since its next writes would put right what it spoilt.
    """
    frozen, story = fleet.of("views", "0"), Story(fleet, history, tag)
    strike = fleet.fault_file("views", "0")
    story.interface.addresses = {**fleet.addresses, "views": fleet.of("views", "1").url}
    middle = len(story.acts) // 2

    async def before(_: Story, act: int) -> None:
        if act == middle:
            strike.write_text("before_view_write:1:pause", encoding="utf-8")

    async def after(_: Story, act: int) -> None:
        if act == middle:
            if not await asyncio.to_thread(wait_until, lambda: _is_frozen(frozen), STRIKE_SECONDS):
                raise AssertionError("the views were not frozen")
            fleet.excuse("views", "0")

    await story.tell(before, after)
    strike.write_text("view_written:1", encoding="utf-8")
    frozen.resume()
    struck = await asyncio.to_thread(wait_until, lambda: not frozen.process.is_running, STRIKE_SECONDS)
    await fleet.let_up("views", "0")
    return [] if struck else ["放行后的视图进程没有写到被杀之处"]


def _is_frozen(process: ServiceProcess) -> bool:
    return bool(psutil.Process(process.process.pid).status() == psutil.STATUS_STOPPED)
