"""The public way to answer: whoever holds an invitation's link may rate, without an account (domain.md section 5)."""

from dataclasses import replace
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from schemas.command import Actor
from services.runtime.command_endpoint import CommandEndpoint, Edge
from services.runtime.command_routes import CommandRoute
from services.runtime.problems import problem
from services.runtime.tokens import TokenVerifier
from services.satisfaction.domain.commands import RateByLink
from services.satisfaction.domain.rating import PARTY
from services.satisfaction.survey_links import SurveyLinks

PATH = "/surveys/{case_code}/{invitation_id}/{token}/rating"
PARTY_ROLE = "party"
ROUTE = CommandRoute(
    path=PATH,
    body=RateByLink,
    roles=frozenset({PARTY_ROLE}),
    summary="当事人通过链接评价或者修改评价",
    roles_without_precondition=frozenset({PARTY_ROLE}),
    tags=("评价",),
)


class LinkHolder(TokenVerifier):
    """Stands in for the bearer token: the link, verified before, says who acts."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor

    async def actor(self, authorization: str | None) -> Actor:
        """The holder of the link; a token that comes along means nothing here."""
        return self._actor


class SurveyEndpoint:
    """Takes an answer. A wrong token, an unknown invitation and an unknown case give the same 404."""

    def __init__(self, edge: Edge, links: SurveyLinks) -> None:
        self._edge = edge
        self._links = links

    async def __call__(self, request: Request) -> Response:
        """The answer of the command, or a Problem."""
        invitation_id = str(request.path_params["invitation_id"])
        if not self._links.verify(invitation_id, str(request.path_params["token"])):
            raise problem("not_found")
        holder = Actor(user=f"{PARTY}{invitation_id}", organisation="public", roles=(PARTY_ROLE,))
        edge = replace(self._edge, tokens=LinkHolder(holder))
        return await CommandEndpoint(edge, ROUTE, "rate_by_link")(request)


def survey_router(edge: Edge, links: SurveyLinks) -> APIRouter:
    """The public route, described for OpenAPI without a bearer token."""
    endpoint = SurveyEndpoint(edge, links)

    async def handle(request: Request) -> Response:
        return await endpoint(request)

    router = APIRouter()
    router.add_api_route(
        PATH, handle, methods=["POST"], name="rate_by_link", operation_id="rate_by_link", summary=ROUTE.summary,
        tags=list(ROUTE.tags), response_model=None, openapi_extra=_operation(),
    )  # fmt: skip
    return router


def _operation() -> dict[str, Any]:
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in ("case_code", "invitation_id", "token")
    ]
    key = {
        "name": "Idempotency-Key", "in": "header", "required": True, "schema": {"type": "string"},
        "description": "这一次提交的幂等键；重发时用同一个",
    }  # fmt: skip
    return {
        "security": [],
        "parameters": [*in_path, key],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": RateByLink.model_json_schema()}},
        },
        "responses": {"404": {"description": "链接无效"}, "409": {"description": "评价已到期或者已取消"}},
    }
