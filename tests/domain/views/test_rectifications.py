"""Bad reviews on the work list, on the deadline board and in their own list, until they are closed with evidence."""

from datetime import datetime
from typing import Any

from schemas.clocks import Clock, ClockLapsed, ClockStarted
from schemas.satisfaction_rectification import (
    AppealDecided,
    Established,
    RectificationClosed,
    RectificationEnd,
    RectificationOpened,
    Remedy,
    RemedyDecided,
    ResultFedBack,
    ReviewAppealed,
    ReviewVerified,
    RevisitManner,
    Trigger,
)
from services.jurisdiction.law import Law
from services.views.boards.projection import PUT_RIGHT, PUT_RIGHT_BEFORE
from services.views.deadline_board.reading import board
from services.views.satisfaction.rectifications import RectificationRow, rows
from services.views.words import words_of
from services.views.work_list.reading import work_list
from tests.domain.views.log import Log, at, view_named
from tests.domain.views.village import COMMITTEE, HUB, whole_story

LAW = Law.load("wuhu")
WORDS = words_of(LAW)
DUE = at("2026-04-29", 0)
STEPS: tuple[tuple[str, Any], ...] = (
    ("opened", None),
    ("verified", lambda told: ReviewVerified(**told, manner=RevisitManner.FILE_REVIEW, established=Established.FOUNDED, findings="属实")),
    ("decided", lambda told: RemedyDecided(**told, remedy=Remedy.DATED_PLAN, measures="整改", due_on="2026-05-10")),
    ("fed_back", lambda told: ResultFedBack(**told, result="已办")),
    ("closed", lambda told: RectificationClosed(**told, end=RectificationEnd.RECTIFIED, evidence=("照片",))),
)  # fmt: skip


def opened() -> Log:
    """A bad review of 22 April in the closed case of the village; five working days."""
    log = whole_story()
    clock = Clock(
        clock_id="sv2",
        limit="SV-2",
        name="差评整改",
        subject="r1",
        started_at=at("2026-04-22"),
        lapses_at=DUE,
        due="2026-04-28",
    )
    log.decide(
        "satisfaction",
        RectificationOpened(
            occurred_at=at("2026-04-22"), rectification_id="r1", trigger=Trigger.RATING, responsible_body=COMMITTEE, supervisor=HUB,
        ),
        ClockStarted(occurred_at=at("2026-04-22"), clock_id="sv2", limit="SV-2", clock=clock),
    )  # fmt: skip
    return log


def then(log: Log, event: type | Any, day: str = "2026-04-23") -> None:
    told = {"occurred_at": at(day), "rectification_id": "r1", "by_body": COMMITTEE}
    log.decide("satisfaction", event(told))


def work_of(log: Log, body: str) -> list[tuple[str, tuple[str, ...]]]:
    document = log.document(view_named("boards"))
    assert document is not None
    items = work_list([document], (), body, at("2026-04-23"), WORDS)
    return [(item.kind, item.missing) for item in items if item.kind.startswith(("rectification_", "appeal_"))]


def overdue_of(log: Log, body: str, now: datetime) -> list[str]:
    document = log.document(view_named("boards"))
    assert document is not None
    return [row.limit for row in board([document], {body}, now, WORDS, lambda clock: None) if row.limit == "SV-2"]


def list_of(log: Log, status: str = "open", body: str = COMMITTEE) -> tuple[RectificationRow, ...]:
    document = log.document(view_named("boards"))
    assert document is not None
    return rows([document], {body}, status, WORDS)


def found_by(log: Log) -> tuple[list[str], list[str]]:
    """The bodies by which a case is found for its open matters, and for those that are closed."""
    section = (log.document(view_named("boards")) or {})["satisfaction"]
    before = section.get(PUT_RIGHT_BEFORE.removeprefix("satisfaction."), [])
    return section.get(PUT_RIGHT.removeprefix("satisfaction."), []), before


def test_a_case_is_found_by_who_has_to_put_a_matter_right_and_by_who_supervises_until_it_is_closed_and_after() -> None:
    log = opened()
    concerned = found_by(log)[0]
    for _, event in STEPS:
        assert found_by(log) == (concerned, [])
        if event is not None:
            then(log, event)

    assert COMMITTEE in concerned
    assert found_by(log) == ([], concerned)
    assert rows([log.document(view_named("boards")) or {}], {COMMITTEE}, "all", WORDS, most=0) == ()


def test_every_step_is_on_the_work_list_of_the_responsible_body_until_the_matter_is_closed() -> None:
    log, seen = opened(), []
    for stage, event in STEPS:
        if event is not None:
            then(log, event)
        seen.append((stage, work_of(log, COMMITTEE)))
    plan = ("期限至 2026-05-10",)
    assert seen == [
        ("opened", [("rectification_opened", ())]), ("verified", [("rectification_verified", ())]),
        ("decided", [("rectification_decided", plan)]), ("fed_back", [("rectification_fed_back", plan)]), ("closed", []),
    ]  # fmt: skip
    assert work_of(log, HUB) == []


def test_an_appeal_waits_for_the_body_above() -> None:
    log = opened()
    then(log, lambda told: ReviewAppealed(**told, grounds="无关"))
    assert (work_of(log, HUB), work_of(log, COMMITTEE)) == ([("appeal_to_decide", ())], [])
    assert list_of(log)[0].stage_name == "待复核的差评申诉"
    then(log, lambda told: AppealDecided(**told, upheld=False, reason="不成立"))
    assert (work_of(log, HUB), work_of(log, COMMITTEE)) == ([], [("rectification_opened", ())])


def test_a_late_matter_stays_on_the_board_of_a_closed_case_until_it_is_put_right() -> None:
    log, later = opened(), at("2026-04-30")
    lapsed = ClockLapsed(
        occurred_at=DUE, clock_id="sv2", limit="SV-2", due="2026-04-28", lapses_at=DUE, consequence="督办"
    )
    log.decide("satisfaction", lapsed)
    assert overdue_of(log, COMMITTEE, later) == ["SV-2"]
    for _, event in STEPS[1:4]:
        then(log, event, "2026-04-30")
    assert overdue_of(log, COMMITTEE, later) == []


def test_the_list_says_where_each_matter_stands_and_names_no_giver() -> None:
    log = opened()
    [row] = list_of(log)
    assert (row.body, row.supervisor, row.trigger_name, row.stage_name) == (
        COMMITTEE,
        HUB,
        "不满意评价",
        "待回访核实的差评",
    )
    assert "party" not in row.model_dump_json()
    assert (list_of(log, "closed"), list_of(log, body="elsewhere")) == ((), ())
    for _, event in STEPS[1:]:
        then(log, event)
    assert (list_of(log), [one.end_name for one in list_of(log, "closed")]) == ((), ["已整改"])
    assert len(list_of(log, "all", HUB)) == 1
