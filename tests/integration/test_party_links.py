"""A party's own pages on the running services: the slip of the counter, the second fact, consent, withdrawal and a complaint."""

import re

import pytest

from deploy.embedded.process import wait_until
from tests.conftest import County
from tests.integration.test_console import HUB, STREET, Browser, browser, clerk, hidden, registered

PHONE = {"parties.0.contact.phone": "13955301234", "parties.1.contact.phone": "13955305678"}


@pytest.fixture
def console(county: County) -> str:
    return county.console


def slip_of(street: Browser, code: str, party: int) -> str:
    """The address on the slip that the counter prints for a party; it stands on no other page."""
    listed = street.open(f"/counter?case_code={code}").text
    forms = [
        hidden(form) for form in re.findall(r'<form method="post" action="/counter/slips">.*?</form>', listed, re.S)
    ]
    printed = street.client.post("/counter/slips", data=forms[party])
    assert printed.status_code == 200, printed.text
    assert "<svg" in printed.text
    found = re.search(r'href="(/public/my/[^"]+)"', printed.text)
    assert found, printed.text
    return found[1]


def tells(citizen: Browser, link: str, fact: str, **told: str) -> Browser:
    """Open the link, give the second fact, and with it what is to be done."""
    return citizen.open(link).submit(link, fact=fact, **told)


def test_a_party_consents_with_the_slip_of_the_counter_and_its_own_number(console: str) -> None:
    street, citizen = clerk(console, STREET), browser(console)
    case = registered(street, **PHONE)
    code = case[-17:]
    link = slip_of(street, code, 1)
    assert wait_until(lambda: "向被申请人" in street.open(case).text, 20, pause=0.1)

    assert "请填写您本人电话" in tells(citizen, link, "").text
    assert tells(citizen, link, "1234").status == 404
    assert "没有打开" in citizen.text
    shown = tells(citizen, link, "5678")
    assert "现在由谁办理" in shown.text, shown.text
    assert "申请人甲" not in shown.text
    assert citizen.open(link[:-1] + ("A" if link[-1] != "A" else "B")).status == 404
    assert "撤回我反映的这件事" not in shown.text

    own = slip_of(street, code, 0)
    assert tells(citizen, own, "1234").status == 200
    done = tells(citizen, own, "1234", act="withdraw_case", reason="已经和好")
    assert "由办理机构核对后办结" in done.text, done.text
    assert wait_until(lambda: "凭办事链接提出撤回：已经和好" in street.open(case).text, 20, pause=0.1), street.text
    again = slip_of(street, code, 0)
    assert again != own
    assert wait_until(lambda: tells(citizen, again, "1234").status == 200, 20, pause=0.1)
    assert "您已经提出撤回" in citizen.text
    assert tells(citizen, own, "1234").status == 404


def test_a_complaint_typed_in_at_the_counter_is_found_by_its_number_and_the_telephone(console: str) -> None:
    street, citizen = clerk(console, STREET), browser(console)
    told = {"about_body": STREET, "complaint_kind": "delay", "what": "来了三次都没有人办", "name": "投诉人甲"}
    assert "请填写电话" in citizen.open("/public/complaint").submit("/public/complaint", **told).text
    sent = citizen.submit("/public/complaint", **told, phone="13955309999")
    found = re.search(r"编号 ([0-9A-Z]{17})", sent.text)
    assert found, sent.text
    asked = {"code": found[1], "fact": "9999"}
    assert wait_until(
        lambda: "投诉已登记" in citizen.open("/public/status").submit("/public/status", **asked).text, 20, pause=0.1
    ), citizen.text
    assert "投诉人甲" not in citizen.text
    assert street.open(f"/registers/entries/{found[1]}").status == 404
    hub = clerk(console, HUB)
    assert "网络" in hub.open(f"/registers/entries/{found[1]}").text
    helped = street.open("/public/complaint").submit(
        "/public/complaint",
        about_body="wuhu.jinghu.human-resources",
        complaint_kind="attitude",
        what="窗口人员态度生硬",
    )
    assert "已经收到" in helped.text, helped.text
    number = re.search(r"编号 ([0-9A-Z]{17})", helped.text)
    assert number
    assert wait_until(lambda: "当面" in street.open(f"/registers/entries/{number[1]}").text, 20, pause=0.1), street.text
