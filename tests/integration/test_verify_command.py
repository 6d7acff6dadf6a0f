"""`mediate verify` and `mediate leftovers` over the services themselves: a case goes from the window to a committee, everything
agrees, and what an earlier version left is dropped while they run."""

import asyncio
import os
import subprocess
import sys
import uuid
from typing import Any

import httpx
import pymongo
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from click.testing import Result
from typer.testing import CliRunner

from deploy.topic_deletion import topics_at
from schemas.topics import every_topic
from services.command_line.main import commands_with
from services.runtime.accounts import Account
from services.runtime.local_issuer import LocalIssuer
from tests.conftest import County
from tests.domain.views.village import COMMITTEE, HUB
from tests.integration.views_world import ViewsReader
from tests.servers import Installation, ServiceProcess

DISPUTE: dict[str, Any] = {
    "dispute_type": "NEIGHBOR",
    "summary": "楼上漏水致楼下受损",
    "place": "安徽省芜湖市镜湖区方村街道示范一社区",
    "parties": [
        {"role": "applicant", "kind": "natural", "name": "楼下住户"},
        {"role": "respondent", "kind": "natural", "name": "楼上住户"},
    ],
}


def act(
    installation: Installation, service: ServiceProcess, path: str, body: dict[str, Any], seen: str | None
) -> httpx.Response:
    """A command of the hub's clerk."""
    account = Account(id="clerk.jinghu", organisation=HUB, office="登记员", roles=("clerk",))
    headers = {
        "Authorization": f"Bearer {LocalIssuer(installation.data / 'issuer').token(account)}",
        "Idempotency-Key": str(uuid.uuid4()),
    }
    if seen is not None:
        headers["If-Match"] = seen
    answer = httpx.post(f"{service.url}{path}", json=body, headers=headers, timeout=30, trust_env=False)
    assert answer.is_success, answer.text
    return answer


def verify(installation: Installation) -> tuple[int, str]:
    """Exit status and output of the command."""
    done = subprocess.run(
        [sys.executable, "-m", "services.command_line.main", "verify"], env={**os.environ, **installation.environment},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_verify_says_equal_or_the_first_difference(county: County) -> None:
    installation, running = county.installation, county.running
    registered = act(installation, running["intake"], "/cases", DISPUTE, None)
    code = registered.json()["case_code"]
    offer = {"to_body": COMMITTEE, "channel": "PEOPLE_MEDIATION"}
    offered = act(installation, running["intake"], f"/cases/{code}/offer", offer, registered.headers["ETag"])
    after = [offered.headers["Read-Token"]]
    work = ViewsReader(running["views"], installation, COMMITTEE).json("/work-list", after)
    assert [item["kind"] for item in work if item["case_code"] == code] == ["offered"]

    status, text = verify(installation)
    assert (status, text.splitlines()[-1]) == (0, "一致：视图、本地存储与日志相同，联动均有答复。"), text

    with pymongo.MongoClient[dict[str, Any]](installation.mongodb) as client:
        database = client[f"mediation_{installation.name}"]
        for name in database.list_collection_names():
            if name.startswith("boards.g"):
                database[name].update_one({"_id": code}, {"$set": {"intake.orphan": True}})
    status, text = verify(installation)
    said, remedy = text.splitlines()[-2:]
    assert (status, said) == (1, f"不一致：视图 boards 的案件 {code}：intake.orphan 与日志不同")
    assert remedy.startswith("怎么办：查询视图可以由记录重建")


def leftovers(county: County, *words: str, running: tuple[str, ...] = ()) -> Result:
    """What the command says beside these running services; beside all where none is named."""
    addresses = {name: service.url for name, service in county.running.items() if not running or name in running}
    told = " ".join(f"{name}={url}" for name, url in addresses.items())
    environment = {**county.installation.environment, "MEDIATION_ADDRESSES": told}
    return CliRunner().invoke(commands_with("leftovers"), ["leftovers", *words], env=environment)


async def leave_a_topic(bootstrap: str, name: str) -> None:
    """As an earlier version made it."""
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        await admin.create_topics([NewTopic(name, 1, 1)])
        async with asyncio.timeout(10):
            while name not in await admin.list_topics():
                await asyncio.sleep(0.02)
    finally:
        await admin.close()


def test_what_an_earlier_version_left_is_listed_and_dropped_and_the_running_one_keeps_everything(
    county: County,
) -> None:
    installation = county.installation
    topic = f"{installation.name}.early_warning.table.month"
    with pymongo.MongoClient[dict[str, Any]](installation.mongodb) as client:
        database = client[f"mediation_{installation.name}"]
        database["hot_spots.g3"].insert_one({"_id": "old"})
        database["generations"].insert_one({"_id": "hot_spots", "last": 3})
        asyncio.run(leave_a_topic(installation.kafka, topic))
        before = set(database.list_collection_names())

        listed = leftovers(county)
        assert listed.exit_code == 0, listed.output
        lines = ["数据库集合 hot_spots.g3", "数据库中视图 hot_spots 的登记", f"消息主题 {topic}"]
        assert [f"不再使用：{line}" for line in lines] == listed.output.splitlines()[:-1]
        refused = leftovers(county, "--drop", running=("intake",))
        assert (refused.exit_code, set(database.list_collection_names())) == (1, before)
        assert "没有删除任何内容" in refused.output

        dropped = leftovers(county, "--drop")
        assert dropped.exit_code == 0, dropped.output
        assert dropped.output.splitlines() == [f"已删除：{line}" for line in lines]
        assert set(database.list_collection_names()) == before - {"hot_spots.g3"}
        assert database["generations"].find_one({"_id": "hot_spots"}) is None
    there = asyncio.run(topics_at(installation.kafka))
    assert topic not in there
    assert {one.name_in(installation.name) for one in every_topic()} <= set(there)
    assert leftovers(county).output == "没有不再使用的集合、主题和表。\n"
