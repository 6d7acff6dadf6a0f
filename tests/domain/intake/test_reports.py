"""What channels and the court announce at the window, and what people note beside."""

from schemas.clocks import ClockLapsed, ClockStarted, ClockStopped, LapseWithdrawn
from schemas.identity import track_id
from schemas.intake import (
    ChannelReported,
    ConflictNoted,
    CustodyDenied,
    FurtherReportRecorded,
    OfferWithdrawn,
    OutsideActRecorded,
    PartyChoiceRecorded,
    ReferredOutside,
    RiskRaised,
    RouteRecommended,
    WorkReassigned,
)
from schemas.values import Channel, DisputeType, Risk
from services.intake.domain.custody_commands import OfferCustody, ReferOutside
from services.intake.domain.file_commands import (
    AssessRisk,
    ReassignWork,
    RecommendRoute,
    RecordFurtherReport,
    RecordOutsideAct,
    RecordPartyChoice,
)
from services.intake.domain.heard_commands import HearChannelEvent, HearDangerSigns, HearOfferReturned, LapseClock
from services.jurisdiction.routing_facts import RoutingFacts
from tests.domain.intake.window import (
    CODE,
    COMMUNITY,
    HUB,
    PEOPLE,
    STREET,
    SYSTEM,
    WindowCase,
    accepted,
    at,
    clerk,
    nothing_yet,
    registered,
    reported,
    the_file,
)


def in_round(holder: str = STREET) -> WindowCase:
    case = registered(holder).when(OfferCustody(to_body=COMMUNITY, channel=PEOPLE), clerk(holder), at(0, 10))
    return case if holder == COMMUNITY else case.when(accepted(2, COMMUNITY), SYSTEM, at(0, 11))


def moved_on() -> WindowCase:
    """The community's round was followed by the street's, on Wednesday."""
    case = in_round().when(OfferCustody(to_body=STREET, channel=PEOPLE), clerk(COMMUNITY), at(1))
    return case.when(accepted(3, STREET), SYSTEM, at(2))


def test_a_full_agreement_ends_the_round_and_stops_the_levels_clock() -> None:
    case = in_round().when(reported("agreement_effective", 2), SYSTEM, at(1)).then(ChannelReported, ClockStopped)
    assert the_file(case).clocks.first_due() is None


def test_a_partial_agreement_leaves_the_rest_in_hand() -> None:
    case = in_round().when(reported("agreement_effective", 2, partial=True), SYSTEM, at(1)).then(ChannelReported)
    assert case.happened(ChannelReported).what == "agreement_partly_effective"
    assert the_file(case).clocks.first_due() is not None


def test_an_agreement_in_time_but_recorded_late_takes_the_escalation_back() -> None:
    case = in_round()
    level = the_file(case).clocks.running("LV-L1", track_id(CODE, 2))
    assert level is not None
    case.when(LapseClock(clock_id=level.clock.clock_id), SYSTEM, at(3, 1))
    assert ClockLapsed in [type(event) for event in case.history]
    late = case.when(reported("agreement_effective", 2), SYSTEM, at(3, 9), occurred_at=at(1))
    late.then(ChannelReported, LapseWithdrawn, ClockStopped, OfferWithdrawn, ClockStopped)
    assert the_file(case).custody.open_offer is None


def test_an_agreement_in_time_takes_back_an_escalation_that_went_further_up() -> None:
    case = in_round()
    level = the_file(case).clocks.running("LV-L1", track_id(CODE, 2))
    assert level is not None
    case.when(LapseClock(clock_id=level.clock.clock_id), SYSTEM, at(3, 1))
    silent = the_file(case).clocks.running("HO-1", track_id(CODE, 3))
    assert silent is not None
    case.when(LapseClock(clock_id=silent.clock.clock_id), SYSTEM, at(8))
    offer = the_file(case).custody.open_offer
    assert offer is not None
    assert offer.to_body == HUB
    case.when(reported("agreement_effective", 2), SYSTEM, at(8, 10), occurred_at=at(1))
    assert case.happened(OfferWithdrawn).to_body == HUB


