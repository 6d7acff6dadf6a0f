"""What a page of signing brought: handwriting, a photograph, or what it had handed in before; kept before the act names it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from schemas.documents import MediaType
from schemas.signatures import HowSigned
from services.console.backends import Answered
from services.console.desk import SignInFirst
from services.console.session import FormKeeper, KeptForm
from services.console.signing.ink import NoInk, ink_in

HandIn = Callable[[bytes], Awaitable[Answered]]
"""Hands bytes in to the service of documents, as whoever the page acts for."""
IMAGES = (MediaType.PNG.value, MediaType.JPEG.value, MediaType.PDF.value)
_NOTHING = "请在框里手写签名，或者选择已签名纸质件的照片。"
_TOO_LARGE = "照片超过{mib}MiB。请压缩，或者用较低的清晰度重拍。"
_NO_IMAGE = "照片请用 JPG 或者 PNG，扫描件请用 PDF。"


class NotGiven(ValueError):
    """No signature came with the form; the text says why, in Chinese."""


@dataclass(frozen=True)
class KeptImage:
    """An image whose bytes the service of documents has."""

    how: HowSigned
    content_hash: str
    media_type: str
    size: int

    def under(self, text_hash: str) -> dict[str, Any]:
        """As a command tells it, with the text that was shown."""
        told = {"content_hash": self.content_hash, "media_type": self.media_type, "size": self.size}
        return {"how": self.how.value, **told, "text_hash": text_hash}

    def sealed(self, keeper: FormKeeper, signer: str) -> str:
        """For a hidden field of this signer's page: what was handed in need not be sent again, and no other can be named."""
        told = {"image": [self.how.value, self.content_hash, self.media_type, str(self.size)]}
        return keeper.sealed(KeptForm(signer, told))

    @staticmethod
    def opened(keeper: FormKeeper, signer: str, text: str) -> "KeptImage | None":
        """What was sealed for this signer; None for anything else."""
        kept = keeper.opened(text) if text else None
        if kept is None or kept.place != signer:
            return None
        how, content_hash, media_type, size = kept.form["image"]
        return KeptImage(HowSigned(how), content_hash, media_type, int(size))


async def image_sent(
    request: Request, form: Mapping[str, str], screen: HowSigned | None, largest_mib: int, hand_in: HandIn
) -> KeptImage | None:
    """The signature that came with the form, kept; None where none came. `screen`: how handwriting counts, None where it cannot.

    Raises NotGiven, SignInFirst, BackendDown.
    """
    file = (await request.form()).get("photo")
    if isinstance(file, UploadFile) and file.filename:
        content = await file.read(largest_mib * 1024 * 1024 + 1)
        if len(content) > largest_mib * 1024 * 1024:
            raise NotGiven(_TOO_LARGE.format(mib=largest_mib))
        return await _kept(content, HowSigned.PHOTOGRAPHED_PAPER, hand_in)
    if screen is None or not form.get("strokes"):
        return None
    try:
        return await _kept(ink_in(form["strokes"]), screen, hand_in)
    except NoInk as error:
        raise NotGiven(str(error)) from error


def needed(image: KeptImage | None) -> KeptImage:
    """The image. Raises NotGiven."""
    if image is None:
        raise NotGiven(_NOTHING)
    return image


async def _kept(content: bytes, how: HowSigned, hand_in: HandIn) -> KeptImage:
    answer = await hand_in(content)
    if answer.status == 401:
        raise SignInFirst
    told = answer.content if isinstance(answer.content, dict) else {}
    if answer.status == 415:
        raise NotGiven(_NO_IMAGE)
    if not answer.well:
        raise NotGiven(str(told.get("detail") or "图像暂时不能保存，请稍后再试。"))
    if told["media_type"] not in IMAGES:
        raise NotGiven(_NO_IMAGE)
    return KeptImage(how, told["content_hash"], told["media_type"], told["size"])
