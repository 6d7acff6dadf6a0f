"""`mediate run`: the whole system in the foreground, or detached."""

import subprocess
import sys
from typing import Annotated

import typer

from deploy.embedded.problems import OperatorProblem, profile_is_unknown
from deploy.embedded.process import wait_until
from deploy.run_state import RunFolder
from deploy.services import SERVICES
from deploy.supervisor import Supervisor
from deploy.voice import Voice
from services.jurisdiction.profile_files import is_profile, shipped_profiles
from services.runtime.settings import Settings, SettingsProblem, StackSettings


def command(
    servers_only: Annotated[bool, typer.Option("--servers-only", help="只启动 Kafka 和数据库，不启动各服务")] = False,
    detach: Annotated[bool, typer.Option("--detach", help="全部就绪后转入后台，用 mediate stop 停止")] = False,
) -> None:
    """Start everything and stay; exit status 1 with one sentence when something is in the way."""
    try:
        settings = Settings.from_environment()
        _require_profile(settings.profile)
        if detach:
            _run_detached(servers_only)
        else:
            services = () if servers_only else SERVICES
            Supervisor(StackSettings.from_environment(), settings, services, Voice()).run()
    except (OperatorProblem, SettingsProblem) as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(1) from problem


def _require_profile(name: str) -> None:
    """Raise OperatorProblem unless the system can be set up for this jurisdiction."""
    if not is_profile(name):
        raise profile_is_unknown(name, shipped_profiles())


def _run_detached(servers_only: bool) -> None:
    data = StackSettings.from_environment().data
    folder = RunFolder(data)
    log = data / "logs" / "supervisor.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    folder.lock().close()
    with log.open("w") as output:
        command_line = [sys.executable, "-m", "services.command_line.main", "run"]
        command_line += ["--servers-only"] if servers_only else []
        child = subprocess.Popen(
            command_line, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )

    def is_settled() -> bool:
        state = folder.read()
        return child.poll() is not None or (state is not None and state.supervisor.pid == child.pid and state.is_ready)

    wait_until(is_settled, seconds=600)
    typer.echo(log.read_text(encoding="utf-8"), nl=False)
    if child.poll() is not None:
        raise typer.Exit(1)
