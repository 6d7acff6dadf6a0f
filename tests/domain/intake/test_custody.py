"""Who holds the case: offers, answers, and what time does to them (design.md section 5)."""

from schemas.clocks import ClockLapsed, ClockStarted, ClockStopped, LapseWithdrawn
from schemas.identity import track_id
from schemas.intake import (
    CaseClosed,
    ChannelReported,
    CloseResult,
    ConflictNoted,
    CustodyDenied,
    CustodyMoved,
    CustodyOffered,
    HandOverReason,
    OfferReturned,
    OfferTimedOut,
    OfferWithdrawn,
)
from schemas.values import Channel
from services.intake.domain.custody_commands import AcceptOffer, Escalate, OfferCustody, ReturnOffer, WithdrawOffer
from services.intake.domain.file_commands import CloseCase
from services.intake.domain.heard_commands import HearOfferReturned, LapseClock
from tests.domain.intake.window import (
    CITY,
    CODE,
    COMMUNITY,
    HUB,
    NEIGHBOUR,
    OTHER_STREET,
    PEOPLE,
    POLICE,
    STREET,
    SYSTEM,
    TRAFFIC,
    WindowCase,
    accepted,
    at,
    clerk,
    registered,
    the_file,
)

COURT = "wuhu.jinghu.court"


def offered(to: str = COMMUNITY, holder: str = STREET) -> WindowCase:
    return registered(holder).when(OfferCustody(to_body=to, channel=PEOPLE), clerk(holder), at(0, 10))


def lapse(case: WindowCase, limit: str, day: int, subject: str | None = None) -> WindowCase:
    """The scan finds the running clock of this limit."""
    kept = the_file(case).clocks.running(limit, subject or _subject(case, limit))
    assert kept is not None
    return case.when(LapseClock(clock_id=kept.clock.clock_id), SYSTEM, at(day))


def _subject(case: WindowCase, limit: str) -> str:
    found = [k.clock.subject for k in the_file(case).clocks.clocks.values() if k.clock.limit == limit]
    return found[-1]


def timed_out(to: str = COMMUNITY) -> WindowCase:
    """Offered on Monday to a silent community by the hub; two working days later the street is asked instead."""
    return lapse(offered(to, holder=HUB), "HO-1", 3)


def test_the_custodian_keeps_the_case_until_the_offer_is_accepted() -> None:
    case = offered().then(CustodyOffered, ClockStarted)
    offer = case.happened(CustodyOffered)
    assert (offer.custody_number, offer.track_id, offer.from_body) == (2, track_id(CODE, 2), STREET)
    assert case.happened(ClockStarted).limit == "HO-1"
    assert the_file(case).custody.custodian == STREET


def test_custody_moves_when_the_offer_is_accepted_and_the_next_level_begins() -> None:
    case = offered().when(accepted(2, COMMUNITY), SYSTEM, at(1))
    case.then(ClockStopped, ClockStopped, CustodyMoved, ClockStarted)
    moved = case.happened(CustodyMoved)
    assert (moved.custody_number, moved.from_body, moved.to_body) == (2, STREET, COMMUNITY)
    assert moved.handler == f"mediator.{COMMUNITY}"
    file = the_file(case)
    assert (file.custody.custodian, file.first_handler, file.handler) == (COMMUNITY, STREET, moved.handler)
    assert case.happened(ClockStarted).limit == "LV-L1"


def test_an_offer_to_the_custodian_itself_moves_at_once() -> None:
    case = offered(STREET).then(ClockStopped, CustodyMoved, ClockStarted)
    assert the_file(case).custody.number == 2
    again = OfferCustody(to_body=STREET, channel=PEOPLE)
    case.when(again, clerk(STREET), at(1)).then_refused("already_held", "channel")


def test_one_offer_waits_at_a_time() -> None:
    case = offered().when(OfferCustody(to_body=NEIGHBOUR, channel=PEOPLE), clerk(STREET), at(1))
    assert case.then_refused("offer_open").parameters == {"to_body": COMMUNITY, "custody_number": 2}


def test_an_offer_goes_to_a_body_inside_that_takes_the_channel() -> None:
    offered("nowhere").then_refused("unknown_body", "to_body")
    offered(POLICE).then_refused("body_outside", "to_body")
    offered(TRAFFIC).then_refused("channel_not_hosted", "channel")


