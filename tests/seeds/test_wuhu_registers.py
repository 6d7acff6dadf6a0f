"""What Wuhu's plan of 2024 asks to be listed, answered in time and reported: kept in registers with a clock and an owner."""

from datetime import date

from schemas.clocks import ClockBreached
from schemas.network import PartnerResult
from schemas.registers import EntrySupervisionOrdered
from schemas.values import Channel
from services.intake.domain.custody_commands import ReferOutside
from services.jurisdiction.law import Law
from services.jurisdiction.routing_facts import RoutingFacts
from services.network.domain import commands as n
from tests.domain.registers.entry_case import due_on
from tests.seeds.kept import COMMUNITY, HUB, LABOUR_BUREAU, LINKED, MARKET_BUREAU, STREET, entered, figure
from tests.seeds.place import Place

LAW = Law.load("wuhu")
RECONSIDERATION = "wuhu.reconsideration"


def test_wuhu_13_every_village_has_a_legal_adviser_or_is_named_and_the_term_is_watched() -> None:
    adviser = entered("wuhu", "legal_advisers")
    covered = figure("adviser_coverage", adviser)
    assert (covered.numerator, covered.target, covered.verdict) == (1, 1.0, "missed")
    assert "方村街道示范一社区人民调解委员会" not in covered.missing
    assert "方村街道示范二社区人民调解委员会" in covered.missing
    assert due_on(adviser.history, "RG-ADVISER") == "2026-12-31"


def test_wuhu_27_one_suggestion_in_two_that_is_answered_late_misses_the_hundred_percent() -> None:
    in_time, late = entered("wuhu", "suggestions", 1), entered("wuhu", "suggestions", 2)
    in_time.takes("replied", LABOUR_BUREAU, "2026-04-20", adoption="adopted", reply="已整改")
    assert figure("on_time_reply_rate", in_time).verdict == "met"
    late.time_passes("2026-05-08")
    assert "register_step_late" in late.takes(
        "replied", LABOUR_BUREAU, "2026-05-08", adoption="adopted", reply="已整改"
    )
    told = figure("on_time_reply_rate", in_time, late)
    assert (told.rate, told.target, told.verdict) == (0.5, 1.0, "missed")


def test_wuhu_28_funds_not_allocated_by_their_day_call_the_body_above_and_subsidies_are_added_up() -> None:
    funds = entered("wuhu", "funding")
    [order] = [event for event in funds.time_passes("2026-07-02") if isinstance(event, EntrySupervisionOrdered)]
    assert (order.body, order.supervisor) == (STREET, HUB)
    paid = entered("wuhu", "subsidies", 2, settled_case=LINKED)
    paid.takes("reviewed", HUB, "2026-03-05", review_result="approved", approved_amount=200)
    paid.takes("paid", STREET, "2026-03-20", paid_amount=200)
    assert figure("subsidies_paid", paid).numerator == 200


def test_wuhu_29_patrols_report_every_week_and_nothing_found_is_a_report() -> None:
    patrol = entered("wuhu", "patrols", subject="litigation_related")
    patrol.takes("reported", COMMUNITY, "2026-03-06", found=0, settled_on_the_spot=0, reported_up=0)
    assert figure("zero_reports", patrol).rate == 1.0
    [order] = [event for event in patrol.time_passes("2026-03-20") if isinstance(event, EntrySupervisionOrdered)]
    assert (order.body, order.supervisor) == (COMMUNITY, STREET)


def test_wuhu_30_who_disputes_an_administrative_act_is_sent_to_reconsideration_and_its_result_comes_back() -> None:
    found = LAW.route(RoutingFacts(administrative_act=True))
    assert getattr(found, "channel", None) is Channel.RECONSIDERATION
    place = Place(LAW, HUB)
    refer = ReferOutside(channel=Channel.RECONSIDERATION, body=RECONSIDERATION, follow_up_on=date(2026, 4, 1))
    place.does("intake", HUB, "2026-03-03", refer)
    place.does("network", RECONSIDERATION, "2026-03-05", n.AcceptReferral(number="1号"))
    place.does("network", RECONSIDERATION, "2026-04-20", n.ConcludeReferral(result=PartnerResult.DECISION))
    assert "referral_concluded" in place.names("network")
    assert place.file.custody.custodian == HUB


