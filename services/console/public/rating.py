"""Answering a survey by the case's code and the short code of the message; links of messages lead to the survey at once."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.console.public.counter import PublicCounter, said

SERVICE = "satisfaction"
_NOT_FOUND = "没有查到：请核对短信里的案件编号和评价码。一小时内连续填错五次的，暂停一小时。"


def routes(counter: PublicCounter) -> APIRouter:
    """The survey."""
    router = APIRouter(prefix="/public")

    @router.get("/survey")
    async def empty(request: Request) -> Response:
        return await counter.page(request, "survey.html")

    @router.post("/survey")
    async def sent(request: Request) -> Response:
        """First the codes, then the grade."""
        form, trouble = await counter.form(request)
        path = _path(form)
        if trouble or path is None:
            return await counter.page(request, "survey.html", 400, form=form, trouble=trouble or _NOT_FOUND)
        asked = await counter.asked(request, SERVICE, path)
        if not asked.well:
            sentence = _NOT_FOUND if asked.status == 404 else said(asked)
            return await counter.page(request, "survey.html", asked.status, form=form, trouble=sentence)
        if not form.get("grade"):
            return await counter.page(request, "survey.html", form=form, survey=asked.content)
        answer = {"grade": int(form["grade"]), "comment": form.get("comment", ""), "named": form.get("named") == "on"}
        if await counter.helper(request):
            answer["given_by"] = "counter"
        rated = await counter.asked(request, SERVICE, f"{path}/rating", answer, form.get("key", ""))
        if rated.well or rated.waiting:
            return await counter.page(
                request, "done.html", title="谢谢您的评价", sentence="您的评价已经收到，在有效期内可以修改。"
            )
        return await counter.page(
            request, "survey.html", rated.status, form=form, survey=asked.content, trouble=said(rated)
        )

    return router


def _path(form: dict[str, str]) -> str | None:
    """The address of the survey; None where the codes cannot be any."""
    case, short = form.get("case_code", "").upper(), form.get("short_code", "")
    sound = case.isascii() and case.isalnum() and short.isascii() and short.isdigit()
    grade = form.get("grade", "")
    return f"/surveys/{case}/codes/{short}" if sound and (not grade or grade in "12345") else None
