"""`mediate` as a process of its own, for commands that need no servers."""

import os
import subprocess
import sys
from dataclasses import dataclass


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
