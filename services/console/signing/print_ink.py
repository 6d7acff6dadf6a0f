"""A handwritten signature made small for printing: cut to what was written, black on white, the same bytes each time. Pure."""

import base64
import io

from PIL import Image, ImageOps

_HIGHEST = 160
"""Pixels; printed 14 mm high that is 290 dots an inch."""
_WIDEST = 640
_DARK = 160


def ink_for_print(content: bytes) -> str:
    """PNG in base64, some thousand characters. Raises OSError for bytes that are no image."""
    with Image.open(io.BytesIO(content), formats=("PNG",)) as picture:
        paper = Image.new("RGBA", picture.size, "white")
        paper.alpha_composite(picture.convert("RGBA"))
    grey = paper.convert("L")
    written = ImageOps.invert(grey).point(lambda value: 255 if value > 255 - _DARK else 0).getbbox()
    cut = grey.crop(written) if written else grey
    cut.thumbnail((_WIDEST, _HIGHEST))
    black = cut.point(lambda value: 255 if value > _DARK else 0).convert("1")
    written_down = io.BytesIO()
    black.save(written_down, "PNG", optimize=True)
    return base64.b64encode(written_down.getvalue()).decode()
