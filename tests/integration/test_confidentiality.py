"""What was said in mediation, who a person is, and a sealed accusation: asked on every read path of the running processes.

The paths are taken from the processes themselves, so that a route added later fails here until somebody says in
`read_paths` who may read it. The answers are those of the real services, broker and database.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from functools import cache
from typing import Any
from uuid import UUID

import httpx
import pytest

from deploy.embedded.process import wait_until
from schemas.identity import case_code
from schemas.registry import decode_record
from schemas.samples import COMMAND_ID
from schemas.topics import DECIDING_SERVICES
from services.intake.api import ROUTES
from services.intake.worker import service
from services.jurisdiction.law import Law
from services.runtime.service_process import ServiceProcess as InProcess
from services.runtime.shown_values import without_persons
from tests.conftest import County, own_installation
from tests.domain.views.log import CASE, Log, actor
from tests.domain.views.test_sealed_cases import accusation
from tests.domain.views.village import CITY, COMMITTEE, COURT, HUB, OTHER_COMMITTEE, STREET, clock, whole_story
from tests.integration import read_paths
from tests.integration.serving import as_account, serving, settings_of
from tests.integration.test_verify_command import DISPUTE
from tests.integration.views_world import ViewsReader, write
from tests.servers import Installation, ServiceProcess, start_service

SEALED = case_code(COMMAND_ID)
SECRETS_OF_THE_SEALED = (SEALED, "检举某负责人收受财物", "某街道")
LEVEL = clock("c-sealed", "LV-3", "", "2026-03-02", "2026-04-01")
SAID = "承认漏水"
"""A word of the minutes."""
PERSONS = ("楼下住户", "楼上住户", "0553-0000001", "方村街道某小区")
NOBODYS_CASE = "0000000000000000X"
NOBODYS = case_code(UUID(int=77))
"""A code that could be one."""
STRANGERS = [
    (STREET, "clerk"),
    (COMMITTEE, "mediator"),
    (CITY, "county_office"),
    (CITY, "auditor"),
    (COURT, "court_clerk"),
]
"""The accused, a body below it, the superior of the body that has the case, and others."""


def sealed_story() -> Log:
    """An accusation against the street, registered by the county's hub, with a clock that a board would show."""
    log = Log()
    for logged in accusation(STREET, "某街道").decisions:
        events = [decode_record("intake", record) for record in logged.decision.events]
        log.decide("intake", *events, LEVEL, case=SEALED, by=actor(HUB, "clerk"))
    return log


