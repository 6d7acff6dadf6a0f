"""Signing an agreement at the counter (当面签名): who has signed, the page that is handed over, and the images that were given."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.console import documents_service
from services.console.access_log import What
from services.console.backends import Answered
from services.console.desk import Desk, SignInFirst, Stop, checked_form, first, stop
from services.console.pages.filling import new_key
from services.console.pages.form_page import the_act
from services.console.session import remember_write
from services.console.signing.images import KeptImage, NotGiven, image_sent, needed
from services.console.signing.places import Layer, acting, layer_of, open_to, place_of, signers_of, unsigned_before_seal
from services.jurisdiction.document_registers import load_registers
from services.jurisdiction.signing_notice import load_signing_notice

_CHANGED = "agreement_text_changed"
_NOT_READ = "请先看过协议全文，再勾选这一项"
_NO_PAGE = "没有这份协议或者这个签名人，已经签过，或者本岗位不能办理。"
_INLINE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Content-Disposition": "inline"}


@dataclass(frozen=True)
class _Asked:
    """One layer of one agreement of a case, before somebody of its body."""

    case_code: str
    file: Mapping[str, Any]
    place: Mapping[str, Any]
    layer: Layer
    party: Mapping[str, Any] | None
    """The party whose signature it is; None for mediator and seal."""

    @property
    def name(self) -> str:
        """The layer in the page's address."""
        return str(self.place["party_id"] or self.place["kind"])

    @property
    def address(self) -> str:
        """Of the page; an image that was handed in is kept for it between two tries."""
        return f"/cases/{self.case_code}/signatures/{self.file['agreement_id']}/{self.name}"


def routes(desk: Desk) -> APIRouter:
    """The list, the page of one signature, and an image."""
    router = APIRouter()
    largest = load_registers(desk.law.profile).limits.largest_mib
    notice = load_signing_notice(desk.law.profile)

    @router.get("/cases/{case_code}/signatures")
    async def listed(request: Request, case_code: str) -> Response:
        person = desk.person(request)
        files = await desk.read(request, f"/cases/{case_code}/signatures")
        desk.saw(request, What.CASE, case_code, "协议签名")
        opened = [{**one, "open": open_to(one, person.organisation, person.roles)} for one in files]
        return await desk.page(request, "signatures.html", case_code=case_code, files=opened)

    @router.get("/cases/{case_code}/signature-images/{content_hash}")
    async def image(request: Request, case_code: str, content_hash: str) -> Response:
        path = f"/cases/{case_code}/signature-images/{content_hash}"
        answer = await desk.backends.file(path, desk.person(request).token, {})
        if isinstance(answer, Answered):
            raise SignInFirst if answer.status == 401 else stop(answer)
        desk.saw(request, What.CASE, case_code, "看签名图像")
        return Response(answer.content, media_type=answer.headers["content-type"], headers=_INLINE)

    @router.get("/cases/{case_code}/signatures/{agreement_id}/{place}")
    async def page(request: Request, case_code: str, agreement_id: str, place: str) -> Response:
        asked = await _asked(desk, request, case_code, agreement_id, place)
        desk.saw(request, What.CASE, case_code, "当面签名")
        return await drawn(request, asked, {}, None, {})

    @router.post("/cases/{case_code}/signatures/{agreement_id}/{place}")
    async def signed(request: Request, case_code: str, agreement_id: str, place: str) -> Response:
        sent = await checked_form(request)
        form = {name: first(sent, name) for name in sent if name != "photo"}
        asked = await _asked(desk, request, case_code, agreement_id, place, again=True)
        kept = KeptImage.opened(desk.keeper, asked.address, form.get("kept", ""))
        try:
            path = f"/documents/cases/{case_code}/contents"
            token = desk.person(request).token
            given = await image_sent(
                request, form, asked.layer.screen, largest, lambda content: documents_service.hand_in(desk.backends, path, token, content),
            )  # fmt: skip
            kept = given or kept
            if asked.layer.screen is not None:
                needed(kept)
        except NotGiven as trouble:
            return await drawn(request, asked, form, kept, {"photo": str(trouble)}, 400)
        if form.get("read") != "yes":
            return await drawn(request, asked, form, kept, {"read": _NOT_READ}, 400)
        answer = await _act(desk, request, asked, form, kept)
        if answer.well or answer.waiting:
            remember_write(request, answer.read_token)
            title = "盖章已经登记" if asked.party is None and asked.layer.screen is None else "签好了"
            sentence = f"{asked.place['label']}：已经保存。请把屏幕交还工作人员。"
            return await desk.page(request, "signing/signed.html", title=title, sentence=sentence, case_code=case_code)
        now = await _newest(desk, request, asked, answer)
        return await drawn(request, now, {**form, "read": ""}, kept, _said(answer), answer.status)

    async def drawn(
        request: Request, asked: _Asked, form: Mapping[str, str], kept: KeptImage | None, wrong: Mapping[str, str],
        status: int = 200,
    ) -> Response:  # fmt: skip
        party = asked.party
        return await desk.page(
            request, "signing/sign.html", status, case_code=asked.case_code, file=asked.file, wrong=wrong,
            notice=notice.before(asked.file["service"]),
            asked={
                "who": asked.place["label"], "title": asked.layer.title, "meant": asked.layer.meant,
                "photo": asked.layer.photo, "button": asked.layer.button, "action": asked.address,
                "unsigned": unsigned_before_seal(asked.file, asked.place["kind"]),
            },
            signers=signers_of(party) if party else [], headcount=party.get("headcount", 1) if party else 1,
            form=form, kept=kept.sealed(desk.keeper, asked.address) if kept else "", key=form.get("key") or new_key(),
            on_screen=asked.layer.screen is not None, largest=largest,
        )  # fmt: skip

    return router


