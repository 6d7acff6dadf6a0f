"""How much memory the embedded database may take, where the operator does not say it."""

from pathlib import Path

import psutil

MIB = 2**20
LEAST_MIB = 1536
"""MiB that some ten thousand cases were seen to live with, whatever is asked of them; also on a small machine."""
OF_MEMORY = 8
"""An eighth of the machine's memory: documents are read from the disk, so that what is left to the cache of the file system
serves the database more than its own memory does; broker and services live there as well."""
_LIMIT_OF_THE_GROUP = Path("/sys/fs/cgroup/memory.max")
"""Bytes that a container may take; `max` where there is no limit."""


def heap_mib(memory: int) -> int:
    """MiB for a machine with so many bytes of memory."""
    return max(LEAST_MIB, memory // MIB // OF_MEMORY)


def heap_mib_here(asked: int | None) -> int:
    """MiB on this machine: what the operator asked for (`MEDIATION_DATABASE_HEAP_MIB`), else what its memory allows."""
    return asked or heap_mib(memory_here())


def memory_here(limit: Path = _LIMIT_OF_THE_GROUP) -> int:
    """Bytes of memory this machine has for us, in a container what that may take."""
    machine = psutil.virtual_memory().total
    try:
        said = limit.read_text(encoding="ascii").strip()
    except OSError:
        return machine
    return min(machine, int(said)) if said.isdigit() else machine
