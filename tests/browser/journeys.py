"""Steps that several journeys share, told by the forms of the console."""

import re
from collections.abc import Callable

from deploy.embedded.process import wait_until
from tests.browser.seat import Seat

STREET, COMMUNITY = "wuhu.jinghu.fangcun.pmc", "wuhu.jinghu.fangcun.community-1.pmc"
HUB, COURT = "wuhu.jinghu.hub", "wuhu.jinghu.court"
_REGISTRATION = {
    "dispute_type": "NEIGHBOR", "summary": "楼上卫生间渗水，天花板发霉", "place": "安徽省芜湖市镜湖区方村街道示范一社区",
    "parties.0.name": "申请人甲", "parties.0.contact.phone": "13955300001", "parties.1.name": "被申请人乙",
    "parties.1.contact.phone": "13955300002",
}  # fmt: skip


def registers(seat: Seat, **told: str) -> str:
    """The path of a case that the counter has registered just now."""
    seat.opens("/cases/new").fills_in({**_REGISTRATION, **told}).sends("登记")
    assert re.fullmatch(r"/cases/[0-9A-Z]{17}", seat.path), seat.text
    return seat.path


def acts(seat: Seat, case: str, act: str, **told: str | tuple[str, ...]) -> Seat:
    """One act of `case` by its form; the case then says that it was done."""
    seat.opens(f"{case}/acts/{act}").fills(**told).sends("提交")
    assert seat.path == case, f"{act}: {seat.text}"
    return seat


def first_link(seat: Seat, beginning: str) -> str:
    """The path of the first link on the open page that goes on from this beginning."""
    links = seat.driver.find_elements("css selector", f'main a[href^="{beginning}"]')
    assert links, f"{seat.path} has no link to {beginning}"
    return re.sub(r"^https?://[^/]+", "", str(links[0].get_attribute("href")))


def until(seat: Seat, path: str, holds: Callable[[str], bool], seconds: float = 30) -> None:
    """Look at a page again until it says what another service has to hear first."""
    found = wait_until(lambda: holds(seat.opens(path).text), seconds, pause=0.2)
    assert found, seat.text


def parties_of(seat: Seat, case: str) -> list[str]:
    """The ids of a case's parties in their order, as a form that asks for one offers them."""
    options = seat.opens(f"{case}/acts/people_mediation/give_consent").options("party_id")
    return [option for option in options if option]


_TOLD = {
    "hub": HUB, "dispute_type": "NEIGHBOR", "summary": "隔壁半夜施工，说了几次不听", "name": "网上申请人", "phone": "13955307788",
    "other": "隔壁住户",
}  # fmt: skip


def brings_in(citizen: Seat, **told: str) -> str:
    """The code of a case that somebody brought in online."""
    citizen.opens("/public/report").fills_in({**_TOLD, **told}).sends("提交")
    assert citizen.path == "/public/received", citizen.text
    return str(re.findall(r"[0-9A-Z]{17}", citizen.text)[0])


def asks(citizen: Seat, code: str, fact: str) -> Seat:
    """How it goes, by code and second fact."""
    return citizen.opens("/public/status").fills(code=code, fact=fact).sends("查询")
