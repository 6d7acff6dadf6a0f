"""Documents printed from the console on the running services: named what is missing, then printed, then in the access log."""

import io
import re
from hashlib import sha256
from uuid import uuid5

import httpx
import pytest
from docx import Document
from pypdf import PdfReader

from deploy.embedded.process import wait_until
from schemas.identity import NAMESPACE, case_code
from services.runtime.accounts import Account
from services.runtime.local_issuer import LocalIssuer
from tests.conftest import County
from tests.integration.test_console import HUB, Browser, at_the_post, clerk, hidden, registered

STREET = "wuhu.jinghu.fangcun.pmc"
ELSEWHERE = "wuhu.wuwei.wucheng.pmc"
PDF, WORD = "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def console(county: County) -> str:
    return county.console


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


def text_in(content: bytes) -> str:
    return re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


def said_in(pdf: str) -> tuple[int, int, str]:
    """Number, edition and short hash as they stand on the paper."""
    found = re.search(r"文号：（\d{4}）人调文字第(\d+)号", pdf)
    stamp = re.search(r"第(\d+)版，校验码([0-9a-f]{12})", pdf)
    assert found, pdf
    assert stamp, pdf
    return int(found[1]), int(stamp[1]), stamp[2]


def printed(street: Browser, address: str, **filled: str) -> bytes:
    page = street.open(address).submit(address, **{"kind": "pdf", **filled}).page
    assert page is not None
    assert page.headers["content-type"] == PDF, page.text
    return page.content


def issued_by(street: Browser, code: str) -> list[str]:
    """The pages of the numbers that the case's file has, once the register has told it."""
    assert wait_until(lambda: "已编号的文书" in street.open(f"/cases/{code}/documents").text, 30)
    return re.findall(r'href="(/papers/[0-9A-Z]{17}/\d+)"', street.text)


def test_a_document_keeps_its_number_through_reprint_and_revision_and_a_void_one_is_never_given_again(
    console: str,
) -> None:
    street = clerk(console, STREET)
    code = registered(street)[-17:]
    address = application_of(street, code)
    added = {name: f"补填{number}" for number, name in enumerate(asked_for(street.open(address).text))}
    assert "草稿：未编号" in text_in(printed(street, address, kind="draft", **added))
    original = printed(street, address, **added)
    first = text_in(original)
    number, edition, short_hash = said_in(first)
    assert edition == 1
    assert said_in(text_in(printed(street, address, **added))) == (number, 1, short_hash)
    [paper] = issued_by(street, code)

    other = {**added, next(iter(added)): "更正后的内容"}
    asked = street.open(address).submit(address, kind="pdf", **other)
    assert asked.status == 409
    assert "内容与已签发的不同，没有打印" in asked.text
    told = {**hidden_names(asked.text), "kind": "pdf", "issue.reason": "民族填写有误", **other}
    revised = street.client.post(address, data=told)
    assert said_in(text_in(revised.content))[:2] == (number, 2)
    assert wait_until(lambda: "第 2 版" in street.open(paper).text, 30)
    assert "民族填写有误" in street.text
    again = street.client.get(f"{paper}/1/pdf")
    assert text_in(again.content) == first
    assert again.content == original

    voided = street.open(paper).submit(paper, reason="重复签发")
    assert voided.path == paper
    assert "重复签发" in voided.text
    assert wait_until(lambda: "已作废" in street.open(f"/cases/{code}/documents").text, 30)
    assert said_in(text_in(printed(street, address, **added)))[0] > number
    listed = street.open(paper.rsplit("/", 1)[0]).text
    assert "作废：重复签发" in listed
    auditor = at_the_post(console, f"auditor.{HUB}").open(f"/audit?case={code}").text
    assert "重新打印文书：人民调解申请书（pdf）" in auditor
    stranger = clerk(console, ELSEWHERE)
    assert stranger.open(paper).status == 404
    assert stranger.open(f"{paper}/1/pdf").status == 404


