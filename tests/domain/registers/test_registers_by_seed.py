"""Every register answers to the words of a policy document: what it asks for is entered, has an owner, a clock and an end."""

from datetime import date

import pytest

from schemas.clocks import ClockBreached
from schemas.registers import EntrySupervisionOrdered, RegisterEntryMade, RegisterStepTaken
from tests.domain.given_when_then import irregularities, names
from tests.domain.registers.entries import ENTRIES
from tests.domain.registers.entry_case import (
    COMMUNITY,
    HUB,
    LABOUR_BUREAU,
    MARKET_BUREAU,
    STREET,
    EntryCase,
    due_on,
)

REGISTERS = sorted(EntryCase().law.catalogue.by_code)


def entered(register: str) -> EntryCase:
    """The entry of this register that the tests share."""
    case = EntryCase()
    body, filled = ENTRIES[register]
    assert names(case.enter(register, body, **filled))[0] == "register_entry_made"
    return case


@pytest.mark.parametrize("register", REGISTERS)
def test_every_register_takes_its_entry_with_the_words_of_its_seed_and_an_owner(register: str) -> None:
    case = entered(register)
    kept = case.law.catalogue.by_code[register]
    assert all(seed.source and seed.text_zh for seed in kept.seeds)
    [made] = [event for event in case.events if isinstance(event, RegisterEntryMade)]
    assert (made.register_name, made.owner) == (kept.name_zh, case.entry.owner)
    assert case.law.organisation(made.owner) is not None
    assert {one.field for one in made.personal} == {
        field.name for field in kept.fields if field.personal and field.name in ENTRIES[register][1]
    }


@pytest.mark.parametrize("register", REGISTERS)
def test_every_limit_of_every_register_has_a_source_and_a_mark(register: str) -> None:
    case = entered(register)
    for clock in case.law.catalogue.by_code[register].clocks:
        limit = case.law.limit(clock.limit)
        assert limit is not None
        assert limit.local
        assert all(version.source.mark in ("V", "GK", "INF") for version in limit.versions)


def test_w29_a_patrol_reports_every_week_and_nothing_found_is_a_zero_report() -> None:
    """动态排查: 敏感时期每周，实行零报告."""
    case = entered("patrols")
    assert due_on(case.history, "RG-PATROL-W") == "2026-03-09"
    zero = case.step("reported", COMMUNITY, "2026-03-06", found=0, settled_on_the_spot=0, reported_up=0)
    assert names(zero) == ["register_step_taken", "clock_stopped", "clock_started"]
    assert due_on(zero, "RG-PATROL-W") == "2026-03-13"
    passed = case.time_passes("2026-03-20")
    [order] = [event for event in passed if isinstance(event, EntrySupervisionOrdered)]
    assert (order.body, order.supervisor, order.limit) == (COMMUNITY, STREET, "RG-PATROL-W")
    assert names(case.step("ended", STREET, "2026-03-21")) == ["register_step_taken"]
    assert case.entry.closed


def test_w29_and_henan_8_a_lead_of_the_hotline_is_settled_where_it_arose_and_answered() -> None:
    """主动收集信息，及时介入，沟通化解."""
    case = entered("leads")
    case.step("verified", STREET, "2026-03-03", verification="现场查看，电梯待修")
    answered = case.step("answered", STREET, "2026-03-04", answer="物业当日修复，已答复")
    assert names(answered) == ["register_step_taken", "clock_stopped"]
    assert case.in_time("RG-LEAD") is True


def test_w31_a_reviewed_case_that_was_wrong_is_rectified_in_time_and_the_area_is_summoned() -> None:
    """抽查复核……纠错率过高的地区进行约谈."""
    case = entered("case_reviews")
    wrong = case.step("reviewed", HUB, "2026-03-05", result="wrong", opinion="适用依据错误")
    assert due_on(wrong, "RG-REVIEW") == "2026-04-04"
    case.step("rectified", MARKET_BUREAU, "2026-03-30", rectification="重新作出决定")
    case.step("summoned", HUB, "2026-03-31", talk="约谈负责人")
    assert names(case.step("concluded", HUB, "2026-04-01")) == ["register_step_taken"]
    assert (case.in_time("RG-REVIEW"), case.entry.closed) == (True, True)


def test_w31_a_reviewed_case_that_was_right_has_nothing_to_rectify() -> None:
    case = entered("case_reviews")
    assert names(case.step("reviewed", HUB, "2026-03-05", result="correct", opinion="无误")) == ["register_step_taken"]


def test_m24_ht15_a_decision_not_performed_in_time_calls_the_superior_and_somebody_is_held_accountable() -> None:
    """不履行行政复议决定的责任人进行问责."""
    case = entered("performance_of_decisions")
    assert due_on(case.history, "RG-PERFORM") == "2026-03-29"
    refused = case.step("refused", LABOUR_BUREAU, "2026-03-12", why_refused="refuses")
    assert irregularities(refused) == ["refused_performance"]
    assert ClockBreached in {type(event) for event in case.time_passes("2026-04-01")}
    case.step("held_accountable", HUB, "2026-04-02", accountability="通报批评")
    late = case.step("performed", LABOUR_BUREAU, "2026-04-03", performance="已重新答复")
    assert irregularities(late) == ["register_step_late"]
    assert case.in_time("RG-PERFORM") is False