def test_a_settled_case_is_not_escalated_even_where_the_agreement_came_after_the_lapse() -> None:
    case = in_round()
    level = the_file(case).clocks.running("LV-L1", track_id(CODE, 2))
    assert level is not None
    case.when(LapseClock(clock_id=level.clock.clock_id), SYSTEM, at(3, 1))
    case.when(reported("agreement_effective", 2), SYSTEM, at(3, 9))
    case.then(ChannelReported, OfferWithdrawn, ClockStopped)


def test_an_agreement_in_time_leaves_an_accepted_escalation_and_both_facts_stand() -> None:
    case = in_round()
    level = the_file(case).clocks.running("LV-L1", track_id(CODE, 2))
    assert level is not None
    case.when(LapseClock(clock_id=level.clock.clock_id), SYSTEM, at(3, 1))
    case.when(accepted(3, STREET), SYSTEM, at(3, 8))
    case.when(reported("agreement_effective", 2), SYSTEM, at(3, 9), occurred_at=at(1)).then(ChannelReported)
    assert the_file(case).custody.custodian == STREET


def test_a_new_agreement_under_an_old_number_is_denied_but_what_occurred_before_stands() -> None:
    case = moved_on().when(reported("agreement_effective", 2), SYSTEM, at(3)).then(ConflictNoted, CustodyDenied)
    assert case.happened(CustodyDenied).custody_number == 2
    moved_on().when(reported("agreement_effective", 2), SYSTEM, at(3), occurred_at=at(1)).then(ChannelReported)


def test_duties_under_an_old_number_run_on() -> None:
    for what in ("performance_recorded", "breach_reported", "file_archived", "mediation_terminated"):
        moved_on().when(reported(what, 2), SYSTEM, at(3)).then(ChannelReported)


def test_a_track_nobody_knows_is_denied() -> None:
    in_round().when(reported("mediation_accepted", 9), SYSTEM, at(1)).then(ConflictNoted, CustodyDenied)


def test_what_a_committee_plans_before_custody_moved_is_noted_but_no_agreement() -> None:
    case = registered().when(OfferCustody(to_body=COMMUNITY, channel=PEOPLE), clerk(STREET), at(0, 10))
    case.when(reported("consent_requested", 2), SYSTEM, at(1)).then(ChannelReported)
    case.when(reported("agreement_effective", 2), SYSTEM, at(1)).then(ConflictNoted, CustodyDenied)


def test_a_channel_that_speaks_of_an_unknown_case_is_heard() -> None:
    returned = HearOfferReturned(
        channel=PEOPLE, track_id="t", custody_number=2, body=COMMUNITY, code="x", reason="不属本社区"
    )
    signs = HearDangerSigns(channel=PEOPLE, track_id="t", signs="持械")
    for body in (accepted(2, COMMUNITY), returned, signs, reported("mediation_terminated", 2)):
        nothing_yet().when(body, SYSTEM, at(1)).then(ConflictNoted)


def test_signs_of_violence_raise_the_risk_at_once() -> None:
    signs = HearDangerSigns(channel=PEOPLE, track_id=track_id(CODE, 2), signs="扬言报复")
    case = in_round().when(signs, SYSTEM, at(1)).then(RiskRaised, ChannelReported)
    assert the_file(case).case.risk is Risk.HIGH


def test_the_courts_word_stands_beside_custody() -> None:
    docketed = HearChannelEvent(channel=Channel.JUDICIAL_CONFIRMATION, track_id="a", what="application_docketed")
    case = in_round().when(docketed, SYSTEM, at(1)).then(ChannelReported)
    assert the_file(case).custody.custodian == COMMUNITY
    assert the_file(case).confirmations == {}


def test_risk_is_assessed_by_people_too() -> None:
    registered().when(AssessRisk(risk=Risk.MEDIUM, reason="双方情绪激动"), clerk(STREET), at(1)).then(RiskRaised)


def test_the_route_is_recommended_again_with_what_has_become_known() -> None:
    case = registered(dispute_type=DisputeType.CONTRACT)
    facts = RoutingFacts(arbitration_clause=True, commercial=True)
    case.when(RecommendRoute(facts=facts), clerk(STREET), at(1)).then(RouteRecommended)
    assert case.happened(RouteRecommended).channel is Channel.ARBITRATION


