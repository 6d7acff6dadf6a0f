"""Statistics (统计): reports by period and body, the cases behind a figure, taking out with a purpose, and frozen reports."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.console.access_log import What
from services.console.backends import File
from services.console.catalogue import Act
from services.console.desk import Desk, SignInFirst, Stop, checked_form, first, go, stop
from services.console.pages.filling import new_key
from services.console.pages.periods import last_month, offered_periods
from services.console.session import remember_write

SERVICE = "statistics"
_SHOWN = 100
_SUBMITTED = ("report", "organisation", "period", "series", "bodies", "catalogue_version")
_NAME = re.compile(r"[a-z0-9_]{1,64}")
_PURPOSES = {
    "report_upwards": "报送上级", "meeting": "会议材料", "briefing": "通报", "analysis": "分析研判",
    "publication": "对外公布", "audit": "审计检查",
}  # fmt: skip
_FILES = {"xlsx": "Excel 报表", "csv": "CSV 报表", "docx": "Word 报表", "briefing": "工作情况通报（Word）"}
Told = Mapping[str, Any]


def routes(desk: Desk, now: Callable[[], datetime]) -> APIRouter:
    """The pages of statistics; `now` says which periods are over."""
    router = APIRouter()

    def asked_of(request: Request, told: Mapping[str, str]) -> dict[str, str]:
        """The body and period asked for: the reader's own, and the last month that is over, where nothing is told."""
        organisation = told.get("organisation") or desk.person(request).organisation
        return {"organisation": organisation, "period": told.get("period") or last_month(now())}

    async def shown(
        request: Request, report: str, asked: Mapping[str, str], wrong: str = "", status: int = 200
    ) -> Response:
        told = await desk.read(request, f"/statistics/{_name(report)}", asked)
        person = desk.person(request)
        frozen = await desk.read(request, "/frozen-reports", {"organisation": asked["organisation"]})
        own = asked["organisation"] == person.organisation
        return await desk.page(
            request, "statistics_report.html", status, told=told, report=told["report"], asked=asked, wrong=wrong,
            kept=next((one for one in frozen if one["code"] == told["code"]), None), purposes=_PURPOSES, files=_FILES,
            may_freeze=own and await _office_act(desk, request, "freeze_report") is not None, key=new_key(),
            may_export=person.may_open("/exports"), periods=offered_periods(now(), asked["period"]),
            bodies=list(desk.bodies_below(person.organisation).items()),
        )  # fmt: skip

    @router.get("/statistics")
    async def reports(request: Request) -> Response:
        catalogue = await desk.read(request, "/statistics")
        frozen = await desk.read(request, "/frozen-reports", {"limit": str(_SHOWN)})
        return await desk.page(request, "statistics.html", catalogue=catalogue, frozen=frozen)

    @router.get("/frozen-reports/{code}")
    async def editions(request: Request, code: str) -> Response:
        file = await desk.read(request, f"/frozen-reports/{code}")
        office = desk.sign_in.office
        return await desk.page(request, "frozen_report.html", file=file, office=office, most=_SHOWN)

    @router.get("/statistics/{report}")
    async def statistics(request: Request, report: str) -> Response:
        return await shown(request, report, asked_of(request, request.query_params))

    @router.get("/statistics/{report}/{indicator}/cases")
    async def cases(request: Request, report: str, indicator: str) -> Response:
        asked = asked_of(request, request.query_params)
        row = {name: request.query_params[name] for name in ("by", "value", "of") if request.query_params.get(name)}
        path, query = f"/statistics/{_name(report)}/{_name(indicator)}", {**asked, **row, "limit": str(_SHOWN)}
        rows = await desk.read(request, f"{path}/cases", query)
        beside = await desk.read(request, f"{path}/entries", query)
        catalogue = await desk.read(request, "/statistics")
        known = next((one for one in catalogue["reports"] if one["report"] == report), {"indicators": ()})
        return await desk.page(
            request, "statistics_cases.html", rows=rows, beside=beside, most=_SHOWN, asked=asked, report=report, row=row,
            indicator=next(one for one in known["indicators"] if one["indicator"] == indicator),
        )  # fmt: skip

    @router.post("/statistics/{report}/export")
    async def export(request: Request, report: str) -> Response:
        form = await checked_form(request)
        person = desk.person(request)
        if not person.may_open("/exports"):
            raise Stop(403, "本岗位不能导出", "导出不在本岗位的职责之内。")
        kind, purpose = first(form, "format"), first(form, "purpose")
        asked = asked_of(request, {name: first(form, name) for name in ("organisation", "period")})
        if kind not in _FILES or purpose not in _PURPOSES:
            return await shown(request, report, asked, "请选择导出的形式和用途。", 400)
        path = "/statistics-briefing" if kind == "briefing" else f"/statistics/{_name(report)}/export"
        query = {**asked, "purpose": purpose} | ({} if kind == "briefing" else {"format": kind})
        made = await desk.backends.file(path, person.token, query)
        if not isinstance(made, File):
            if made.status == 401:
                raise SignInFirst
            raise stop(made)
        about = f"{report}（{asked['period']}，{_FILES[kind]}）：{_PURPOSES[purpose]}"
        desk.saw(request, What.EXPORT, purpose=about)
        return Response(made.content, headers=dict(made.headers))

    @router.post("/statistics/{report}/freeze")
    async def freeze(request: Request, report: str) -> Response:
        form = await checked_form(request)
        asked = asked_of(request, {name: first(form, name) for name in ("organisation", "period")})
        told = await desk.read(request, f"/statistics/{_name(report)}", asked)
        act = await _office_act(desk, request, "correct_report" if first(form, "edition") else "freeze_report")
        if act is None:
            raise Stop(403, "本岗位不能定稿", "统计报表由综治中心（县级统筹）定稿和更正。")
        body = submitted(told) | ({"reason": first(form, "reason")} if first(form, "edition") else {})
        answer = await desk.backends.give(
            act, desk.person(request).token, first(form, "key"), body, told["code"], first(form, "edition") or None
        )
        if not (answer.well or answer.waiting):
            wrong = str(answer.content.get("detail", "")) if isinstance(answer.content, dict) else ""
            return await shown(request, report, asked, wrong or "没有办成，请稍后再试。", answer.status)
        remember_write(request, answer.read_token)
        request.session["done"] = act.title
        return go(f"/frozen-reports/{told['code']}")

    return router


def submitted(told: Told) -> dict[str, Any]:
    """The body of freezing: the report exactly as the views told it, with the places in the logs it was computed from."""
    if told["positions"] is None:
        raise Stop(503, "暂时不能定稿", "数字正在变动，不能确定统计到哪里为止。请稍后再试。")
    figures = [
        dict(zip(("table", "row", "indicator", "count", "of"), figure, strict=True)) for figure in told["figures"]
    ]
    kept = {name: told["report"][name] for name in _SUBMITTED}
    return {**kept, "positions": told["positions"], "digest": told["digest"], "figures": figures}


async def _office_act(desk: Desk, request: Request, name: str) -> Act | None:
    """An act of the service, where it can be reached and the reader's roles may ask for it."""
    act = await desk.backends.act(SERVICE, name)
    return act if act is not None and act.open_to(desk.person(request).roles) else None


def _name(text: str) -> str:
    """The name of a report or indicator. Raises Stop 404."""
    if not _NAME.fullmatch(text):
        raise Stop(404, "没有这一报表", "没有这一报表或者指标。")
    return text