@pytest.mark.parametrize(
    ("appeared_as", "marks"), [("principal_head", []), ("delegate", []), ("nobody", ["nobody_appeared"])]
)
def test_w34_m35_who_appeared_in_court_is_recorded_and_nobody_at_all_is_marked(
    appeared_as: str, marks: list[str]
) -> None:
    """不能出庭的，应当委托行政机关相应的工作人员出庭."""
    case = entered("court_appearances")
    assert due_on(case.history, "RG-APPEAR") == "2026-03-10"
    heard = case.step("heard", LABOUR_BUREAU, "2026-03-10 10:00", appeared_as=appeared_as)
    assert irregularities(heard) == marks
    assert case.in_time("RG-APPEAR") is True


def test_w34_a_hearing_that_is_put_off_is_watched_until_its_new_day() -> None:
    case = entered("court_appearances")
    postponed = case.step("postponed", LABOUR_BUREAU, "2026-03-09", hearing_on="2026-03-24")
    assert due_on(postponed, "RG-APPEAR") == "2026-03-24"
    case.step("not_held", LABOUR_BUREAU, "2026-03-20", why_not_held="withdrawn")
    assert case.entry.closed


def test_changning_an_assignment_in_writing_names_who_answers_and_comes_back_until_it_is_settled() -> None:
    """书面交办制度，明确复议应诉责任主体."""
    case = entered("assignments")
    assert due_on(case.history, "RG-ASSIGN") == "2026-03-20"
    case.step("received", LABOUR_BUREAU, "2026-03-03")
    case.step("reported", LABOUR_BUREAU, "2026-03-18", report="已提交答辩状")
    back = case.step("sent_back", HUB, "2026-03-19", due_on="2026-03-27", why_sent_back="缺证据清单")
    assert due_on(back, "RG-ASSIGN") == "2026-03-27"
    case.step("reported", LABOUR_BUREAU, "2026-03-26", report="已补充")
    assert names(case.step("settled", HUB, "2026-03-27")) == ["register_step_taken"]


def test_w27_a_suggestion_is_answered_on_time_and_put_into_effect() -> None:
    """司法建议、检察建议按期办复率达到100%."""
    case = entered("suggestions")
    assert due_on(case.history, "RG-JS") == "2026-05-06"
    case.step("replied", LABOUR_BUREAU, "2026-04-20", adoption="adopted", reply="已整改")
    case.step("put_into_effect", LABOUR_BUREAU, "2026-05-10", effect="已建立核查制度")
    assert (case.in_time("RG-JS"), case.entry.closed) == (True, True)


def test_w27_the_day_that_the_suggestion_itself_sets_goes_before_the_limit() -> None:
    case = EntryCase()
    body, filled = ENTRIES["suggestions"]
    made = case.enter("suggestions", body, **{**filled, "reply_by": "2026-03-14"})
    assert due_on(made, "RG-JS") == "2026-03-14"
    assert "文书载明" in case.clock("RG-JS").derivation.in_chinese  # type: ignore[union-attr]  # it was counted


def test_w31_a_suggestion_that_is_not_adopted_is_marked_for_the_regular_study() -> None:
    case = entered("suggestions")
    refused = case.step("replied", LABOUR_BUREAU, "2026-04-20", adoption="not_adopted", reply="不属于本局职责")
    assert irregularities(refused) == ["reply_not_adopted"]


@pytest.mark.parametrize(
    ("kind", "limit", "due"), [("deputies", "RG-NPC", "2026-06-02"), ("cppcc", "RG-CPPCC", "2026-06-02")]
)
def test_m24_suggestions_of_deputies_and_proposals_of_the_conference_have_a_limit_each(
    kind: str, limit: str, due: str
) -> None:
    """人大代表的建议、批评和意见按照法定期限办结。政协提案及时办理."""
    case = EntryCase()
    body, filled = ENTRIES["deputies_suggestions"]
    assert due_on(case.enter("deputies_suggestions", body, **{**filled, "proposal_kind": kind}), limit) == due
    case.step("replied", LABOUR_BUREAU, "2026-05-29", result="settled", reply="已增设")
    case.step("answered_back", HUB, "2026-06-05", view="satisfied")
    assert (case.in_time(limit), case.entry.closed) == (True, True)


