"""Handwritten signatures put on a sheet before it is printed or issued: the sheet then has everything in itself."""

import asyncio
from dataclasses import replace

from starlette.requests import Request

from services.console.backends import Answered
from services.console.desk import Desk, SignInFirst, Stop
from services.console.signing.print_ink import ink_for_print
from services.jurisdiction.document_sheet import Sheet, SignatureGiven, Signatures

_LOST = "协议上有屏幕签名，签名的图像现在取不到，没有打印。请稍后再试；一直如此的，请告诉系统运维员。"


async def with_ink(desk: Desk, request: Request, case_code: str, sheet: Sheet) -> Sheet:
    """The sheet with the images of the signatures on it. Raises SignInFirst, Stop, BackendDown."""
    parts = [
        replace(part, given=tuple([await _inked(desk, request, case_code, one) for one in part.given]))
        if isinstance(part, Signatures) and part.given
        else part
        for part in sheet.parts
    ]
    return replace(sheet, parts=tuple(parts))


async def _inked(desk: Desk, request: Request, case_code: str, given: SignatureGiven) -> SignatureGiven:
    if not given.ink_hash:
        return given
    path = f"/cases/{case_code}/signature-images/{given.ink_hash}"
    answer = await desk.backends.file(path, desk.person(request).token, {})
    if isinstance(answer, Answered):
        raise SignInFirst if answer.status == 401 else Stop(503, "不能打印", _LOST)
    return replace(given, ink=await asyncio.to_thread(ink_for_print, answer.content))
