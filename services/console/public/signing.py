"""A party signs an agreement through its own link: the text in full, a pad or a photograph, and the second fact again with the act."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from schemas.signatures import HowSigned
from schemas.values import ReceivedVia
from services.console import documents_service
from services.console.backends import Answered
from services.console.desk import go
from services.console.public.counter import PublicCounter, said
from services.console.public.own_link import EMPTY, no_such_link, not_open, opened
from services.console.signing.images import KeptImage, NotGiven, image_sent, needed
from services.jurisdiction.document_registers import load_registers
from services.jurisdiction.party_link_address import OwnLink, PartyLinks
from services.jurisdiction.signing_notice import load_signing_notice

_NOT_READ = "请先看过协议全文，再勾选这一项"
_NO_AGREEMENT = "，或者没有这份协议"
_DONE = "您的签名已经保存。{layers}后，协议生效；生效后可以凭这份链接查看。"
_LAYERS = {
    "people_mediation": "各方当事人签名、调解员签名并加盖人民调解委员会印章",
    "administrative_mediation": "各方当事人签名并加盖机关印章",
    "network": "各方当事人签名、调解员签名并加盖调解组织印章",
}
"""What an agreement of a service waits for."""
_CHANGED = "agreement_text_changed"
_SIGN = "/{service}/cases/{case_code}/agreements/signature-by-link"
"""Path of the act, the same in every channel."""


def routes(counter: PublicCounter, links: PartyLinks) -> APIRouter:
    """The page of one signature; it opens from the party's own page. A wrong tag, fact or agreement are answered alike."""
    router = APIRouter(prefix="/public/my")
    place = "/{case_code}/{party_id}/{number}/{tag}/sign"
    profile = counter.desk.law.profile
    largest, notice = load_registers(profile).limits.largest_mib, load_signing_notice(profile)

    @router.get(place)
    async def empty(request: Request, case_code: str, party_id: str, number: int, tag: str) -> Response:
        """Nothing is shown without the second fact: it is asked for on the party's own page."""
        return go(request.url.path.removesuffix("/sign"))

    @router.post(place)
    async def sent(request: Request, case_code: str, party_id: str, number: int, tag: str) -> Response:
        """Shows the text by the second fact; with `sign` told, signs under the fact given with it."""
        link = OwnLink(case_code, party_id, number)
        if not links.verify(link, tag):
            return await no_such_link(counter, request)
        form, stale = await counter.form(request)
        fact = form.pop("fact", "")
        form.pop("photo", None)
        if stale or not fact:
            return await drawn(request, link, form, 400, {} if stale else {"fact": EMPTY}, trouble=stale)
        found = await agreement(request, link, fact, form.get("agreement_id", ""))
        if not found.well:
            return await drawn(request, link, form, found.status, trouble=not_open(found, _NO_AGREEMENT))
        if "sign" not in form:
            return await drawn(request, link, form, file=found.content)
        return await signed(request, link, form, found.content, fact)

    async def agreement(request: Request, link: OwnLink, fact: str, agreement_id: str) -> Answered:
        """The agreement as this party may see it."""
        return await opened(counter, request, link, fact, "/party-agreements", agreement_id=agreement_id)

    async def signed(
        request: Request, link: OwnLink, form: dict[str, str], file: Mapping[str, Any], fact: str
    ) -> Response:
        helper = await counter.helper(request)
        token = counter.account.token_for(counter.hub_above(file["body"])) or ""
        path, backends = f"/documents/cases/{link.case_code}/signature-images", counter.desk.backends
        kept = KeptImage.opened(counter.desk.keeper, _signer(link, file), form.get("kept", ""))
        try:
            screen = HowSigned.ON_SCREEN_AT_COUNTER if helper else HowSigned.ON_OWN_PHONE
            given = await image_sent(
                request,
                form,
                screen,
                largest,
                lambda content: documents_service.hand_in(backends, path, token, content),
            )
            kept = needed(given or kept)
        except NotGiven as trouble:
            return await drawn(request, link, form, 400, {"photo": str(trouble)}, file, kept)
        if form.get("read") != "yes":
            return await drawn(request, link, form, 400, {"read": _NOT_READ}, file, kept)
        via = ReceivedVia.COUNTER if helper else ReceivedVia.ONLINE
        body = {
            "track_id": file["track_id"], "agreement_id": file["agreement_id"], "party_id": link.party_id,
            "signature_image": kept.under(form.get("text_hash", "")),
            "by_link": {"link_number": link.number, "via": via.value, "helped_by": helper},
        }  # fmt: skip
        key = f"{form.get('key', '')}-{kept.content_hash[:16]}-{form.get('text_hash', '')[:16]}"
        act = _SIGN.format(service=file["service"].replace("_", "-"), case_code=link.case_code)
        answer = await counter.asked(request, file["service"], act, body, key, token)
        if answer.well or answer.waiting:
            done = _DONE.format(layers=_LAYERS[file["service"]])
            return await counter.page(request, "done.html", title="签好了", sentence=done)
        now = await newest(request, link, file, fact, answer)
        unread = {**form, "read": ""}
        return await drawn(request, link, unread, answer.status, file=now, kept=kept, trouble=said(answer))

    async def newest(
        request: Request, link: OwnLink, file: Mapping[str, Any], fact: str, answer: Answered
    ) -> Mapping[str, Any]:
        """The agreement as it stands after a refusal; the one that took its place where the text changed."""
        told = answer.content if isinstance(answer.content, dict) else {}
        agreement_id = (told.get("parameters") or {}).get("agreement_id") if told.get("code") == _CHANGED else None
        found = await agreement(request, link, fact, agreement_id or file["agreement_id"])
        return found.content if found.well else file

    async def drawn(
        request: Request,
        link: OwnLink,
        form: Mapping[str, str],
        status: int = 200,
        wrong: Mapping[str, str] | None = None,
        file: Mapping[str, Any] | None = None,
        kept: KeptImage | None = None,
        trouble: str = "",
    ) -> Response:
        sealed = kept.sealed(counter.desk.keeper, _signer(link, file)) if kept and file else form.get("kept", "")
        own = next((one for one in file["places"] if one["party_id"] == link.party_id), None) if file else None
        return await counter.page(
            request, "sign.html", status, form=form, wrong=wrong or {}, trouble=trouble, file=file, kept=sealed,
            notice=notice.before(file["service"]) if file else (),
            on_screen=True, largest=largest, own=own, helping=bool(await counter.helper(request)),
            photo_label="或者上传已签名纸质件的照片",
        )  # fmt: skip

    return router


def _signer(link: OwnLink, file: Mapping[str, Any]) -> str:
    """Whose page it is: under this an image that was handed in is kept between two tries."""
    return f"{link.place}/{file['agreement_id']}"
