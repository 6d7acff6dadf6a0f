"""Administrative mediation before a real broker: from custody to the agency's mediation document over HTTP."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid5

import httpx
import pytest

from schemas.command import Actor
from schemas.envelope import CommandRecord, digest
from schemas.identity import NAMESPACE, case_code, track_id
from services.administrative_mediation.api import ROUTES
from services.administrative_mediation.worker import service
from services.jurisdiction.law import Law
from services.runtime.service_process import ServiceProcess
from tests.domain.administrative_mediation.agency_case import HUB, LABOUR, summary
from tests.domain.administrative_mediation.agency_case import ROUTES as OTHER_WAYS
from tests.integration.serving import as_account, serving, settings_of
from tests.servers import Installation

SERVICE = "administrative_mediation"
CASE = case_code(uuid5(NAMESPACE, SERVICE))


@pytest.fixture
def process(installation: Installation) -> ServiceProcess:
    return ServiceProcess(service(Law.load("wuhu")), ROUTES, settings_of(installation, SERVICE))


@pytest.fixture
async def client(process: ServiceProcess) -> AsyncIterator[httpx.AsyncClient]:
    async with serving(process.app) as made:
        await custody_came(process)
        yield made


async def custody_came(process: ServiceProcess) -> None:
    """The window moved the case to the agency two hours ago; the reaction tells it."""
    now = datetime.now(UTC)
    content = {
        "track_id": track_id(CASE, 2), "custody_number": 2, "from_body": HUB, "to_body": LABOUR, "reason": "route",
        "case": summary(dispute_type="MIGRANT_WAGES").model_dump(mode="json", exclude_none=True),
        "occurred_at": (now - timedelta(hours=2)).isoformat(),
    }  # fmt: skip
    command_id = uuid5(NAMESPACE, "custody came to the agency")
    record = CommandRecord(
        name="receive_custody", body=content, digest=digest(content), recorded_at=now, origin="test",
        actor=Actor(user="system:intake", organisation="intake"),
        correlation_id=str(command_id), causation_id=str(command_id),
    )  # fmt: skip
    await process.loop.submit(CASE, command_id, record)
    answered = await process.loop.answer(CASE, command_id, 30)
    assert answered is not None
    assert answered.decision.outcome == "accepted", answered.decision


async def test_from_the_application_to_the_mediation_document_and_a_foreign_agency_learns_nothing(
    client: httpx.AsyncClient, process: ServiceProcess, installation: Installation
) -> None:
    clerk = as_account(installation, "clerk.labour", LABOUR, "clerk")
    official = as_account(installation, "official.labour", LABOUR, "mediator")
    keeper = as_account(installation, "seal.labour", LABOUR, "agency_seal_keeper")
    stranger = as_account(installation, "clerk.wuwei", "wuhu.wuwei.human-resources", "clerk")
    number = 0

    async def act(who: dict[str, str], path: str, **body: Any) -> httpx.Response:
        nonlocal number
        number += 1
        headers = who | {"Idempotency-Key": str(number), "If-Match": f'"{process.loop.state(CASE)[1]}"'}
        return await client.post(f"/administrative-mediation/cases/{CASE}/{path}", json=body, headers=headers)

    def names(answer: httpx.Response) -> list[str]:
        assert answer.status_code == 200, answer.text
        return [event["name"] for event in answer.json()["events"]]

    foreign = await act(stranger, "acceptance")
    assert foreign.status_code == 404
    undeclined = await act(clerk, "refusal-of-acceptance", ground="am_sued", reason="已起诉")
    assert (undeclined.status_code, undeclined.json()["code"]) == (409, "routes_not_told")
    accepted = await act(clerk, "acceptance")
    assert names(accepted) == ["mediation_accepted", "clock_stopped", "clock_started"]
    due = accepted.json()["events"][2]["data"]["clock"]
    assert (due["limit"], due["derivation"]["source"].startswith("SZ 25")) == ("AM-3", True)
    assert names(await act(clerk, "consent/give", party_id="p2")) == ["consent_given", "mediation_opened"]
    names(await act(clerk, "mediators", mediator="official.labour"))
    names(await act(clerk, "rights-notice"))
    paused = await act(official, "appraisal/start", kind="鉴定", by="鉴定机构")
    assert names(paused) == ["appraisal_started", "clock_paused"]
    assert names(await act(official, "appraisal/end")) == ["appraisal_ended", "clock_resumed"]
    session = await act(official, "sessions")
    assert session.json()["events"][0]["data"]["irregularities"] == []
    names(await act(official, "agreements", form="written", terms={"terms": ["支付拖欠工资"]}))
    names(await act(clerk, "agreements/party-signature", party_id="p1"))
    names(await act(clerk, "agreements/party-signature", party_id="p2"))
    wrong_role = await act(clerk, "agreements/seal")
    assert wrong_role.status_code == 403
    names(await act(official, "agreements/mediator-signature"))
    sealed = await act(keeper, "agreements/seal")
    assert names(sealed) == ["agency_sealed", "agreement_effective"]
    assert sealed.json()["events"][1]["data"]["confirmable"] is True
    kept = await act(clerk, "termination", reason="deadlock", routes_told=list(OTHER_WAYS))
    assert (kept.status_code, kept.json()["code"]) == (409, "agreement_in_force")
