"""What every page must hold to, at each size and with scripts or without."""

from collections.abc import Iterable

from tests.browser.chromium import SCREENS
from tests.browser.seat import Seat


def faults(seat: Seat, who: str, paths: Iterable[str]) -> list[str]:
    """What is wrong with these pages, a line each: serious for axe-core, wider than the screen, or nothing on it without scripts."""
    found: list[str] = []
    for screen in SCREENS:
        for path in paths:
            place = f"{who} {path} {screen.name}"
            with_scripts = Seat(seat.driver, seat.address, screen).opens(path)
            found += [f"{place}: {one}" for one in with_scripts.violations()]
            if (over := with_scripts.runs_over()) > 0:
                found.append(f"{place}: {over} pixels too wide")
            heading = with_scripts.heading
            if Seat(seat.driver, seat.address, screen, scripts=False).opens(path).heading != heading:
                found.append(f"{place}: something else without scripts")
    Seat(seat.driver, seat.address, seat.screen, seat.scripts)
    return found
