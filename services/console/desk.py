"""What every page shares: the other services, who is signed in, how a page is drawn."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.templating import Jinja2Templates

from services.console.backends import Answered, Backends
from services.console.chinese import Chinese
from services.console.session import COOKIE, Person, SignIn, seen
from services.jurisdiction.law import Law

_WORDS = "/vocabulary"


class SignInFirst(Exception):
    """Nobody is signed in, or the token has run out."""


class Stop(Exception):
    """The page ends here with a sentence for the reader."""

    def __init__(self, status: int, title: str, detail: str) -> None:
        super().__init__(title)
        self.status, self.title, self.detail = status, title, detail


@dataclass
class Desk:
    """One per process."""

    backends: Backends
    sign_in: SignIn
    law: Law
    templates: Jinja2Templates
    _words: Mapping[str, str] = field(default_factory=dict)

    def person(self, request: Request) -> Person:
        """Who is signed in. Raises SignInFirst."""
        token = request.session.get("token")
        person = self.sign_in.person(token) if token else None
        if person is None:
            raise SignInFirst
        return person

    async def read(self, request: Request, path: str, query: Mapping[str, str] | None = None) -> Any:
        """What the views answer to the reader. Raises SignInFirst, Stop, BackendDown."""
        answer = await self.backends.read(path, self.person(request).token, seen(request), query)
        if answer.status == 401:
            raise SignInFirst
        if not answer.well:
            raise stop(answer)
        return answer.content

    async def words(self, request: Request) -> Chinese:
        """The words of the interface, asked once per process."""
        if not self._words:
            self._words = await self.read(request, _WORDS)
        return Chinese(self._words)

    async def page(self, request: Request, template: str, status: int = 200, **shown: Any) -> Response:
        """Draw a page for the reader who is signed in, if anybody is."""
        token = request.session.get("token")
        shown |= {
            "person": self.sign_in.person(token) if token else None, "csrf": csrf(request),
            "done": request.session.pop("done", None), "path": request.url.path, "place": self.law.settings.name_zh,
        }  # fmt: skip
        return self.templates.TemplateResponse(request, template, shown, status_code=status)


def stop(answer: Answered) -> Stop:
    """A problem that a service answered with, for the page."""
    content = answer.content if isinstance(answer.content, dict) else {}
    return Stop(answer.status, str(content.get("title", "暂时不能办理")), str(content.get("detail", "请稍后再试。")))


def csrf(request: Request) -> str:
    """The token that a form of this browser must bring back."""
    if COOKIE not in request.session:
        request.session[COOKIE] = secrets.token_urlsafe(24)
    return str(request.session[COOKIE])


async def checked_form(request: Request) -> dict[str, list[str]]:
    """The form that was sent. Raises Stop when it does not come from a page of ours."""
    sent = await request.form()
    if not secrets.compare_digest(str(sent.get("csrf", "")), csrf(request)):
        raise Stop(
            403, "页面已失效", "这个页面打开太久或者不是从本系统打开的。请返回上一页刷新后再办理，填写的内容不会丢失。"
        )
    return {name: [str(value) for value in sent.getlist(name)] for name in sent}


def go(path: str) -> Response:
    """Go on with another page; a reload there repeats nothing."""
    return RedirectResponse(path, 303)
