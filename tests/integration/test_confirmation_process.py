"""Judicial confirmation before a real broker: from the committee's agreement to the court's ruling over HTTP."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid5

import httpx
import pytest

from schemas.command import Actor
from schemas.envelope import CommandRecord, digest
from schemas.identity import NAMESPACE, case_code
from services.judicial_confirmation.api import ROUTES
from services.judicial_confirmation.domain.limits import SERVICE
from services.judicial_confirmation.worker import service
from services.jurisdiction.law import Law
from services.runtime.service_process import ServiceProcess
from tests.domain.judicial_confirmation.court_case import BOTH, COMMITTEE, COURT, NO_DAY
from tests.integration.serving import as_account, serving, settings_of
from tests.servers import Installation

CASE = case_code(uuid5(NAMESPACE, "confirmation"))
AGREEMENT = "agreement-1"


@pytest.fixture
def process(installation: Installation) -> ServiceProcess:
    return ServiceProcess(service(Law.load("wuhu")), ROUTES, settings_of(installation, SERVICE))


@pytest.fixture
async def client(process: ServiceProcess) -> AsyncIterator[httpx.AsyncClient]:
    async with serving(process.app) as made:
        await agreement_took_effect(process)
        yield made


async def agreement_took_effect(process: ServiceProcess) -> None:
    """The committee's agreement of yesterday arrives as the reaction sends it."""
    now = datetime.now(UTC)
    content = {
        "agreement_id": AGREEMENT, "form": "written", "mediation_body": COMMITTEE, "channel": "PEOPLE_MEDIATION",
        "effective_at": (now - timedelta(days=1)).isoformat(), "terms": NO_DAY.model_dump(mode="json"),
        "parties": [party.model_dump(mode="json", exclude_none=True) for party in BOTH],
    }  # fmt: skip
    command_id = uuid5(NAMESPACE, "agreement took effect")
    record = CommandRecord(
        name="register_agreement", body=content, digest=digest(content), recorded_at=now, origin="test",
        actor=Actor(user="system:judicial_confirmation", organisation="judicial_confirmation"),
        correlation_id=str(command_id), causation_id=str(command_id),
    )  # fmt: skip
    await process.loop.submit(CASE, command_id, record)
    answered = await process.loop.answer(CASE, command_id, 30)
    assert answered is not None
    assert answered.decision.outcome == "accepted", answered.decision


async def test_from_the_agreement_to_the_ruling_and_a_foreign_committee_learns_nothing(
    client: httpx.AsyncClient, process: ServiceProcess, installation: Installation
) -> None:
    clerk = as_account(installation, "clerk.fangcun", COMMITTEE, "clerk")
    court = as_account(installation, "clerk.court", COURT, "court_clerk")
    stranger = as_account(installation, "clerk.shenxiang", "wuhu.jiujiang.shenxiang.pmc", "clerk")
    number = 0

    async def act(who: dict[str, str], path: str, **body: Any) -> httpx.Response:
        nonlocal number
        number += 1
        headers = who | {"Idempotency-Key": str(number), "If-Match": f'"{process.loop.state(CASE)[1]}"'}
        address = f"/judicial-confirmation/cases/{CASE}/{path}"
        return await client.post(address, json={"agreement_id": AGREEMENT, **body}, headers=headers)

    def names(answer: httpx.Response) -> list[str]:
        assert answer.status_code == 200, answer.text
        return [event["name"] for event in answer.json()["events"]]

    both = [{"party_id": party.party_id} for party in BOTH]
    alone = await act(clerk, "applications", court=COURT, applicants=both[:1])
    assert (alone.status_code, alone.json()["code"], alone.json()["source"]) == (409, "not_joint", "CPL 205")
    foreign = await act(stranger, "applications", court=COURT, applicants=both)
    assert foreign.status_code == 404
    wrong_role = await act(clerk, "docket")
    assert wrong_role.status_code == 403
    applied = await act(clerk, "applications", court=COURT, applicants=both)
    assert names(applied) == ["application_filed", "clock_stopped", "clock_started"]
    due = applied.json()["events"][2]["data"]["clock"]
    assert due["derivation"]["source"].startswith("JC11 4")
    assert "application_docketed" in names(await act(court, "docket", case_number="(2026)皖0202诉前调确1号"))
    assert names(await act(court, "verification", present=["p1", "p2"])) == ["verification_held"]
    ruling = await act(court, "confirm", ruling_number="(2026)皖0202诉前调确1号")
    assert names(ruling)[0] == "agreement_confirmed"
    assert ruling.json()["events"][0]["data"]["irregularities"] == []
    served = await act(court, "ruling/service", party_id="p1", service={"method": "direct", "proof": "送达回证"})
    assert names(served) == ["ruling_served", "clock_started"]
