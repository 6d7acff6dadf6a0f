"""The service of documents as the console asks it: bytes handed in, then the command that names their hash."""

from collections.abc import Mapping
from typing import Any

import httpx

from services.console.backends import Answered, BackendDown, Backends

SERVICE = "documents"


async def hand_in(
    backends: Backends, path: str, token: str, content: bytes, query: Mapping[str, str] | None = None
) -> Answered:
    """Hand in the bytes of a file or of a document. Raises BackendDown."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/octet-stream"}
    return await _post(backends, path, headers=headers, content=content, params=dict(query or {}))


async def command(backends: Backends, path: str, token: str, key: str, body: Mapping[str, Any]) -> Answered:
    """Give a command under an idempotency key; the same key twice is one act. Raises BackendDown."""
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
    return await _post(backends, path, headers=headers, json=dict(body))


async def _post(backends: Backends, path: str, **more: Any) -> Answered:
    if SERVICE not in backends.addresses:
        raise BackendDown(SERVICE)
    try:
        answer = await backends.client.post(backends.addresses[SERVICE] + path, **more)
    except httpx.TransportError as error:
        raise BackendDown(SERVICE) from error
    content = answer.json() if "json" in answer.headers.get("content-type", "") else answer.text
    return Answered(answer.status_code, content, answer.headers.get("Read-Token"))
