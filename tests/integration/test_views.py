"""The views on a real broker and a real database: what is written is read, by whom it may be."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import httpx
import pymongo
import pytest

from schemas.identity import case_code
from schemas.intake import CaseRegistered
from services.views.all_views import VIEWS
from services.views.indexes import ensure_indexes
from tests.conftest import Services, own_installation
from tests.domain.views.log import CASE, Log
from tests.domain.views.village import (
    CITY,
    COMMITTEE,
    COURT,
    HUB,
    OTHER_COMMITTEE,
    STREET,
    closed_and_rated,
    confirmed,
    mediated,
    registered,
    signed,
    whole_story,
)
from tests.integration.views_world import ViewsReader, eventually, page_by_page, write
from tests.servers import Installation, ServiceProcess, start_service


@pytest.fixture
def views(services: Services) -> ServiceProcess:
    process = services.start("views", environment={"MEDIATION_COUNT_EVERY_MS": "1000"})
    process.wait_ready()
    return process


@pytest.fixture(scope="module")
def told(kafka: str, mongodb: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Where only the whole story is told, as often as one likes: what is written again is superseded."""
    with own_installation(kafka, mongodb, tmp_path_factory.mktemp("told") / "data") as own:
        yield own


@pytest.fixture(scope="module")
def told_views(told: Installation) -> Iterator[ServiceProcess]:
    process = start_service("views", told)
    try:
        process.wait_ready()
        yield process
    finally:
        process.kill9()


def test_a_case_is_read_by_those_it_concerns_and_by_nobody_else(told: Installation, told_views: ServiceProcess) -> None:
    after = write(told, whole_story().decisions)
    hub = ViewsReader(told_views, told, HUB).json(f"/cases/{CASE}", after)
    assert [row["body"] for row in hub["custody"]] == [HUB, COMMITTEE]
    assert hub["at"] == {"intake": 4, "people_mediation": 11, "judicial_confirmation": 5, "satisfaction": 4}
    for organisation in (COMMITTEE, STREET, CITY):
        assert ViewsReader(told_views, told, organisation).get(f"/cases/{CASE}").status_code == 200
    foreign = ViewsReader(told_views, told, OTHER_COMMITTEE).get(f"/cases/{CASE}")
    unknown = ViewsReader(told_views, told, HUB).get("/cases/0000000000000000X")
    assert (foreign.status_code, foreign.json()) == (404, unknown.json())
    assert ViewsReader(told_views, told, OTHER_COMMITTEE).json("/cases") == []
    assert [row["case_code"] for row in ViewsReader(told_views, told, CITY).json("/cases")] == [CASE]


def test_the_court_reads_the_agreement_but_not_what_was_said(told: Installation, told_views: ServiceProcess) -> None:
    after = write(told, whole_story().decisions)
    timeline = ViewsReader(told_views, told, COURT, "court_clerk").json(f"/cases/{CASE}/timeline", after)
    text = "".join(entry["sentence"] for entry in timeline)
    assert "被申请人赔偿三千元" in text
    assert "承认漏水" not in text
    masked = ViewsReader(told_views, told, CITY, "auditor").get(f"/cases/{CASE}")
    assert "楼下住户" not in masked.text


def test_clocks_are_told_with_their_reasons(told: Installation, told_views: ServiceProcess) -> None:
    after = write(told, whole_story().decisions)
    clocks = ViewsReader(told_views, told, HUB).json(f"/cases/{CASE}/clocks", after)
    derivations = {clock["limit"]: clock["derivation"] for clock in clocks}
    assert derivations["PM-1"] == "自2026-03-05起，至2026-04-07届满。"


def test_a_read_waits_for_ones_own_write_or_says_that_it_is_pending(
    installation: Installation, views: ServiceProcess
) -> None:
    hub = ViewsReader(views, installation, HUB)
    pending = hub.get(f"/cases/{CASE}", ["intake:0:999999"])
    assert (pending.status_code, pending.headers["Read-Pending"]) == (404, "true")
    log = Log()
    registered(log)
    after = write(installation, log.decisions)
    assert hub.json(f"/cases/{CASE}", after)["status"] == "open"


def test_boards_follow_the_case_from_body_to_body(installation: Installation, views: ServiceProcess) -> None:
    log = Log()
    committee, court = ViewsReader(views, installation, COMMITTEE), ViewsReader(views, installation, COURT)

    def kinds(reader: ViewsReader, after: list[str]) -> list[str]:
        return [item["kind"] for item in reader.json("/work-list", after) if item["clock"] is None]

    registered(log)
    mediated(log)
    assert kinds(committee, write(installation, log.decisions)) == ["waiting_for_signatures", "in_hand"]
    written = len(log.decisions)
    signed(log)
    confirmed(log)
    after = write(installation, log.decisions[written:])
    assert kinds(committee, after) == ["in_hand"]
    assert kinds(court, after) == ["not_served"]
    city = ViewsReader(views, installation, CITY).json("/deadlines", after)
    assert [(row["limit"], row["status"]) for row in city] == [
        ("LV-1", "running"),
        ("PM-2", "running"),
        ("JC-5", "not_served"),
    ]
    whole = ViewsReader(views, installation, CITY)
    assert page_by_page(whole, "/deadlines", 1) == city
    first = whole.get("/deadlines", limit="1", when="undated")
    assert ([row["limit"] for row in first.json()], first.headers["Total-Count"]) == (["JC-5"], "1")
    assert first.headers["Limits-On-Board"] == "JC-5 LV-1 PM-2"
    assert [row["limit"] for row in whole.json("/deadlines", time_limit="PM-2")] == ["PM-2"]
    assert whole.get("/deadlines", when="soon").status_code == 400
    assert ViewsReader(views, installation, OTHER_COMMITTEE).json("/deadlines", after) == []
    written = len(log.decisions)
    closed_and_rated(log)
    assert kinds(committee, write(installation, log.decisions[written:])) == []
    assert ViewsReader(views, installation, CITY).json("/custody") == {"orphans": 0, "double_custody": 0}
    for name in ("orphans", "double_custody"):
        gauge = f'mediation_part{{name="{name}",part="counts",service="views"}} 0.0'
        eventually(lambda gauge=gauge: gauge in httpx.get(f"{views.url}/metrics", trust_env=False).text)


