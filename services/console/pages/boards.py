"""What a body has to do, its cases and its deadlines."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from schemas.values import DisputeType
from services.console.access_log import What
from services.console.catalogue import Act
from services.console.desk import Desk
from services.console.pages.filling import new_key
from services.console.pages.form_page import REGISTER
from services.console.session import Person
from services.jurisdiction.roles import Role

Item = Mapping[str, Any]
"""A row of the views."""
_ITEMS_SHOWN = 80
_CASES_SHOWN = 100
_CLOCKS_SHOWN = 100
"""Rows of one page: more would be above 100 KB."""
_WHENS = (("overdue", "已超期"), ("today", "今天到期"), ("week", "七天内到期"), ("undated", "没有日期"))
_WHO_ANSWER_OFFERS = frozenset({Role.CLERK.value, Role.COURT_CLERK.value, Role.COUNTY_OFFICE.value})
"""Who is shown the buttons; whether the body may is for the service to say."""


def routes(desk: Desk) -> APIRouter:
    """The boards."""
    router = APIRouter()

    @router.get("/")
    async def work(request: Request) -> Response:
        begun = request.query_params.get("after", "")
        read = await desk.read_list(request, "/work-list", {"limit": str(_ITEMS_SHOWN), "after": begun})
        items = read.content
        person = desk.person(request)
        last = desk.log.last(person.account, What.WORK)
        desk.saw(request, What.WORK)
        can_answer = not person.roles.isdisjoint(_WHO_ANSWER_OFFERS)
        return await desk.page(
            request, "work.html", grouped=work_grouped(items), total=read.total, can_answer=can_answer, new_key=new_key,
            new=frozenset(_place(item) for item in items if last and datetime.fromisoformat(item["since"]) > last),
            place_of=_place, drafts=desk.drafts.of(person.account), can_register=person.may_open("/cases/new"),
            entries=await _entries(desk, person), following=read.following, begun=begun,
        )  # fmt: skip

    @router.get("/cases")
    async def cases(request: Request) -> Response:
        asked = request.query_params
        query = {name: asked[name] for name in ("status", "dispute_type", "organisation") if asked.get(name)}
        begun = asked.get("after", "")
        read = await desk.read_list(request, "/cases", {**query, "limit": str(_CASES_SHOWN), "after": begun})
        words = await desk.words(request)
        return await desk.page(
            request, "cases.html", cases=read.content, words=words, asked=asked, types=list(DisputeType),
            bodies=_bodies_below(desk, request), begun=begun, following=read.following, first=_address("/cases", query),
        )  # fmt: skip

    @router.get("/deadlines")
    async def deadlines(request: Request) -> Response:
        asked = request.query_params
        query = {name: asked[name] for name in ("organisation", "when", "time_limit") if asked.get(name)}
        begun = asked.get("after", "")
        read = await desk.read_list(request, "/deadlines", {**query, "limit": str(_CLOCKS_SHOWN), "after": begun})
        return await desk.page(
            request, "deadlines.html", clocks=read.content, total=read.total, asked=asked, whens=_WHENS,
            limits=[(one, _name_of_limit(desk, one)) for one in read.on_board], bodies=_bodies_below(desk, request),
            begun=begun, following=read.following, first=_address("/deadlines", query),
        )  # fmt: skip

    return router


async def _entries(desk: Desk, person: Person) -> list[Act]:
    """What else the reader's roles may enter that is no case, e.g. the result of a population survey."""
    acts = await desk.backends.catalogue()
    return [
        act for act in acts if act.makes_a_case and act.open_to(person.roles) and (act.service, act.name) != REGISTER
    ]


def work_grouped(items: Sequence[Item]) -> list[tuple[str, str, list[Item]]]:
    """Kind, its Chinese name and its items, in the order of the work list; what is due today stands for itself."""
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        today = item["kind"] == "due" and item["clock"] and item["clock"]["days_left"] == 0
        place = ("today", "今天到期") if today else (item["kind"], item["kind_name"])
        groups.setdefault(place, []).append(item)
    return [(kind, name, found) for (kind, name), found in groups.items()]


def _place(item: Item) -> tuple[str, str, str]:
    """What an item is known by on its list."""
    return item["kind"], item["case_code"], item["subject"]


def _address(path: str, query: Mapping[str, str]) -> str:
    """The first page of a list as it was narrowed; more can be asked for with `&`."""
    return f"{path}?{urlencode(query)}"


def _name_of_limit(desk: Desk, limit: str) -> str:
    found = desk.law.limit(limit)
    return found.name_zh if found else limit


def _bodies_below(desk: Desk, request: Request) -> list[tuple[str, str]]:
    """The reader's body and those below it, to choose from; ids and names."""
    return list(desk.bodies_below(desk.person(request).organisation).items())