def test_where_no_row_fits_the_answer_says_so() -> None:
    facts = RoutingFacts(agreement_signed=True, performed_at_once=True)
    registered().when(RecommendRoute(facts=facts), clerk(STREET), at(1)).then_refused("no_route")


def test_a_choice_is_recorded_with_warnings_and_never_refused() -> None:
    case = in_round().when(RecordPartyChoice(channel=Channel.LITIGATION, reason="不愿调解"), clerk(COMMUNITY), at(1))
    apart, mediating, rule, limit = case.happened(PartyChoiceRecorded).warnings
    assert apart.startswith("所选途径与建议途径不同")
    assert mediating.startswith("同一请求正在调解中")
    assert rule.startswith("随时可以，调解不得阻碍起诉")
    assert "LIM-CIVIL" in limit
    as_recommended = registered().when(RecordPartyChoice(channel=PEOPLE), clerk(STREET), at(1))
    assert as_recommended.happened(PartyChoiceRecorded).warnings == ()
    nobody = RecordPartyChoice(channel=PEOPLE, party_id="nobody")
    registered().when(nobody, clerk(STREET), at(1)).then_refused("unknown_party", "party_id")


def test_a_referral_outside_leaves_custody_and_is_followed_up() -> None:
    refer = ReferOutside(channel=Channel.ARBITRATION, body="仲裁委员会", follow_up_on=at(30).date())
    case = registered().when(refer, clerk(STREET), at(1)).then(ReferredOutside, ClockStarted)
    assert the_file(case).custody.custodian == STREET
    case.when(refer, clerk(STREET), at(2)).then(ReferredOutside)
    answer = {"outside": {"channel": "ARBITRATION", "act": "award", "body": "仲裁委员会"}}
    case.when(RecordOutsideAct.model_validate(answer), clerk(STREET), at(9)).then(OutsideActRecorded, ClockStopped)


def test_an_unanswered_referral_lapses_and_the_case_stays() -> None:
    refer = ReferOutside(channel=Channel.ARBITRATION, body="仲裁委员会", follow_up_on=at(30).date())
    case = registered().when(refer, clerk(STREET), at(1))
    waiting = the_file(case).clocks.running("HO-2", Channel.ARBITRATION)
    assert waiting is not None
    case.when(LapseClock(clock_id=waiting.clock.clock_id), SYSTEM, at(60)).then(ClockLapsed)


def test_a_referral_outside_needs_a_follow_up_and_a_channel_outside() -> None:
    no_date = ReferOutside(channel=Channel.ARBITRATION, body="仲裁委员会")
    registered().when(no_date, clerk(STREET), at(1)).then_refused("follow_up_missing", "follow_up_on")
    inside = ReferOutside(channel=PEOPLE, body="调委会", follow_up_on=at(3).date())
    registered().when(inside, clerk(STREET), at(1)).then_refused("channel_has_service", "channel")


def test_a_note_never_stands_for_an_act_of_a_channel_of_ours() -> None:
    act = {"outside": {"channel": "PEOPLE_MEDIATION", "act": "session_held", "body": "调委会"}}
    body = RecordOutsideAct.model_validate(act)
    registered().when(body, clerk(STREET), at(1)).then_refused("channel_has_service", "outside.channel")


def test_the_same_matter_brought_again_counts_on_the_same_case() -> None:
    again = RecordFurtherReport(text="又到镇里反映", reported_to="镇综治中心", persons=3)
    assert registered().when(again, clerk(STREET), at(1)).happened(FurtherReportRecorded).persons == 3


def test_work_is_reassigned_without_changing_custodian_or_first_handler() -> None:
    case = (
        registered().when(ReassignWork(to_user="clerk.two", reason="休假"), clerk(STREET), at(1)).then(WorkReassigned)
    )
    file = the_file(case)
    assert (file.handler, file.custody.custodian, file.first_handler) == ("clerk.two", STREET, STREET)
    case.when(ReassignWork(to_user="clerk.two", reason="再次"), clerk(STREET), at(1)).then_refused(
        "already_handler", "to_user"
    )
