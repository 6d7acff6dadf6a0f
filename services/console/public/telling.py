""" "办不成事": told to satisfaction, which has the matter put right by the body above."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.console.public.counter import PublicCounter, said

_SHORTEST = 5
_TOO_SHORT = "请至少用五个字写明是什么事、难在哪里。"


def routes(counter: PublicCounter) -> APIRouter:
    """The form."""
    router = APIRouter(prefix="/public")

    @router.get("/unresolved")
    async def empty(request: Request) -> Response:
        return await _drawn(counter, request, {})

    @router.post("/unresolved")
    async def sent(request: Request) -> Response:
        form, stale = await counter.form(request)
        if stale or len(form.get("what", "")) < _SHORTEST:
            return await _drawn(counter, request, form, stale, {} if stale else {"what": _TOO_SHORT}, 400)
        told = {name: form[name] for name in ("what", "name", "contact", "related_case") if form.get(name)}
        if form.get("concerned_body") in counter.desk.law.organisations.by_id:
            told["concerned_body"] = form["concerned_body"]
        answer = await counter.asked(request, "satisfaction", "/unresolved-matters", told, form.get("key", ""))
        if answer.well or answer.waiting:
            code = answer.content.get("case_code", "")
            sentence = f"已经收到，编号 {code}，请记下。由有关机构的上级督促办理，办理结果会告诉您留下的联系方式。"
            return await counter.page(request, "done.html", title="已经收到", sentence=sentence)
        return await _drawn(counter, request, form, said(answer), {}, answer.status)

    return router


async def _drawn(
    counter: PublicCounter,
    request: Request,
    form: dict[str, str],
    trouble: str = "",
    wrong: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    bodies = [(one.id, one.name_zh) for one in counter.desk.law.organisations.by_id.values()]
    return await counter.page(
        request, "telling.html", status, form=form, trouble=trouble, wrong=wrong or {}, bodies=bodies
    )
