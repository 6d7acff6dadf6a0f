"""`mediate stop`: ends what `mediate run` started, from any terminal."""

import signal

import typer

from deploy.embedded.process import wait_until
from deploy.run_state import RunFolder, end_all
from services.runtime.settings import StackSettings

STOP_SECONDS = 60
"""A broker with much in memory may need some of this."""


def command() -> None:
    """Stop everything and wait until no process is left; nothing running is no failure."""
    folder = RunFolder(StackSettings.from_environment().data)
    state = folder.read()
    if state is None:
        typer.echo("系统没有在运行。")
        return
    everything = (state.supervisor, *state.children)
    state.supervisor.send(signal.SIGTERM)
    if state.supervisor.is_alive:
        wait_until(lambda: not any(process.is_alive for process in everything), STOP_SECONDS)
    left = end_all(everything, seconds=5)
    folder.clear()
    typer.echo(f"已停止；其中 {left} 个进程没有按时退出，已强制结束。" if left else "已全部停止。")
