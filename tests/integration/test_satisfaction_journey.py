"""From the closing of a case to a matter put right, before a real broker: asked, answered badly by link, put right, rated again."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4, uuid5

import httpx
import pytest
import yaml
from aiokafka import AIOKafkaProducer

from schemas.command import Actor
from schemas.envelope import PublishedEvent, encode_event
from schemas.identity import NAMESPACE, case_code
from schemas.intake import CaseClosed, CloseResult
from schemas.registry import encode_data
from schemas.satisfaction_patterns import Watched
from schemas.topics import events
from schemas.values import Channel, Contact, DisputeType, Party, PartyKind, PartyRole
from services.runtime.service_process import ServiceProcess
from services.satisfaction.delivery.message import Message
from services.satisfaction.delivery.outbox import FOLDER, messages_in
from services.satisfaction.domain.patterns import watch_code
from services.satisfaction.domain.validity import SERVICE
from services.satisfaction.process import process_of
from tests.command_line.test_satisfaction_commands import ABOUT, HEADER
from tests.integration.serving import as_account, serving, settings_of
from tests.integration.terminal import mediate, told_running
from tests.integration.test_survey_link import everything
from tests.runtime.counting_loop import until
from tests.servers import Installation

RATED, HUB = "wuhu.jinghu.fangcun.pmc", "wuhu.jinghu.hub"
CASE = case_code(uuid5(NAMESPACE, "journey"))
PHONE = "13955300001"


def party(party_id: str, role: PartyRole, **contact: Any) -> Party:
    return Party(party_id=party_id, role=role, kind=PartyKind.NATURAL, name="当事人", contact=Contact(**contact))


@pytest.fixture
def process(installation: Installation) -> ServiceProcess:
    return process_of(settings_of(installation, SERVICE))


@pytest.fixture
async def client(process: ServiceProcess) -> AsyncIterator[httpx.AsyncClient]:
    async with serving(process.app) as made:
        yield made


async def close_the_case(installation: Installation) -> None:
    """Intake publishes the closing: one party by message, one marked unsafe, one at the counter since its number is shared."""
    now = datetime.now(UTC)
    closed = CaseClosed(
        occurred_at=now, result=CloseResult.FAILED, closing_body=HUB, handling_body=RATED, channel=Channel.PEOPLE_MEDIATION,
        dispute_type=DisputeType.NEIGHBOR,
        parties=(
            party("p1", PartyRole.APPLICANT, phone=PHONE),
            party("p2", PartyRole.RESPONDENT, phone="13955300002", safe_to_contact=False),
            party("p3", PartyRole.THIRD_PARTY, address="方村街道"),
        ),
    )  # fmt: skip
    published = PublishedEvent(
        id=uuid5(NAMESPACE, "closed"), service="intake", name="case_closed", version=CaseClosed.version, case_code=CASE,
        sequence=9, index=0, recorded_at=now, actor=Actor(user="clerk.hub", organisation=HUB), correlation_id="c",
        causation_id="c", traceparent=None, data=encode_data(closed),
    )  # fmt: skip
    producer = AIOKafkaProducer(bootstrap_servers=installation.kafka)
    await producer.start()
    try:
        topic = events("intake").name_in(installation.name)
        await producer.send_and_wait(topic, encode_event(published), key=CASE.encode())
    finally:
        await producer.stop()


def all_settled(process: ServiceProcess) -> bool:
    """Nothing is under way to anybody."""
    return {one.situation.kind for one in process.loop.state(CASE)[0].deliveries.values()} == {"settled"}


class Office:
    """Staff of a body, acting on what they saw last."""

    def __init__(
        self, client: httpx.AsyncClient, process: ServiceProcess, installation: Installation, body: str
    ) -> None:
        self._client, self._process = client, process
        self._account = as_account(installation, f"clerk.{body}", body, "clerk")

    async def does(self, path: str, **body: Any) -> httpx.Response:
        await until(lambda: all_settled(self._process))  # the courier tells of its messages in the same case
        etag = f'"{self._process.loop.state(CASE)[1]}"'
        headers = {**self._account, "If-Match": etag, "Idempotency-Key": str(uuid4())}
        return await self._client.post(f"/satisfaction/cases/{CASE}/rectifications/{path}", json=body, headers=headers)


def names(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [event["name"] for event in answer.json()["events"]]


async def outbox_of(installation: Installation, count: int) -> list[Message]:
    folder = installation.data / FOLDER
    await until(lambda: len(list(messages_in(folder))) >= count)
    return list(messages_in(folder))


async def test_a_bad_rating_by_link_is_put_right_and_rated_again(
    client: httpx.AsyncClient, process: ServiceProcess, installation: Installation
) -> None:
    await close_the_case(installation)
    [asked] = await outbox_of(installation, 1)
    assert (asked.phone, "<svg" in asked.qr_svg) == (PHONE, True)
    path = httpx.URL(asked.link).path

    page = await client.get(path, headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["referrer-policy"], page.headers["cache-control"]) == (
        200,
        "no-referrer",
        "no-store",
    )
    assert "人民调解委员会" in page.text
    assert (await client.get(path + "x")).status_code == 404
    form = {"grade": "2", "comment": "等得太久", "key": re.search(r'name="key" value="([^"]+)"', page.text)[1]}  # type: ignore[index]
    thanks = await client.post(f"{path}/rating", data=form)
    assert (thanks.status_code, "谢谢" in thanks.text) == (200, True)
    assert (await client.post(f"{path}/rating", data=form)).status_code == 200, "sent twice it is one answer"
    assert (await client.get(path)).json()["grade"] == 2

    rated, above = Office(client, process, installation, RATED), Office(client, process, installation, HUB)
    phoned = await rated.does("verification", manner="phone_revisit", established="founded", findings="属实")
    assert phoned.json()["code"] == "review_is_anonymous"
    assert names(await rated.does("verification", manner="file_review", established="founded", findings="属实")) == [
        "review_verified"
    ]
    assert names(await rated.does("remedy", remedy="fixed_at_once", measures="调整预约时段")) == ["remedy_decided"]
    assert (await above.does("closing", evidence=["照片"])).json()["code"] == "not_fed_back"
    assert "rating_asked_again" in names(await rated.does("feedback", result="已说明并致歉"))
    assert (await rated.does("closing")).json()["code"] == "evidence_missing"
    assert names(await rated.does("closing", evidence=["回访记录", "整改照片"])) == ["rectification_closed"]

    again = (await outbox_of(installation, 2))[1]
    assert (again.phone, again.link, "再次评价" in again.text) == (PHONE, asked.link, True)
    code = re.search(r"评价码 (\d{8})", again.text)[1]  # type: ignore[index]
    by_code = f"/surveys/{CASE}/codes/{code}"
    assert (await client.get(by_code)).json()["rated_body"] == RATED
    answer = await client.post(
        f"{by_code}/rating", json={"grade": 5, "given_by": "phone"}, headers={"Idempotency-Key": "again"}
    )
    assert names(answer) == ["rating_changed"]
    changed = answer.json()["events"][0]["data"]
    assert (changed["first_grade"], changed["grade"], changed["after_rectification"], changed["given_via"]) == (
        2,
        5,
        True,
        "phone",
    )

    watch = watch_code(Watched.BODY, RATED, datetime.fromisoformat(changed["occurred_at"]))
    await until(lambda: bool(process.loop.state(watch)[0].watched))

    state, _ = process.loop.state(CASE)
    await until(lambda: all_settled(process))
    assert {one.delivery for one in state.invitations.values()} == {"sms", "counter"}
    assert len(list(messages_in(installation.data / FOLDER))) == 2, (
        "nothing went to the unsafe contact and to the counter"
    )
    log = await everything(installation)
    for secret in (PHONE, path.rsplit("/", 1)[1], code, "127.0.0.1"):
        assert secret.encode() not in log

    wrong = [await client.get(f"/surveys/{CASE}/codes/{number:08}") for number in range(6)]
    assert [one.status_code for one in wrong] == [404] * 5 + [429]
    matter = {"what": "办理证明三次都被要求补材料", "concerned_body": RATED}
    told = await client.post("/unresolved-matters", json=matter, headers={"Idempotency-Key": "m"})
    assert told.status_code == 201, told.text
    assert [event["name"] for event in told.json()["events"]][:2] == [
        "unresolved_matter_reported",
        "rectification_opened",
    ]
    await a_survey_of_the_population_is_imported_at_the_terminal(client, installation)


async def a_survey_of_the_population_is_imported_at_the_terminal(
    client: httpx.AsyncClient, installation: Installation
) -> None:
    """`mediate import-survey` posts it and tells its code; a correction that does not say what was wrong is refused."""
    told_running(installation, {"satisfaction": str(client.base_url)})
    about, table = installation.data / "about.yaml", installation.data / "table.csv"
    about.write_text(yaml.safe_dump(ABOUT, allow_unicode=True), encoding="utf-8")
    table.write_text(HEADER + "wuhu.hub,总体,400,370\n", encoding="utf-8")
    words = ("import-survey", str(about), str(table), "--organisation")
    status, said = await mediate(installation, *words, "wuhu.hub")
    found = re.fullmatch(r"已导入“2025年度群众满意度调查”，编号 (\w{17})，共 1 行。\n", said)
    assert status == 0, said
    assert found is not None
    status, refused = await mediate(installation, *words, "wuhu.hub", "--replaces", found[1])
    assert (status, refused) == (2, "更正已导入的调查须写明更正的内容和理由。\n")
