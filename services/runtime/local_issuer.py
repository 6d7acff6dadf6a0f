"""The issuer of the local stack: one ES256 key pair in the data folder, its public half as a JWKS file. Not for production."""

import json
import os
import tempfile
import time
from pathlib import Path

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

from services.runtime.accounts import Account

ISSUER = "urn:mediation:local-issuer"
AUDIENCE = "mediation"
ALGORITHM = "ES256"
LIFETIME = 8 * 3600
"""Seconds a local token lives: one working day."""
_KEY_FILE = "issuer-key.pem"
JWKS_FILE = "jwks.json"


class LocalIssuer:
    """Makes its key on first use and keeps it, so that tokens survive a restart."""

    def __init__(self, folder: Path, issuer: str = ISSUER) -> None:
        """`folder` holds the key (readable by its owner only) and the JWKS file."""
        self._issuer = issuer
        folder.mkdir(parents=True, exist_ok=True)
        self.jwks_file = folder / JWKS_FILE
        self._key = _load_or_create(folder / _KEY_FILE)
        public = json.loads(ECAlgorithm.to_jwk(self._key.public_key()))
        self._key_id = f"local-{public['x'][:12]}"
        key_set = {"keys": [{**public, "kid": self._key_id, "use": "sig", "alg": ALGORITHM}]}
        _write_atomically(self.jwks_file, json.dumps(key_set, sort_keys=True).encode(), replace=True)

    def token(self, account: Account, lifetime: float = LIFETIME) -> str:
        """A signed token for this account, valid for `lifetime` seconds by the real clock."""
        now = int(time.time())
        claims = {
            "iss": self._issuer, "aud": AUDIENCE, "iat": now, "exp": now + int(lifetime),
            "sub": account.id, "organisation": account.organisation, "roles": list(account.roles),
        }  # fmt: skip
        return jwt.encode(claims, self._key, algorithm=ALGORITHM, headers={"kid": self._key_id})


def _load_or_create(path: Path) -> ec.EllipticCurvePrivateKey:
    if not path.exists():
        made = ec.generate_private_key(ec.SECP256R1()).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        _write_atomically(path, made, replace=False)
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{path} holds no EC key")
    return key


def _write_atomically(path: Path, content: bytes, *, replace: bool) -> None:
    """Two processes may start at once: the first key wins, and nobody reads half a file. Temporary files are 0600."""
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if replace:
        os.replace(temporary, path)
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(temporary)