async def _asked(
    desk: Desk, request: Request, case_code: str, agreement_id: str, name: str, again: bool = False
) -> _Asked:
    """The layer that is to be taken down. Raises SignInFirst, Stop, BackendDown.

    `again`: the form was sent; then also one that was signed meanwhile, which the service says in its own words.
    """
    person = desk.person(request)
    files = await desk.read(request, f"/cases/{case_code}/signatures")
    file = next((one for one in files if one["agreement_id"] == agreement_id), None)
    place = place_of(file, name) if file else None
    if file is None or place is None or file["body"] != person.organisation:
        raise Stop(404, "没有找到", _NO_PAGE)
    layer = layer_of(file["service"], place["kind"])
    if layer.roles.isdisjoint(person.roles) or (
        not again and name not in open_to(file, person.organisation, person.roles)
    ):
        raise Stop(404, "没有找到", _NO_PAGE)
    party = None
    if place["party_id"]:
        case = await desk.read(request, f"/cases/{case_code}")
        party = next(one for one in case["parties"] if one["party_id"] == place["party_id"])
    return _Asked(case_code, file, place, layer, party)


async def _act(
    desk: Desk, request: Request, asked: _Asked, form: Mapping[str, str], kept: KeptImage | None
) -> Answered:
    """Give the command. Two clicks are one act; what was written anew is another."""
    service = asked.file["service"]
    act = await the_act(desk, request, service, asked.layer.act)
    token = desk.person(request).token
    now = await desk.backends.acts_now(service, token, asked.case_code)
    if now is None:
        raise Stop(404, "没有找到", _NO_PAGE)
    body: dict[str, Any] = {"track_id": asked.file["track_id"], "agreement_id": asked.file["agreement_id"]}
    if asked.party is not None:
        who = acting(asked.party, form.get("signer", ""))
        if who is None:
            raise Stop(400, "页面不完整", "请返回上一页，选择由谁签名。")
        body |= {"party_id": asked.party["party_id"], **who}
        if form.get("persons", "").strip().isdecimal():
            body["persons"] = int(form["persons"])
    if kept is not None:
        body[asked.layer.field] = kept.under(form.get("text_hash", ""))
    key = f"{form.get('key', '')}-{kept.content_hash[:16] if kept else ''}-{form.get('text_hash', '')[:16]}"
    answer = await desk.backends.give(act, token, key, body, asked.case_code, str(now.sequence))
    if answer.status == 401:
        raise SignInFirst
    if answer.status in (403, 404):
        raise stop(answer)
    return answer


async def _newest(desk: Desk, request: Request, asked: _Asked, answer: Answered) -> _Asked:
    """What is to be signed after a refusal: where another text took its place, the page shows that text."""
    told = answer.content if isinstance(answer.content, dict) else {}
    if told.get("code") != _CHANGED:
        return asked
    files = await desk.read(request, f"/cases/{asked.case_code}/signatures")
    waiting = [one for one in files if one["agreement_id"] == (told.get("parameters") or {}).get("agreement_id")]
    place = place_of(waiting[0], asked.name) if waiting else None
    return replace(asked, file=waiting[0], place=place) if place else asked


def _said(answer: Answered) -> dict[str, str]:
    content = answer.content if isinstance(answer.content, dict) else {}
    return {"": str(content.get("detail", "暂时没有办成，请稍后再试。"))}
