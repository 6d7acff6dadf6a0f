"""The console on the running services: a clerk registers a case at the counter and hands it on, with the pages alone."""

import re
from dataclasses import dataclass

import httpx
import pytest

from tests.conftest import Services

STREET, COMMUNITY = "wuhu.jinghu.fangcun.pmc", "wuhu.jinghu.fangcun.community-1.pmc"
NAMES = ("intake", "people_mediation", "views")
REGISTRATION = {
    "dispute_type": "NEIGHBOR",
    "summary": "楼上卫生间渗水",
    "place": "安徽省芜湖市镜湖区方村街道示范一社区",
    "parties.0.role": "applicant",
    "parties.0.kind": "natural",
    "parties.0.name": "申请人甲",
    "parties.1.role": "respondent",
    "parties.1.kind": "natural",
    "parties.1.name": "被申请人乙",
}


@dataclass
class Browser:
    """A browser without JavaScript."""

    client: httpx.Client
    page: httpx.Response | None = None

    def open(self, path: str) -> "Browser":
        self.page = self.client.get(path)
        return self

    def submit(self, path: str, **filled: str) -> "Browser":
        """Send the form that is open, with its hidden fields."""
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', self.text))
        self.page = self.client.post(path, data={**hidden, **filled})
        return self

    @property
    def text(self) -> str:
        assert self.page is not None
        return self.page.text

    @property
    def path(self) -> str:
        assert self.page is not None
        return self.page.url.path

    @property
    def status(self) -> int:
        assert self.page is not None
        return self.page.status_code


@pytest.fixture
def console(services: Services) -> str:
    running = {name: services.start(name) for name in NAMES}
    for service in running.values():
        service.wait_ready()
    addresses = " ".join(f"{name}={service.url}" for name, service in running.items())
    page = services.start("console", environment={"MEDIATION_ADDRESSES": addresses})
    page.wait_ready()
    return page.url


def clerk(address: str, body: str) -> Browser:
    client = httpx.Client(base_url=address, follow_redirects=True, timeout=30, trust_env=False)
    browser = Browser(client).open("/")
    assert browser.path == "/sign-in"
    return browser.submit("/sign-in", post=f"clerk.{body}")


@pytest.mark.timeout(300)
def test_a_clerk_registers_and_hands_on_with_the_pages_alone(console: str) -> None:
    street = clerk(console, STREET)
    assert "目前没有待办事项" in street.text

    lacking = street.open("/cases/new").submit("/cases/new", amount_cny="两千")
    assert lacking.status == 400
    assert "纠纷概况：必须填写" in lacking.text
    assert 'value="两千"' in lacking.text

    first = street.open("/cases/new")
    made = first.submit("/cases/new", **REGISTRATION)
    assert made.status == 200
    case = made.path
    assert re.fullmatch(r"/cases/[0-9A-Z]{17}", case)
    assert "申请人甲" in made.text
    assert "楼上卫生间渗水" in made.text

    seen = street.open(f"{case}/acts/intake/offer_custody").text
    offer = {"to_body": COMMUNITY, "channel": "PEOPLE_MEDIATION", "reason": "route"}
    offered = street.submit(f"{case}/acts/intake/offer_custody", **offer)
    assert (offered.status, offered.path) == (200, case)
    assert "待其接收" in offered.text

    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', seen))
    late = street.client.post(f"{case}/acts/intake/offer_custody", data={**hidden, "key": "another-page-0001", **offer})
    assert late.status_code == 412
    assert "拟将案件移交" in late.text

    assert clerk(console, "wuhu.wuwei.wucheng.pmc").open(case).status == 404


@pytest.mark.timeout(300)
def test_the_same_page_sent_twice_registers_one_case(console: str) -> None:
    street = clerk(console, STREET).open("/cases/new")
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', street.text))

    twice = [street.client.post("/cases/new", data={**hidden, **REGISTRATION}).url.path for _ in range(2)]

    assert twice[0] == twice[1]


@pytest.mark.timeout(300)
def test_a_form_from_elsewhere_is_not_taken(console: str) -> None:
    street = clerk(console, STREET).open("/cases/new")

    assert street.client.post("/cases/new", data={**REGISTRATION, "csrf": "guessed"}).status_code == 403
