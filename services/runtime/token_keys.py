"""Where the keys that verify tokens come from: a JWKS file or a JWKS address (RFC 7517)."""

import asyncio
import time
from pathlib import Path
from typing import Protocol

import httpx
import structlog
from jwt import PyJWK, PyJWKSet
from jwt.exceptions import PyJWKSetError

RELOAD_AT_MOST_EVERY = 10.0
"""Seconds; an unknown key id is no reason to ask the issuer more often."""
FETCH_TIMEOUT = 5.0
"""Seconds."""

_log = structlog.get_logger(__name__)


class KeysUnavailable(Exception):
    """No key set could be read so far."""


class KeySource(Protocol):
    """A set of keys that may be renewed by its issuer at any time."""

    async def key(self, key_id: str) -> PyJWK | None:
        """The key of this id, None when the issuer does not publish it. Raises KeysUnavailable."""


class JwksKeys:
    """Keys of one JWKS document, read again when a key id is unknown."""

    def __init__(self, location: str) -> None:
        """`location`: an http(s) address or the path of a file."""
        self._location = location
        self._keys: dict[str, PyJWK] = {}
        self._read_at = float("-inf")
        self._read_once = False
        self._reading = asyncio.Lock()

    async def key(self, key_id: str) -> PyJWK | None:
        """The key of this id, None when the issuer does not publish it. Raises KeysUnavailable."""
        if key_id not in self._keys:
            async with self._reading:
                if key_id not in self._keys and time.monotonic() - self._read_at > RELOAD_AT_MOST_EVERY:
                    await self._read()
            if not self._read_once:
                raise KeysUnavailable(self._location)
        return self._keys.get(key_id)

    async def _read(self) -> None:
        try:
            text = await self._text()
            self._keys = {key.key_id: key for key in PyJWKSet.from_json(text).keys if key.key_id}
        except (OSError, httpx.HTTPError, PyJWKSetError, ValueError) as error:
            _log.warning("token_keys_unreadable", location=self._location, error=repr(error))
            return
        self._read_at, self._read_once = time.monotonic(), True

    async def _text(self) -> str:
        if self._location.startswith(("http://", "https://")):
            async with httpx.AsyncClient(timeout=FETCH_TIMEOUT) as client:
                return (await client.get(self._location)).raise_for_status().text
        return await asyncio.to_thread(Path(self._location).read_text, encoding="utf-8")
