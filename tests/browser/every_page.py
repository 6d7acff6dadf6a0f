"""What every page must hold to, at each size and with scripts or without."""

import html
import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import httpx

from tests.browser.chromium import SCREENS
from tests.browser.seat import Seat

_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.S)
_TAG = re.compile(r"<[^>]+>")


def faults(seat: Seat, who: str, paths: Iterable[str]) -> list[str]:
    """What is wrong with these pages, a line each: serious for axe-core, wider than a screen, or nothing on it without scripts.

    A page is loaded once and then looked at in every size; what it is without scripts is what the server sends, so that no
    browser is needed to see it, and it is fetched while the browser works.
    """
    found: list[str] = []
    looked_at = tuple(paths)
    with (
        httpx.Client(base_url=seat.address, cookies=_cookies(seat), trust_env=False, timeout=30) as client,
        ThreadPoolExecutor(1) as meanwhile,
    ):
        without_scripts = {path: meanwhile.submit(client.get, path) for path in looked_at}
        for path in looked_at:
            place = f"{who} {path}"
            seat.shows(SCREENS[0]).opens(path)
            found += [f"{place}: {one}" for one in seat.violations()]
            for screen in SCREENS:
                if (over := seat.shows(screen).runs_over()) > 0:
                    found.append(f"{place} {screen.name}: {over} pixels too wide")
            if heading_of(without_scripts[path].result().text) != _plain(seat.heading):
                found.append(f"{place}: something else without scripts")
    seat.shows(seat.screen)
    return found


def heading_of(page: str) -> str:
    """The heading of a page as it is sent, without spaces; empty where there is none."""
    found = _HEADING.search(page)
    return _plain(html.unescape(_TAG.sub("", found[1]))) if found else ""


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def _cookies(seat: Seat) -> dict[str, str]:
    return {str(cookie["name"]): str(cookie["value"]) for cookie in seat.driver.get_cookies()}
