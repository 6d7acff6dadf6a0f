"""Limits of routes outside are told at registration and at every hand-over; a choice outside is warned about by its rule (PML 3)."""

from typing import Any

from schemas.intake import CaseRegistered, CustodyMoved, PartyChoiceRecorded, ReferredOutside, RouteRecommended
from schemas.outside_limits import OutsideEffect, OutsideLimitTold
from schemas.values import CaseSource, Channel, DisputeType, ReceivedVia
from services.intake.domain.custody_commands import OfferCustody, ReferOutside
from services.intake.domain.file_commands import RecommendRoute, RecordPartyChoice
from services.jurisdiction.routing_facts import RoutingFacts
from tests.domain.intake.window import COMMUNITY, PEOPLE, STREET, SYSTEM, WindowCase, accepted, at, clerk, registered

EXPROPRIATION: dict[str, Any] = {"dispute_type": DisputeType.LAND_EXPROPRIATION}


def told(case: WindowCase) -> dict[str, OutsideLimitTold]:
    """The limits that the registration tells, by id."""
    return {limit.limit: limit for limit in case.happened(CaseRegistered).outside_limits}


def handed_over(case: WindowCase) -> CustodyMoved:
    """The community's committee takes the case a day later."""
    case.when(OfferCustody(to_body=COMMUNITY, channel=PEOPLE), clerk(STREET), at(0, 10))
    return case.when(accepted(2, COMMUNITY), SYSTEM, at(1)).happened(CustodyMoved)


def test_a_neighbours_dispute_tells_the_civil_limitation_that_the_request_interrupted_lim_12() -> None:
    limits = told(registered())
    assert set(limits) == {"LIM-CIVIL"}
    civil = limits["LIM-CIVIL"]
    assert (civil.route, civil.length, civil.mediation) == (Channel.LITIGATION, "3年", OutsideEffect.INTERRUPTS)
    assert str(civil.interrupted_on) == "2026-03-02"
    assert "自提出请求之日起中断" in civil.told


def test_neither_mediation_nor_a_petition_stops_reconsideration_and_suit_arl_20_all_46() -> None:
    limits = told(registered(**EXPROPRIATION))
    assert {name: limit.length for name, limit in limits.items()} == {"LIM-RECON": "60日", "LIM-SUIT": "6个月"}
    for limit in limits.values():
        assert (limit.mediation, limit.petition) == (OutsideEffect.DOES_NOT_STOP, OutsideEffect.DOES_NOT_STOP)
        assert limit.interrupted_on is None


def test_unpaid_wages_tell_the_year_and_that_it_rests_while_employment_lasts_lab_27() -> None:
    labour = told(registered(dispute_type=DisputeType.MIGRANT_WAGES))["LIM-LABOUR"]
    assert (labour.length, labour.route) == ("1年", Channel.ARBITRATION)
    assert "劳动关系存续期间不受限制" in labour.told


def test_what_nobody_asked_for_interrupts_nothing() -> None:
    assert told(registered(own_motion=True, source=CaseSource.OWN_MOTION))["LIM-CIVIL"].interrupted_on is None


def test_a_petition_about_a_civil_dispute_interrupts_only_where_the_body_may_decide() -> None:
    civil = told(registered(received_via=ReceivedVia.PETITION_OFFICE))["LIM-CIVIL"]
    assert (civil.petition, civil.interrupted_on) == (OutsideEffect.DEPENDS, None)


def test_every_hand_over_tells_them_again_with_the_day_of_the_first_request() -> None:
    moved = handed_over(registered())
    [civil] = moved.outside_limits
    assert (civil.limit, str(civil.interrupted_on)) == ("LIM-CIVIL", "2026-03-02")


def test_facts_stated_at_registration_still_count_at_the_hand_over_and_for_a_new_recommendation() -> None:
    facts = RoutingFacts(administrative_act=True)
    case = registered(dispute_type=DisputeType.OTHER, facts=facts)
    assert case.happened(CaseRegistered).route_facts == {"administrative_act": True}
    assert set(told(case)) == {"LIM-RECON", "LIM-SUIT"}
    again = case.when(RecommendRoute(), clerk(STREET), at(0, 10)).happened(RouteRecommended)
    assert (again.row, again.route_facts) == ("R5", {"administrative_act": True})
    assert {limit.limit for limit in handed_over(case).outside_limits} == {"LIM-RECON", "LIM-SUIT"}


def test_a_choice_outside_names_its_rule_and_the_limits_of_that_way_and_stands_beside_the_recommendation() -> None:
    case = registered(**EXPROPRIATION)
    recommended = case.happened(RouteRecommended)
    choice = RecordPartyChoice(channel=Channel.LITIGATION, reason="要求判决")
    chosen = case.when(choice, clerk(STREET), at(1)).happened(PartyChoiceRecorded)
    assert (chosen.recommended_row, chosen.recommended) == (recommended.row, recommended.channel)
    assert recommended.reason
    assert recommended.alternatives
    assert (chosen.referral_rule, chosen.referral_source) == ("any-litigation", "PML 3")
    assert any("LIM-SUIT" in warning for warning in chosen.warnings)
    assert not any("LIM-RECON" in warning for warning in chosen.warnings)


def test_a_choice_inside_is_warned_about_by_no_rule_of_a_way_outside() -> None:
    case = registered()
    choice = RecordPartyChoice(channel=Channel.PEOPLE_MEDIATION)
    chosen = case.when(choice, clerk(STREET), at(1)).happened(PartyChoiceRecorded)
    assert (chosen.warnings, chosen.referral_rule) == ((), None)


def test_a_referral_outside_names_its_rule_too() -> None:
    case = registered(**EXPROPRIATION)
    refer = ReferOutside(channel=Channel.RECONSIDERATION, body="镜湖区人民政府", follow_up_on=at(20).date())
    referred = case.when(refer, clerk(STREET), at(1)).happened(ReferredOutside)
    assert referred.referral_rule == "any-reconsideration"
    assert any("申请复议的期限不因调解停止" in warning for warning in referred.warnings)
    assert any("LIM-RECON" in warning for warning in referred.warnings)
