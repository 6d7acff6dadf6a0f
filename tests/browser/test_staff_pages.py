"""Every page of the staff console in a real browser: nothing serious for axe-core, as wide as its screen, and all of it without scripts."""

import re

import pytest

from deploy.embedded.process import wait_until
from tests.browser.chromium import DESKTOP
from tests.browser.conftest import Seats, Stack
from tests.browser.every_page import faults
from tests.browser.journeys import HUB, STREET, first_link, registers
from tests.browser.looked_at import ANYBODY, AUDITOR, CLERK, HUB_CLERK, OFFICE, OPERATOR, addresses
from tests.browser.seat import ARROW_DOWN, ENTER, TAB
from tests.integration.test_console import Browser, at_the_post
from tests.integration.test_console_documents import application_of, asked_for, issued_by, printed

OF_OTHERS = {
    HUB_CLERK: f"clerk.{HUB}", OFFICE: f"county-office.{HUB}", AUDITOR: f"auditor.{HUB}", OPERATOR: f"operator.{HUB}",
}  # fmt: skip
"""Posts that see other pages than a clerk of the street, or more of the same."""
FOR_THE_HANDBOOK = ("/satisfaction", "/audit", "/operations")
"""Pages of these posts of which the handbook has a picture."""
MOST_STOPS, MOST_PRESSES = 16, 160
"""Two minutes at three quarters of a second for each press of a key (slow typing; the average of keystroke studies is a
quarter)."""
PRESSES_OF_A_CHARACTER = 3
"""By pinyin, with the choice among its candidates."""


@pytest.mark.timeout(300)
def test_nothing_serious_is_found_on_any_page_and_none_is_wider_than_its_screen(seat: Seats, stack: Stack) -> None:
    clerk = seat(DESKTOP)
    wrong = faults(clerk, "", addresses(ANYBODY))
    case = registers(clerk.sits_down(f"clerk.{STREET}"), risk="HIGH")
    clerk.opens("/registers/leads/new").fills(
        came_via="grid", topic="other", place="方村街道", content="两家争水渠"
    ).sends("提交")
    made = {
        "case": case, "code": case[-17:], "entry": clerk.path, "paper": issued(at_the_post(stack.address, f"clerk.{STREET}"), case),
        "body": first_link(clerk.opens("/network"), "/network/bodies/"),
        "document": first_link(clerk.opens(f"{case}/documents"), f"{case}/documents/"),
        "frozen": frozen(at_the_post(stack.address, OF_OTHERS[OFFICE])),
    }  # fmt: skip
    made |= {
        "register": made["paper"].rpartition("/")[0],
        "alert": warned(at_the_post(stack.address, OF_OTHERS[HUB_CLERK]), case),
    }
    wrong += faults(clerk, CLERK, addresses(CLERK, **made))
    for post, account in OF_OTHERS.items():
        clerk.sits_down(account)
        looked_at = addresses(post, **made)
        for path in set(FOR_THE_HANDBOOK) & set(looked_at):
            clerk.opens(path).photographs(path.strip("/"))
        wrong += faults(clerk, post, looked_at)
    assert not wrong, "\n".join(wrong)


def issued(clerk: Browser, case: str) -> str:
    """The page of the number that the case's application was given when it was printed."""
    address = application_of(clerk, case[-17:])
    printed(clerk, address, **dict.fromkeys(asked_for(clerk.open(address).text), "补填"))
    return issued_by(clerk, case[-17:])[0]


def frozen(office: Browser) -> str:
    """The page of a report that was frozen; once for all who ask in this county."""
    page = "/statistics/window?period=2026-01"
    assert wait_until(lambda: "定稿" in office.open(page).text, 30)
    kept = re.search(r'href="(/frozen-reports/[0-9A-Z]{17})"', office.text)
    return kept[1] if kept else office.submit("/statistics/window/freeze").path


def warned(hub: Browser, case: str) -> str:
    """The page of the alert that a case of high risk is by itself (EW-4)."""

    def found() -> str:
        pages = dict.fromkeys(re.findall(r'href="(/alerts/[0-9A-Z]{17})"', hub.open("/alerts").text))
        return next((page for page in pages if case[-17:] in hub.open(page).text), "")

    assert wait_until(lambda: bool(found()), 30, 0.2)
    return found()


@pytest.mark.timeout(120)
def test_a_case_is_registered_with_the_keyboard_alone_in_fewer_presses_than_two_minutes_have(seat: Seats) -> None:
    counter = seat(DESKTOP).sits_down(f"clerk.{STREET}").opens("/cases/new")
    told = {
        "summary": "楼上卫生间渗水，天花板发霉",
        "requests": "修好防水",
        "amount_cny": "2000",
        "parties.0.name": "申请人甲",
        "parties.0.contact.phone": "13955300001",
        "parties.1.name": "被申请人乙",
    }
    assert counter.focused == "dispute_type"
    counter.presses(ARROW_DOWN, ARROW_DOWN)
    stops, presses, typed = 0, 2, set()
    while typed != set(told):
        counter.presses(TAB)
        stops, presses = stops + 1, presses + 1
        name = counter.focused
        if name in told:
            counter.presses(told[name])
            presses += sum(1 if character.isascii() else PRESSES_OF_A_CHARACTER for character in told[name])
            typed.add(name)
        assert stops <= MOST_STOPS, f"still not reached: {sorted(set(told) - typed)}"
    before = counter.path
    counter.presses(ENTER)
    assert wait_until(lambda: counter.path != before, 20), counter.text

    assert re.fullmatch(r"/cases/[0-9A-Z]{17}", counter.path), counter.text
    assert "被申请人乙" in counter.text
    assert presses + 1 <= MOST_PRESSES
