"""From the counter to the court's ruling and the survey, each step by whose office it is, as their browsers show it."""

import pytest

from deploy.embedded.process import wait_until
from services.satisfaction.delivery.outbox import FOLDER, messages_in
from tests.browser.chromium import DESKTOP, TELEPHONE
from tests.browser.conftest import Seats, Stack
from tests.browser.journeys import COMMUNITY, COURT, STREET, acts, parties_of, registers, until
from tests.browser.seat import Seat

CLERK, MEDIATOR, KEEPER = f"clerk.{COMMUNITY}", f"mediator.{COMMUNITY}", f"seal-keeper.{COMMUNITY}"
COURT_CLERK = f"court-clerk.{COURT}"


@pytest.mark.timeout(300)
def test_a_dispute_goes_from_the_counter_to_the_ruling_and_both_sides_are_asked_whether_they_are_satisfied(
    seat: Seats, stack: Stack
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
    acts(without_scripts, case, "people_mediation/reach_agreement", form="written", number="方调〔2026〕1号",
         terms__facts="楼上卫生间渗水", terms__responsibility="被申请人负责修复", terms__terms="被申请人十日内修好防水")  # fmt: skip
    for party in (first, second):
        acts(without_scripts, case, "people_mediation/sign_as_party", party_id=party)
    acts(without_scripts, case, "people_mediation/sign_as_mediator")
    acts(seat(DESKTOP).sits_down(KEEPER), case, "people_mediation/seal_agreement")

    until(committee.sits_down(CLERK), case, lambda page: "共同申请司法确认" in page)
    committee.opens(f"{case}/acts/judicial_confirmation/apply_for_confirmation")
    agreement = next(option for option in committee.options("agreement_id") if option)
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


def links(stack: Stack, case: str) -> list[str]:
    return [message.link for message in messages_in(stack.data / FOLDER) if case[-17:] in message.link]


def answers(party: Seat, link: str) -> None:
    """Three taps: open, grade, send."""
    party.opens(link).photographs("survey").fills(grade="5").sends("提交评价")
    assert "谢谢您的评价" in party.text
