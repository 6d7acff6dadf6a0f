"""ClamAV itself looks at what is handed in: an infected scan is refused by the running service, a clean one is kept."""

import asyncio
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import httpx
import pymongo
import pytest

from services.jurisdiction.document_registers import register_code
from services.runtime.problems import Problem
from services.runtime.virus_scan import VARIABLE, VirusScan
from tests.conftest import Services
from tests.integration.clamd import FOUND, LARGEST, NEEDED, Clamd, own_clamd
from tests.integration.serving import as_account
from tests.runtime.test_virus_scan import EICAR

pytestmark = NEEDED
STREET = "wuhu.jinghu.fangcun.pmc"
CLEAN, INFECTED = b"%PDF-1.7\nclean", b"%PDF-1.7\n" + EICAR


@pytest.fixture(scope="module")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clamd]:
    with own_clamd(Path(tmp_path_factory.mktemp("clamd"))) as daemon:
        yield daemon


@pytest.mark.parametrize("kind", ["socket", "port"])
def test_the_daemon_finds_the_test_file_at_its_socket_and_at_its_port_and_lets_a_clean_one_through(
    clamd: Clamd, kind: str
) -> None:
    scan = VirusScan.of({VARIABLE: getattr(clamd, kind)})
    for clean in (CLEAN, b"", bytes(10 * 1024 * 1024)):
        asyncio.run(scan.check(clean))
    with pytest.raises(Problem) as refused:
        asyncio.run(scan.check(INFECTED))
    assert (refused.value.status, refused.value.code) == (422, "content_infected")
    assert FOUND in refused.value.detail
    assert scan.report().notes == ()


def test_what_is_larger_than_the_daemon_takes_is_not_kept_and_the_next_file_is(clamd: Clamd) -> None:
    scan = VirusScan.of({VARIABLE: clamd.socket})
    with pytest.raises(Problem, match="scan_unavailable"):
        asyncio.run(scan.check(bytes(LARGEST + 1024 * 1024)))
    assert scan.report().notes == ("病毒扫描没有应答，暂不接收文件",)
    asyncio.run(scan.check(CLEAN))
    assert scan.report().notes == ()


@pytest.mark.timeout(300)
def test_the_running_service_refuses_an_infected_scan_and_keeps_a_clean_one(clamd: Clamd, services: Services) -> None:
    documents = services.start("documents", environment={VARIABLE: clamd.port})
    documents.wait_ready(180)
    code = register_code(STREET, "others", 2026, "real")
    address = f"{documents.url}/documents/registers/{code}/papers?kind=others&year=2026&series=real"
    by = as_account(services.installation, f"clerk.{STREET}", STREET, "clerk")

    def hand_in(content: bytes) -> httpx.Response:
        return httpx.post(address, content=content, headers=by, trust_env=False)

    refused = hand_in(INFECTED)
    assert (refused.status_code, refused.json()["code"]) == (422, "content_infected")
    assert "病毒扫描在这个文件里发现了" in refused.json()["detail"]
    assert hand_in(CLEAN).json()["content_hash"] == sha256(CLEAN).hexdigest()
    with pymongo.MongoClient[dict[str, object]](services.installation.mongodb) as client:
        databases = [name for name in client.list_database_names() if services.installation.name in name]
        kept = [one["filename"] for name in databases for one in client[name]["fs.files"].find()]
    assert kept == [f"{code}/{sha256(CLEAN).hexdigest()}"]
    assert httpx.get(f"{documents.url}/health", trust_env=False).json()["parts"]["virus_scan"]["on"] is True
