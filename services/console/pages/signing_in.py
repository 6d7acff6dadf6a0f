"""Signing in as an office, and out."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.console.desk import Desk, checked_form, first, go


def routes(desk: Desk) -> APIRouter:
    """The pages of signing in."""
    router = APIRouter()

    @router.get("/sign-in")
    async def choose(request: Request) -> Response:
        return await desk.page(request, "sign_in.html", posts=desk.sign_in.posts())

    @router.post("/sign-in")
    async def sign_in(request: Request) -> Response:
        form = await checked_form(request)
        post, pasted = (next(iter(form.get(name, ())), "").strip() for name in ("post", "token"))
        token = desk.sign_in.token_for(post) if post else pasted
        person = desk.sign_in.person(token) if token else None
        if person is None:
            wrong = (
                "没有这个岗位，请从列表中选择。"
                if post or desk.sign_in.posts()
                else "令牌不能识别或者已经过期，请重新取得。"
            )
            return await desk.page(
                request,
                "sign_in.html",
                400,
                posts=desk.sign_in.posts(),
                wrong=wrong,
                post=post,
                kept=first(form, "kept"),
            )
        request.session.clear()
        request.session["token"] = token
        kept = desk.keeper.opened(first(form, "kept"))
        if kept is None:
            return go("/")
        desk.drafts.keep(person.account, kept.place, "登录过期前没有提交的内容", kept.form)
        return go(kept.place)

    @router.post("/sign-out")
    async def sign_out(request: Request) -> Response:
        await checked_form(request)
        request.session.clear()
        return go("/sign-in")

    return router
