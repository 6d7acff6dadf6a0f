"""The operator's routes for verifications: what was found, begin one, stop it."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from services.runtime.admin import operator
from services.runtime.read_api import answered_by_the_database
from services.runtime.tokens import TokenVerifier
from services.runtime.verification import Verification, Verifier

PATH = "/admin/verifications"


def verify_routes(verifier: Verifier, tokens: TokenVerifier) -> APIRouter:
    """GET and POST /admin/verifications, POST /admin/verifications/stop."""
    router = APIRouter(tags=["管理"])

    @router.get(PATH, summary="核对的经过和结果")
    async def listed(request: Request) -> Response:
        """The newest first: who asked when, what was said, and how it ended."""
        await operator(tokens, request)
        with answered_by_the_database():
            return JSONResponse({"verifications": [_told(one) for one in await verifier.all()]})

    @router.post(PATH, summary="开始核对：存储和查询视图是否与记录一致")
    async def begun(request: Request) -> Response:
        """202 with the one that was begun; 409 verify_running while there is one."""
        actor = await operator(tokens, request)
        with answered_by_the_database():
            return JSONResponse(_told(await verifier.begin(actor)), 202)

    @router.post(f"{PATH}/stop", summary="停止正在进行的核对")
    async def stopped(request: Request) -> Response:
        """202: it ends within seconds; 409 verify_not_running where there is none."""
        actor = await operator(tokens, request)
        with answered_by_the_database():
            await verifier.stop(actor)
        return JSONResponse({}, 202)

    return router


def _told(one: Verification) -> dict[str, object]:
    return one.model_dump(mode="json")
