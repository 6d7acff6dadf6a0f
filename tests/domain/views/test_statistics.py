"""Statistics: what a case counts for, when it moves to another figure, and what stands apart."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import intake, people_mediation, registers
from schemas.base import Event, Irregularity
from schemas.clocks import ClockLapsed, ClockStarted, ClockStopped, LapseWithdrawn
from schemas.intake import CaseSummary, CloseResult, HandOverReason
from schemas.people_mediation import TerminationReason, Threat
from schemas.values import Agreed, CaseSource, Channel, Difficulty, DisputeType, Performance
from services.jurisdiction.indicators import load_catalogue
from services.jurisdiction.law import Law
from services.jurisdiction.periods import Period
from services.runtime.checks.tallies import TallyFold
from services.runtime.projection import Counted
from services.views.statistics.projection import StatisticsView
from services.views.statistics.report import laid_out
from services.views.statistics.sums import Counts
from services.views.words import words_of
from tests.domain.views.log import CASE, Log, at
from tests.domain.views.village import AGREEMENT, COMMITTEE, HUB, ROUND, SUMMARY, TERMS, TRACK, clock

LAW = Law.load("wuhu")
PM = "people_mediation"


def counts(log: Log, series: str = "real") -> Counts:
    """What the view makes of a log."""
    fold = TallyFold(StatisticsView())
    for logged in log.decisions:
        fold.take(logged)
    rows = ((fold.labels[identity], values) for identity, values in fold.figures.items())
    return Counts.of_rows((labels, values) for labels, values in rows if labels.get("series") == series)


def cell(log: Log, body: str, month: str, series: str = "real") -> dict[str, int]:
    """What counts something for a body in a month."""
    found = counts(log, series).cells.get((body, month), {})
    return {name: number for name, number in found.items() if number}


def received(day: str = "2026-03-04", **told: Any) -> people_mediation.CustodyReceived:
    case = SUMMARY.model_copy(update=told)
    return people_mediation.CustodyReceived(
        occurred_at=at(day), body=COMMITTEE, from_body=HUB, reason=HandOverReason.ROUTE, case=case, **ROUND
    )


def accepted(day: str = "2026-03-05", **told: Any) -> people_mediation.MediationAccepted:
    return people_mediation.MediationAccepted(occurred_at=at(day), **ROUND, **told)


def effective(day: str, agreement_id: str = AGREEMENT, *, partial: bool = False) -> people_mediation.AgreementEffective:
    return people_mediation.AgreementEffective(
        occurred_at=at(day), agreement_id=agreement_id, form=Agreed.WRITTEN, partial=partial, body=COMMITTEE,
        reason=HandOverReason.ROUTE, parties=SUMMARY.parties, terms=TERMS, case=SUMMARY, **ROUND,
    )  # fmt: skip


def told(*events: Event) -> Log:
    log = Log()
    for event in events:
        log.decide(PM, event)
    return log


def test_a_round_counts_when_it_is_taken_up_and_again_when_its_agreement_binds() -> None:
    log = told(received(), accepted("2026-03-31"), effective("2026-04-02"))
    march, april = cell(log, COMMITTEE, "2026-03"), cell(log, COMMITTEE, "2026-04")
    assert march["people_mediation.accepted"] == march["people_mediation.accepted/type/NEIGHBOR"] == 1
    assert march["people_mediation.parties"] == 2
    assert "people_mediation.agreed" not in march
    assert april["people_mediation.agreed"] == april["people_mediation.agreements/form/written"] == 1


def test_a_partial_agreement_is_no_success_and_the_second_full_one_is_not_a_second_success() -> None:
    log = told(received(), accepted(), effective("2026-03-06", "a0", partial=True), effective("2026-03-08", "a1"))
    log.decide(PM, effective("2026-04-09", "a2"))
    march, april = cell(log, COMMITTEE, "2026-03"), cell(log, COMMITTEE, "2026-04")
    assert (march["people_mediation.agreed"], march["people_mediation.partial_agreements"]) == (1, 1)
    assert april["people_mediation.agreements"] == 1
    assert "people_mediation.agreed" not in april


def test_a_corrected_entry_moves_the_case_to_the_right_line_and_leaves_nothing_behind() -> None:
    log = told(received(), accepted())
    case = SUMMARY.model_copy(update={"dispute_type": DisputeType.CONTRACT, "amount_cny": 12.34})
    log.decide(PM, people_mediation.CaseInformationUpdated(occurred_at=at("2026-05-01"), case=case))
    march = cell(log, COMMITTEE, "2026-03")
    assert march["people_mediation.accepted/type/CONTRACT"] == 1
    assert march["people_mediation.amount_fen"] == 1234
    assert "people_mediation.accepted/type/NEIGHBOR" not in march
    assert cell(log, COMMITTEE, "2026-05") == {}


@pytest.mark.parametrize(
    ("reason", "own_motion", "source"),
    [
        (HandOverReason.COURT_DELEGATION_BEFORE_FILING, False, "REFERRED_BY_COURT"),
        (HandOverReason.ROUTE, True, "OWN_MOTION"),
        (HandOverReason.ROUTE, False, "APPLICATION"),
    ],
)
def test_the_source_of_a_round_is_what_the_round_tells_before_what_the_window_told(
    reason: HandOverReason, own_motion: bool, source: str
) -> None:
    log = told(received().model_copy(update={"reason": reason}), accepted(own_motion=own_motion))
    assert cell(log, COMMITTEE, "2026-03")[f"people_mediation.accepted/source/{source}"] == 1


def test_what_threatened_counts_as_prevented_once_the_dispute_is_settled_and_only_then() -> None:
    seen = people_mediation.DangerSignsSeen(
        occurred_at=at("2026-03-06"), signs="扬言报复", police_notified=True, threat=Threat.CIVIL_TO_CRIMINAL, **ROUND
    )
    log = told(received(headcount=4), accepted(), seen, seen)
    assert "people_mediation.prevented" not in cell(log, COMMITTEE, "2026-03")
    log.decide(PM, effective("2026-03-20"))
    march = cell(log, COMMITTEE, "2026-03")
    assert march["people_mediation.prevented/threat/civil_to_criminal"] == 1
    assert march["people_mediation.prevented_persons/threat/civil_to_criminal"] == 4


def test_performance_is_counted_in_the_month_of_the_agreement_of_its_due_day_and_of_itself() -> None:
    done = people_mediation.PerformanceRecorded(
        occurred_at=at("2026-05-02"), agreement_id=AGREEMENT, performance=Performance.FULL, **ROUND
    )
    log = told(received(), accepted(), effective("2026-03-20"), done, done)
    assert cell(log, COMMITTEE, "2026-03")["people_mediation.agreements_of_month_performed"] == 1
    assert cell(log, COMMITTEE, "2026-04")["people_mediation.agreements_due_performed"] == 1
    assert cell(log, COMMITTEE, "2026-05")["people_mediation.agreements_performed"] == 1


def test_a_withdrawn_lapse_is_no_late_act() -> None:
    started = clock("c1", "PM-1", TRACK, "2026-03-05", "2026-04-05")
    duty = started.model_copy(update={"clock": started.clock.model_copy(update={"breach_at": started.clock.lapses_at})})
    lapsed = ClockLapsed(
        occurred_at=at("2026-04-06"), clock_id="c1", limit="PM-1", due=started.clock.due,
        lapses_at=started.clock.lapses_at or at("2026-04-06"), consequence="视为调解不成",
    )  # fmt: skip
    log = told(received(), accepted(), duty, lapsed)
    april = cell(log, COMMITTEE, "2026-04")
    assert april["people_mediation.clock_ended/limit/PM-1"] == 1
    assert "people_mediation.clock_met" not in april
    log.decide(PM, LapseWithdrawn(occurred_at=at("2026-04-07"), clock_id="c1", limit="PM-1", reason="事后补录"))
    assert cell(log, COMMITTEE, "2026-04") == {}
    stopped = ClockStopped(occurred_at=at("2026-04-04"), clock_id="c1", limit="PM-1", in_time=True, reason="已达成协议")
    log.decide(PM, stopped)
    assert cell(log, COMMITTEE, "2026-04")["people_mediation.clock_met/limit/PM-1"] == 1


def test_a_stop_that_is_judged_again_after_a_correction_counts_by_its_last_verdict_and_a_lapse_stays_late() -> None:
    started = clock("c1", "PM-1", TRACK, "2026-03-05", "2026-04-05")
    duty = started.model_copy(update={"clock": started.clock.model_copy(update={"breach_at": started.clock.lapses_at})})
    stopped = ClockStopped(occurred_at=at("2026-04-04"), clock_id="c1", limit="PM-1", in_time=True, reason="已达成协议")
    log = told(received(), accepted(), duty, stopped)
    assert cell(log, COMMITTEE, "2026-04")["people_mediation.clock_met"] == 1
    log.decide(PM, stopped.model_copy(update={"in_time": False}))
    april = cell(log, COMMITTEE, "2026-04")
    assert (april["people_mediation.clock_ended"], april.get("people_mediation.clock_met")) == (1, None)
    lapsed = ClockLapsed(
        occurred_at=at("2026-04-06"), clock_id="c1", limit="PM-1", due=started.clock.due,
        lapses_at=started.clock.lapses_at or at("2026-04-06"), consequence="视为调解不成",
    )  # fmt: skip
    late = told(
        received(),
        accepted(),
        duty,
        lapsed,
        stopped.model_copy(update={"occurred_at": at("2026-05-04"), "in_time": False}),
    )
    assert cell(late, COMMITTEE, "2026-04")["people_mediation.clock_ended"] == 1
    assert "people_mediation.clock_ended" not in cell(late, COMMITTEE, "2026-05")


def test_a_limit_of_the_parties_is_nobodys_lateness() -> None:
    log = told(received(), accepted(), clock("c2", "JC-1", TRACK, "2026-03-05", "2026-04-05"))
    stopped = ClockStopped(occurred_at=at("2026-03-09"), clock_id="c2", limit="JC-1", in_time=True, reason="已申请")
    log.decide(PM, stopped)
    assert not [name for name in cell(log, COMMITTEE, "2026-03") if "clock" in name]


def test_irregularities_are_counted_by_code_at_the_body_of_the_round() -> None:
    late = Irregularity(code="past_limit", message="超过期限", source="R75 33")
    log = told(received(), accepted().model_copy(update={"irregularities": (late, late)}))
    assert cell(log, COMMITTEE, "2026-03")["people_mediation.irregular/code/past_limit"] == 2


def test_played_public_cases_stand_in_a_series_of_their_own() -> None:
    log = told(received(story=True), accepted())
    assert cell(log, COMMITTEE, "2026-03") == {}
    assert cell(log, COMMITTEE, "2026-03", "stories")["people_mediation.accepted"] == 1


def registered(**told: Any) -> intake.CaseRegistered:
    case: CaseSummary = SUMMARY.model_copy(update=told)
    return intake.CaseRegistered(
        occurred_at=at("2026-03-02"), registering_body=HUB, first_handler=HUB, handler="clerk.jinghu", case=case
    )


def test_a_case_that_turns_out_to_be_an_accusation_leaves_every_figure() -> None:
    log = Log()
    log.decide("intake", registered())
    assert cell(log, HUB, "2026-03")["intake.registered"] == 1
    log.decide("intake", intake.CaseSealed(occurred_at=at("2026-03-03"), accused=("某机关",), source="XF 30"))
    assert counts(log).total().get("intake.registered", 0) == 0
    assert cell(log, HUB, "2026-03") == {}


def test_a_voided_registration_is_no_registration_but_is_counted_as_voided() -> None:
    log = Log()
    log.decide("intake", registered())
    log.decide("intake", intake.CaseVoided(occurred_at=at("2026-04-01"), reason="重复登记"))
    assert cell(log, HUB, "2026-03") == {"intake.voided": 1}


def test_a_reopened_case_is_closed_no_more() -> None:
    log = Log()
    log.decide("intake", registered())
    closed = intake.CaseClosed(
        occurred_at=at("2026-04-01"), result=CloseResult.AGREED, closing_body=HUB, handling_body=COMMITTEE,
        channel=Channel.PEOPLE_MEDIATION, dispute_type=DisputeType.NEIGHBOR, parties=SUMMARY.parties,
    )  # fmt: skip
    log.decide("intake", closed)
    assert cell(log, COMMITTEE, "2026-04")["intake.closed/result/agreed"] == 1
    reopened = intake.CaseReopened(occurred_at=at("2026-04-20"), reason="反悔", custody_number=3, body=COMMITTEE)
    log.decide("intake", reopened)
    assert cell(log, COMMITTEE, "2026-04") == {"intake.reopened": 1}


def test_a_report_tells_every_type_and_divides_by_what_was_taken_up() -> None:
    log = told(received(), accepted(), effective("2026-03-20"))
    log.decide(PM, received(), case="OTHER")
    log.decide(PM, accepted(), case="OTHER")
    report = laid_out(
        "people_mediation", load_catalogue(), counts(log), HUB, (COMMITTEE, HUB), Period.parse("2026-Q1"), LAW,
        words_of(LAW),
    )  # fmt: skip
    overall, by_type, by_source, _, by_host, by_form, prevention, _ = report.tables
    assert [cell.text for cell in overall.rows[0].cells[:3]] == ["2", "1", "50.0"]
    assert [row.name for row in by_type.rows][:3] == ["合计", "婚姻家庭纠纷", "邻里纠纷"]
    assert len(by_type.rows) == 1 + len(DisputeType)
    assert len(by_source.rows) == 1 + len(CaseSource)
    assert {row.name: row.cells[0].text for row in by_host.rows}["居调委会"] == "2"
    assert [row.cells[0].text for row in by_form.rows] == ["1", "0", "1"]
    assert [cell.text for cell in prevention.rows[0].cells] == ["0", "0", "0"]
    assert report.layout_note == "未见官方表样，版式由本系统拟定。"


DAYS = st.dates(min_value=at("2026-01-01").date(), max_value=at("2026-06-30").date()).map(str)
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(lambda day, kind: received(day, dispute_type=kind), DAYS, st.sampled_from(DisputeType)),
    st.builds(accepted, DAYS, own_motion=st.booleans()),
    st.builds(lambda day, name, part: effective(day, name, partial=part), DAYS, st.sampled_from("ab"), st.booleans()),
    st.builds(
        lambda day, grade, fen: people_mediation.CaseInformationUpdated(
            occurred_at=at(day), case=SUMMARY.model_copy(update={"difficulty": grade, "amount_cny": fen / 100})
        ),
        DAYS, st.sampled_from(Difficulty), st.integers(0, 10**9),
    ),
    st.builds(
        lambda day, name: people_mediation.PerformanceRecorded(
            occurred_at=at(day), agreement_id=name, performance=Performance.FULL, **ROUND
        ),
        DAYS, st.sampled_from("ab"),
    ),
    st.builds(
        lambda day: people_mediation.MediationTerminated(
            occurred_at=at(day), body=COMMITTEE, reason=TerminationReason.DEADLOCK, routes_told=("起诉",), **ROUND
        ),
        DAYS,
    ),
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(["A", "B"]), st.lists(EVENTS, min_size=1, max_size=3)), max_size=12))
@settings(max_examples=60, deadline=timedelta(seconds=2), derandomize=True)
def test_the_differences_of_any_history_add_up_to_what_its_cases_count_for(
    history: list[tuple[str, list[Event]]],
) -> None:
    log = Log()
    for code, events in history:
        log.decide(PM, *events, case=code)
    view, sections = StatisticsView(), dict[str, Any]()
    for logged in log.decisions:
        for envelope, event in logged.events:
            code = logged.decision.case_code
            sections[code] = view.fold(sections.get(code), envelope, event)
    standing: list[Counted] = [one for section in sections.values() if section for one in view.counted(PM, section)]
    expected = Counts.of_rows((one.labels, one.values) for one in standing)
    found = counts(log)
    assert {key: kept for key, values in found.cells.items() if (kept := _counting(values))} == {
        key: kept for key, values in expected.cells.items() if (kept := _counting(values))
    }


def _counting(values: Any) -> dict[str, int]:
    return {name: number for name, number in values.items() if number}


def test_the_case_of_the_log_is_the_one_that_the_figures_lead_to() -> None:
    log = told(received(), accepted())
    fold = TallyFold(StatisticsView())
    moved = [identity for logged in log.decisions for identity in fold.take(logged)]
    assert moved == [f"people_mediation/{COMMITTEE}/2026-03/real|people_mediation|0"]
    assert {logged.decision.case_code for logged in log.decisions} == {CASE}


def test_a_clock_that_starts_without_a_round_is_counted_nowhere() -> None:
    orphan: ClockStarted = clock("c3", "PM-1", "no-such-track", "2026-03-05", "2026-04-05")
    log = told(orphan)
    assert counts(log).cells == {}


def test_a_patrol_counts_its_reports_at_the_body_that_answers_for_it_and_a_voided_one_does_not() -> None:
    about = {"register_code": "patrols", "occurred_at": at("2026-03-02")}
    entered = registers.RegisterEntryMade(**about, register_name="动态排查", entered_by=HUB, owner=COMMITTEE)
    reported = registers.RegisterStepTaken(
        **about, register_name="动态排查", step="reported", step_name="报告排查结果", by_body=COMMITTEE, closes=False,
        values=(_value("found", 3), _value("settled_on_the_spot", 2), _value("reported_up", 1)),
    )  # fmt: skip
    log = Log()
    log.decide("registers", entered)
    log.decide("registers", reported, reported)
    march = cell(log, COMMITTEE, "2026-03")
    names = ("patrols-reported", "patrols-reported-found", "patrols-reported-settled_on_the_spot")
    assert [march[f"registers.{name}"] for name in names] == [2, 6, 4]
    log.decide("registers", registers.RegisterEntryCorrected(
        **about, field="found", field_name="发现纠纷件数", values=(_value("found", 5),), reason="漏填",
    ))  # fmt: skip
    assert cell(log, COMMITTEE, "2026-03")["registers.patrols-reported-found"] == 8
    log.decide("registers", registers.EntryVoided(**about, reason="重复登记"))
    assert cell(log, COMMITTEE, "2026-03") == {}


def _value(field: str, value: int) -> registers.RegisterValue:
    return registers.RegisterValue(field=field, value=value)
