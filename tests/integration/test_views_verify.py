"""`mediate verify` and `mediate rebuild` on real servers: equal, or the first difference; nobody sees an empty view."""

import asyncio
import threading
from pathlib import Path
from typing import Any

import pymongo
import pytest

from services.command_line.rebuild import NAMES, rebuild
from services.jurisdiction.law import Law
from services.people_mediation.worker import service as people_mediation
from services.runtime.checks.log import scratch_store
from services.runtime.checks.reactions import ReactionCheck
from services.runtime.checks.stores import ServiceFold, store_differences
from services.runtime.checks.tallies import TallyCheck
from services.runtime.checks.views import ViewsCheck
from services.runtime.mongo import connect
from services.runtime.store import RocksStore
from services.views.all_views import CASE_VIEWS, TALLIES
from tests.conftest import Services
from tests.domain.views.log import CASE, Log
from tests.domain.views.village import CITY, HUB, registered, whole_story
from tests.integration.views_world import ViewsReader, eventually, page_by_page, write
from tests.servers import Installation, ServiceProcess

LAW = Law.load("wuhu")


@pytest.fixture
def views(services: Services) -> ServiceProcess:
    process = services.start("views")
    process.wait_ready()
    return process


def view_differences(installation: Installation) -> list[str]:
    """What the check of all views says."""

    async def check() -> list[str]:
        database = connect(installation.mongodb, f"mediation_{installation.name}")
        of_views = ViewsCheck(CASE_VIEWS, database, installation.kafka, installation.name)
        found = [difference.in_chinese async for difference in of_views.differences()]
        tallies = TallyCheck(TALLIES, database, installation.kafka, installation.name)
        return found + [difference.in_chinese async for difference in tallies.differences()]

    return asyncio.run(check())


def documents(installation: Installation, view: str) -> Any:
    """The collection of the generation that is read."""
    database = pymongo.MongoClient[dict[str, Any]](installation.mongodb)[f"mediation_{installation.name}"]
    pointer = database["generations"].find_one({"_id": view})
    assert pointer is not None
    return database[f"{view}.g{pointer['current']['number']}"]


def test_what_was_projected_is_what_the_log_says_until_somebody_meddles(
    installation: Installation, views: ServiceProcess
) -> None:
    after = write(installation, [*whole_story().decisions, *whole_story().decisions])
    ViewsReader(views, installation, HUB).json(f"/cases/{CASE}", after)
    ViewsReader(views, installation, CITY).json("/satisfaction", after)
    eventually(lambda: view_differences(installation) == [])

    documents(installation, "boards").update_one({"_id": CASE}, {"$set": {"intake.facts.custodian": "nobody"}})
    assert view_differences(installation) == [f"视图 boards 的案件 {CASE}：intake.facts.custodian 与日志不同"]
    documents(installation, "boards").delete_one({"_id": CASE})
    eventually(lambda: view_differences(installation) == [f"视图 boards 的案件 {CASE}：缺少来自 intake 的第 1 号决定"])
    documents(installation, "boards").insert_one({"_id": "1K3W9QZ8D7V5M2P6B", "at": {}, "accepted": {}})
    documents(installation, "case_file").update_one({"_id": CASE}, {"$set": {"at.intake": 99}})
    assert view_differences(installation)[0] == f"视图 case_file 的案件 {CASE}：at.intake 与日志不同"

    with ViewsReader(views, installation, "operator", "operator").client as operator:
        assert rebuild(operator, list(NAMES), 60)
    eventually(lambda: view_differences(installation) == [])


def test_readers_see_neither_an_empty_nor_a_backward_view_while_it_is_rebuilt(
    installation: Installation, views: ServiceProcess
) -> None:
    log = Log()
    for number in range(40):
        single = Log()
        registered(single)
        log.decisions += [_of_case(logged, f"{number:016d}X") for logged in single.decisions]
    after = write(installation, log.decisions)
    reader = ViewsReader(views, installation, HUB)
    assert len(reader.json("/cases", after)) == 40
    assert page_by_page(reader, "/cases", 7) == reader.json("/cases")
    seen: list[int] = []
    stop = threading.Event()

    def read_on() -> None:
        with ViewsReader(views, installation, HUB).client as client:
            while not stop.is_set():
                answer = client.get("/cases")
                seen.append(len(answer.json()) if answer.status_code == 200 else -answer.status_code)

    reading = threading.Thread(target=read_on)
    reading.start()
    try:
        with ViewsReader(views, installation, "operator", "operator").client as operator:
            assert rebuild(operator, ["case_file"], 60)
    finally:
        stop.set()
        reading.join()
    assert len(seen) > 3
    assert set(seen) == {40}


def test_a_local_store_is_compared_at_its_own_position_while_its_process_goes_on(
    installation: Installation, services: Services, tmp_path: Path
) -> None:
    log = Log()
    registered(log)
    write(installation, [logged for logged in log.decisions if logged.source == "people_mediation"])
    process = services.start("people_mediation")
    process.wait_ready()
    folder = installation.data / "services" / installation.name / "people_mediation" / "0" / "store"
    assert store_findings(folder, installation) == []

    process.kill9()
    store = RocksStore(folder)
    store.write({b"s" + CASE.encode(): b"{}"})
    store.close()
    assert store_findings(folder, installation) == [f"people_mediation 的本地存储，案件 {CASE}：状态与日志不同"]


def store_findings(folder: Path, installation: Installation) -> list[str]:
    """What the check of a store of people's mediation says."""

    async def check() -> list[str]:
        async with scratch_store() as scratch:
            fold = ServiceFold(people_mediation(LAW), scratch, installation.kafka, installation.name)
            return [difference.in_chinese async for difference in store_differences(folder, fold)]

    return asyncio.run(check())


def test_a_reaction_without_an_answer_is_named_and_an_answered_one_is_not(
    installation: Installation, services: Services
) -> None:
    log = Log()
    registered(log)
    write(installation, [logged for logged in log.decisions[:2] if logged.source == "intake"])

    def missing(patience: float) -> list[str]:
        async def check() -> list[str]:
            async with scratch_store() as scratch:
                fold = ServiceFold(people_mediation(LAW), scratch, installation.kafka, installation.name)
                of_reactions = ReactionCheck(fold, installation.kafka, installation.name, patience)
                return [difference.in_chinese async for difference in of_reactions.differences()]

        return asyncio.run(check())

    unanswered = "people_mediation_hears_intake_custody_offered"
    assert missing(0) == [f"people_mediation 没有回应 intake 的决定：案件 {CASE}，联动 {unanswered}"]
    services.start("people_mediation").wait_ready()
    assert missing(20) == []


def _of_case(logged: Any, code: str) -> Any:
    from dataclasses import replace

    return replace(logged, decision=logged.decision.model_copy(update={"case_code": code}))
