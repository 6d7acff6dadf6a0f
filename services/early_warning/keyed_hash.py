"""The installation's key for hashes of parties: in no command, event, view or log; without it no hash tells who it is of."""

import hashlib
import hmac
import os
import secrets
import tempfile
from collections.abc import Mapping
from pathlib import Path

from services.early_warning.domain.people import Hash

SECRET_VARIABLE = "MEDIATION_WATCH_SECRET"
"""At least 32 characters, the same for all replicas; where it is not set, one file of the data folder holds it."""
SECRET_FILE = "watch-secret"
_SHORTEST = 32
_BYTES = 16


class SecretProblem(ValueError):
    """The configured secret cannot be used; the text is a Chinese sentence."""


def keyed_hash(secret: bytes) -> Hash:
    """HMAC-SHA256 under this secret, 128 bits of it in hexadecimal."""

    def hashed(text: str) -> str:
        return hmac.new(secret, text.encode(), hashlib.sha256).digest()[:_BYTES].hex()

    return hashed


def load_secret(data: Path, environment: Mapping[str, str] | None = None) -> bytes:
    """The secret of this installation; made on first use below `data`. Raises SecretProblem for one that is too short.

    Another secret is another world: every window is counted anew under other keys, and alerts are raised anew.
    """
    configured = (os.environ if environment is None else environment).get(SECRET_VARIABLE, "")
    if configured:
        if len(configured) < _SHORTEST:
            raise SecretProblem(f"{SECRET_VARIABLE} 太短：请改为至少 {_SHORTEST} 个字符的随机串。")
        return configured.encode()
    path = data / SECRET_FILE
    if not path.exists():
        _create(path)
    return path.read_bytes()


def _create(path: Path) -> None:
    """Two replicas may start at once: the first secret wins, and nobody reads half a file. Readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_hex(_SHORTEST).encode())
            file.flush()
            os.fsync(file.fileno())
        os.link(temporary, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(temporary)
