"""A message gateway over HTTP, e.g. a short-message platform: one POST per message, the delivery id as Idempotency-Key."""

import httpx

from services.satisfaction.delivery.channel import NotTaken
from services.satisfaction.delivery.message import Message

_AGAIN = frozenset({408, 425, 429})
"""Refusals of the moment."""


class Gateway:
    """POST `{"id", "to", "text"}` with a bearer key; any 2xx is a yes, its `id` the reference."""

    name = "gateway"
    knows_repeats = True

    def __init__(self, url: str, key: str, seconds: float = 15.0) -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._url = url
        self._client = httpx.AsyncClient(headers=headers, timeout=seconds, trust_env=False)

    async def send(self, message: Message) -> str:
        """See Channel. What was not answered is sent again under the same key, which the gateway knows."""
        body = {"id": message.delivery_id, "to": message.phone, "text": message.text}
        try:
            answer = await self._client.post(self._url, json=body, headers={"Idempotency-Key": message.delivery_id})
        except httpx.TransportError as error:
            raise NotTaken("unreachable") from error
        if answer.is_success:
            return _reference(answer)
        if answer.status_code in _AGAIN or answer.is_server_error:
            raise NotTaken("unreachable")
        raise NotTaken("message_refused", permanent=True)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()


def _reference(answer: httpx.Response) -> str:
    try:
        content = answer.json()
    except ValueError:
        return ""
    return str(content.get("id", ""))[:100] if isinstance(content, dict) else ""
