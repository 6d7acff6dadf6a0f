"""The public pages on a telephone: what somebody can do without an account, with scripts and without."""

import re

import pytest

from deploy.embedded.process import wait_until
from services.satisfaction.delivery.outbox import FOLDER, messages_in
from tests.browser.chromium import TELEPHONE
from tests.browser.conftest import Seats, Stack
from tests.browser.every_page import faults
from tests.browser.journeys import HUB, STREET, acts, asks, brings_in, until
from tests.browser.looked_at import PUBLIC
from tests.browser.seat import Seat


@pytest.mark.timeout(300)
def test_nothing_serious_is_found_on_any_public_page(seat: Seats) -> None:
    wrong = faults(seat(TELEPHONE), "anybody", PUBLIC)
    assert not wrong, "\n".join(wrong)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("scripts", [True, False])
def test_somebody_reports_a_dispute_asks_how_it_goes_and_says_whether_they_are_satisfied(
    seat: Seats, stack: Stack, scripts: bool
) -> None:
    citizen = seat(TELEPHONE, scripts)
    citizen.opens("/public").photographs("public-front").opens("/public/report").fills(summary="还没写完").sends("提交")
    assert "请填写您的姓名" in citizen.text
    code = brings_in(citizen.photographs("public-report"))
    citizen.photographs("public-received")
    assert not scripts or not citizen.violations()
    asks(citizen, code, "0000")
    assert "没有查到" in citizen.text
    assert wait_until(lambda: "镜湖区综治中心" in asks(citizen, code, "7788").text, 30), citizen.text
    citizen.photographs("public-status")
    assert "网上申请人" not in citizen.text

    clerk = seat().sits_down(f"clerk.{HUB}")
    until(clerk, f"/cases/{code}", lambda page: "网上申请人" in page)
    clerk.opens(f"/counter?case_code={code}").sends("打印申请人1的办事凭条")
    assert not clerk.violations()
    own = clerk.driver.find_element("partial link text", "代为办理").get_attribute("href")
    holder = seat(TELEPHONE, scripts).opens(own).fills(fact="7788").sends("打开")
    assert (holder.violations() if scripts else [], holder.runs_over()) == ([], 0)
    assert "撤回我反映的这件事" in holder.text
    complains(holder, code, scripts)
    clerk = seat().sits_down(f"clerk.{HUB}")
    acts(clerk, f"/cases/{code}", "intake/close_case", result="withdrawn")
    assert wait_until(lambda: any(code in message.text for message in messages_in(stack.data / FOLDER)), 30)
    message = next(one for one in messages_in(stack.data / FOLDER) if code in one.text)
    short = re.search(r"评价码 (\d{8})", message.text)
    assert short is not None, message.text
    asked = seat(TELEPHONE, scripts).opens("/public/survey").fills(case_code=code, short_code=short[1]).sends("下一步")
    asked.fills(grade="4").sends("提交评价")
    assert "谢谢您的评价" in asked.text


def complains(holder: Seat, code: str, scripts: bool) -> None:
    """About who has the case, from the party's own page: the form is filled in with the case and asks for the fact again."""
    holder.driver.find_element("css selector", "#complaint-fact").send_keys("7788")
    holder.sends("填写投诉")
    assert f"投诉会写明案件编号 {code}" in holder.text
    assert (holder.violations() if scripts else [], holder.runs_over()) == ([], 0)
    holder.fills(complaint_kind="delay", what="来了三次都没有人办", fact="0000").sends("提交")
    assert "您写下的内容还在" in holder.text
    holder.fills(fact="7788").sends("接着办")
    assert re.search(r"编号 [0-9A-Z]{17}", holder.text), holder.text


@pytest.mark.timeout(300)
def test_what_could_not_be_done_and_a_complaint_are_told_and_get_a_number(seat: Seats) -> None:
    citizen = seat(TELEPHONE)
    citizen.opens("/public/unresolved").fills(what="难").sends("提交")
    assert "至少用五个字" in citizen.text
    citizen.fills(what="补了三次材料还是没有办成", concerned_body=HUB).sends("提交")
    assert re.search(r"编号 [0-9A-Z]{17}", citizen.text), citizen.text
    citizen.opens("/public/complaint").fills(what="来了三次都没有人办").sends("提交")
    assert "请选择被投诉的机构" in citizen.text
    citizen.fills(about_body=STREET, complaint_kind="delay").sends("提交")
    assert re.search(r"编号 [0-9A-Z]{17}", citizen.text), citizen.text


@pytest.mark.timeout(300)
def test_a_code_that_was_tried_five_times_in_vain_is_locked_though_the_sixth_be_right(seat: Seats) -> None:
    citizen = seat(TELEPHONE)
    code = brings_in(citizen, phone="13955306666")
    for _ in range(5):
        assert "没有查到" in asks(citizen, code, "1111").text
    assert "过于频繁" in asks(citizen, code, "6666").text