def test_w28_a_subsidy_is_paid_for_a_settled_case_after_the_file_was_reviewed_from_above() -> None:
    """人民调解工作经费财政保障落实到位 (以案定补)."""
    case = entered("subsidies")
    approved = case.step("reviewed", HUB, "2026-03-05", review_result="reduced", approved_amount=150)
    assert due_on(approved, "RG-SUBSIDY") == "2026-04-04"
    case.step("paid", STREET, "2026-03-20", paid_amount=150)
    assert (case.in_time("RG-SUBSIDY"), case.entry.closed) == (True, True)


def test_w28_funds_that_are_not_allocated_by_their_day_are_a_breach() -> None:
    case = entered("funding")
    told = case.time_passes("2026-07-02")
    [order] = [event for event in told if isinstance(event, EntrySupervisionOrdered)]
    assert (order.body, order.supervisor) == (STREET, HUB)


def test_w3_a_villages_legal_adviser_serves_and_is_renewed_before_the_term_ends() -> None:
    """保持村（居）法律顾问覆盖率100%……由有形覆盖向有效覆盖深化."""
    case = entered("legal_advisers")
    assert due_on(case.history, "RG-ADVISER") == "2026-12-31"
    case.step("served", STREET, "2026-05-06", service_kind="lecture")
    renewed = case.step("renewed", STREET, "2026-12-20", until="2027-12-31")
    assert due_on(renewed, "RG-ADVISER") == "2027-12-31"


def test_m34_who_answers_for_mediation_in_an_agency_is_confirmed_every_year() -> None:
    """“一把手”负总责、分管领导具体抓、法制机构牵头."""
    case = entered("responsible_roles")
    assert due_on(case.step("confirmed", LABOUR_BUREAU, "2026-12-01"), "RG-ROLES") == "2027-12-01"


def test_w32_the_public_is_told_within_five_hours_and_the_press_within_a_day() -> None:
    """在事件发生后5小时内发布权威信息，在24小时内举行新闻发布会."""
    case = entered("announcements")
    assert due_on(case.history, "HR-5") == "2026-03-02 11:00"
    assert due_on(case.history, "HR-24") == "2026-03-03 06:00"
    case.step("published", HUB, "2026-03-02 10:30", published_via="政府网站")
    case.time_passes("2026-03-03 07:00")
    late = case.step("briefed", HUB, "2026-03-03 09:00", briefing_place="区会议中心")
    assert irregularities(late) == ["register_step_late"]
    assert (case.in_time("HR-5"), case.in_time("HR-24")) == (True, False)


def test_henan_6_a_complaint_about_a_handler_is_investigated_and_answered() -> None:
    """投诉举报登记、调查处理和反馈回应制度."""
    case = entered("complaints")
    case.step("investigated", HUB, "2026-03-10", founded="founded", findings="确有拖延，已批评教育")
    case.step("answered", HUB, "2026-03-12", feedback="已道歉并立即受理", accepted_by_complainant=True)
    assert (case.in_time("RG-COMPLAINT"), case.entry.closed) == (True, True)


def test_m39_a_report_is_heard_at_least_every_half_year() -> None:
    """至少每半年听取1次依法行政工作汇报."""
    case = entered("periodic_reports")
    assert due_on(case.history, "RG-REPORT-H") == "2026-09-02"
    again = case.step("reported", HUB, "2026-06-10", main_points="上半年情况")
    assert due_on(again, "RG-REPORT-H") == "2026-12-10"


def test_w4_the_yearly_report_counts_from_the_last_one() -> None:
    """每年向市委、市政府报告任务完成情况."""
    case = EntryCase()
    filled = {"report_kind": "yearly", "heard_by": "市委、市政府", "last_reported_on": "2025-12-20"}
    assert due_on(case.enter("periodic_reports", HUB, **filled), "RG-REPORT-Y") == "2026-12-20"


def test_changning_m13_a_high_risk_is_controlled_on_the_way_and_a_low_one_is_not_chased() -> None:
    """源头风险评估和过程风险把控."""
    case = entered("risk_assessments")
    high = case.step("assessed", LABOUR_BUREAU, "2026-03-10", level="high", conclusion="adjust", measures="分批实施")
    assert due_on(high, "RG-RISK-C") == "2026-04-09"
    low = case.step("controlled", LABOUR_BUREAU, "2026-04-08", level="low", control="风险已降")
    assert names(low) == ["register_step_taken", "clock_stopped"]
    case.step("concluded", LABOUR_BUREAU, "2026-04-20")
    assert case.entry.closed


def test_what_a_step_tells_is_an_event_in_the_words_of_the_register() -> None:
    case = entered("suggestions")
    case.step("replied", LABOUR_BUREAU, "2026-04-20", adoption="adopted", reply="已整改")
    told = next(event for event in case.history if isinstance(event, RegisterStepTaken))
    assert (told.register_name, told.step_name, told.closes) == ("司法建议、检察建议办理", "书面回复", False)
    assert {one.field: one.value for one in told.values} == {"adoption": "adopted"}
    assert [one.field for one in told.personal] == ["reply"]
    assert case.clock("RG-JS").due == date(2026, 5, 6)
