"""The console as an application: pages, the look, the session, and what is shown when something is wrong."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates

from services.console import chinese
from services.console.access_log import AccessLog
from services.console.backends import BackendDown, Backends
from services.console.bell import Bell
from services.console.chinese import Chinese
from services.console.desk import Desk, KeepForm, SignInFirst, StalePage, Stop, go
from services.console.drafts import Drafts
from services.console.forms.fields import Field
from services.console.forms.filled import groups_in, one_of, told_within
from services.console.importing.store import Imports
from services.console.importing.work import Importing
from services.console.notices import ReadNotices
from services.console.pages import (
    alerts,
    attachments,
    auditing,
    boards,
    case,
    checking,
    covering,
    drafts,
    importing,
    network,
    notifications,
    operations,
    papers,
    party_links,
    registers,
    satisfaction,
    searching,
    signing,
    signing_in,
    statistics,
    verifying,
)
from services.console.pages.trouble import wrong_within
from services.console.public import asking, at_counter, complaining, own, own_complaint, rating, reporting, telling
from services.console.public import signing as signing_by_link
from services.console.public.counter import PublicAccount, PublicCounter
from services.console.session import COOKIE, LONGEST_SECONDS, FormKeeper, KeptForm, SignIn, secret
from services.jurisdiction.instrument_titles import titled
from services.jurisdiction.law import Law
from services.jurisdiction.party_link_address import SECRET_FILE, SECRET_VARIABLE, PartyLinks
from services.runtime.clock import Clock
from services.runtime.health_routes import health_routes
from services.runtime.http import application
from services.runtime.metrics import Metrics
from services.runtime.process import PROGRAM_VERSION, serve
from services.runtime.secret_files import load_secret
from services.runtime.settings import Settings

SERVICE = "console"
_HERE = Path(__file__).parent
_SMALLEST_PACKED = 1024


def console(settings: Settings) -> FastAPI:
    """The application under these settings."""
    law = Law.load(settings.profile)
    key = secret(settings.folder)
    now = Clock(settings.mode).now
    backends = Backends(settings.addresses)
    desk = Desk(
        backends, SignIn.of(settings, law), law, templates_of(law), Drafts.within(settings.folder),
        FormKeeper.of(key), AccessLog.within(settings.folder),
        Bell(backends, ReadNotices.within(settings.folder)), now,
    )  # fmt: skip
    bulk = Importing(desk.backends, Imports.within(settings.folder))
    app = application(SERVICE, PROGRAM_VERSION, _lifespan(desk, bulk))
    app.include_router(health_routes(SERVICE, settings.replica, [], Metrics(SERVICE, []), now, {}))
    for pages in (
        signing_in,
        boards,
        searching,
        drafts,
        verifying,
        operations,
        auditing,
        covering,
        registers,
        alerts,
        network,
        party_links,
        notifications,
        attachments,
        checking,
        papers,
        signing,
        case,
    ):
        app.include_router(pages.routes(desk), include_in_schema=False)
    for dated in (statistics, satisfaction):
        app.include_router(dated.routes(desk, now), include_in_schema=False)
    app.include_router(importing.routes(desk, bulk), include_in_schema=False)
    counter = PublicCounter(desk, PublicAccount(desk.sign_in, settings.public_token))
    for public in (reporting, asking, rating, telling, complaining):
        app.include_router(public.routes(counter), include_in_schema=False)
    links = PartyLinks(load_secret(settings.data / SECRET_FILE, SECRET_VARIABLE).decode())
    app.include_router(signing_by_link.routes(counter, links), include_in_schema=False)
    app.include_router(own_complaint.routes(counter, links), include_in_schema=False)
    app.include_router(own.routes(counter, links), include_in_schema=False)
    app.include_router(at_counter.routes(desk, links, settings.public_pages), include_in_schema=False)
    app.mount("/static", StaticFiles(directory=_HERE / "static"))
    _answer_troubles(app, desk)
    app.add_middleware(
        SessionMiddleware, secret_key=key, session_cookie=COOKIE, max_age=LONGEST_SECONDS,
        same_site="strict",
    )  # fmt: skip
    app.add_middleware(GZipMiddleware, minimum_size=_SMALLEST_PACKED)
    return app


def run(settings: Settings) -> None:
    """Serve the console until told to stop."""
    serve(console(settings), SERVICE, settings)


def templates_of(law: Law) -> Jinja2Templates:
    """The pages' templates with everything they may call."""
    templates = Jinja2Templates(directory=_HERE / "templates")
    templates.env.filters.update(day=chinese.day, moment=chinese.moment, share=chinese.share, left=chinese.left)
    templates.env.filters["titled"] = partial(titled, instruments=law.clocks.limits.instruments)
    templates.env.globals.update(groups_in=groups_in, one_of=one_of, options_of=_options_of, chosen_of=_chosen_of)
    templates.env.globals.update(wrong_within=wrong_within, told_within=told_within)
    return templates


def _options_of(field: Field, words: Chinese) -> list[tuple[str, str]]:
    return [(option, field.option_names.get(option) or words.word(option)) for option in field.options]


def _chosen_of(values: list[str]) -> set[str]:
    """What was ticked, one by one or, in a draft or a default, as the lines of one text."""
    return {line.strip() for text in values for line in text.splitlines()}


def _lifespan(desk: Desk, bulk: Importing) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        await bulk.stop()
        await desk.bell.stop()
        await desk.backends.close()

    return lifespan


def _answer_troubles(app: FastAPI, desk: Desk) -> None:
    async def sign_in_first(request: Request, error: Exception) -> Response:
        request.session.pop("token", None)
        return go("/sign-in")

    async def keep_form(request: Request, error: Exception) -> Response:
        assert isinstance(error, KeepForm)
        request.session.pop("token", None)
        kept = desk.keeper.sealed(KeptForm(error.place, error.form))
        return await desk.page(request, "sign_in.html", 401, posts=desk.sign_in.posts(), kept=kept)

    async def stale(request: Request, error: Exception) -> Response:
        detail = "这个页面打开太久或者不是从本系统打开的，请返回上一页刷新后再办理。"
        return await desk.page(request, "stopped.html", 403, title="页面已失效", detail=detail)

    async def stopped(request: Request, error: Exception) -> Response:
        assert isinstance(error, Stop)
        return await desk.page(request, "stopped.html", error.status, title=error.title, detail=error.detail)

    async def down(request: Request, error: Exception) -> Response:
        detail = "相应的服务暂时没有应答，没有办理任何事项。请稍后刷新；一直如此的，请告诉系统运维员查看“运行状况”。"
        return await desk.page(request, "stopped.html", 503, title="暂时不能办理", detail=detail)

    app.add_exception_handler(SignInFirst, sign_in_first)
    app.add_exception_handler(KeepForm, keep_form)
    app.add_exception_handler(StalePage, stale)
    app.add_exception_handler(Stop, stopped)
    app.add_exception_handler(BackendDown, down)
