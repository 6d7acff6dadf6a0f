"""Petitions before a real broker and database: from the offer to the opinion over HTTP, and the public status query."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid5

import httpx
import pytest

from schemas.command import Actor
from schemas.envelope import CommandRecord, digest
from schemas.identity import NAMESPACE, case_code, track_id
from schemas.petitions import PetitionRegistered
from services.jurisdiction.law import Law
from services.petitions.api import ROUTES
from services.petitions.domain.answers import SERVICE
from services.petitions.worker import service
from services.runtime.service_process import ServiceProcess as Petitions
from tests.conftest import Services
from tests.domain.intake.window import applicant, respondent
from tests.domain.petitions.petition_case import HUB, OFFICE, OTHER_OFFICE, UNIT, opinion, summary
from tests.domain.petitions.test_with_the_window import Town
from tests.domain.views.log import Log
from tests.integration.serving import as_account, serving, settings_of
from tests.integration.views_world import write
from tests.servers import Installation, ServiceProcess

CASE = case_code(uuid5(NAMESPACE, "petition"))
NUMBER = 2


@pytest.fixture
def process(installation: Installation) -> Petitions:
    return Petitions(service(Law.load("wuhu")), ROUTES, settings_of(installation, SERVICE))


@pytest.fixture
async def client(process: Petitions) -> AsyncIterator[httpx.AsyncClient]:
    async with serving(process.app) as made:
        yield made


async def intake_tells(process: Petitions, name: str) -> None:
    """An offer or a move of custody arrives as the reaction sends it."""
    now = datetime.now(UTC) - timedelta(minutes=5)
    content = {
        "occurred_at": now.isoformat(), "track_id": track_id(CASE, NUMBER), "custody_number": NUMBER, "from_body": HUB,
        "to_body": OFFICE, "reason": "route", "case": summary().model_dump(mode="json", exclude_none=True),
    }  # fmt: skip
    command_id = uuid5(NAMESPACE, f"{CASE}/{name}")
    record = CommandRecord(
        name=name, body=content, digest=digest(content), recorded_at=now, origin="test",
        actor=Actor(user="system:intake", organisation="intake"), correlation_id=str(command_id),
        causation_id=str(command_id),
    )  # fmt: skip
    await process.loop.submit(CASE, command_id, record)
    answered = await process.loop.answer(CASE, command_id, 30)
    assert answered is not None
    assert answered.decision.outcome == "accepted", answered.decision


async def test_from_the_offer_to_the_opinion_and_a_foreign_office_learns_nothing(
    client: httpx.AsyncClient, process: Petitions, installation: Installation
) -> None:
    office = as_account(installation, "clerk.petitions", OFFICE, "clerk")
    unit = as_account(installation, "clerk.labour", UNIT, "clerk")
    stranger = as_account(installation, "clerk.jiujiang", OTHER_OFFICE, "clerk")
    mediator = as_account(installation, "mediator", OFFICE, "mediator")
    number = 0

    async def act(who: dict[str, str], path: str, **body: Any) -> httpx.Response:
        nonlocal number
        number += 1
        headers = who | {"Idempotency-Key": str(number), "If-Match": f'"{process.loop.state(CASE)[1]}"'}
        return await client.post(f"/petitions/cases/{CASE}/{path}", json=body, headers=headers)

    def names(answer: httpx.Response) -> list[str]:
        assert answer.status_code == 200, answer.text
        return [event["name"] for event in answer.json()["events"]]

    await intake_tells(process, "receive_offer")
    assert names(await act(office, "offer/accept")) == ["offer_accepted"]
    early = await act(office, "registration", kind="grievance", manner="petition_visit")
    assert (early.status_code, early.json()["code"]) == (409, "custody_not_here")
    await intake_tells(process, "receive_custody")
    registered = await act(office, "registration", kind="grievance", manner="petition_visit")
    assert names(registered) == ["petition_registered", "clock_started"]
    assert registered.json()["events"][1]["data"]["clock"]["limit"] == "XF-1"
    assert (await act(stranger, "forward", responsible_unit=UNIT)).status_code == 404
    assert (await act(mediator, "forward", responsible_unit=UNIT)).status_code == 403
    assert "petition_forwarded" in names(await act(office, "forward", responsible_unit=UNIT))
    assert "petitioner_notified" in names(await act(unit, "notice", way_told="按信访程序办理，六十日内答复"))
    assert "petition_accepted" in names(await act(unit, "acceptance"))
    handled = await act(unit, "classification", article="article_31_6")
    assert names(handled) == ["petition_classified", "clock_started"]
    assert handled.json()["events"][1]["data"]["clock"]["derivation"]["length"] == 60
    told = opinion().model_dump(mode="json", exclude_defaults=True)
    assert names(await act(unit, "opinion", **told)) == ["handling_opinion_issued", "clock_stopped"]
    served = await act(unit, "opinion/service", service={"method": "direct", "proof": "送达回证已签收"})
    assert names(served) == ["opinion_served", "clock_started"]


@pytest.fixture
def views(services: Services) -> ServiceProcess:
    started = services.start("views")
    started.wait_ready()
    return started


def test_the_status_query_asks_for_no_account_and_tells_strangers_nothing(
    views: ServiceProcess, installation: Installation
) -> None:
    town = Town(parties=(applicant(contact={"phone": "13900004321"}), respondent()))
    town.in_handling()
    log = Log()
    for source, event in town.events:
        log.decide(source, event, case=town.code)
    after = write(installation, log.decisions)
    [registered] = town.said(PetitionRegistered)

    def ask(code: str, fact: str) -> httpx.Response:
        body = {"query_code": code, "second_fact": fact}
        headers = {"Read-After": ",".join(after)}
        return httpx.post(f"{views.url}/petition-status", json=body, headers=headers, timeout=30, trust_env=False)

    found = ask(registered.query_code, "4321")
    assert found.status_code == 200, found.text
    assert found.json()["stage_name"] == "信访办理中"
    assert found.json()["steps"][0]["event"] == "petition_registered"
    refused = [ask(registered.query_code, "0000"), ask(town.code, "4321"), ask("0" * 17, "4321"), ask("x", "4321")]
    assert {answer.status_code for answer in refused} == {404}
    assert len({answer.text.replace(answer.json().get("instance", ""), "") for answer in refused}) == 1


def test_the_process_as_it_is_run_offers_every_act_of_a_petition(services: Services) -> None:
    started = services.start("petitions")
    started.wait_ready()
    told = httpx.get(f"{started.url}/openapi.json", timeout=30, trust_env=False).json()
    assert {route.path for route in ROUTES} <= set(told["paths"])
