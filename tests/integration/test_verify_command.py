"""`mediate verify` over the services themselves: a case goes from the window to a committee, and everything agrees."""

import os
import subprocess
import sys
import uuid
from typing import Any

import httpx
import pymongo

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
    after = {"intake": offered.headers["Read-Token"]}
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
