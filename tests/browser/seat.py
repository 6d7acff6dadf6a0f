"""Somebody at a browser: opens pages, fills in forms by the names of their fields, sends them, reads the answer."""

import re
from collections.abc import Mapping
from typing import Any

from tests.browser.chromium import DESKTOP, Screen, axe_source, photograph, show

TAB, ENTER, ARROW_DOWN = "\ue004", "\ue007", "\ue015"
"""Keys as WebDriver names them (W3C WebDriver, 17.4.2)."""
SERIOUS = ("serious", "critical")
_AXE = """
const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ["violations"]}).then(
  found => done(found.violations.map(one => [one.impact, one.id, one.nodes.map(node => node.html.slice(0, 160)).slice(0, 3)])),
  error => done([["critical", String(error), []]]));
"""
_OVERFLOW = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Seat:
    """One person before the console at `address`; `screen` and `scripts` hold until they are changed."""

    def __init__(self, driver: Any, address: str, screen: Screen = DESKTOP, scripts: bool = True) -> None:
        self.driver, self.address, self.screen, self.scripts = driver, address, screen, scripts
        show(driver, screen, scripts)

    def sits_down(self, post: str) -> "Seat":
        """Signed in at `post` (e.g. `clerk.wuhu.jinghu.hub`), whoever sat here before."""
        self.driver.delete_all_cookies()
        self.opens("/sign-in").fills(post=post).sends("进入")
        assert self.path == "/", self.text
        return self

    def shows(self, screen: Screen) -> "Seat":
        """The page that is open, and the next ones, at this size; `screen` stays what the seat has."""
        show(self.driver, screen, self.scripts)
        return self

    def presses(self, *keys: str) -> "Seat":
        """Keys, one after the other, to whatever has the focus; a text is typed letter by letter."""
        from selenium.webdriver import ActionChains

        ActionChains(self.driver, duration=0).send_keys(*keys).perform()
        return self

    @property
    def focused(self) -> str:
        """The name of the field that has the focus; what the element is where it has none."""
        element = self.driver.switch_to.active_element
        return str(element.get_attribute("name") or element.tag_name)

    def opens(self, path: str) -> "Seat":
        self.driver.get(path if path.startswith("http") else self.address + path)
        return self

    def fills(self, **values: str | tuple[str, ...]) -> "Seat":
        """Fill in fields by name; `__` stands for the point in a name."""
        self.fills_in({name.replace("__", "."): value for name, value in values.items()})
        return self

    def fills_in(self, values: Mapping[str, str | tuple[str, ...]]) -> "Seat":
        """Fill in fields by name, as hands would: choose, tick or type. Folded parts are opened first."""
        for name, value in values.items():
            for one in (value,) if isinstance(value, str) else value:
                self._fill(name, one)
        return self

    def sends(self, button: str, act: bool = False) -> "Seat":
        """Press the button that shows this text."""
        found = self._elements("css selector", "button:not([aria-hidden])")
        pressed = next((one for one in found if one.text.startswith(button)), None)
        assert pressed is not None, f"{self.path} has no button {button}: {[one.text for one in found]}"
        before = self.driver.find_element("tag name", "html")
        pressed.click()
        self._until_left(before)
        return self

    def photographs(self, name: str) -> "Seat":
        photograph(self.driver, name)
        return self

    def violations(self) -> list[str]:
        """What axe-core finds serious or critical on the page that is open."""
        self.driver.execute_script(axe_source())
        found = self.driver.execute_async_script(_AXE)
        return [f"{impact} {rule}: {nodes}" for impact, rule, nodes in found if impact in SERIOUS]

    def runs_over(self) -> int:
        """By how many pixels the page is wider than the screen."""
        return int(self.driver.execute_script(_OVERFLOW))

    def options(self, name: str) -> list[str]:
        """What a list of the open form offers."""
        return [value for value, _ in self.offers(name)]

    def offers(self, name: str) -> list[tuple[str, str]]:
        """The same with what each option says."""
        found = self._elements("css selector", f'select[name="{name}"] option')
        return [(str(one.get_attribute("value")), str(one.text)) for one in found]

    @property
    def text(self) -> str:
        """What is written on the page."""
        return str(self.driver.find_element("tag name", "body").text)

    @property
    def path(self) -> str:
        return re.sub(r"^https?://[^/]+|[?#].*$", "", str(self.driver.current_url))

    @property
    def heading(self) -> str:
        return str(self.driver.find_element("tag name", "h1").text)

    def _elements(self, by: str, what: str) -> list[Any]:
        return list(self.driver.find_elements(by, what))

    def _fill(self, name: str, value: str) -> None:
        found = self._elements("css selector", f'[name="{name}"]')
        assert found, f"{self.path} has no field {name}"
        for closed in self._elements("xpath", f"//details[not(@open)][.//*[@name='{name}']]/summary"):
            closed.click()
        kind = found[0].get_attribute("type")
        if found[0].tag_name == "select":
            found[0].find_element("css selector", f'option[value="{value}"]').click()
        elif kind in ("checkbox", "radio"):
            chosen = next(one for one in found if one.get_attribute("value") == value)
            if not chosen.is_selected():
                chosen.find_element("xpath", "./following-sibling::label | ./parent::label").click()
        else:
            found[0].clear()
            found[0].send_keys(value)

    def _until_left(self, before: Any) -> None:
        from selenium.common.exceptions import TimeoutException, WebDriverException
        from selenium.webdriver.support.wait import WebDriverWait

        try:
            WebDriverWait(self.driver, 40, poll_frequency=0.05).until(lambda _: _is_gone(before, WebDriverException))
        except TimeoutException as late:
            raise AssertionError(f"{self.path} was not left after its button was pressed") from late


def _is_gone(element: Any, error: type[Exception]) -> bool:
    try:
        return not element.is_enabled()
    except error:
        return True
