"""How a case ends, and begins again."""

import pytest

from schemas.clocks import ClockStarted, ClockStopped
from schemas.intake import (
    CaseClosed,
    CaseReopened,
    CaseVoided,
    ChannelReported,
    CloseResult,
    CustodyDenied,
    CustodyOffered,
)
from schemas.values import Channel
from services.intake.domain.custody_commands import OfferCustody
from services.intake.domain.file_commands import AddParty, CloseCase, ReopenCase, VoidCase
from services.intake.domain.heard_commands import HearChannelEvent
from services.intake.domain.state import Closed, Open, Voided
from tests.domain.intake.window import (
    COMMUNITY,
    HUB,
    PEOPLE,
    STREET,
    SYSTEM,
    WindowCase,
    accepted,
    applicant,
    at,
    clerk,
    registered,
    reported,
    the_file,
)


def in_round() -> WindowCase:
    """The street registered it, the community mediates."""
    case = registered().when(OfferCustody(to_body=COMMUNITY, channel=PEOPLE), clerk(STREET), at(0, 10))
    return case.when(accepted(2, COMMUNITY), SYSTEM, at(0, 11))


def close(case: WindowCase, result: CloseResult, body: str = COMMUNITY) -> WindowCase:
    return case.when(CloseCase(result=result), clerk(body), at(2))


def test_a_settled_case_is_closed_with_parties_and_the_body_that_is_rated() -> None:
    case = in_round().when(reported("agreement_effective", 2), SYSTEM, at(1))
    closed = close(case, CloseResult.AGREED).happened(CaseClosed)
    assert (closed.handling_body, closed.closing_body, closed.channel) == (COMMUNITY, COMMUNITY, PEOPLE)
    assert closed.parties == the_file(case).case.parties
    assert isinstance(case.state, Closed)
    assert the_file(case).clocks.first_due() is None


def test_the_rated_body_is_the_last_that_handled_it_in_a_channel() -> None:
    case = in_round().when(reported("mediation_terminated", 2), SYSTEM, at(1))
    assert close(case, CloseResult.FAILED).happened(CaseClosed).handling_body == COMMUNITY
    never_mediated = close(registered(), CloseResult.WITHDRAWN, STREET).happened(CaseClosed)
    assert (never_mediated.handling_body, never_mediated.channel) == (STREET, None)


def test_a_case_is_not_closed_over_an_open_offer() -> None:
    case = registered().when(OfferCustody(to_body=COMMUNITY, channel=PEOPLE), clerk(STREET), at(0, 10))
    close(case, CloseResult.WITHDRAWN, STREET).then_refused("offer_open")


@pytest.mark.parametrize(
    "result", [CloseResult.AGREED, CloseResult.FAILED, CloseResult.REFUSED, CloseResult.PARTLY_AGREED]
)
def test_a_case_is_not_closed_over_an_open_round(result: CloseResult) -> None:
    close(in_round(), result).then_refused("round_open")


@pytest.mark.parametrize("result", [CloseResult.WITHDRAWN, CloseResult.OUTSIDE])
def test_withdrawal_and_another_way_end_an_open_round(result: CloseResult) -> None:
    case = close(in_round(), result).then(CaseClosed, CustodyDenied, ClockStopped)
    assert case.happened(CustodyDenied).body == COMMUNITY


def test_an_agreement_that_no_committee_has_cannot_be_the_result() -> None:
    ended = in_round().when(reported("mediation_terminated", 2), SYSTEM, at(1))
    close(ended, CloseResult.AGREED).then_refused("no_agreement", "result")
    close(ended, CloseResult.PARTLY_AGREED).then_refused("no_agreement", "result")
    partly = in_round().when(reported("agreement_effective", 2, partial=True), SYSTEM, at(1))
    partly.when(reported("mediation_terminated", 2), SYSTEM, at(1))
    close(partly, CloseResult.AGREED).then_refused("no_agreement", "result")
    close(partly, CloseResult.PARTLY_AGREED).happened(CaseClosed)


def test_confirmed_is_what_the_court_said_last() -> None:
    case = in_round().when(reported("agreement_effective", 2), SYSTEM, at(1))
    close(case, CloseResult.CONFIRMED).then_refused("not_confirmed", "result")
    ruling = HearChannelEvent(channel=Channel.JUDICIAL_CONFIRMATION, track_id="agreement", what="agreement_confirmed")
    revoked = ruling.model_copy(update={"what": "confirmation_revoked"})
    case.when(ruling, SYSTEM, at(1)).when(revoked, SYSTEM, at(1))
    close(case, CloseResult.CONFIRMED).then_refused("not_confirmed", "result")
    case.when(ruling, SYSTEM, at(1))
    close(case, CloseResult.CONFIRMED).happened(CaseClosed)


def test_a_closed_case_takes_no_acts_until_it_is_reopened_in_the_same_hands() -> None:
    case = close(registered(), CloseResult.WITHDRAWN, STREET)
    case.when(AddParty(party=applicant()), clerk(STREET), at(3)).then_refused("case_closed")
    case.when(ReopenCase(reason="出现新情况"), clerk(HUB), at(3)).then(CaseReopened, ClockStarted)
    assert isinstance(case.state, Open)
    assert (the_file(case).custody.custodian, the_file(case).custody.number) == (STREET, 2)
    case.when(ReopenCase(reason="再次"), clerk(HUB), at(3)).then_refused("not_closed")
    case.when(OfferCustody(to_body=COMMUNITY, channel=PEOPLE), clerk(STREET), at(4))
    assert case.happened(CustodyOffered).custody_number == 3


def test_a_mistaken_registration_is_voided_stays_visible_and_nobody_is_asked() -> None:
    case = in_round().when(VoidCase(reason="登记错案"), clerk(STREET), at(1))
    case.then(CaseVoided, CustodyDenied, ClockStopped)
    assert isinstance(case.state, Voided)
    assert the_file(case).case.summary
    case.when(AddParty(party=applicant()), clerk(STREET), at(1)).then_refused("case_voided")


def test_what_people_have_rights_under_is_not_voided() -> None:
    case = in_round().when(reported("agreement_effective", 2), SYSTEM, at(1))
    case.when(VoidCase(reason="登记错案"), clerk(STREET), at(1)).then_refused("agreement_effective")
    waiting = registered().when(OfferCustody(to_body=COMMUNITY, channel=PEOPLE), clerk(STREET), at(0, 10))
    waiting.when(VoidCase(reason="登记错案"), clerk(STREET), at(1)).then_refused("offer_open")


def test_channels_may_still_report_about_an_ended_case() -> None:
    case = in_round().when(reported("agreement_effective", 2), SYSTEM, at(1))
    close(case, CloseResult.AGREED)
    case.when(reported("performance_recorded", 2), SYSTEM, at(3)).then(ChannelReported)
    assert isinstance(case.state, Closed)


def test_an_offer_accepted_after_the_end_is_denied() -> None:
    case = close(registered(), CloseResult.WITHDRAWN, STREET)
    case.when(accepted(2, COMMUNITY), SYSTEM, at(3))
    assert case.happened(CustodyDenied).body == COMMUNITY


def test_an_opinion_that_no_petition_office_reported_is_no_result_xf_32() -> None:
    close(registered(), CloseResult.OPINION_ISSUED, STREET).then_refused("no_opinion", "result")
