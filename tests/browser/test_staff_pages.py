"""Every page of the staff console in a real browser: nothing serious for axe-core, as wide as its screen, and all of it without scripts."""

import pytest

from tests.browser.chromium import DESKTOP
from tests.browser.conftest import Seats
from tests.browser.every_page import faults
from tests.browser.journeys import HUB, STREET, registers

PAGES = {
    f"clerk.{STREET}": ("/", "/cases/new", "/cases", "/search", "/search?q=申请人", "/deadlines", "/satisfaction", "/imports",
                        "/exports", "/cover", "/operations", "/registers"),
    f"county-office.{HUB}": ("/deadlines", "/satisfaction"),
    f"auditor.{HUB}": ("/audit",),
    f"operator.{HUB}": ("/operations",),
}  # fmt: skip
"""Pages by who opens them."""
IN_THE_HANDBOOK = {
    f"county-office.{HUB}": ("/satisfaction",),
    f"auditor.{HUB}": ("/audit",),
    f"operator.{HUB}": ("/operations",),
}
"""Pages of which the handbook shows what its reader sees."""
ACTS = (
    "intake/offer_custody", "intake/correct_entry", "people_mediation/reach_agreement", "people_mediation/hold_session",
    "people_mediation/sign_as_party",
)  # fmt: skip


@pytest.mark.timeout(300)
def test_nothing_serious_is_found_on_any_page_and_none_is_wider_than_its_screen(seat: Seats) -> None:
    clerk = seat(DESKTOP)
    wrong = faults(clerk, "", ("/sign-in",))
    case = registers(clerk.sits_down(f"clerk.{STREET}"))
    of_the_case = (case, *(f"{case}/acts/{act}" for act in ACTS))
    for post, paths in PAGES.items():
        clerk.sits_down(post)
        for path in IN_THE_HANDBOOK.get(post, ()):
            clerk.opens(path).photographs(path.strip("/"))
        wrong += faults(clerk, post, (*paths, *(of_the_case if post == f"clerk.{STREET}" else ())))
    assert not wrong, "\n".join(wrong)
