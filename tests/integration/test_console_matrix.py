"""Each role sees only what it may, on every page, list, search, count and export of the console."""

import io
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fastapi.routing import iter_route_contexts
from openpyxl import load_workbook
from starlette.routing import compile_path

from deploy.embedded.process import wait_until
from services.console.application import console as console_of
from services.runtime.settings import Settings
from tests.browser.looked_at import LOOKED_AT, NOT_LOOKED_AT, ON_A_JOURNEY
from tests.conftest import County
from tests.integration.matrix_of_roles import ACTS, ANYBODYS, ELSEWHERE, FIGURES, FOREIGN, OWN, PAGES, POSTS, STREET
from tests.integration.test_console import Browser, at_the_post, browser, clerk, hidden, registered
from tests.integration.views_world import ViewsReader

MARK = "矩阵当事人"
"""The name of a party of the street's case, which nobody else has."""
PARKED = "暂停处理的案件和联动"
KNOW_PERSONS = "cmsh"
_MONTH = datetime.now(ZoneInfo("Asia/Shanghai")).strftime("%Y-%m")
MONTHLY = f"/statistics/window?period={_MONTH}"
FIGURE = f"/statistics/window/in_registered/cases?period={_MONTH}"
LISTS = (
    "/", "/cases", "/deadlines", "/supervision?status=all", "/notifications", "/alerts?situation=all", "/trends?months=6",
    "/registers", "/registers/leads", MONTHLY, FIGURE, "/satisfaction",
    "/rectifications?status=all", f"/search?q={MARK}",
)  # fmt: skip
"""Everything that lists or counts cases."""


def routes_of_the_console(folder: Path) -> set[tuple[str, str]]:
    """Method and path of every route."""
    app = console_of(Settings.from_environment({"MEDIATION_DATA": str(folder), "MEDIATION_SERVICE": "console"}))
    return {
        (method, str(one.path))
        for one in iter_route_contexts(app.routes)
        for method in set(one.methods or ()) - {"HEAD"}
    }  # fmt: skip


