"""Documents printed from the console on the running services: named what is missing, then printed, then in the access log."""

import io
import re
from collections.abc import Iterator

import pytest
from docx import Document
from pypdf import PdfReader

from tests.conftest import Services, own_installation
from tests.integration.test_console import HUB, NAMES, Browser, at_the_post, clerk, registered

STREET = "wuhu.jinghu.fangcun.pmc"
ELSEWHERE = "wuhu.wuwei.wucheng.pmc"
PDF, WORD = "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(scope="module")
def console(kafka: str, mongodb: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One start for all of these tests."""
    with own_installation(kafka, mongodb, tmp_path_factory.mktemp("documents") / "data") as own:
        services = Services(own)
        running = {name: services.start(name) for name in NAMES}
        for service in running.values():
            service.wait_ready()
        addresses = " ".join(f"{name}={service.url}" for name, service in running.items())
        page = services.start("console", environment={"MEDIATION_ADDRESSES": addresses})
        page.wait_ready()
        yield page.url
        for service in services.running:
            service.resume()
            service.kill9()


def application_of(street: Browser, code: str) -> str:
    """The address of the case's 人民调解申请书."""
    listed = street.open(f"/cases/{code}/documents").text
    found = re.search(rf'href="(/cases/{code}/documents/pm_application/[^"]+)"', listed)
    assert found, listed
    return found[1]


def asked_for(text: str) -> list[str]:
    return re.findall(r'<textarea[^>]* name="([^"]+)"', text)


def test_a_clerk_is_told_what_is_missing_adds_it_and_prints_the_document_in_both_kinds_of_file(console: str) -> None:
    street = clerk(console, STREET)
    code = registered(street)[-17:]
    assert "文书打印" in street.open(f"/cases/{code}").text
    address = application_of(street, code)
    assert "申请人（1）申请人甲的性别" in street.text
    refused = street.open(address).submit(address, kind="pdf")
    assert refused.status == 422
    assert "还缺下面的内容，没有打印" in refused.text
    added = {name: f"补填{number}" for number, name in enumerate(asked_for(refused.text))}
    printed = street.open(address).submit(address, kind="pdf", **added).page
    assert printed is not None
    assert printed.headers["content-type"] == PDF
    read = re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(io.BytesIO(printed.content)).pages))
    for said in ("人民调解申请书", "申请人甲", "0553-7654321", "被申请人乙", "楼上卫生间渗水", *added.values()):
        assert said in read, said
    written = street.open(address).submit(address, kind="docx", **added).page
    assert written is not None
    assert written.headers["content-type"] == WORD
    assert Document(io.BytesIO(written.content)).paragraphs[0].text == "人民调解申请书"
    auditor = at_the_post(console, f"auditor.{HUB}")
    assert "打印文书：人民调解申请书（pdf）" in auditor.open(f"/audit?case={code}").text


def test_a_body_that_may_not_read_the_case_is_shown_no_document_of_it(console: str) -> None:
    street = clerk(console, STREET)
    code = registered(street)[-17:]
    address = application_of(street, code)
    stranger = clerk(console, ELSEWHERE)
    assert stranger.open(f"/cases/{code}/documents").status == 404
    assert stranger.open(address).status == 404
    assert "申请人甲" not in stranger.text


def test_there_is_no_document_for_what_did_not_happen(console: str) -> None:
    street = clerk(console, STREET)
    code = registered(street)[-17:]
    address = application_of(street, code).replace("pm_application", "pm_agreement")
    assert street.open(address).status == 404
    assert "没有这份文书" in street.text
