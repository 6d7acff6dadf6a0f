"""Who handles a case nobody will take, or several claim: the common superior says, or the next one above it (rule E3; XF 24, SZ 45)."""

import pytest

from schemas.clocks import ClockLapsed, ClockStarted, ClockStopped
from schemas.intake import (
    CustodianDesignated,
    CustodyMoved,
    CustodyOffered,
    DesignationGround,
    DesignationRequested,
    HandOverReason,
    OfferTimedOut,
    OfferWithdrawn,
)
from services.intake.domain.custody_commands import DesignateCustodian, Escalate, OfferCustody, RequestDesignation
from services.intake.domain.heard_commands import HearOfferReturned, LapseClock
from services.jurisdiction.clock_book import ClockStatus
from services.jurisdiction.demonstration import demonstration_hub, demonstration_organisation
from services.jurisdiction.designation import common_superiors
from services.jurisdiction.vocabulary import Tier
from tests.domain.intake.window import (
    CITY,
    CODE,
    COMMUNITY,
    HUB,
    LAW,
    NEIGHBOUR,
    OTHER_STREET,
    PEOPLE,
    STREET,
    SYSTEM,
    WindowCase,
    accepted,
    at,
    clerk,
    registered,
    the_file,
)

GRID = "wuhu.jinghu.fangcun.community-1.grid-1"
OTHER_COUNTY = "wuhu.jiujiang.hub"
TO_NEIGHBOUR = DesignateCustodian(to_body=NEIGHBOUR, channel=PEOPLE, reason="纠纷发生在该社区")


def refused_by(body: str, registrar: str = COMMUNITY) -> WindowCase:
    """Offered on Monday, sent back an hour later."""
    case = registered(registrar).when(OfferCustody(to_body=body, channel=PEOPLE), clerk(registrar), at(0, 10))
    offer = case.happened(CustodyOffered)
    back = HearOfferReturned(
        channel=PEOPLE, track_id=offer.track_id, custody_number=offer.custody_number, body=body, code="not_competent",
        reason="不在辖区",
    )  # fmt: skip
    return case.when(back, SYSTEM, at(0, 11))


def lapsed(case: WindowCase, day: int, limit: str) -> WindowCase:
    """The scan finds the running clock of this limit on that day."""
    running = [k for k in the_file(case).clocks.clocks.values() if k.status is ClockStatus.RUNNING]
    [kept] = [k for k in running if k.clock.limit == limit]
    return case.when(LapseClock(clock_id=kept.clock.clock_id), SYSTEM, at(day))


def test_the_nearest_body_above_all_is_the_common_superior():
    assert [body.id for body in common_superiors(LAW, (COMMUNITY, NEIGHBOUR))] == [STREET, HUB, CITY]
    assert [body.id for body in common_superiors(LAW, (COMMUNITY, OTHER_STREET))] == [HUB, CITY]
    assert [body.id for body in common_superiors(LAW, (STREET, COMMUNITY))] == [STREET, HUB, CITY]
    assert [body.id for body in common_superiors(LAW, (STREET,))] == [HUB, CITY]
    assert common_superiors(LAW, (CITY,)) == ()
    assert common_superiors(LAW, (STREET, "nobody")) == ()


def test_after_a_refusal_the_custodian_asks_the_common_superior_and_keeps_the_case():
    case = refused_by(NEIGHBOUR).when(RequestDesignation(reason="对方认为不在其辖区"), clerk(COMMUNITY), at(0, 12))
    case.then(DesignationRequested, ClockStarted)
    asked = case.happened(DesignationRequested)
    assert (asked.superior, asked.ground) == (STREET, DesignationGround.REFUSED)
    assert asked.bodies == (COMMUNITY, NEIGHBOUR)
    assert case.happened(ClockStarted).limit == "HO-3"
    assert the_file(case).custody.custodian == COMMUNITY


