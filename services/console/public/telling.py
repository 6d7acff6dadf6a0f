"""\"办不成事\" and complaints about who handles a case: both are told to satisfaction, which has the matter put right."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.console.public.counter import PublicCounter, said

_SHORTEST = 5
_TOO_SHORT = "请至少用五个字写明是什么事、难在哪里。"
_PAGES = {
    "unresolved": ("反映“办不成事”", "什么事没有办成，在哪里、找过谁、怎么答复的"),
    "complaint": ("投诉承办机构或者承办人员", "哪个机构（或者承办人员）、什么时间、怎样不妥"),
}
"""Title and question by the last part of the address."""


def routes(counter: PublicCounter) -> APIRouter:
    """The two forms; they differ in their words alone."""
    router = APIRouter(prefix="/public")

    @router.get("/{which}")
    async def empty(request: Request, which: str) -> Response:
        return await _drawn(counter, request, which)

    @router.post("/{which}")
    async def sent(request: Request, which: str) -> Response:
        form, trouble = await counter.form(request)
        if trouble or len(form.get("what", "")) < _SHORTEST:
            return await _drawn(counter, request, which, form, trouble or _TOO_SHORT, 400)
        told = {name: form[name] for name in ("what", "name", "contact", "related_case") if form.get(name)}
        if which == "complaint":
            told["what"] = f"投诉：{told['what']}"
        if form.get("concerned_body") in counter.desk.law.organisations.by_id:
            told["concerned_body"] = form["concerned_body"]
        answer = await counter.asked(request, "satisfaction", "/unresolved-matters", told, form.get("key", ""))
        if answer.well or answer.waiting:
            code = answer.content.get("case_code", "")
            sentence = f"已经收到，编号 {code}，请记下。由有关机构的上级督促办理，办理结果会告诉您留下的联系方式。"
            return await counter.page(request, "done.html", title="已经收到", sentence=sentence)
        return await _drawn(counter, request, which, form, said(answer), answer.status)

    return router


async def _drawn(
    counter: PublicCounter,
    request: Request,
    which: str,
    form: dict[str, str] | None = None,
    trouble: str = "",
    status: int = 200,
) -> Response:
    if which not in _PAGES:
        return await counter.page(request, "done.html", 404, title="没有这个页面", sentence="请从首页进入。")
    title, question = _PAGES[which]
    bodies = [(one.id, one.name_zh) for one in counter.desk.law.organisations.by_id.values()]
    return await counter.page(
        request, "telling.html", status, title=title, question=question, form=form, trouble=trouble, bodies=bodies
    )