@pytest.fixture(scope="module")
def told(kafka: str, mongodb: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation in which the neighbours' story and a sealed accusation are told."""
    with own_installation(kafka, mongodb, tmp_path_factory.mktemp("confidential") / "data") as own:
        yield own


@pytest.fixture(scope="module")
def views(told: Installation) -> Iterator[ServiceProcess]:
    """The views' process, once it knows both."""
    process = start_service("views", told)
    try:
        process.wait_ready()
        after = write(told, [*whole_story().decisions, *sealed_story().decisions])
        ViewsReader(process, told, HUB).json(f"/cases/{SEALED}", after)
        ViewsReader(process, told, HUB).json(f"/cases/{CASE}", after)
        yield process
    finally:
        process.kill9()


def paths_of(url: str, method: str) -> set[str]:
    """The paths that a running process describes for a method."""
    described = httpx.get(f"{url}/openapi.json", trust_env=False, timeout=30).json()["paths"]
    return {path for path, methods in described.items() if method in methods}


def asked(path: str, code: str) -> str:
    """The path with a case in it."""
    return path.replace("{case_code}", code)


def answers(reader: ViewsReader, code: str) -> Iterator[tuple[str, httpx.Response]]:
    """What this reader gets on every path of the views: of the case, and of every body it may ask about."""
    for path in read_paths.VIEWS_OF_A_CASE:
        yield path, reader.get(asked(path, code))
    for path in read_paths.VIEWS_OF_A_BODY:
        yield path, reader.get(path)
        for body in (HUB, STREET, COMMITTEE):
            yield f"{path}?organisation={body}", reader.get(path, organisation=body)


def test_every_path_of_the_views_says_who_may_read_it(views: ServiceProcess) -> None:
    described = paths_of(views.url, "get") | {
        path for path in paths_of(views.url, "post") if not path.startswith("/admin/")
    }
    assert described - read_paths.VIEWS.keys() == set()
    asked_about = {*read_paths.VIEWS_OF_A_CASE, *read_paths.VIEWS_OF_A_BODY, *read_paths.PUBLIC_BY_A_SECRET}
    assert asked_about - described == set()


def test_every_read_of_a_deciding_service_says_who_may_read_it(county: County) -> None:
    known = {*read_paths.OF_A_SERVICE, *read_paths.OF_NO_CASE}
    for name in DECIDING_SERVICES:
        process = county.running[name]
        assert paths_of(process.url, "get") - known == set(), name


BROUGHT_TO_COURT = {
    "mediation_body": "未载明", "channel": "PEOPLE_MEDIATION", "effective_on": "2026-03-02",
    "parties": [{"party_id": one, "name": "当事人", "role": "applicant", "kind": "natural"} for one in ("p1", "p2")],
    "terms": {"terms": ["赔偿2000元"]},
}  # fmt: skip
"""An agreement that parties bring to the court under the code of a case."""
ELSEWHERE = [("wuhu.wuwei.court", "court_clerk"), ("wuhu.wuwei.wucheng.pmc", "clerk")]


def test_no_service_tells_who_has_nothing_to_do_with_a_case_by_its_acts_that_there_is_one(county: County) -> None:
    http = httpx.Client(trust_env=False, timeout=30)

    @cache
    def account(organisation: str, role: str) -> dict[str, str]:
        return as_account(county.installation, f"{role}.{organisation}", organisation, role)

    def acts(service: str, code: str, organisation: str, role: str) -> httpx.Response:
        return http.get(f"{county.running[service].url}/cases/{code}/acts", headers=account(organisation, role))

    def asks(service: str, path: str, organisation: str, role: str, body: dict[str, Any]) -> httpx.Response:
        headers = {**account(organisation, role), "Idempotency-Key": f"{service}/{role}/acts", "If-Match": '"0"'}
        return http.post(f"{county.running[service].url}{path}", json=body, headers=headers)

    code = asks("intake", "/cases", STREET, "clerk", DISPUTE).json()["case_code"]
    at_court = asks(
        "judicial_confirmation", f"/judicial-confirmation/cases/{code}/agreements", COURT, "court_clerk",
        BROUGHT_TO_COURT,
    )  # fmt: skip
    assert at_court.status_code == 200, at_court.text
    contents = f"{county.running['documents'].url}/documents/cases/{code}/contents"
    handed_in = http.post(contents, content=b"%PDF-1.7\n%%EOF\n", headers=account(STREET, "clerk"))
    assert handed_in.status_code == 200, handed_in.text
    assert wait_until(lambda: acts("documents", code, STREET, "clerk").status_code == 200, 30)
    for name in DECIDING_SERVICES:
        for organisation, role in ELSEWHERE:
            of_others, nobodys = (acts(name, one, organisation, role) for one in (code, NOBODYS))
            told, expected = (one.text.replace(which, "") for one, which in ((of_others, code), (nobodys, NOBODYS)))
            place = f"{name} {role}"
            assert (of_others.status_code, told) == (nobodys.status_code, expected), place
            assert of_others.headers.get("etag") == nobodys.headers.get("etag"), place
    court = acts("judicial_confirmation", code, "wuhu.wuwei.court", "court_clerk")
    assert (court.json()["sequence"], court.headers["etag"]) == (0, '"0"')


@pytest.mark.parametrize(("organisation", "role"), STRANGERS)
def test_nobody_off_the_route_learns_of_a_sealed_accusation_on_any_path(
    told: Installation, views: ServiceProcess, organisation: str, role: str
) -> None:
    stranger = ViewsReader(views, told, organisation, role)
    for path, found in answers(stranger, SEALED):
        for secret in SECRETS_OF_THE_SEALED:
            assert secret not in found.text, path
        if path in read_paths.VIEWS_OF_A_CASE:
            unknown = stranger.get(asked(path, NOBODYS_CASE))
            assert (found.status_code, found.json()) == (unknown.status_code, unknown.json()) == (404, unknown.json())


def test_the_body_that_took_it_in_reads_it_on_every_path_of_a_case_and_finds_it_in_its_lists(
    told: Installation, views: ServiceProcess
) -> None:
    hub = ViewsReader(views, told, HUB)
    for path in read_paths.VIEWS_OF_A_CASE:
        assert hub.get(asked(path, SEALED)).status_code == 200, path
    assert SEALED in [row["case_code"] for row in hub.json("/cases")]
    assert SEALED in [row["case_code"] for row in hub.json("/work-list")]


def found(reader: ViewsReader, words: str) -> list[str]:
    """The codes that a search finds."""
    return [row["case"]["case_code"] for row in reader.json("/search", q=words)]


@pytest.mark.parametrize(("organisation", "role"), STRANGERS)
def test_a_sealed_accusation_is_found_by_nobody_off_the_route(
    told: Installation, views: ServiceProcess, organisation: str, role: str
) -> None:
    stranger = ViewsReader(views, told, organisation, role)
    for words in ("收受财物", "某负责人", SEALED, SEALED[:6]):
        assert SEALED not in found(stranger, words), words


def test_a_search_finds_for_who_may_see_the_case_and_know_its_people(told: Installation, views: ServiceProcess) -> None:
    assert found(ViewsReader(views, told, HUB), "收受财物") == [SEALED]
    for part in ("楼上住", "0553-0000001", "方村街道某小区", CASE[:6].lower()):
        assert CASE in found(ViewsReader(views, told, HUB), part), part
        assert CASE in found(ViewsReader(views, told, COMMITTEE, "mediator"), part), part
        assert CASE not in found(ViewsReader(views, told, OTHER_COMMITTEE), part), part
    assert found(ViewsReader(views, told, CITY, "auditor"), "楼上住") == []
    assert found(ViewsReader(views, told, CITY, "auditor"), CASE) == [CASE]
    assert found(ViewsReader(views, told, COMMITTEE), SAID) == []
    assert ViewsReader(views, told, HUB).get("/search", q="楼").status_code == 400


@pytest.mark.parametrize(
    ("organisation", "role"),
    [(HUB, "clerk"), (STREET, "mediator"), (CITY, "county_office"), (COURT, "court_clerk"), (COMMITTEE, "auditor")],
)
def test_what_was_said_in_mediation_leaves_the_mediation_body_on_no_path(
    told: Installation, views: ServiceProcess, organisation: str, role: str
) -> None:
    for path, found in answers(ViewsReader(views, told, organisation, role), CASE):
        assert SAID not in found.text, path


def test_the_mediation_body_itself_reads_what_was_said(told: Installation, views: ServiceProcess) -> None:
    committee = ViewsReader(views, told, COMMITTEE)
    heard = [path for path, found in answers(committee, CASE) if SAID in found.text]
    assert heard == ["/cases/{case_code}", "/cases/{case_code}/timeline"]


@pytest.mark.parametrize("role", ["auditor", "operator"])
def test_whose_work_needs_no_persons_reads_none_on_any_path(
    told: Installation, views: ServiceProcess, role: str
) -> None:
    for path, found in answers(ViewsReader(views, told, CITY, role), CASE):
        for person in PERSONS:
            assert person not in found.text, path


def test_lists_and_counts_name_no_person_to_anybody(told: Installation, views: ServiceProcess) -> None:
    for organisation in (HUB, COMMITTEE, COURT, CITY):
        reader = ViewsReader(views, told, organisation)
        for path in read_paths.VIEWS_OF_A_BODY:
            for person in PERSONS:
                assert person not in reader.get(path).text, path


def test_a_foreign_body_gets_the_answer_of_an_unknown_case_and_without_a_token_nobody_gets_anything(
    told: Installation, views: ServiceProcess
) -> None:
    foreign = ViewsReader(views, told, OTHER_COMMITTEE)
    for path in read_paths.VIEWS_OF_A_CASE:
        unknown = foreign.get(asked(path, NOBODYS_CASE))
        found = foreign.get(asked(path, CASE))
        assert (found.status_code, found.json()) == (404, unknown.json()), path
    for path in (*read_paths.VIEWS_OF_A_CASE, *read_paths.VIEWS_OF_A_BODY):
        assert httpx.get(f"{views.url}{asked(path, CASE)}", trust_env=False).status_code == 401, path


def test_the_public_status_query_answers_a_guess_as_it_answers_a_code_that_nobody_has(
    told: Installation, views: ServiceProcess
) -> None:
    for code in (SEALED, CASE, NOBODYS_CASE):
        guess = {"query_code": code, "second_fact": "0001"}
        found = httpx.post(f"{views.url}/petition-status", json=guess, trust_env=False)
        assert (found.status_code, found.json()["code"]) == (404, "not_found")


@pytest.fixture
async def window(installation: Installation) -> AsyncIterator[tuple[httpx.AsyncClient, Installation]]:
    """The window's process on the real broker."""
    process = InProcess(service(Law.load("wuhu")), ROUTES, settings_of(installation, "intake"))
    async with AsyncExitStack() as stack:
        yield await stack.enter_async_context(serving(process.app)), installation


ACCUSATION = {
    "dispute_type": "OTHER", "summary": "检举某负责人收受财物", "facts": {"accusation": True}, "accused": [STREET],
    "parties": [{"role": "applicant", "kind": "natural", "name": "检举人"}],
}  # fmt: skip


async def test_over_http_the_accused_learns_nothing_by_its_commands_nor_by_anybodys_answer(
    window: tuple[httpx.AsyncClient, Installation],
) -> None:
    http, installation = window

    def clerk(organisation: str, key: str, role: str = "clerk") -> dict[str, str]:
        headers = as_account(installation, f"{role}.{organisation}", organisation, role)
        return {**headers, "Idempotency-Key": key}

    refused = await http.post("/cases", json=ACCUSATION, headers=clerk(STREET, "a"))
    assert (refused.status_code, refused.json()["code"]) == (409, "accused_may_not_register")
    registered = await http.post("/cases", json=ACCUSATION, headers=clerk(HUB, "b"))
    assert registered.status_code == 201, registered.text
    code, etag = registered.json()["case_code"], registered.headers["etag"]
    command = registered.json()["events"][0]["id"]
    for stranger in (STREET, COMMITTEE, CITY):
        headers = {**clerk(stranger, f"c-{stranger}"), "If-Match": etag}
        told = await http.post(f"/cases/{code}/notes", json={"text": "打听"}, headers=headers)
        unknown = await http.post(f"/cases/{NOBODYS_CASE}/notes", json={"text": "打听"}, headers=headers)
        assert (told.status_code, told.json()["code"]) == (404, "not_found")
        assert unknown.status_code == 404
        answer = await http.get(f"/commands/{code}/{command}", headers=headers)
        assert answer.status_code == 404
        for path in ("/admin/dead-letters", f"/admin/dead-letters/{code}"):
            assert (await http.get(path, headers=headers)).status_code == 403
    note = {"text": "已告知去向"}
    own = await http.post(f"/cases/{code}/notes", json=note, headers={**clerk(HUB, "d"), "If-Match": etag})
    assert own.status_code == 200, own.text


def test_a_parked_accusation_is_shown_to_an_operator_without_its_people() -> None:
    shown = str(without_persons(ACCUSATION))
    for secret in ("检举人", "检举某负责人收受财物"):
        assert secret not in shown
    assert "accusation" in shown