@pytest.fixture(scope="module")
def every_route(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    return routes_of_the_console(tmp_path_factory.mktemp("router"))


def test_every_page_is_looked_at_by_axe_or_it_is_said_why_not(every_route: set[tuple[str, str]]) -> None:
    told = (LOOKED_AT, ON_A_JOURNEY, NOT_LOOKED_AT)

    assert {path for method, path in every_route if method == "GET"} == {route for one in told for route in one}
    assert sum(map(len, told)) == len({route for one in told for route in one})
    for route, looks in LOOKED_AT.items():
        pattern = compile_path(route)[0]
        addresses = [address.partition("?")[0] for _, address in looks if not address.startswith("{")]
        assert [address for address in addresses if not pattern.match(address)] == [], route
    journeys = {name: Path("tests/browser", name).read_text(encoding="utf-8") for name in set(ON_A_JOURNEY.values())}
    assert [name for name, text in journeys.items() if "violations()" not in text] == []


def test_no_route_of_the_console_is_left_out_of_the_matrix(every_route: set[tuple[str, str]]) -> None:
    routes = {
        (method, path)
        for method, path in every_route
        if path not in ANYBODYS and not path.startswith(("/public", "/health"))
    }

    assert {path for method, path in routes if method == "GET"} == set(PAGES)
    assert {path for method, path in routes if method == "POST"} == {*ACTS, *OWN, *FIGURES}
    assert set(ACTS.values()) <= set(PAGES)


@pytest.fixture(scope="module")
def seats(county: County) -> dict[str, Browser]:
    """Somebody signed in at every post, by letter."""
    return {letter: at_the_post(county.console, post) for letter, post in POSTS.items()}


@pytest.fixture(scope="module")
def known(seats: dict[str, Browser]) -> dict[str, str]:
    """A case, an entry, a body and a document of the street, for the addresses of the matrix."""
    street = seats["c"]
    case = registered(street, **{"parties.0.name": MARK})
    entered = street.open("/registers/leads/new").submit(
        "/registers/leads/new", came_via="grid", topic="other", place="镜湖区方村街道", content="两家争水渠"
    )
    assert re.fullmatch(r"/registers/entries/[0-9A-Z]{17}", entered.path), entered.text
    entry = entered.path.rpartition("/")[2]
    bodies = re.findall(r'href="/network/bodies/([0-9A-Z]{17})"', street.open("/network").text)
    document = re.search(rf'href="({case}/documents/pm_application/[^"]+)"', street.open(f"{case}/documents").text)
    assert document is not None
    assert wait_until(lambda: street.open(case).status == 200 and case in street.open("/cases").text, 30)
    return {"case": case[-17:], "entry": entry, "body": bodies[0], "document": document[1]}


def wrongly_answered(seat: Browser, letter: str, known: dict[str, str]) -> Iterator[str]:
    """A line for every page and act that answers this post otherwise than the matrix says."""
    for path, row in PAGES.items():
        found = seat.open(row.address.format(**known))
        expected = dict(row.expected())[letter]
        if found.status != expected:
            yield f"{POSTS[letter]} GET {path}: {found.status}, not {expected}"
        if MARK in found.text and (letter not in KNOW_PERSONS or letter in FOREIGN):
            yield f"{POSTS[letter]} GET {path}: names a party"
        if path == "/operations" and (PARKED in found.text) != (letter == "o"):
            yield f"{POSTS[letter]} GET {path}: cases that stand still are the operator's"
    token = hidden(seat.open("/notifications").text)["csrf"]
    for path, page in ACTS.items():
        row = PAGES[page]
        expected = dict(row.expected())[letter]
        of_the_page = row.address.format(**known).replace("/offer/return", "/offer/accept")
        address = of_the_page if "{" in path else path
        if expected == 200:
            continue
        sent = seat.client.post(address, data={"csrf": token, "key": f"matrix-{letter}-0001"})
        if sent.status_code != expected:
            yield f"{POSTS[letter]} POST {path}: {sent.status_code}, not {expected}"


def test_every_page_is_shown_to_whom_it_is_for_and_every_act_taken_from_nobody_else(
    seats: dict[str, Browser], known: dict[str, str]
) -> None:
    with ThreadPoolExecutor(4) as several:
        found = several.map(lambda pair: list(wrongly_answered(pair[1], pair[0], known)), seats.items())

    assert [line for lines in found for line in lines] == []


def test_nobody_without_an_account_is_shown_any_page(county: County, known: dict[str, str]) -> None:
    stranger = browser(county.console)
    for path, row in PAGES.items():
        assert stranger.open(row.address.format(**known)).path == "/sign-in", path


def told(seat: Browser) -> dict[str, str]:
    """What every list and count says to this reader, tokens of forms apart."""
    return {
        page: re.sub(r"<input type=\"hidden\"[^>]*>", "", seat.open(page).text.partition("<main")[2]) for page in LISTS
    }


def exported(seat: Browser, name: str) -> str:
    """Every cell of an export."""
    made = seat.open("/exports").submit("/exports", list=name, purpose="核对权限").page
    assert made is not None
    assert made.status_code == 200, name
    book = load_workbook(io.BytesIO(made.content))
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)


def test_a_list_of_cases_goes_on_where_a_page_ended(county: County, seats: dict[str, Browser]) -> None:
    street = ViewsReader(county.running["views"], county.installation, STREET)
    registered(seats["c"])
    newest = street.get("/cases", limit="1")
    page = seats["c"].open(f"/cases?status=open&after={newest.headers['Next-After']}")
    assert newest.json()[0]["case_code"] not in page.text
    assert 'href="/cases?status=open">回到第一页' in page.text


def test_a_case_of_others_changes_no_list_no_count_no_search_and_no_export(
    county: County, seats: dict[str, Browser], known: dict[str, str]
) -> None:
    before = {letter: told(seats[letter]) for letter in FOREIGN}
    code = registered(seats["c"], **{"parties.0.name": MARK})[-17:]
    street = clerk(county.console, STREET)
    for page in ("/cases", "/deadlines", FIGURE, f"/search?q={MARK}"):
        assert wait_until(lambda page=page: code in street.open(page).text, 30), page

    for letter in FOREIGN:
        after = told(seats[letter])
        assert [page for page in LISTS if after[page] != before[letter][page]] == [], POSTS[letter]
    for letter in "jx":
        for name in ("cases", "deadlines"):
            assert code not in exported(seats[letter], name)
    assert code in exported(seats["c"], "cases")
    assert ELSEWHERE not in exported(seats["h"], "cases")