def test_the_designated_body_holds_the_case_at_once_and_the_request_is_answered():
    case = refused_by(NEIGHBOUR).when(RequestDesignation(reason="对方退回"), clerk(COMMUNITY), at(0, 12))
    case.when(TO_NEIGHBOUR, clerk(STREET), at(1))
    case.then(CustodianDesignated, ClockStopped, ClockStopped, CustodyMoved, ClockStarted)
    designated, moved = case.happened(CustodianDesignated), case.happened(CustodyMoved)
    assert (moved.to_body, moved.reason, moved.custody_number) == (NEIGHBOUR, HandOverReason.DESIGNATION, 3)
    assert (designated.source, designated.request_id) == ("XF 24；SZ 45", the_request(case))
    assert the_file(case).custody.custodian == NEIGHBOUR
    assert the_file(case).designation is None
    back = HearOfferReturned(
        channel=PEOPLE, track_id=moved.track_id, custody_number=3, body=NEIGHBOUR, code="not_competent", reason="再退"
    )
    case.when(back, SYSTEM, at(1, 10))
    assert the_file(case).custody.custodian == NEIGHBOUR


def the_request(case: WindowCase) -> str:
    [asked] = [event for event in case.history if isinstance(event, DesignationRequested)]
    return asked.request_id


def test_a_silent_body_can_be_designated_and_the_escalation_that_its_silence_made_is_taken_back():
    case = registered(COMMUNITY).when(OfferCustody(to_body=NEIGHBOUR, channel=PEOPLE), clerk(COMMUNITY), at(0, 10))
    lapsed(case, 3, "HO-1").then(ClockLapsed, OfferTimedOut, CustodyOffered, ClockStarted)
    case.when(TO_NEIGHBOUR, clerk(STREET), at(3, 10))
    assert case.happened(CustodianDesignated).ground is DesignationGround.SILENT
    assert case.happened(OfferWithdrawn).to_body == STREET
    assert the_file(case).custody.custodian == NEIGHBOUR
    assert the_file(case).custody.open_offer is None


def test_the_superior_may_confirm_the_custodian_and_nothing_moves():
    case = refused_by(NEIGHBOUR).when(OfferCustody(to_body=COMMUNITY, channel=PEOPLE), clerk(COMMUNITY), at(0, 12))
    dispute = RequestDesignation(bodies=(NEIGHBOUR,), reason="两家均认为不属自己")
    case.when(dispute, clerk(COMMUNITY), at(0, 13))
    confirm = DesignateCustodian(to_body=COMMUNITY, channel=PEOPLE, reason="先接手的继续办理")
    case.when(confirm, clerk(STREET), at(1)).then(CustodianDesignated, ClockStopped)
    assert case.happened(CustodianDesignated).custody_number == the_file(case).custody.number == 3
    assert the_file(case).custody.present.is_open_round


def test_competing_bodies_of_two_streets_are_parted_by_the_county():
    case = registered(COMMUNITY).when(
        RequestDesignation(bodies=(OTHER_STREET,), reason="两地均主张管辖"), clerk(COMMUNITY), at(0, 10)
    )
    asked = case.happened(DesignationRequested)
    assert (asked.superior, asked.ground) == (HUB, DesignationGround.COMPETING)
    case.when(TO_NEIGHBOUR, clerk(STREET), at(0, 11)).then_refused("not_common_superior")
    case.when(DesignateCustodian(to_body=OTHER_STREET, channel=PEOPLE, reason="纠纷发生地"), clerk(HUB), at(0, 12))
    assert the_file(case).custody.custodian == OTHER_STREET


def test_silence_of_the_superior_takes_the_request_up_to_the_city_and_no_further():
    case = refused_by(NEIGHBOUR).when(RequestDesignation(reason="对方退回"), clerk(COMMUNITY), at(0, 12))
    asked = []
    for day in (4, 8, 12):
        lapsed(case, day, "HO-3")
        asked += [event.superior for event in case.answer if isinstance(event, DesignationRequested)]
        assert the_file(case).custody.custodian == COMMUNITY
    assert asked == [HUB, CITY]
    case.when(TO_NEIGHBOUR, clerk(HUB), at(13))
    assert the_file(case).custody.custodian == NEIGHBOUR


@pytest.mark.parametrize(
    ("body", "by", "code"),
    [
        (RequestDesignation(reason="想换一家"), COMMUNITY, "no_ground_for_designation"),
        (RequestDesignation(bodies=("nobody",), reason="争议"), COMMUNITY, "unknown_body"),
        (RequestDesignation(bodies=(CITY,), reason="争议"), CITY, "not_found"),
        (TO_NEIGHBOUR, STREET, "no_ground_for_designation"),
        (OfferCustody(to_body=NEIGHBOUR, channel=PEOPLE, reason="designation"), COMMUNITY, "reason_reserved"),
    ],
)
def test_nobody_designates_without_a_ground(body, by, code):
    case = registered(COMMUNITY)
    if code == "not_found":
        case = registered(OTHER_COUNTY)
        by = COMMUNITY
    case.when(body, clerk(by), at(0, 10)).then_refused(code)


