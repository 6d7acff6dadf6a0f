"""Signing an agreement in a browser: a name written on the pad, or the photograph of a signed paper."""

import io
import re
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from pypdf import PdfReader

from tests.browser.seat import Seat
from tests.integration.test_console import Browser

_STROKES = ((-120, -20, 90, 40), (-20, 30, 110, -60), (60, -30, -70, 60))
"""Where each stroke begins, from the middle of the pad, and how far it goes, in pixels."""


def writes(seat: Seat) -> Seat:
    """Write on the pad as a finger or a mouse does."""
    from selenium.webdriver import ActionChains

    pad: Any = seat.driver.find_element("css selector", "canvas")
    seat.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", pad)
    for x, y, across, down in _STROKES:
        hand = ActionChains(seat.driver, duration=20).move_to_element_with_offset(pad, x, y).click_and_hold()
        hand.move_by_offset(across // 2, down // 2).move_by_offset(across - across // 2, down - down // 2)
        hand.release().perform()
    return seat


def pictures_on_the_draft(clerk: Browser, case: str) -> int:
    """How many images the agreement of the case carries, printed as a draft by somebody of its committee."""
    listed = clerk.open(f"{case}/documents").text
    address = re.findall(rf'href="({case}/documents/pm_agreement/[^"]+)"', listed)[-1]
    asked = re.findall(r'<textarea[^>]* name="([^"]+)"', clerk.open(address).text)
    page = clerk.submit(address, kind="draft", **dict.fromkeys(asked, "补填")).page
    assert page is not None
    assert page.headers["content-type"] == "application/pdf", page.text
    return sum(len(one.images) for one in PdfReader(io.BytesIO(page.content)).pages)


def photograph_of_paper(folder: Path, name: str) -> str:
    """The path of a picture of a signed paper."""
    picture = Image.new("RGB", (600, 800), "white")
    ImageDraw.Draw(picture).text((60, 60), name, fill="black")
    path = folder / f"{name}.jpg"
    picture.save(path)
    return str(path)