def test_a_scan_is_stored_by_what_it_is_handed_out_with_a_purpose_and_withdrawn(console: str) -> None:
    street = clerk(console, STREET)
    code = registered(street)[-17:]
    address = application_of(street, code)
    added = {name: f"补填{number}" for number, name in enumerate(asked_for(street.open(address).text))}
    scan = printed(street, address, **added)
    assert issued_by(street, code)
    page = f"/cases/{code}/attachments"

    def hand_in(name: str, content: bytes) -> None:
        told = {**hidden(street.open(page).text), "name": name}
        street.page = street.client.post(page, data=told, files={"file": ("scan.pdf", content, PDF)})

    hand_in("一个程序", b"MZ\x90\x00 no paper at all")
    assert street.status == 400
    assert "只能存入 PDF、JPG、PNG" in street.text
    hand_in("太大的材料", b"%PDF-" + bytes(10 * 1024 * 1024))
    assert street.status == 400
    assert "文件超过10MiB" in street.text
    hand_in("双方签字的申请书", scan)
    assert "双方签字的申请书" in street.text
    assert "双方签字的申请书" in street.open(f"/cases/{code}").text
    [kept] = re.findall(rf'action="({page}/[^"/]+)"', street.open(page).text)
    assert street.submit(kept, purpose="").status == 400
    street.open(page).submit(kept, purpose="核对签名")
    assert street.page is not None
    assert street.page.content == scan
    auditor = at_the_post(console, f"auditor.{HUB}")
    assert "下载附件“双方签字的申请书”：核对签名" in auditor.open(f"/audit?case={code}").text
    assert "双方签字的申请书" not in auditor.open(page).text
    stranger = clerk(console, ELSEWHERE)
    assert stranger.open(page).status == 404
    scanned = {"file": ("scan.pdf", scan, PDF)}
    nobodys = case_code(uuid5(NAMESPACE, "nobody registered it"))
    answers = [
        stranger.client.post(
            f"/cases/{one}/attachments", data={**hidden(stranger.open("/").text), "name": "扫描件"}, files=scanned
        )
        for one in (code, nobodys)
    ]
    assert [one.status_code for one in answers] == [404, 404]
    assert answers[0].text.replace(code, nobodys) == answers[1].text
    assert stranger.client.post(kept, data={**hidden(stranger.open("/").text), "purpose": "想看看"}).status_code == 404
    street.open(page).submit(f"{kept}/withdraw", reason="存错了案件")
    assert "已撤回" in street.text
    assert street.client.post(kept, data={**hidden(street.text), "purpose": "再看一次"}).status_code == 404


def checked(browser: Browser, content: bytes) -> str:
    told = hidden(browser.open("/papers/check").text)
    browser.page = browser.client.post("/papers/check", data=told, files={"file": ("paper.pdf", content, PDF)})
    return browser.text


def test_what_was_handed_out_is_the_same_bytes_from_every_process_and_is_told_from_what_was_altered(
    console: str, county: County
) -> None:
    street = clerk(console, STREET)
    code = registered(street)[-17:]
    address = application_of(street, code)
    added = {name: f"核对{number}" for number, name in enumerate(asked_for(street.open(address).text))}
    told = street.open(address).submit(address, kind="docx", **added).page
    assert told is not None
    [paper] = issued_by(street, code)
    at_once = re.findall(r"：([0-9a-f]{64})", street.open(paper).text)
    content = printed(street, address, **added)
    hashes = [sha256(one).hexdigest() for one in (content, told.content)]
    assert at_once == hashes, "the .pdf that parties fetch is made with whatever is issued"
    assert clerk(console, STREET).client.get(f"{paper}/1/pdf").content == content
    token = LocalIssuer(county.installation.data / "issuer").token(
        Account(id=f"clerk.{STREET}", organisation=STREET, office="登记员", roles=("clerk",))
    )
    views, asks = county.running["views"].url, {"Authorization": f"Bearer {token}"}
    kept = f"{views}/document-registers/{paper.split('/')[2]}/files/"
    for one, expected in zip(hashes, (content, told.content), strict=True):
        assert httpx.get(kept + one, headers=asks, trust_env=False).content == expected

    stranger = clerk(console, ELSEWHERE)
    assert "这是现行有效的一版" in checked(stranger, content)
    assert code not in stranger.text
    assert "这是现行有效的一版" in checked(street, told.content)
    assert "文件被改动或者另存过" in checked(street, content.replace(b"%%EOF", b"%%EOG"))
    audit = at_the_post(console, f"auditor.{HUB}").open(f"/audit?case={code}").text
    assert all(one in audit for one in hashes)


def hidden_names(text: str) -> dict[str, str]:
    """Hidden fields whose names may have dots."""
    return dict(re.findall(r'<input type="hidden" name="([\w.]+)" value="([^"]*)"', text))
