"""Whether stores and views are what the record says: an operator begins a verification, sees how far it is, and may stop it."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.console.access_log import What
from services.console.backends import READER, BackendDown
from services.console.desk import Desk, Stop, checked_form, go, stop
from services.jurisdiction.roles import Role

PLACE = "/operations/verifications"
_ASKED = "/admin/verifications"
_OUTCOMES = {
    "running": ("blue", "正在核对"), "equal": ("green", "一致"), "different": ("red", "不一致"),
    "failed": ("yellow", "没有完成"), "stopped": ("grey", "已停止"), "lost": ("yellow", "中断"),
}  # fmt: skip
"""Colour and word of how one stands."""
_FINDINGS = ("不一致：", "怎么办：")


def routes(desk: Desk) -> APIRouter:
    """The page of verifications and its two buttons; the views ask again whether the reader is an operator."""
    router = APIRouter()

    @router.get(PLACE)
    async def verifications(request: Request) -> Response:
        _only_operators(desk, request)
        found = (await desk.ask(request, READER, "GET", _ASKED))["verifications"]
        running = next((one for one in found if one["outcome"] == "running"), None)
        return await desk.page(
            request, "verifications.html", found=found, running=running, outcomes=_OUTCOMES, findings=findings,
            offices=desk.sign_in.office,
        )  # fmt: skip

    @router.post(PLACE)
    async def begin(request: Request) -> Response:
        return await _ask(desk, request, _ASKED, "开始核对存储和视图")

    @router.post(f"{PLACE}/stop")
    async def end(request: Request) -> Response:
        return await _ask(desk, request, f"{_ASKED}/stop", "停止核对")

    return router


async def last_of(desk: Desk, request: Request) -> tuple[Mapping[str, Any], tuple[str, str]] | None:
    """The newest verification and how it stands; None where there is none, or nobody who could tell answers."""
    try:
        found = (await desk.ask(request, READER, "GET", _ASKED))["verifications"]
    except (BackendDown, Stop):
        return None
    return (found[0], _OUTCOMES[found[0]["outcome"]]) if found else None


def findings(one: Mapping[str, Any]) -> tuple[str, ...]:
    """Of what was said: the first difference and what to do about it."""
    return tuple(line for line in one["lines"] if line.startswith(_FINDINGS))


async def _ask(desk: Desk, request: Request, path: str, what: str) -> Response:
    await checked_form(request)
    _only_operators(desk, request)
    answer = await desk.backends.ask(READER, "POST", path, desk.person(request).token)
    if not answer.waiting:
        raise stop(answer)
    desk.saw(request, What.OPERATED, purpose=what)
    return go(PLACE)


def _only_operators(desk: Desk, request: Request) -> None:
    if Role.OPERATOR not in desk.person(request).roles:
        raise Stop(403, "本岗位不能办理", "核对由系统运维岗进行。")
