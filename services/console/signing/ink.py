"""The handwriting that a page sends: a PNG within bounds with something written on it. Pure."""

import base64
import binascii
import io

from PIL import Image

BEGINNING = "data:image/png;base64,"
LONGEST = 200_000
"""Characters of what is sent; a signature on a screen of a telephone takes some ten thousand."""
_WIDEST, _HIGHEST = 3_000, 1_500
_LEAST_INK = 60
"""Dark pixels; a mere touch has fewer."""
_DARK = 128


class NoInk(ValueError):
    """Not a signature; the text says why, in Chinese."""


def ink_in(sent: str) -> bytes:
    """The PNG in what the page sent. Raises NoInk."""
    if not sent.startswith(BEGINNING) or len(sent) > LONGEST:
        raise NoInk("没有收到笔迹，请重写一次；还是不行的，可以改用照片。")
    try:
        content = base64.b64decode(sent.removeprefix(BEGINNING).encode(), validate=True)
        dark = _dark_pixels(content)
    except (binascii.Error, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise NoInk("笔迹没有完整收到，请重写一次；还是不行的，可以改用照片。") from error
    if dark < _LEAST_INK:
        raise NoInk("签名框里没有写下名字，请写好后再提交。")
    return content


def _dark_pixels(content: bytes) -> int:
    """Raises NoInk, and OSError or SyntaxError as the library does for what is no picture."""
    with Image.open(io.BytesIO(content), formats=("PNG",)) as picture:
        width, height = picture.size
        if width > _WIDEST or height > _HIGHEST:
            raise NoInk("笔迹的图像太大，请重写一次；还是不行的，可以改用照片。")
        paper = Image.new("RGBA", picture.size, "white")
        paper.alpha_composite(picture.convert("RGBA"))
        return sum(paper.convert("L").histogram()[:_DARK])
