"""What the public ways share: who comes from where, and one command in the name of the holder of a link."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

from schemas.command import Actor
from services.runtime.command_endpoint import CommandEndpoint, Edge
from services.runtime.command_routes import CommandRoute
from services.runtime.tokens import TokenVerifier
from services.satisfaction.public.limiter import Limits
from services.satisfaction.survey_links import SurveyLinks

PARTY_ROLE = "party"


class Holder(TokenVerifier):
    """Stands in for the bearer token: the link, verified before, says who acts."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor

    async def actor(self, authorization: str | None) -> Actor:
        """The holder of the link; a token that comes along means nothing here."""
        return self._actor


@dataclass(frozen=True)
class Visit:
    """What every public way needs."""

    edge: Edge
    links: SurveyLinks
    limits: Limits
    body_names: Mapping[str, str]
    """Names of bodies by id."""

    def address(self, request: Request) -> str:
        """The keyed hash of where the request comes from; the address itself is kept nowhere. Raises Problem 429."""
        found = self.links.address_hash(request.client.host if request.client else "")
        self.limits.visits.count(found)
        return found

    async def carried_out(
        self,
        request: Request,
        route: CommandRoute,
        name: str,
        actor: Actor,
        content: Mapping[str, Any],
        key: str | None = None,
    ) -> Response:
        """The answer of a command in the name of `actor`, with this body in place of the request's own."""
        edge = replace(self.edge, tokens=Holder(actor))
        return await CommandEndpoint(edge, route, name)(_with_body(request, orjson.dumps(content), key))


def _with_body(request: Request, content: bytes, key: str | None) -> Request:
    """The request as if it had brought `content`, under the idempotency key `key` where one is given."""
    left = [b"content-length", b"content-type", *([b"idempotency-key"] if key is not None else [])]
    headers = [(name, value) for name, value in request.scope["headers"] if name not in left]
    headers += [(b"content-length", str(len(content)).encode()), (b"content-type", b"application/json")]
    headers += [(b"idempotency-key", key.encode("latin-1", "replace"))] if key is not None else []

    async def receive() -> Message:
        return {"type": "http.request", "body": content, "more_body": False}

    return Request({**request.scope, "headers": headers}, receive)
