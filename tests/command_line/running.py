"""`mediate` for commands that need no servers: as a process of its own, or within this one where many calls are made."""

import os
import subprocess
import sys
from dataclasses import dataclass

from typer.testing import CliRunner

from services.command_line.main import commands_with


@dataclass(frozen=True)
class Said:
    """What a command printed and how it ended."""

    status: int
    output: str
    error: str


def mediate(*words: str) -> Said:
    """Run the real command to its end under the default settings."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MEDIATION_")}
    done = subprocess.run(
        [sys.executable, "-m", "services.command_line.main", *words],
        env={**environment, "PYTHONIOENCODING": "utf-8", "COLUMNS": "160"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return Said(done.returncode, done.stdout, done.stderr)


def mediate_here(*words: str) -> Said:
    """The same command within this process, which spares a start for each call."""
    said = CliRunner(env={"PYTHONIOENCODING": "utf-8", "COLUMNS": "160"}).invoke(commands_with(words[0]), words)
    if said.exception is not None and not isinstance(said.exception, SystemExit):
        raise said.exception
    return Said(said.exit_code, said.stdout, said.stderr)
