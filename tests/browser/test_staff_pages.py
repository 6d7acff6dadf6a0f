"""Every page of the staff console in a real browser: nothing serious for axe-core, as wide as its screen, and all of it without scripts."""

import re

import pytest

from deploy.embedded.process import wait_until
from tests.browser.chromium import DESKTOP
from tests.browser.conftest import Seats
from tests.browser.every_page import faults
from tests.browser.journeys import HUB, STREET, first_link, registers
from tests.browser.seat import ARROW_DOWN, ENTER, TAB

OF_THE_CLERK = (
    "/", "/notifications", "/cases/new", "/cases", "/search", "/search?q=申请人", "/deadlines", "/supervision?status=all",
    "/alerts?situation=all", "/trends", "/network", "/network/mediators", "/registers", "/registers/leads",
    "/registers/leads/new", "/statistics", "/statistics/window", "/statistics/window/in_registered/cases", "/satisfaction",
    "/satisfaction/population", "/rectifications", "/rectifications?trigger=unresolved_matter", "/imports", "/exports",
    "/cover", "/operations", "/papers", "/entries/satisfaction/record_unresolved_matter",
)  # fmt: skip
"""Every page that a clerk opens without a case; what looks the same for another post is looked at once."""
OF_OTHERS = {
    f"county-office.{HUB}": ("/satisfaction",),
    f"auditor.{HUB}": ("/audit",),
    f"operator.{HUB}": ("/operations",),
}
"""Pages that show others more than a clerk; the handbook has a picture of each."""
ACTS = ("intake/correct_entry", "people_mediation/reach_agreement", "judicial_confirmation/apply_for_confirmation")
"""Forms with lists, with parts that stand several times, and with boxes to tick: all others are made of the same."""
MOST_STOPS, MOST_PRESSES = 16, 160
"""Two minutes at three quarters of a second for each press of a key (slow typing; the average of keystroke studies is a
quarter)."""
PRESSES_OF_A_CHARACTER = 3
"""By pinyin, with the choice among its candidates."""


@pytest.mark.timeout(300)
def test_nothing_serious_is_found_on_any_page_and_none_is_wider_than_its_screen(seat: Seats) -> None:
    clerk = seat(DESKTOP)
    wrong = faults(clerk, "", ("/sign-in",))
    case = registers(clerk.sits_down(f"clerk.{STREET}"))
    clerk.opens("/registers/leads/new").fills(
        came_via="grid", topic="other", place="方村街道", content="两家争水渠"
    ).sends("提交")
    entry = clerk.path
    body = first_link(clerk.opens("/network"), "/network/bodies/")
    document = first_link(clerk.opens(f"{case}/documents"), f"{case}/documents/")
    of_the_case = (case, f"{case}/documents", f"{case}/attachments", document, *(f"{case}/acts/{act}" for act in ACTS))
    wrong += faults(clerk, "clerk", (*OF_THE_CLERK, *of_the_case, entry, body, "/cases/0123456789ABCDEFG"))
    for post, paths in OF_OTHERS.items():
        clerk.sits_down(post)
        for path in paths:
            clerk.opens(path).photographs(path.strip("/"))
        wrong += faults(clerk, post, paths)
    assert not wrong, "\n".join(wrong)


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
