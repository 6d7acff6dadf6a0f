"""The installation's key for hashes of parties: in no command, event, view or log; without it no hash tells who it is of."""

import hashlib
import hmac

from services.early_warning.domain.people import Hash

SECRET_VARIABLE = "MEDIATION_WATCH_SECRET"
"""At least 32 characters, the same for all replicas; where it is not set, one file of the data folder holds it.

Another secret is another world: every window is counted anew under other keys, and alerts are raised anew.
"""
SECRET_FILE = "watch-secret"
_BYTES = 16


def keyed_hash(secret: bytes) -> Hash:
    """HMAC-SHA256 under this secret, 128 bits of it in hexadecimal."""

    def hashed(text: str) -> str:
        return hmac.new(secret, text.encode(), hashlib.sha256).digest()[:_BYTES].hex()

    return hashed