def test_satisfaction_is_held_against_the_target_and_too_few_answers_are_an_answer(
    told: Installation, told_views: ServiceProcess
) -> None:
    after = write(told, whole_story().decisions)
    report = ViewsReader(told_views, told, CITY).json("/satisfaction", after, month="2026-04")
    total = report["total"]["real"]["total"]
    assert (total["invitations"], total["responses"], total["positive"], total["rate"]) == (2, 0, 0, None)
    assert total["in_chinese"] == f"{report['total']['withheld']}。" == "不足 5 份或者可以推算，不单列。"
    assert total["verdict"] == "not_enough_answers"
    assert (report["target"], report["minimum_answers"]) == (0.9, 30)
    assert (report["smallest_cell"], report["total"]["real"]["by_role"]) == (5, {})
    assert [body["organisation"] for body in report["bodies"]] == [COMMITTEE]
    empty = ViewsReader(told_views, told, CITY).json("/satisfaction", month="2026-03")
    assert (empty["bodies"], empty["total"]["real"]["total"]["rate"]) == ([], None)
    reader = ViewsReader(told_views, told, COMMITTEE)
    assert reader.get("/satisfaction", organisation=CITY).status_code == 404
    assert reader.get("/satisfaction", month="April").status_code == 400
    city = ViewsReader(told_views, told, CITY)
    parts = city.json("/satisfaction", quarter="2026Q2", by="channel")["parts"]
    assert [(part["key_name"], part["real"]["total"]["invitations"]) for part in parts] == [("人民调解", 2)]
    assert all(part["withheld"] and part["real"]["total"]["responses"] == 0 for part in parts)
    months = city.json("/satisfaction", year="2026", by="month")["parts"]
    assert [(part["month"], part["real"]["total"]["invitations"]) for part in months] == [("2026-04", 2)]
    of_contracts = city.json("/satisfaction", dispute_type="CONTRACT")["total"]["real"]["total"]
    assert (of_contracts["invitations"], of_contracts["verdict"]) == (0, "not_enough_answers")
    for wrong in ({"by": "month"}, {"quarter": "2026-Q2"}, {"year": "2026", "month": "2026-04"}, {"channel": "MAGIC"}):
        assert city.get("/satisfaction", **wrong).status_code == 400, wrong
    assert city.json("/satisfaction/population")["surveys"] == []
    assert city.json("/rectifications") == []
    assert city.get("/rectifications", status="late").status_code == 400


def test_nobody_reads_without_a_token(told_views: ServiceProcess) -> None:
    for path in ("/cases", f"/cases/{CASE}", "/work-list", "/deadlines", "/satisfaction", "/custody"):
        assert httpx.get(f"{told_views.url}{path}", trust_env=False).status_code == 401


def test_indexes_stand_on_every_generation_that_is_read(told: Installation, told_views: ServiceProcess) -> None:
    write(told, whole_story().decisions)
    name = f"mediation_{told.name}"
    ensure_indexes(told.mongodb, name)
    with pymongo.MongoClient[dict[str, object]](told.mongodb) as client:
        for view in VIEWS:
            pointer: Any = client[name]["generations"].find_one({"_id": view.name})
            made = client[name][f"{view.name}.g{pointer['current']['number']}"].index_information().values()
            keys = [tuple((field, int(order)) for field, order in index["key"]) for index in made]
            assert {index.keys for index in view.indexes} <= set(keys)


def test_a_case_that_looks_like_another_is_proposed_to_whoever_may_see_both(
    told: Installation, told_views: ServiceProcess
) -> None:
    """Last in this file: it tells of a second case."""
    again = case_code(UUID(int=77))
    log = Log()
    registered(log)
    [first] = [event for logged in log.decisions for event in logged.decision.events if event.name == "case_registered"]
    log.decide("intake", CaseRegistered.model_validate(first.data), case=again)
    after = write(told, log.decisions)
    [proposal] = ViewsReader(told_views, told, HUB).json(f"/cases/{again}/repeat-proposals", after)
    assert (proposal["case"]["case_code"], proposal["alike"]) == (CASE, 1.0)
    assert "申请人" in proposal["why"][0]
    assert ViewsReader(told_views, told, CITY, "auditor").json(f"/cases/{again}/repeat-proposals") == []
    assert ViewsReader(told_views, told, OTHER_COMMITTEE).get(f"/cases/{again}/repeat-proposals").status_code == 404
