"""A court lets somebody else mediate: its own track rests, the delegated one is the only active one, and failure brings the file back (TY 21, OL 21)."""

import pytest

from schemas.clocks import ClockStarted
from schemas.intake import CloseResult, CustodyMoved, CustodyOffered, HandOverReason, OfferTimedOut, OfferWithdrawn
from schemas.values import Channel
from services.intake.domain.custody_commands import AcceptOffer, OfferCustody, ReturnFile, WithdrawOffer
from services.intake.domain.file_commands import CloseCase
from services.intake.domain.heard_commands import LapseClock
from tests.domain.intake.window import (
    COMMUNITY,
    PEOPLE,
    STREET,
    SYSTEM,
    WindowCase,
    accepted,
    at,
    clerk,
    registered,
    reported,
    the_file,
)

COURT = "wuhu.jinghu.court"
BEFORE = HandOverReason.COURT_DELEGATION_BEFORE_FILING
AFTER = HandOverReason.COURT_ENTRUSTMENT_AFTER_FILING


def delegated(reason: HandOverReason = BEFORE) -> WindowCase:
    """Registered by the court, in its own hands, delegated to the street's committee, accepted."""
    case = registered(COURT).when(OfferCustody(to_body=COURT, channel=Channel.LITIGATION), clerk(COURT), at(0, 10))
    case.when(OfferCustody(to_body=STREET, channel=PEOPLE, reason=reason), clerk(COURT), at(0, 11))
    return case.when(accepted(3, STREET), SYSTEM, at(0, 12))


@pytest.mark.parametrize("reason", [BEFORE, AFTER])
def test_the_courts_track_rests_and_the_delegated_one_is_the_only_active_one(reason: HandOverReason):
    case = delegated(reason)
    custody = the_file(case).custody
    moved = case.happened(CustodyMoved)
    assert moved.suspends_track == custody.holdings[1].track_id
    assert custody.custodian == STREET
    assert custody.waiting_court == custody.holdings[1]
    assert [holding.suspended for holding in custody.holdings] == [False, True, False]
    assert not [event for event in case.answer if isinstance(event, ClockStarted)]  # TY-1 to TY-3 run in the channel


def test_failure_brings_the_file_back_and_the_courts_track_goes_on_ty_21():
    case = delegated().when(reported("mediation_terminated", 3, STREET), SYSTEM, at(5))
    moved = case.happened(CustodyMoved)
    assert (moved.to_body, moved.channel, moved.reason) == (COURT, Channel.LITIGATION, HandOverReason.RETURN)
    custody = the_file(case).custody
    assert moved.resumes_track == custody.holdings[1].track_id
    assert custody.custodian == COURT
    assert custody.number == 4
    assert custody.waiting_court is None


def test_a_case_the_court_only_registered_is_docketed_when_it_comes_back():
    case = registered(COURT).when(OfferCustody(to_body=STREET, channel=PEOPLE, reason=BEFORE), clerk(COURT), at(0, 11))
    case.when(accepted(2, STREET), SYSTEM, at(0, 12)).when(reported("mediation_terminated", 2, STREET), SYSTEM, at(5))
    assert case.happened(CustodyMoved).channel is Channel.LITIGATION


def test_an_agreement_leaves_the_case_with_the_committee_and_the_court_waiting():
    case = delegated().when(reported("agreement_effective", 3, STREET), SYSTEM, at(5))
    assert the_file(case).custody.custodian == STREET
    case.when(CloseCase(result=CloseResult.AGREED), clerk(STREET), at(6))
    assert the_file(case).situation == "closed"


def test_a_suit_that_pends_at_the_court_is_not_closed_by_the_committee():
    case = delegated(AFTER).when(reported("agreement_effective", 3, STREET), SYSTEM, at(5))
    case.when(CloseCase(result=CloseResult.AGREED), clerk(STREET), at(6)).then_refused("suit_pending")
    case.when(ReturnFile(reason="已达成协议，退回法院处理"), clerk(STREET), at(6, 10))
    assert the_file(case).custody.custodian == COURT
    case.when(CloseCase(result=CloseResult.AGREED), clerk(COURT), at(7))
    assert the_file(case).situation == "closed"


def test_the_file_goes_back_even_while_it_is_offered_on():
    case = delegated().when(OfferCustody(to_body=COMMUNITY, channel=PEOPLE), clerk(STREET), at(1))
    case.when(reported("mediation_terminated", 3, STREET), SYSTEM, at(2))
    assert case.happened(OfferWithdrawn).to_body == COMMUNITY
    assert the_file(case).custody.custodian == COURT


def test_a_delegated_round_that_went_on_to_another_committee_still_comes_back():
    case = delegated().when(OfferCustody(to_body=COMMUNITY, channel=PEOPLE), clerk(STREET), at(1))
    case.when(accepted(4, COMMUNITY), SYSTEM, at(1, 10))
    assert the_file(case).custody.waiting_court is not None
    case.when(reported("mediation_terminated", 3, STREET), SYSTEM, at(1, 11))
    assert the_file(case).custody.custodian == COMMUNITY  # the former round no longer decides
    case.when(reported("mediation_terminated", 4, COMMUNITY), SYSTEM, at(2))
    assert the_file(case).custody.custodian == COURT


def test_a_delegation_nobody_answers_stays_at_the_court_and_goes_no_level_up():
    case = registered(COURT).when(OfferCustody(to_body=STREET, channel=PEOPLE, reason=BEFORE), clerk(COURT), at(0, 11))
    kept = the_file(case).clocks.first_due()
    case.when(LapseClock(clock_id=kept.clock.clock_id), SYSTEM, at(4))
    assert case.happened(OfferTimedOut).to_body == STREET
    assert not [event for event in case.answer if isinstance(event, CustodyOffered)]
    assert the_file(case).custody.custodian == COURT


@pytest.mark.parametrize(
    ("body", "by", "code"),
    [
        (OfferCustody(to_body=COMMUNITY, channel=PEOPLE, reason=BEFORE), STREET, "delegated_already"),
        (OfferCustody(to_body=COURT, channel=Channel.LITIGATION, reason="return"), STREET, "reason_reserved"),
    ],
)
def test_no_second_delegation_and_no_return_by_way_of_an_offer(body, by, code):
    delegated().when(body, clerk(by), at(1)).then_refused(code)


def test_only_a_court_delegates_and_only_a_delegated_file_goes_back():
    case = registered(STREET)
    case.when(OfferCustody(to_body=COMMUNITY, channel=PEOPLE, reason=BEFORE), clerk(STREET), at(0, 10))
    case.then_refused("not_a_court", "reason")
    case.when(ReturnFile(reason="退回"), clerk(STREET), at(0, 11)).then_refused("not_delegated")
    case.when(WithdrawOffer(reason="无"), clerk(STREET), at(0, 12)).then_refused("no_offer")


def test_a_court_may_take_its_case_up_again_by_an_ordinary_acceptance():
    case = delegated().when(OfferCustody(to_body=COURT, channel=Channel.COURT_MEDIATION), clerk(STREET), at(1))
    case.when(AcceptOffer(), clerk(COURT), at(1, 10))
    assert the_file(case).custody.custodian == COURT
    assert the_file(case).custody.waiting_court is None