def test_a_real_case_never_goes_to_a_body_of_the_demonstration() -> None:
    offered("demo.hub.county.4wmz3jno").then_refused("unknown_body", "to_body")


def test_an_offer_cannot_precede_custody() -> None:
    late = OfferCustody(to_body=COMMUNITY, channel=PEOPLE)
    registered().when(late, clerk(STREET), at(1), occurred_at=at(-1)).then_refused("before_custody", "occurred_at")


def test_a_returned_offer_leaves_the_case_where_it_is() -> None:
    returned = HearOfferReturned(
        channel=PEOPLE,
        track_id=track_id(CODE, 2),
        custody_number=2,
        body=COMMUNITY,
        code="not_competent",
        reason="不属本社区",
    )
    case = offered().when(returned, SYSTEM, at(1)).then(OfferReturned, ClockStopped)
    assert the_file(case).custody.custodian == STREET
    assert the_file(case).custody.open_offer is None
    case.when(returned, SYSTEM, at(2)).then(ChannelReported)


def test_an_offer_is_taken_back_and_the_next_has_a_number_of_its_own() -> None:
    case = offered().when(WithdrawOffer(reason="误选机构"), clerk(STREET), at(1)).then(OfferWithdrawn, ClockStopped)
    case.when(WithdrawOffer(reason="再次"), clerk(STREET), at(1)).then_refused("no_offer")
    again = case.when(OfferCustody(to_body=NEIGHBOUR, channel=PEOPLE), clerk(STREET), at(1))
    assert again.happened(CustodyOffered).custody_number == 3


def test_an_acceptance_of_a_withdrawn_offer_is_denied_and_both_facts_stand() -> None:
    case = offered().when(WithdrawOffer(reason="误选机构"), clerk(STREET), at(1))
    case.when(accepted(2, COMMUNITY), SYSTEM, at(1)).then(ConflictNoted, CustodyDenied)
    assert the_file(case).custody.custodian == STREET


def test_an_acceptance_nobody_offered_is_denied() -> None:
    registered().when(accepted(2, COMMUNITY), SYSTEM, at(1)).then(ConflictNoted, CustodyDenied)
    offered().when(accepted(2, NEIGHBOUR), SYSTEM, at(1)).then(ConflictNoted, CustodyDenied)


def test_an_acceptance_heard_twice_is_noted() -> None:
    case = offered().when(accepted(2, COMMUNITY), SYSTEM, at(1)).when(accepted(2, COMMUNITY), SYSTEM, at(1))
    case.then(ChannelReported)


def test_a_silent_body_is_passed_over_and_its_superior_is_asked() -> None:
    case = timed_out().then(ClockLapsed, OfferTimedOut, CustodyOffered, ClockStarted)
    offer = case.happened(CustodyOffered)
    assert (offer.to_body, offer.custody_number, offer.reason) == (STREET, 3, HandOverReason.ESCALATION)
    assert offer.from_body == HUB == the_file(case).custody.custodian


def test_where_the_custodian_itself_stands_above_the_silent_body_it_keeps_the_case() -> None:
    case = lapse(offered(), "HO-1", 3).then(ClockLapsed, OfferTimedOut)
    assert the_file(case).custody.custodian == STREET


def test_an_acceptance_that_occurred_in_time_is_honoured_while_nobody_else_has_accepted() -> None:
    case = timed_out().when(accepted(2, COMMUNITY), SYSTEM, at(3), occurred_at=at(1))
    case.then(OfferWithdrawn, ClockStopped, LapseWithdrawn, ClockStopped, ClockStopped, CustodyMoved, ClockStarted)
    assert case.happened(OfferWithdrawn).to_body == STREET
    assert the_file(case).custody.custodian == COMMUNITY


def test_an_acceptance_in_time_is_denied_once_the_next_body_has_accepted() -> None:
    case = timed_out().when(accepted(3, STREET), SYSTEM, at(3, 10))
    case.when(accepted(2, COMMUNITY), SYSTEM, at(3, 11), occurred_at=at(1)).then(ConflictNoted, CustodyDenied)
    assert the_file(case).custody.custodian == STREET


def test_an_acceptance_after_the_lapse_is_denied() -> None:
    case = timed_out().when(accepted(2, COMMUNITY), SYSTEM, at(3, 12))
    case.then(ConflictNoted, CustodyDenied)
    assert case.happened(CustodyDenied).custody_number == 2


