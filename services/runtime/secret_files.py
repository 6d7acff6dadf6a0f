"""Secrets of an installation: from the environment, else from one file of the data folder that is made on first use."""

import os
import secrets
import tempfile
from collections.abc import Mapping
from pathlib import Path

SHORTEST = 32
"""Characters."""


class SecretProblem(ValueError):
    """The configured secret cannot be used; the text is a Chinese sentence."""


def load_secret(path: Path, variable: str, environment: Mapping[str, str] | None = None) -> bytes:
    """The secret that `variable` holds, else what stands in the file, which is made where there is none. Raises SecretProblem.

    Processes that share a data folder share the file; others need the variable.
    """
    configured = (os.environ if environment is None else environment).get(variable, "")
    if configured:
        if len(configured) < SHORTEST:
            raise SecretProblem(f"{variable} 太短：请改为至少 {SHORTEST} 个字符的随机串。")
        return configured.encode()
    return kept_secret(path)


def kept_secret(path: Path) -> bytes:
    """What stands in this file, which is made where there is none, readable by its owner only."""
    if not path.exists():
        _create(path)
    return path.read_bytes()


def _create(path: Path) -> None:
    """Two processes may start at once: the first secret wins, and nobody reads half a file. Readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_hex(SHORTEST).encode())
            file.flush()
            os.fsync(file.fileno())
        os.link(temporary, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(temporary)
