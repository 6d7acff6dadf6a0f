"""The counter: from here a clerk opens each public form for somebody without a telephone, and prints a party's link as a slip."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from schemas.identity import is_case_code
from services.console.access_log import What
from services.console.desk import Desk, Stop, checked_form, first, stop
from services.console.pages.filling import new_key
from services.console.pages.party_links import ISSUING, given
from services.console.public.counter import AT_COUNTERS
from services.console.session import remember_write
from services.jurisdiction.party_link_address import OwnLink, PartyLinks
from services.runtime.qr import qr_svg

_NOT_HERE = "本岗位不在窗口接待群众。"


def routes(desk: Desk, links: PartyLinks, address: str) -> APIRouter:
    """The page and the slip. `address`: where the public pages are reached from outside; empty: as the clerk reaches them."""
    router = APIRouter(prefix="/counter")

    @router.get("")
    async def page(request: Request) -> Response:
        _at_a_counter(desk, request)
        code = request.query_params.get("case_code", "").strip().upper()
        parties, custodian = [], ""
        if is_case_code(code):
            file = await desk.read(request, f"/cases/{code}")
            parties, custodian = file["parties"], file["custodian"] or ""
            desk.saw(request, What.CASE, code)
        return await desk.page(
            request, "public/counter.html", code=code, parties=parties, words=await desk.words(request), key=new_key(),
            wrong=bool(code) and not is_case_code(code), custodian=custodian,
        )  # fmt: skip

    @router.post("/slips")
    async def slip(request: Request) -> Response:
        """The slip is shown once, in the answer to its printing: it stands in no page that can be opened again."""
        _at_a_counter(desk, request)
        form = await checked_form(request)
        code, party_id = first(form, "case_code"), first(form, "party_id")
        answered = await given(desk, request, ISSUING, code, party_id, first(form, "key"))
        if not answered.well:
            raise stop(answered)
        remember_write(request, answered.read_token)
        issued = answered.content["events"][0]["data"]
        path = links.path(OwnLink(code, party_id, int(issued["link_number"])))
        desk.saw(request, What.EXPORT, code, "打印办事链接凭条")
        link = (address or str(request.base_url)).rstrip("/") + path
        answer = await desk.page(
            request, "public/slip.html", code=code, path_of_link=path, link=link, qr=qr_svg(link),
            expires_at=issued["expires_at"],
        )  # fmt: skip
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["Referrer-Policy"] = "no-referrer"
        return answer

    return router


def _at_a_counter(desk: Desk, request: Request) -> None:
    """Raises SignInFirst, Stop."""
    if desk.person(request).roles.isdisjoint(AT_COUNTERS):
        raise Stop(403, "不能办理", _NOT_HERE)