def test_a_clerk_escalates_one_level_up_until_nobody_is_above() -> None:
    case = registered(COMMUNITY).when(Escalate(), clerk(COMMUNITY), at(1))
    assert case.happened(CustodyOffered).to_body == STREET
    case.when(Escalate(), clerk(COMMUNITY), at(1)).then_refused("offer_open")
    registered(CITY).when(Escalate(), clerk(CITY), at(1)).then_refused("no_superior")


def test_an_exhausted_level_hands_up_with_the_file_and_resets_nothing() -> None:
    case = lapse(registered(COMMUNITY), "LV-L1", 3)
    case.then(ClockLapsed, CustodyOffered, ClockStarted)
    assert case.happened(CustodyOffered).after_lapse_of == case.happened(ClockLapsed).clock_id
    assert the_file(case).custody.custodian == COMMUNITY


def test_an_exhausted_level_whose_case_is_on_its_way_makes_no_second_offer() -> None:
    case = offered(NEIGHBOUR, holder=COMMUNITY)
    lapse(case, "LV-L1", 3).then(ClockLapsed)


def test_an_escalation_only_time_made_gives_way_to_what_people_decide() -> None:
    late = lapse(registered(COMMUNITY), "LV-L1", 3)
    late.when(OfferCustody(to_body=NEIGHBOUR, channel=PEOPLE), clerk(COMMUNITY), at(3, 11))
    late.then(OfferWithdrawn, ClockStopped, CustodyOffered, ClockStarted)
    here = lapse(registered(COMMUNITY), "LV-L1", 3)
    here.when(OfferCustody(to_body=COMMUNITY, channel=PEOPLE), clerk(COMMUNITY), at(3, 11))
    here.then(OfferWithdrawn, ClockStopped, CustodyMoved, ClockStarted)
    ended = lapse(registered(COMMUNITY), "LV-L1", 3)
    ended.when(CloseCase(result=CloseResult.WITHDRAWN), clerk(COMMUNITY), at(3, 11))
    ended.then(OfferWithdrawn, ClockStopped, CaseClosed)
    again = lapse(registered(COMMUNITY), "LV-L1", 3)
    again.when(Escalate(), clerk(COMMUNITY), at(3, 11)).then_refused("offer_open")


def test_a_stale_or_early_lapse_changes_nothing() -> None:
    case = offered()
    kept = the_file(case).clocks.running("HO-1", track_id(CODE, 2))
    assert kept is not None
    scan = LapseClock(clock_id=kept.clock.clock_id)
    case.when(scan, SYSTEM, at(1)).then()
    case.when(LapseClock(clock_id="unknown"), SYSTEM, at(9)).then()
    case.when(accepted(2, COMMUNITY), SYSTEM, at(1)).when(scan, SYSTEM, at(9)).then()


def test_channels_without_a_service_answer_at_the_window() -> None:
    to_court = OfferCustody(to_body=COURT, channel=Channel.COURT_MEDIATION)
    case = registered(HUB).when(to_court, clerk(HUB), at(0, 10))
    case.when(AcceptOffer(), clerk(COURT), at(1)).happened(CustodyMoved)
    assert the_file(case).custody.custodian == COURT
    back = registered(HUB).when(to_court, clerk(HUB), at(0, 10))
    back.when(ReturnOffer(code="not_competent", reason="不属本院"), clerk(COURT), at(1)).then(
        OfferReturned, ClockStopped
    )


def test_channels_with_a_service_do_not_answer_at_the_window() -> None:
    offered().when(AcceptOffer(), clerk(COMMUNITY), at(1)).then_refused("answered_in_channel")
    offered().when(ReturnOffer(code="x", reason="退"), clerk(COMMUNITY), at(1)).then_refused("answered_in_channel")


def test_a_superior_designates_and_a_stranger_learns_nothing() -> None:
    case = registered(COMMUNITY)
    designated = OfferCustody(to_body=NEIGHBOUR, channel=PEOPLE, explanation="指定管辖")
    case.when(designated, clerk(OTHER_STREET), at(1)).then_refused("not_found")
    case.when(designated, clerk(HUB), at(1)).then(CustodyOffered, ClockStarted)
    assert case.happened(CustodyOffered).from_body == COMMUNITY
