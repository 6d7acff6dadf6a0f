"""What every page shares: the other services, who is signed in, how a page is drawn."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.templating import Jinja2Templates

from services.console.access_log import AccessLog, What
from services.console.backends import Answered, Backends
from services.console.bell import Bell
from services.console.chinese import Chinese
from services.console.drafts import Drafts
from services.console.session import COOKIE, FormKeeper, Person, SignIn, seen
from services.jurisdiction.clock_calculation import SHANGHAI
from services.jurisdiction.law import Law

_WORDS = "/vocabulary"


class SignInFirst(Exception):
    """Nobody is signed in, or the token has run out."""


class KeepForm(Exception):
    """A form came from somebody who is not signed in any more: it is kept until they are."""

    def __init__(self, place: str, form: dict[str, list[str]]) -> None:
        super().__init__(place)
        self.place, self.form = place, form


class StalePage(Exception):
    """The form does not come from a page of this session."""

    def __init__(self, form: dict[str, list[str]]) -> None:
        super().__init__()
        self.form = form


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
    drafts: Drafts
    keeper: FormKeeper
    log: AccessLog
    bell: Bell
    now: Callable[[], datetime]
    _words: Mapping[str, str] = field(default_factory=dict)

    def today(self) -> date:
        """The day in Shanghai."""
        return self.now().astimezone(SHANGHAI).date()

    def person(self, request: Request) -> Person:
        """Who is signed in. Raises SignInFirst."""
        token = request.session.get("token")
        person = self.sign_in.person(token) if token else None
        if person is None:
            raise SignInFirst
        return person

    def saw(self, request: Request, what: What, case_code: str = "", purpose: str = "") -> None:
        """Write down that the reader looked at something. Raises SignInFirst."""
        person = self.person(request)
        self.log.saw(person.account, person.organisation, what, case_code, purpose)

    def bodies_below(self, organisation: str) -> dict[str, str]:
        """Names by id of this body and those below it."""
        law = self.law
        return {
            body.id: body.name_zh
            for body in law.organisations.by_id.values()
            if body.id == organisation or organisation in (above.id for above in law.ancestors(body))
        }

    async def read(self, request: Request, path: str, query: Mapping[str, str] | None = None) -> Any:
        """What the views answer to the reader. Raises SignInFirst, Stop, BackendDown."""
        return (await self.read_list(request, path, query)).content

    async def read_list(self, request: Request, path: str, query: Mapping[str, str] | None = None) -> Answered:
        """The same with where the next page of a list begins. Raises SignInFirst, Stop, BackendDown."""
        answer = await self.backends.read(path, self.person(request).token, seen(request), query)
        if answer.status == 401:
            raise SignInFirst
        if not answer.well:
            raise stop(answer)
        return answer

    async def read_whole(self, request: Request, path: str) -> list[Any]:
        """Every row of a list, page after page. Raises SignInFirst, Stop, BackendDown."""
        read = await self.read_list(request, path)
        rows: list[Any] = list(read.content)
        while read.following:
            read = await self.read_list(request, path, {"after": read.following})
            rows += read.content
        return rows

    async def words(self, request: Request) -> Chinese:
        """The words of the interface, asked once per process, with the grounds and limits of the law."""
        if not self._words:
            self._words = {**words_of_the_law(self.law), **await self.read(request, _WORDS)}
        return Chinese(self._words)

    async def ask(self, request: Request, service: str, method: str, path: str, **more: Any) -> Any:
        """What a service answers to the reader. Raises SignInFirst, Stop, BackendDown."""
        if service not in self.backends.addresses:
            raise Stop(503, "暂时不能办理", "相应的服务没有安装或者没有运行。")
        answer = await self.backends.ask(service, method, path, self.person(request).token, **more)
        if answer.status == 401:
            raise SignInFirst
        if not answer.well:
            raise stop(answer)
        return answer.content

    async def page(self, request: Request, template: str, status: int = 200, **shown: Any) -> Response:
        """Draw a page for the reader who is signed in, if anybody is."""
        token = request.session.get("token")
        person = self.sign_in.person(token) if token else None
        shown |= {
            "person": person, "waiting": self.bell.count(person) if person else 0, "csrf": csrf(request),
            "done": request.session.pop("done", None), "path": request.url.path, "place": self.law.settings.name_zh,
        }  # fmt: skip
        return self.templates.TemplateResponse(request, template, shown, status_code=status)


def words_of_the_law(law: Law) -> dict[str, str]:
    """Codes that forms offer to choose from and that the law itself names: grounds and limits."""
    grounds = {code: ground.text_zh for code, ground in law.grounds.by_code.items()}
    return grounds | {limit.id: limit.name_zh for limit in law.clocks.limits.by_id.values()}


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
    """The form that was sent. Raises StalePage when it does not come from a page of this session."""
    sent = await request.form()
    form = {name: [str(value) for value in sent.getlist(name)] for name in sent}
    if not secrets.compare_digest(first(form, "csrf").encode(), csrf(request).encode()):
        raise StalePage(form)
    return form


def first(form: Mapping[str, Sequence[str]], name: str) -> str:
    """The first value of a name; empty where there is none."""
    return next(iter(form.get(name, ())), "")


def go(path: str) -> Response:
    """Go on with another page; a reload there repeats nothing."""
    return RedirectResponse(path, 303)
