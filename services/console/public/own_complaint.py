"""A complaint about the handler from a party's own page: about a body that has or had this case, entered as a public one is.

The link proves that a party of the case complains; the register is told what the public form tells it and no more. Who wants to
stay unnamed does, also towards the body that answers for it.
"""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.console.desk import go
from services.console.public.complaining import Complaints, complained_of
from services.console.public.counter import PublicCounter
from services.console.public.own_link import EMPTY, no_such_link, not_open, opened
from services.jurisdiction.party_link_address import OwnLink, PartyLinks

_END = "/complaint"


def routes(counter: PublicCounter, links: PartyLinks) -> APIRouter:
    """The form, filled in with the case and its bodies. It opens from the party's own page, and the second fact is asked again."""
    router = APIRouter(prefix="/public/my")
    place = "/{case_code}/{party_id}/{number}/{tag}" + _END
    complaints = Complaints.of(counter)

    @router.get(place)
    async def empty(request: Request, case_code: str, party_id: str, number: int, tag: str) -> Response:
        """Nothing of the case is shown without the second fact: it is asked for on the party's own page."""
        return go(request.url.path.removesuffix(_END))

    @router.post(place)
    async def sent(request: Request, case_code: str, party_id: str, number: int, tag: str) -> Response:
        """Shows the form by the second fact; with `complain` told, enters the complaint under the fact given with it."""
        link = OwnLink(case_code, party_id, number)
        if not links.verify(link, tag):
            return await no_such_link(counter, request)
        form, stale = await counter.form(request)
        fact = form.pop("fact", "")
        if stale or not fact:
            return await drawn(request, form, None, 400, stale, {} if stale else {"fact": EMPTY})
        answer = await opened(counter, request, link, fact)
        if not answer.well:
            return await drawn(request, form, None, answer.status, not_open(answer))
        bodies = complained_of(counter.desk.law, answer.content["handlers"])
        form = {**form, "related_case": link.case_code}
        if "complain" not in form:
            return await drawn(request, {**form, "key": ""}, bodies)
        return await entered(request, form, bodies)

    async def entered(request: Request, form: Mapping[str, str], bodies: list[tuple[str, str]]) -> Response:
        about = form.get("about_body", "")
        chosen = {**form, "about_body": about if about in dict(bodies) else ""}
        wrong = complaints.wrong(chosen)
        if wrong:
            return await drawn(request, chosen, bodies, 400, wrong=wrong)
        received = await complaints.received(request, chosen)
        if received.taken:
            return await counter.page(request, "done.html", title="已经收到", sentence=received.sentence)
        return await drawn(request, received.again(chosen), bodies, received.status, received.sentence)

    async def drawn(
        request: Request,
        form: Mapping[str, str],
        bodies: list[tuple[str, str]] | None,
        status: int = 200,
        trouble: str = "",
        wrong: Mapping[str, str] | None = None,
    ) -> Response:
        """`bodies`: None where the link has not opened; then the fact alone is asked for and what was written is kept."""
        shown: dict[str, Any] = {
            "own": request.url.path.removesuffix(_END), "opened": bodies is not None, "bodies": bodies or [],
            "kinds": complaints.kinds, "action": request.url.path, "helping": bool(await counter.helper(request)),
        }  # fmt: skip
        return await counter.page(
            request, "complaint.html", status, form=form, trouble=trouble, wrong=wrong or {}, **shown
        )

    return router
