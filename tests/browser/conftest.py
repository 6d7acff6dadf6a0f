"""One start of the services and one browser for all browser tests; without a browser they are skipped, under CI they fail."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.browser.chromium import DESKTOP, INSTALL, Screen, driven, missing
from tests.browser.seat import Seat
from tests.conftest import County

Seats = Callable[..., Seat]


@dataclass(frozen=True)
class Stack:
    """The running services, before the console at `address`."""

    address: str
    data: Path


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip, or fail where nobody would notice a skip."""
    if Path(__file__).parent not in item.path.parents:
        return
    lacking = missing()
    if lacking and os.environ.get("CI") == "true":
        pytest.fail(f"the browser tests cannot run, {', '.join(lacking)} missing: {INSTALL}", pytrace=False)
    if lacking:
        pytest.skip(f"{', '.join(lacking)} missing")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: Any) -> Iterator[None]:
    """The last lines tell what was not tested, and how it is."""
    yield
    skipped = [one for one in terminalreporter.stats.get("skipped", ()) if one.nodeid.startswith("tests/browser/")]
    if skipped and missing():
        terminalreporter.write_line(f"{len(skipped)} browser tests were SKIPPED: {', '.join(missing())} missing.")
        terminalreporter.write_line(f"To get them: {INSTALL}")


@pytest.fixture(scope="session")
def stack(county: County) -> Stack:
    """The county that all who mind their own cases share."""
    return Stack(county.console, county.installation.data)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with driven(tmp_path_factory.mktemp("chromium") / "profile") as driver:
        yield driver


@pytest.fixture
def seat(stack: Stack, chromium: Any) -> Seats:
    """Makes a seat of some size, with scripts or without, and nobody signed in."""

    def seated(screen: Screen = DESKTOP, scripts: bool = True) -> Seat:
        chromium.get("about:blank")
        chromium.delete_all_cookies()
        return Seat(chromium, stack.address, screen, scripts)

    return seated
