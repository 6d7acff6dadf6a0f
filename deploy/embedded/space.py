"""Free space on the disk of the data folder."""

import shutil
from pathlib import Path

from deploy.embedded.problems import too_little_space

MINIMUM_TO_RUN = 512 * 2**20
"""Bytes that must be free before the servers start: a broker that meets a full disk stops for good."""


def require_free_space(folder: Path, needed: int) -> None:
    """Raise OperatorProblem unless the disk of `folder` has `needed` bytes free."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise too_little_space(folder, needed, free)
