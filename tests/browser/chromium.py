"""Debian's Chromium, headless, driven as a person would: shown at two sizes, with scripts and without."""

import base64
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from services.runtime.settings import data_folder

INSTALL = "sudo apt-get install -y --no-install-recommends chromium chromium-driver fonts-noto-cjk && make environment"
"""How the browser tests are got to run."""
SCREENSHOTS = Path(os.environ.get("MEDIATION_SCREENSHOTS") or data_folder(os.environ) / "screenshots")
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars", "--lang=zh-CN",
)  # fmt: skip


@dataclass(frozen=True)
class Screen:
    """What somebody looks at."""

    name: str
    width: int
    height: int
    telephone: bool = False


DESKTOP = Screen("desktop", 1366, 768)
TELEPHONE = Screen("telephone", 390, 844, telephone=True)
SCREENS = (DESKTOP, TELEPHONE)


def missing() -> list[str]:
    """What is lacking for the tests of this folder; empty where they can run."""
    programs = [name for name in ("chromium", "chromedriver") if shutil.which(name) is None]
    packages = [name for name in ("selenium", "axe_playwright_python") if find_spec(name) is None]
    return [*programs, *packages]


@cache
def axe_source() -> str:
    """axe-core as a text to be run in a page."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@contextmanager
def driven(profile: Path) -> Iterator[Any]:
    """A browser with a new profile; gone afterwards."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium"))
    for flag in (*_FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    # Pages are loaded when everything of them is: what follows needs no waiting.
    options.page_load_strategy = "normal"
    service = webdriver.ChromeService(executable_path=str(shutil.which("chromedriver")))
    driver = webdriver.Chrome(options=options, service=service)
    driver.set_page_load_timeout(30)
    try:
        yield driver
    finally:
        driver.quit()


def show(driver: Any, screen: Screen, scripts: bool = True) -> None:
    """From the next page on: this size, with or without the page's scripts."""
    metrics = {"width": screen.width, "height": screen.height, "deviceScaleFactor": 1, "mobile": screen.telephone}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not scripts})


def photograph(driver: Any, name: str) -> Path:
    """Keep what is on the screen as an artefact."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    path = SCREENSHOTS / f"{name}.png"
    shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": False})
    path.write_bytes(base64.b64decode(shot["data"]))
    return path
