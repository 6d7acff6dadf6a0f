"""`mediate` at another terminal of the machine on which a test serves the processes."""

import asyncio
import os

from typer.testing import CliRunner

from deploy.run_state import RunFolder, RunningProcess, RunState
from services.command_line.main import commands_with
from services.runtime.settings import Settings
from tests.servers import Installation


def told_running(installation: Installation, services: dict[str, str]) -> None:
    """What `mediate run` writes beside the data, so that another terminal finds the services: address by name."""
    folder = RunFolder(installation.data)
    folder.folder.mkdir(parents=True, exist_ok=True)
    me = RunningProcess.of("test", os.getpid())
    assert me is not None
    settings = Settings.from_environment(installation.environment)
    folder.write(RunState(me, (), settings.kafka, settings.mongodb, services, is_ready=True))


async def mediate(installation: Installation, *words: str) -> tuple[int, str]:
    """Status and output of a command, which asks the running services over HTTP."""
    line = commands_with(words[0])
    done = await asyncio.to_thread(CliRunner().invoke, line, list(words), env=dict(installation.environment))
    return done.exit_code, done.output
