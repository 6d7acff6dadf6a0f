"""What the pages behind a party's own link share: how the link is asked about at the views, and what is said where it does not open."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from services.console.backends import READER, Answered
from services.console.public.counter import PublicCounter, said
from services.jurisdiction.party_link_address import OwnLink

_NO_LINK = "这个链接无效。请核对是否完整，或者到综治中心窗口重新领取。"
EMPTY = "请填写您本人电话或者证件号码的后四位"
SHUT = "网上办理暂时没有开通，请到综治中心窗口办理。"
_NOT_OPEN = "没有打开：第二项信息不对，或者这份链接已经到期、换发{more}。一小时内连续填错五次的，暂停一小时。"
_SHUT_ANSWER = Answered(503, {"detail": SHUT})


def asked_about(link: OwnLink, fact: str, **more: Any) -> dict[str, Any]:
    """The question of the link's holder, as the views take it."""
    return {
        "case_code": link.case_code, "party_id": link.party_id, "link_number": link.number, "second_fact": fact, **more,
    }  # fmt: skip


async def opened(
    counter: PublicCounter, request: Request, link: OwnLink, fact: str, path: str = "/party-cases", **more: Any
) -> Answered:
    """What the link opens under this fact; 503 where the public pages have no account. Raises BackendDown."""
    token = counter.account.token_for(next(iter(counter.hubs().values())))
    if token is None:
        return _SHUT_ANSWER
    return await counter.asked(request, READER, path, asked_about(link, fact, **more), token=token)


async def no_such_link(counter: PublicCounter, request: Request) -> Response:
    """The page behind an address whose tag is wrong; 404."""
    return await counter.page(request, "done.html", 404, title="打不开", sentence=_NO_LINK)


def not_open(answer: Answered, more: str = "") -> str:
    """Why nothing was opened. `more`: what else can be the reason. A wrong fact, a void and an expired link are told alike."""
    return _NOT_OPEN.format(more=more) if answer.status in (400, 404) else said(answer)
