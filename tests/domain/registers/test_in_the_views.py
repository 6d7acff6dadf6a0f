"""Registers as people read them: entries, boards, and figures counted with what is due, what was on time and the target."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from schemas.command import Actor
from schemas.identity import case_code
from services.jurisdiction.law import Law
from services.jurisdiction.register_law import RegisterLaw
from services.registers.domain.commands import AssignOwner, CorrectEntry, VoidEntry
from services.runtime.projection import Document
from services.views.reader import Reader
from services.views.registers.answers import FigureRow
from services.views.registers.catalogue import catalogue
from services.views.registers.contributions import contribution
from services.views.registers.figures import Period, figure_row
from services.views.registers.projection import RegistersView
from services.views.registers.reading import Shelf
from services.views.words import words_of
from tests.domain.registers.entries import ENTRIES
from tests.domain.registers.entry_case import (
    CITY,
    COMMUNITY,
    HUB,
    LABOUR_BUREAU,
    MARKET_BUREAU,
    OTHER_HUB,
    STREET,
    EntryCase,
)
from tests.domain.views.log import Log

LAW = RegisterLaw.of(Law.load("wuhu"))
WORDS = words_of(LAW.law)


def entered(register: str, number: int = 1, **changed: Any) -> EntryCase:
    """An entry of its own number."""
    case = EntryCase()
    case.code = case_code(UUID(int=number))
    body, filled = ENTRIES[register]
    case.enter(register, body, **{**filled, **changed})
    return case


def document(case: EntryCase) -> Document:
    """What the view keeps of the entry."""
    log = Log()
    for event in case.history:
        log.decide("registers", event, case=case.code)
    found = log.document(RegistersView(), case.code)
    assert found is not None
    return found


def shelf(organisation: str, *roles: str, today: str = "2026-03-20") -> Shelf:
    """The shelf of somebody of this body."""
    actor = Actor(user="x", organisation=organisation, roles=roles or ("clerk",))
    return Shelf(LAW, WORDS, Reader.of(actor, LAW.law), date.fromisoformat(today))


def figure(cases: Sequence[EntryCase], register: str, code: str, period: Period | None = None) -> FigureRow:
    """One figure over these entries for the county."""
    kept = LAW.catalogue.by_code[register]
    wanted = next(one for one in kept.figures if one.code == code)
    bodies = [one for one in LAW.law.organisations.by_id.values() if one.id.startswith("wuhu.jinghu.")]
    found = [contribution(wanted, document(case)["registers"]) for case in cases]
    return figure_row(kept, wanted, found, HUB, bodies, period or Period(), LAW.parameters)


def replied(number: int, on: str) -> EntryCase:
    """A suggestion that was answered on this day; the last day in time is 6 May."""
    case = entered("suggestions", number)
    case.time_passes(on)
    case.step("replied", LABOUR_BUREAU, on, adoption="adopted", reply="x")
    return case


def test_the_rate_of_answers_on_time_counts_what_was_due_and_not_what_is_still_open() -> None:
    """司法建议、检察建议按期办复率达到100%."""
    row = figure(
        [replied(1, "2026-05-06"), replied(2, "2026-05-09"), entered("suggestions", 3)],
        "suggestions",
        "on_time_reply_rate",
    )
    assert (row.numerator, row.denominator, row.not_yet_due, row.rate) == (1, 2, 1, 0.5)
    assert (row.target, row.target_source, row.target_mark, row.verdict) == (1.0, "SEED-W 27", "V", "missed")


@pytest.mark.parametrize(
    ("cases", "verdict", "name"),
    [([1], "met", "达到目标"), ([], "none_due", "没有应计事项")],
)
def test_all_in_time_reaches_the_target_and_nothing_due_is_no_figure(cases: list[int], verdict: str, name: str) -> None:
    row = figure([replied(one, "2026-04-01") for one in cases], "suggestions", "on_time_reply_rate")
    assert (row.verdict, row.verdict_name) == (verdict, name)
    assert (row.rate is None) is (verdict == "none_due")


def test_a_period_counts_what_was_due_in_it() -> None:
    cases = [replied(1, "2026-04-01"), replied(2, "2026-05-09")]
    may = Period(date(2026, 5, 1), date(2026, 5, 31))
    assert figure(cases, "suggestions", "on_time_reply_rate", may).denominator == 2
    june = Period(date(2026, 6, 1), None)
    assert figure(cases, "suggestions", "on_time_reply_rate", june).verdict == "none_due"


def heard(number: int, appeared_as: str) -> EntryCase:
    case = entered("court_appearances", number)
    case.step("heard", LABOUR_BUREAU, "2026-03-10 10:00", appeared_as=appeared_as)
    return case


def test_the_share_of_responsible_officials_and_of_principal_heads_in_court() -> None:
    """负责人出庭应诉率100%……提高主要负责人出庭应诉的数量和比例."""
    all_heard = ("principal_head", "deputy_head", "delegate", "nobody")
    cases = [heard(number, who) for number, who in enumerate(all_heard)] + [entered("court_appearances", 9)]
    officials = figure(cases, "court_appearances", "official_appearance_rate")
    heads = figure(cases, "court_appearances", "principal_head_share")
    assert (officials.numerator, officials.denominator, officials.verdict) == (2, 4, "missed")
    assert (heads.numerator, heads.denominator, heads.verdict) == (1, 4, "no_target")


def test_a_corrected_fact_is_counted_as_it_was() -> None:
    case = heard(1, "nobody")
    case.said(CorrectEntry(field="appeared_as", new_value="principal_head", reason="登记有误"), HUB, "2026-03-11")
    assert figure([case], "court_appearances", "official_appearance_rate").verdict == "met"


def test_zero_reports_are_counted_among_the_reports_of_patrols() -> None:
    case = entered("patrols")
    for day, found in (("2026-03-06", 0), ("2026-03-12", 2), ("2026-03-18", 0)):
        case.step("reported", COMMUNITY, day, found=found, settled_on_the_spot=found, reported_up=0)
    zero = figure([case], "patrols", "zero_reports")
    assert (zero.numerator, zero.denominator) == (2, 3)
    assert figure([case], "patrols", "disputes_found").numerator == 2
    assert figure([case], "patrols", "reports_on_time").rate == 1.0


def test_the_coverage_by_legal_advisers_names_the_villages_that_have_none() -> None:
    """保持村（居）法律顾问覆盖率100%."""
    row = figure([entered("legal_advisers")], "legal_advisers", "adviser_coverage")
    villages = [one for one in LAW.law.organisations.by_id.values() if one.id.startswith("wuhu.jinghu.")]
    due = [one for one in villages if one.tier in ("village", "community") and one.kind == "people_mediation_committee"]
    assert (row.numerator, row.denominator, row.verdict) == (1, len(due), "missed")
    assert len(row.missing) == len(due) - 1
    ended = entered("legal_advisers")
    ended.step("ended", STREET, "2026-03-10")
    assert figure([ended], "legal_advisers", "adviser_coverage").numerator == 0


def test_a_sum_of_money_has_no_share() -> None:
    case = entered("subsidies")
    case.step("reviewed", HUB, "2026-03-05", review_result="reduced", approved_amount=150)
    case.step("paid", STREET, "2026-03-20", paid_amount=150)
    row = figure([case], "subsidies", "subsidies_paid")
    assert (row.numerator, row.denominator, row.rate, row.verdict) == (150, None, None, "no_target")


def test_leads_that_became_cases_and_hot_topics_have_their_share() -> None:
    answered, other = entered("leads", 1), entered("leads", 2, topic="other")
    answered.step("answered", STREET, "2026-03-03", answer="x")
    topics = figure([answered, other], "leads", "hot_topics")
    cases = figure([answered, other], "leads", "became_cases")
    assert (topics.numerator, topics.denominator) == (1, 2)
    assert (cases.numerator, cases.denominator) == (0, 1)


def test_a_voided_and_a_played_entry_are_counted_nowhere() -> None:
    voided = entered("suggestions")
    voided.said(VoidEntry(reason="x"), LABOUR_BUREAU, "2026-03-03")
    played = EntryCase()
    body, filled = ENTRIES["suggestions"]
    played.enter("suggestions", body, "2026-03-02", "demonstrator", **{**filled, "story": True})
    row = figure([voided, played], "suggestions", "on_time_reply_rate")
    assert (row.verdict, row.not_yet_due) == ("none_due", 0)


def test_an_entry_is_shown_in_chinese_with_its_clock_and_its_next_steps() -> None:
    case = entered("court_appearances")
    file = shelf(HUB).file(document(case), 1)
    assert (file.register_name, file.stage_name, file.status_name) == ("行政机关负责人出庭应诉", "已登记", "办理中")
    assert file.owner_name == "镜湖区人力资源和社会保障局"
    assert {one.label: one.shown for one in file.values}["审级"] == "一审"
    assert [clock.name for clock in file.clocks] == ["登记出庭应诉"]
    assert file.steps_in_order == ("heard", "postponed", "not_held")
    assert file.timeline[0].sentence == "镜湖区综治中心登记行政机关负责人出庭应诉，责任单位：镜湖区人力资源和社会保障局"


def test_what_tells_of_a_person_is_masked_for_whose_work_needs_no_persons() -> None:
    kept = document(entered("leads"))
    for text, reader in (("电梯停运", shelf(HUB)), ("＊＊＊", shelf(HUB, "auditor"))):
        told = {one.name: one.shown for one in reader.file(kept, 1).values}
        assert told["content"].startswith(text)
        assert told["topic"] == "物业服务"
    assert "电梯停运" not in shelf(HUB, "auditor").file(kept, 1).model_dump_json()


@pytest.mark.parametrize(
    ("register", "organisation", "sees"),
    [
        ("leads", HUB, True), ("leads", STREET, True), ("leads", CITY, True), ("leads", OTHER_HUB, False),
        ("leads", LABOUR_BUREAU, False), ("complaints", HUB, True), ("complaints", STREET, False),
        ("complaints", COMMUNITY, False), ("complaints", CITY, False),
    ],
)  # fmt: skip
def test_an_entry_is_read_by_whom_it_concerns_and_a_complaint_never_by_whom_it_is_about(
    register: str, organisation: str, *, sees: bool
) -> None:
    assert shelf(organisation).may_read(document(entered(register))) is sees


def test_a_lapsed_clock_stays_on_the_board_until_its_step_was_taken_however_late() -> None:
    case = entered("leads")
    case.time_passes("2026-03-10")
    [lapsed, reply] = shelf(STREET).due(document(case))
    assert (lapsed.limit, lapsed.status, lapsed.register_code, lapsed.days_left) == ("RG-LEAD", "lapsed", "leads", -13)
    assert (reply.limit, reply.organisation) == ("SUP-1", STREET)
    case.step("answered", STREET, "2026-03-11", answer="x")
    assert [row.limit for row in shelf(STREET).due(document(case))] == ["SUP-1"]


def test_a_schedule_that_was_missed_once_and_goes_on_shows_the_period_that_runs() -> None:
    case = entered("patrols")
    case.time_passes("2026-03-12")
    case.step("reported", COMMUNITY, "2026-03-13", found=0, settled_on_the_spot=0, reported_up=0)
    rows = [row for row in shelf(STREET).due(document(case)) if row.limit == "RG-PATROL-W"]
    assert [(row.status, row.due) for row in rows] == [("running", date(2026, 3, 20))]


def test_the_board_of_a_new_owner_has_the_clocks_and_the_old_owners_has_not() -> None:
    case = entered("assignments")
    case.said(AssignOwner(owner=MARKET_BUREAU, reason="x"), HUB, "2026-03-10")
    kept = document(case)
    assert [row.organisation for row in shelf(HUB).due(kept)] == [MARKET_BUREAU]
    assert kept["registers"]["organisations"] == [MARKET_BUREAU]


def test_an_order_waits_for_a_reply_and_then_for_its_supervisor() -> None:
    case = entered("leads")
    case.time_passes("2026-03-10")
    [order] = shelf(HUB).file(document(case), 9).orders
    assert (order.body, order.supervisor, order.status_name) == (STREET, HUB, "待回复")
    case.time_passes("2026-12-31")
    orders = shelf(HUB).file(document(case), 9).orders
    assert [(one.supervisor, one.status) for one in orders] == [(HUB, "settled"), (CITY, "awaiting_reply")]


def test_the_catalogue_tells_seeds_forms_limits_and_what_is_not_kept() -> None:
    found = catalogue(LAW, WORDS)
    rows = {row.code: row for row in found.registers}
    assert len(rows) == 16
    suggestions = rows["suggestions"]
    assert suggestions.seeds[0].text == "司法建议、检察建议按期办复率达到100%"
    assert "芜湖市" in suggestions.seeds[0].title
    assert [(limit.limit, limit.own_day) for limit in suggestions.limits] == [("RG-JS", "reply_by")]
    assert suggestions.limits[0].source.endswith("[GK]")
    henan = RegisterLaw.of(Law.load("henan-organ-affairs"))
    assert set(catalogue(henan, words_of(henan.law)).not_kept) == {"legal_advisers", "subsidies", "funding"}


def test_a_step_recorded_in_time_after_all_leaves_no_lapse_in_any_figure() -> None:
    case = entered("leads")
    case.time_passes("2026-03-10")
    case.step("answered", STREET, "2026-03-05", recorded="2026-03-12", answer="x")
    row = figure([case], "leads", "leads_on_time")
    assert (row.numerator, row.denominator) == (1, 1)