def test_nobody_stands_above_the_city_and_another_body():
    case = registered(CITY)
    case.when(RequestDesignation(bodies=("wuhu.medical-pmc",), reason="争议"), clerk(CITY), at(0, 10))
    case.then_refused("is_common_superior")


def test_bodies_without_a_common_superior_are_left_to_a_conference():
    elsewhere = demonstration_hub("某省某市").id
    case = registered(COMMUNITY)
    case.when(RequestDesignation(bodies=(elsewhere,), reason="两地争议"), clerk(COMMUNITY), at(0, 10))
    case.then_refused("no_common_superior", "bodies")


def test_a_superior_designates_only_below_itself_and_only_who_may_hold_a_case():
    case = refused_by(NEIGHBOUR)
    elsewhere = DesignateCustodian(to_body=OTHER_STREET, channel=PEOPLE, reason="另行指定")
    case.when(elsewhere, clerk(STREET), at(0, 12)).then_refused("not_subordinate", "to_body")
    outside = DesignateCustodian(to_body="wuhu.legal-aid", channel=PEOPLE, reason="另行指定")
    case.when(outside, clerk(CITY), at(0, 12)).then_refused("body_outside")
    itself = DesignateCustodian(to_body=STREET, channel=PEOPLE, reason="提级办理")
    case.when(itself, clerk(STREET), at(0, 12))
    assert the_file(case).custody.custodian == STREET


def test_a_request_is_made_once_and_falls_with_the_case_moving_on():
    case = refused_by(NEIGHBOUR).when(RequestDesignation(reason="对方退回"), clerk(COMMUNITY), at(0, 12))
    case.when(RequestDesignation(reason="再催"), clerk(COMMUNITY), at(0, 13)).then_refused("designation_requested")
    case.when(Escalate(), clerk(COMMUNITY), at(0, 14))
    case.when(accepted(3, STREET), SYSTEM, at(0, 15))
    assert the_file(case).designation is None
    waiting = [k.clock.limit for k in the_file(case).clocks.clocks.values() if k.status is ClockStatus.RUNNING]
    assert waiting == ["LV-L2"]


def test_time_takes_a_silent_case_up_every_level_of_the_ladder():
    """Grid, community, street, county, city: each silent level hands the offer to the next, and the grid holds it all the time."""
    case = registered(GRID)
    offered = []
    for _ in range(12):
        running = [k for k in the_file(case).clocks.clocks.values() if k.status is ClockStatus.RUNNING]
        if not running:
            break
        kept = min(running, key=lambda k: k.clock.lapses_at)
        case.when(LapseClock(clock_id=kept.clock.clock_id), SYSTEM, kept.clock.lapses_at)
        offered += [event.to_body for event in case.answer if isinstance(event, CustodyOffered)]
        assert the_file(case).custody.custodian == GRID
    assert offered == [COMMUNITY, STREET, HUB, CITY]
    assert [offer.number for offer in the_file(case).custody.offers] == [2, 3, 4, 5]
    assert the_file(case).case_code == CODE


def test_every_level_that_takes_the_case_and_does_not_settle_it_hands_it_on_in_time():
    case = registered(GRID)
    held = [GRID]
    while (kept := the_file(case).clocks.first_due()) is not None and kept.clock.limit.startswith("LV-"):
        case.when(LapseClock(clock_id=kept.clock.clock_id), SYSTEM, kept.clock.lapses_at)
        offer = the_file(case).custody.open_offer
        if offer is None:
            break
        case.when(accepted(offer.number, offer.to_body), SYSTEM, kept.clock.lapses_at)
        held.append(the_file(case).custody.custodian)
    assert held == [GRID, COMMUNITY, STREET, HUB, CITY]


def test_bodies_without_a_common_superior_are_left_to_a_joint_conference_xf_24() -> None:
    far = demonstration_organisation("某省某县", PEOPLE, Tier.TOWNSHIP).id
    request = RequestDesignation(bodies=(COMMUNITY, far), reason="两地都认为应由对方办理")
    registered(COMMUNITY).when(request, clerk(COMMUNITY), at(1)).then_refused("no_common_superior", "bodies")
