"""From the counter to the court's ruling and the survey, each step by whose office it is, as their browsers show it."""

from pathlib import Path

import pytest

from deploy.embedded.process import wait_until
from services.satisfaction.delivery.outbox import FOLDER, messages_in
from tests.browser.chromium import DESKTOP, TELEPHONE
from tests.browser.conftest import Seats, Stack
from tests.browser.journeys import COMMUNITY, COURT, STREET, acts, first_link, parties_of, registers, until
from tests.browser.seat import Seat
from tests.browser.signing import photograph_of_paper, pictures_on_the_draft, writes
from tests.integration.test_console import Browser, at_the_post
from tests.integration.test_party_links import acts as of_the_committee

CLERK, MEDIATOR, KEEPER = f"clerk.{COMMUNITY}", f"mediator.{COMMUNITY}", f"seal-keeper.{COMMUNITY}"
COURT_CLERK = f"court-clerk.{COURT}"
AGREED = {
    "form": "written", "number": "方调〔2026〕1号", "terms.facts": "楼上卫生间渗水", "terms.responsibility": "被申请人负责修复",
}  # fmt: skip


@pytest.mark.timeout(300)
def test_a_dispute_goes_from_the_counter_to_the_ruling_and_both_sides_are_asked_whether_they_are_satisfied(
    seat: Seats, stack: Stack, tmp_path: Path
) -> None:
    counter = seat(DESKTOP).sits_down(f"clerk.{STREET}").opens("/cases/new").photographs("counter-form")
    case = registers(counter)
    counter.photographs("counter-case")
    acts(counter, case, "intake/offer_custody", to_body=COMMUNITY, channel="PEOPLE_MEDIATION", reason="route")

    committee = seat(DESKTOP).sits_down(CLERK)
    until(committee, "/", lambda page: case[-17:] in page)
    committee.photographs("clerk-work").sends("接收")
    assert committee.path == case
    until(committee, case, lambda page: "登记达成协议" in page)
    first, second = parties_of(committee, case)
    for party in (first, second):
        acts(committee, case, "people_mediation/give_consent", party_id=party)
    acts(committee, case, "people_mediation/accept_mediation")
    acts(committee, case, "people_mediation/assign_mediator", mediator=MEDIATOR)

    without_scripts = seat(TELEPHONE, scripts=False).sits_down(MEDIATOR)
    acts(without_scripts, case, "people_mediation/notify_rights")
    acts(without_scripts, case, "people_mediation/hold_session", minutes="双方到场查看渗水位置")
    without_scripts.opens(f"{case}/acts/people_mediation/reach_agreement").photographs("mediator-agreement")
    agreed = {name.replace(".", "__"): said for name, said in AGREED.items()}
    acts(without_scripts, case, "people_mediation/reach_agreement", **agreed, terms__terms="被申请人十日内修好防水")
    own = slip_of(seat(DESKTOP).sits_down(f"clerk.{STREET}"), case, 2)
    signs_on_its_telephone(seat(TELEPHONE), own, at_the_post(stack.address, MEDIATOR), case)
    signs_at_the_counter(seat(DESKTOP).sits_down(CLERK), case)
    signs_with_a_photograph(seat(TELEPHONE, scripts=False).sits_down(MEDIATOR), case, tmp_path)
    seals_with_a_photograph(seat(DESKTOP).sits_down(KEEPER), case, tmp_path)
    assert pictures_on_the_draft(at_the_post(stack.address, CLERK), case) == 2

    until(committee.sits_down(CLERK), case, lambda page: "共同申请司法确认" in page)
    committee.opens(f"{case}/acts/judicial_confirmation/apply_for_confirmation")
    [agreement] = [value for value, said in committee.offers("agreement_id") if value and "尚未生效" not in said]
    committee.fills(agreement_id=agreement, court=COURT, applicants__0__party_id=first).sends("再加一个")
    committee.fills(applicants__1__party_id=second).sends("提交")
    assert committee.path == case, committee.text
    court = seat(DESKTOP).sits_down(COURT_CLERK)
    until(court, case, lambda page: "立案受理" in page)
    acts(
        court,
        case,
        "judicial_confirmation/docket_application",
        agreement_id=agreement,
        case_number="(2026)皖0202诉前调确1号",
    )
    acts(court, case, "judicial_confirmation/hold_verification", agreement_id=agreement, present=(first, second))
    acts(
        court,
        case,
        "judicial_confirmation/confirm_agreement",
        agreement_id=agreement,
        ruling_number="(2026)皖0202诉前调确1号",
    )
    for party in (first, second):
        acts(
            court,
            case,
            "judicial_confirmation/serve_ruling",
            agreement_id=agreement,
            party_id=party,
            service__method="direct",
        )
    court.photographs("court-case")
    assert "确认" in court.text

    acts(committee.sits_down(CLERK), case, "intake/close_case", result="confirmed")
    committee.photographs("clerk-closed")
    assert wait_until(lambda: len(links(stack, case)) == 2, 30)
    for link in links(stack, case):
        answers(seat(TELEPHONE), link)


