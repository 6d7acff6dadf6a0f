"""The survey before a real broker: the link answers without an account, cannot be guessed, and stands in no record."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid5

import httpx
import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition

from schemas.command import Actor, CommandBody
from schemas.envelope import CommandRecord, digest
from schemas.identity import NAMESPACE, case_code
from schemas.topics import topics_of
from services.runtime.secret_files import SecretProblem, load_secret
from services.runtime.service_process import ServiceProcess
from services.satisfaction.domain.commands import InviteParties
from services.satisfaction.domain.validity import SERVICE
from services.satisfaction.process import process_of
from services.satisfaction.survey_links import SECRET_FILE, SECRET_VARIABLE, SurveyLinks
from tests.integration.serving import as_account, serving, settings_of
from tests.servers import Installation

RATED = "wuhu.jinghu.fangcun.pmc"
CASE = case_code(uuid5(NAMESPACE, "survey"))
SYSTEM = Actor(user="system:satisfaction", organisation="satisfaction")


@pytest.fixture
def process(installation: Installation) -> ServiceProcess:
    return process_of(settings_of(installation, SERVICE))


@pytest.fixture
async def client(process: ServiceProcess) -> AsyncIterator[httpx.AsyncClient]:
    async with serving(process.app) as made:
        yield made


@pytest.fixture
async def links(client: httpx.AsyncClient, process: ServiceProcess, installation: Installation) -> SurveyLinks:
    """Both parties of a closed case are asked."""
    invitees = [
        {"party_id": f"p{n}", "role": role, "reach": "counter"} for n, role in ((1, "applicant"), (2, "respondent"))
    ]
    body = InviteParties.model_validate(
        {"rated_body": RATED, "channel": None, "dispute_type": "NEIGHBOR", "result": "failed", "invitees": invitees}
    )
    await told(process, "invite_parties", body)
    return SurveyLinks(load_secret(installation.data / SECRET_FILE, SECRET_VARIABLE, {}))


async def told(process: ServiceProcess, name: str, body: CommandBody) -> None:
    """A command of the system reaches the service as reactions and the scan send it."""
    content = body.model_dump(mode="json", exclude_none=True)
    command_id = uuid5(NAMESPACE, name)
    record = CommandRecord(
        name=name, body=content, digest=digest(content), actor=SYSTEM, recorded_at=datetime.now(UTC), origin="test",
        correlation_id=str(command_id), causation_id=str(command_id),
    )  # fmt: skip
    await process.loop.submit(CASE, command_id, record)
    answered = await process.loop.answer(CASE, command_id, 30)
    assert answered is not None
    assert answered.decision.outcome == "accepted", answered.decision


def invitation_of(process: ServiceProcess, party_id: str = "p1") -> str:
    state, _ = process.loop.state(CASE)
    return next(one.invitation_id for one in state.invitations.values() if one.party_id == party_id)


async def rate(client: httpx.AsyncClient, path: str, grade: int, key: str, **more: str) -> httpx.Response:
    return await client.post(path, json={"grade": grade, **more}, headers={"Idempotency-Key": key})


async def test_a_person_answers_through_the_link_without_an_account_and_its_secret_stands_in_no_record(
    client: httpx.AsyncClient, links: SurveyLinks, process: ServiceProcess, installation: Installation
) -> None:
    invitation = invitation_of(process)
    path = links.path(CASE, invitation)
    first = await rate(client, path, 2, "a", comment="等得太久")
    assert (first.status_code, [event["name"] for event in first.json()["events"]]) == (
        200,
        ["rating_given", "rectification_opened", "clock_started"],
    )
    again = await rate(client, path, 2, "a", comment="等得太久")
    assert again.json() == first.json()
    changed = await rate(client, path, 4, "b")
    assert [event["name"] for event in changed.json()["events"]] == ["rating_changed", "rectification_noted"]
    log = await everything(installation)
    assert invitation.encode() in log
    assert links.token(invitation).encode() not in log
    assert links.short_code(invitation).encode() not in log
    assert b"127.0.0.1" not in log, "of where an answer came from the keyed hash alone is kept"
    assert links.address_hash("127.0.0.1").encode() in log


async def test_a_wrong_link_an_unknown_invitation_and_an_unknown_case_look_alike(
    client: httpx.AsyncClient, links: SurveyLinks, process: ServiceProcess
) -> None:
    own, other = invitation_of(process), invitation_of(process, "p2")
    unknown = str(UUID(int=7))
    tried = (
        f"/surveys/{CASE}/{own}/{links.token(other)}/rating",
        f"/surveys/{CASE}/{own}/x/rating",
        f"/surveys/{CASE}/{unknown}/{links.token(unknown)}/rating",
        f"/surveys/{CASE}/{unknown}/x/rating",
        links.path(case_code(uuid5(NAMESPACE, "elsewhere")), own),
        links.path("no-case", own),
    )
    answers = [await rate(client, path, 5, f"guess-{number}") for number, path in enumerate(tried)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    bearer = as_account_header(process)
    with_account = await client.post(tried[0], json={"grade": 5}, headers=bearer | {"Idempotency-Key": "k"})
    assert with_account.text == answers[0].text


def as_account_header(process: ServiceProcess) -> dict[str, str]:
    installation = Installation("", "", "", Path(process.settings.data))
    return as_account(installation, "clerk.fangcun", RATED, "clerk")


async def everything(installation: Installation) -> bytes:
    """Every byte of every record of the service."""
    partitions = [
        TopicPartition(topic.name_in(installation.name), number)
        for topic in topics_of(SERVICE)
        for number in range(topic.partitions)
    ]
    consumer = AIOKafkaConsumer(bootstrap_servers=installation.kafka, auto_offset_reset="earliest")
    await consumer.start()
    try:
        consumer.assign(partitions)
        ends = await consumer.end_offsets(partitions)
        read = b""
        while any([await consumer.position(partition) < ends[partition] for partition in partitions]):
            for records in (await consumer.getmany(timeout_ms=200)).values():
                read += b"".join(record.value or b"" for record in records)
        return read
    finally:
        await consumer.stop()


async def test_staff_of_the_rated_body_cannot_answer_and_those_above_can(
    client: httpx.AsyncClient, links: SurveyLinks, process: ServiceProcess, installation: Installation
) -> None:
    path, etag = f"/satisfaction/cases/{CASE}/ratings", f'"{process.loop.state(CASE)[1]}"'
    said = {"invitation_id": invitation_of(process), "grade": 5}

    async def enter(user: str, organisation: str, key: str) -> httpx.Response:
        clerk = as_account(installation, user, organisation, "clerk")
        return await client.post(path, json=said, headers=clerk | {"Idempotency-Key": key, "If-Match": etag})

    own = await enter("clerk.fangcun", RATED, "own")
    assert (own.status_code, own.json()["code"]) == (409, "own_rating")
    stranger = await enter("clerk.shenxiang", "wuhu.jiujiang.shenxiang.pmc", "stranger")
    assert (stranger.status_code, stranger.json()["code"]) == (404, "not_found")
    hub = await enter("clerk.hub", "wuhu.jinghu.hub", "hub")
    assert hub.status_code == 200, hub.text
    described = (await client.get("/openapi.json")).json()["paths"]
    assert described["/surveys/{case_code}/{invitation_id}/{token}/rating"]["post"]["security"] == []
    assert described["/satisfaction/cases/{case_code}/ratings"]["post"]["security"] == [{"bearer": []}]


def test_one_secret_for_all_replicas_readable_by_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / SECRET_FILE
    first = load_secret(file, SECRET_VARIABLE, {})
    assert load_secret(file, SECRET_VARIABLE, {}) == first
    assert len(first) >= 32
    assert file.stat().st_mode & 0o077 == 0
    other = load_secret(tmp_path / "other" / SECRET_FILE, SECRET_VARIABLE, {})
    assert SurveyLinks(first).token("i") != SurveyLinks(other).token("i")


def test_a_configured_secret_is_used_unless_it_is_short(tmp_path: Path) -> None:
    file = tmp_path / SECRET_FILE
    assert load_secret(file, SECRET_VARIABLE, {"MEDIATION_SURVEY_SECRET": "s" * 32}) == b"s" * 32
    with pytest.raises(SecretProblem, match="太短"):
        load_secret(file, SECRET_VARIABLE, {"MEDIATION_SURVEY_SECRET": "short"})
