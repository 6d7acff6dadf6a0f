"""From a matter brought in online to the handling opinion, its review and its re-check, as the offices' browsers show it."""

import re

import pytest

from tests.browser.chromium import DESKTOP, TELEPHONE
from tests.browser.conftest import Seats
from tests.browser.journeys import HUB, acts, asks, brings_in, until

OFFICE, UNIT = "wuhu.jinghu.petitions", "wuhu.jinghu.human-resources"
CITY_OFFICE = "wuhu.petitions"
BY_HAND = {"service__method": "direct", "service__proof": "送达回证已签收"}
CLAIM = {
    "dispute_type": "MIGRANT_WAGES",
    "summary": "欠薪投诉两个月没有答复",
    "other": "示范建筑公司",
    "phone": "13955304321",
}


@pytest.mark.timeout(300)
def test_a_petition_brought_in_online_is_answered_reviewed_and_checked_again_and_its_petitioner_can_follow_it(
    seat: Seats,
) -> None:
    code = brings_in(seat(TELEPHONE), **CLAIM)
    case = f"/cases/{code}"
    desk = seat(DESKTOP).sits_down(f"clerk.{HUB}")
    until(desk, case, lambda page: "向其他机构移交案件" in page)
    acts(desk, case, "intake/offer_custody", to_body=OFFICE, channel="PETITION", reason="route")

    office = desk.sits_down(f"clerk.{OFFICE}")
    until(office, case, lambda page: "接收移交" in page)
    acts(office, case, "petitions/accept_offer")
    until(office, case, lambda page: "登记信访事项" in page.partition("现在不能办理")[0])
    acts(office, case, "petitions/register_petition", kind="grievance", manner="petition_online")
    acts(office, case, "petitions/forward_petition", responsible_unit=UNIT)
    office.photographs("petition-office")

    unit = seat(DESKTOP, scripts=False).sits_down(f"clerk.{UNIT}")
    acts(unit, case, "petitions/notify_petitioner", way_told="按信访程序办理，六十日内答复")
    acts(unit, case, "petitions/accept_petition")
    acts(unit, case, "petitions/classify_petition", article="article_31_6")
    unit.opens(f"{case}/acts/petitions/issue_handling_opinion").photographs("agency-opinion")
    acts(
        unit,
        case,
        "petitions/issue_handling_opinion",
        decision="support",
        answer="责令支付工资",
        number="镜人社信〔2026〕3号",
    )
    acts(unit, case, "petitions/serve_opinion", **BY_HAND)

    acts(seat().sits_down(f"clerk.{OFFICE}"), case, "petitions/request_review", reviewing_unit=HUB, grounds="数额不对")
    reviewing = seat().sits_down(f"clerk.{HUB}")
    acts(reviewing, case, "petitions/issue_review_opinion", finding="opinion_upheld", answer="维持处理意见")
    acts(reviewing, case, "petitions/serve_opinion", **BY_HAND)
    acts(
        seat().sits_down(f"clerk.{OFFICE}"),
        case,
        "petitions/request_recheck",
        rechecking_unit=CITY_OFFICE,
        grounds="仍不服",
    )
    again = seat().sits_down(f"clerk.{CITY_OFFICE}")
    acts(again, case, "petitions/issue_recheck_opinion", finding="opinion_upheld", answer="维持复查意见")
    again.photographs("petition-recheck")

    citizen = asks(seat(TELEPHONE), code, "4321")
    assert "办理中" in citizen.text
    assert not re.search("网上申请人|责令支付", citizen.text)