def slip_of(counter: Seat, case: str, party: int) -> str:
    """The address on the slip of the case's n-th party, counted from 1."""
    counter.opens(f"/counter?case_code={case[-17:]}").sends("打印被申请人" + str(party) + "的办事凭条")
    return str(counter.driver.find_element("partial link text", "代为办理").get_attribute("href"))


def signs_on_its_telephone(party: Seat, own: str, mediator: Browser, case: str) -> None:
    """The text in full, a name on the pad, the second fact again; a text that was changed meanwhile is shown before it is signed."""
    party.opens("/public").driver.delete_all_cookies()
    assert wait_until(lambda: "请您签名的协议" in party.opens(own).fills(fact="0002").sends("打开").text, 30, pause=0.2)
    form = party.driver.find_element("css selector", "#sign-fact-1")
    form.send_keys("0002")
    party.sends("看协议全文并签名")
    assert "被申请人十日内修好防水" in party.text
    assert "条文未核对[GK]" in party.text
    assert (party.violations(), party.runs_over()) == ([], 0)
    party.fills(read="yes", fact="0002").sends("确认签名")
    assert "还没有提交成功" in party.text
    assert "手写签名" in party.text
    writes(party).photographs("party-signature").fills(fact="0001").sends("确认签名")
    assert "您写下的签名还在" in party.text
    party.fills(fact="0002").sends("打开协议")
    assert "您刚才写的签名还在" in party.text
    of_the_committee(mediator, case, "people_mediation/reach_agreement", **AGREED, **{"terms.terms": "七日内修好防水"})
    party.fills(fact="0002").sends("确认签名")
    assert "协议文本已经变更" in party.text
    assert "七日内修好防水" in party.text
    assert "签名已经收到并保存" in party.text
    party.fills(read="yes", fact="0002").sends("确认签名")
    assert "您的签名已经保存" in party.text, party.text


def signs_at_the_counter(clerk: Seat, case: str) -> None:
    """The clerk opens the page of whoever has not signed and hands the screen over."""
    until(clerk, f"{case}/signatures", lambda page: "在本人手机上手写" in page)
    clerk.opens(first_link(clerk, f"{case}/signatures/"))
    assert "由谁签名" in clerk.text
    assert not clerk.violations()
    writes(clerk).photographs("counter-signature").fills(read="yes").sends("确认签名")
    assert "签好了" in clerk.text, clerk.text


def signs_with_a_photograph(mediator: Seat, case: str, folder: Path) -> None:
    """Without scripts there is no pad; the photograph is what is used."""
    until(mediator, f"{case}/signatures", lambda page: "在窗口屏幕上手写" in page)
    mediator.opens(first_link(mediator, f"{case}/signatures/"))
    assert "请用照片" in mediator.text
    mediator.fills(read="yes").sends("确认签名")
    assert "手写签名" in mediator.text
    mediator.fills(photo=photograph_of_paper(folder, "mediator"), read="yes").sends("确认签名")
    assert "签好了" in mediator.text, mediator.text


def seals_with_a_photograph(keeper: Seat, case: str, folder: Path) -> None:
    """The last layer brings the agreement into force."""
    until(keeper, f"{case}/signatures", lambda page: "盖章并附照片" in page)
    assert not keeper.violations()
    keeper.opens(first_link(keeper, f"{case}/signatures/"))
    keeper.fills(photo=photograph_of_paper(folder, "seal"), read="yes").sends("登记盖章")
    assert "盖章已经登记" in keeper.text, keeper.text
    until(keeper, f"{case}/signatures", lambda page: "已生效" in page)


def links(stack: Stack, case: str) -> list[str]:
    return [message.link for message in messages_in(stack.data / FOLDER) if case[-17:] in message.link]


def answers(party: Seat, link: str) -> None:
    """Three taps: open, grade, send."""
    party.opens(link).photographs("survey").fills(grade="5").sends("提交评价")
    assert "谢谢您的评价" in party.text