def test_wuhu_31_a_decision_not_performed_in_time_is_found_out_and_somebody_held_accountable() -> None:
    decision = entered("wuhu", "performance_of_decisions")
    assert ClockBreached in {type(event) for event in decision.time_passes("2026-04-01")}
    assert decision.takes("refused", LABOUR_BUREAU, "2026-04-02", why_refused="refuses") == ["refused_performance"]
    decision.takes("held_accountable", HUB, "2026-04-03", accountability="通报批评")


def test_wuhu_31_reviewed_cases_have_a_rate_of_errors_for_which_the_area_is_summoned() -> None:
    wrong, right = entered("wuhu", "case_reviews", 1), entered("wuhu", "case_reviews", 2)
    wrong.takes("reviewed", HUB, "2026-03-05", result="wrong", opinion="适用依据错误")
    right.takes("reviewed", HUB, "2026-03-05", result="correct", opinion="无误")
    assert figure("error_rate", wrong, right).rate == 0.5
    wrong.takes("summoned", HUB, "2026-03-10", talk="约谈负责人")
    wrong.takes("rectified", MARKET_BUREAU, "2026-03-30", rectification="重新作出决定")
    assert wrong.in_time("RG-REVIEW") is True


def test_wuhu_32_the_first_word_within_five_hours_and_the_press_within_twenty_four() -> None:
    told = entered("wuhu", "announcements")
    assert due_on(told.history, "HR-5") == "2026-03-02 11:00"
    assert due_on(told.history, "HR-24") == "2026-03-03 06:00"
    told.takes("published", HUB, "2026-03-02 10:30", published_via="政府网站")
    told.time_passes("2026-03-03 07:00")
    assert told.takes("briefed", HUB, "2026-03-03 09:00", briefing_place="区会议中心") == ["register_step_late"]
    assert (told.in_time("HR-5"), told.in_time("HR-24")) == (True, False)


def test_wuhu_32_an_emergency_that_stirs_opinion_sets_off_the_rule_of_the_two_limits() -> None:
    [rule] = LAW.escalations(RoutingFacts(sensitive_public_opinion=True))
    assert (rule.id, rule.limits) == ("E10", ("HR-5", "HR-24"))


def test_wuhu_34_heads_in_court_have_a_share_and_nobody_at_all_is_marked() -> None:
    heads = {"principal_head": 1, "deputy_head": 2, "nobody": 3}
    hearings = []
    for appeared_as, number in heads.items():
        hearing = entered("wuhu", "court_appearances", number)
        marks = hearing.takes("heard", LABOUR_BUREAU, "2026-03-10 10:00", appeared_as=appeared_as)
        assert marks == (["nobody_appeared"] if appeared_as == "nobody" else [])
        hearings.append(hearing)
    share = figure("official_appearance_rate", *hearings)
    assert (share.numerator, share.denominator, share.target, share.verdict) == (2, 3, 1.0, "missed")
    principal = figure("principal_head_share", *hearings)
    assert (principal.numerator, principal.denominator) == (1, 3)


def test_wuhu_4_1_the_report_to_committee_and_government_is_due_every_year() -> None:
    report = entered(
        "wuhu", "periodic_reports", report_kind="yearly", heard_by="市委、市政府", last_reported_on="2025-12-20"
    )
    assert due_on(report.history, "RG-REPORT-Y") == "2026-12-20"
    again = report.step("reported", HUB, "2026-12-01", main_points="全年任务完成情况")
    assert due_on(again, "RG-REPORT-Y") == "2027-12-01"
