"""Work list, deadline board and custody: what each body has to do, and by when."""

from datetime import datetime

from schemas import intake
from schemas.clocks import Clock, ClockLapsed, ClockPaused, ClockStopped, LapseWithdrawn
from services.jurisdiction.law import Law
from services.jurisdiction.supervision import Step
from services.views.answers import ClockRow, WorkItem
from services.views.boards.projection import READ
from services.views.deadline_board.reading import Standing, board, standing, told
from services.views.facts import custody
from services.views.words import Words, load_view_vocabulary
from services.views.work_list.reading import work_list
from tests.domain.views.log import Log, at, view_named
from tests.domain.views.village import (
    AGREEMENT,
    COMMITTEE,
    COURT,
    HUB,
    TRACK,
    clock,
    closed_and_rated,
    confirmed,
    mediated,
    notice_served,
    registered,
    served_on,
    signed,
    terminated,
    whole_story,
)

LAW = Law.load("wuhu")
WORDS = Words(load_view_vocabulary(), LAW.organisation, LAW.limit, LAW.ground)


def after(*chapters: object) -> Log:
    log = Log()
    for chapter in chapters:
        chapter(log)  # type: ignore[operator]  # chapters of tests.domain.views.village
    return log


def warns_at(clock: Clock) -> datetime | None:
    """The warning under the law of Wuhu: at four fifths."""
    return next((moment.at for moment in LAW.supervision(clock) if moment.step is Step.WARNING), None)


def rows(log: Log, day: str, *bodies: str) -> tuple[ClockRow, ...]:
    return board([log.document(view_named("boards")) or {}], set(bodies), at(day), WORDS, warns_at)


def items(log: Log, day: str, organisation: str) -> list[tuple[str, str, tuple[str, ...]]]:
    found: tuple[WorkItem, ...] = work_list(
        [log.document(view_named("boards")) or {}], rows(log, day, organisation), organisation, at(day), WORDS
    )
    return [(item.kind, item.clock.limit if item.clock else item.subject, item.missing) for item in found]


def test_an_offer_stands_on_the_list_of_whom_it_waits_for() -> None:
    log = Log()
    registered(log)
    offered = Log(log.decisions[:2])
    assert ("offered", "2", ()) in items(offered, "2026-03-03", COMMITTEE)
    assert items(offered, "2026-03-03", HUB) == [("in_hand", "1", ())]
    assert items(log, "2026-03-05", COMMITTEE) == [("in_hand", "2", ())]
    assert items(log, "2026-03-05", HUB) == []


def test_a_written_agreement_waits_for_signatures_and_the_seal() -> None:
    waiting = items(after(registered, mediated), "2026-03-10", COMMITTEE)
    assert ("waiting_for_signatures", AGREEMENT, ("当事人 2 人", "调解员签名", "调解委员会印章")) in waiting
    assert [kind for kind, *_ in items(after(registered, mediated, signed), "2026-03-12", COMMITTEE)] == ["in_hand"]


def test_a_ruling_not_served_on_everybody_stands_on_the_courts_list() -> None:
    served_on_one = items(after(registered, mediated, signed, confirmed), "2026-03-27", COURT)
    assert served_on_one == [("not_served", "application-1", ("当事人 1 人",))]


def test_a_limit_that_waits_for_the_service_of_the_ruling_stands_on_the_board_without_a_date() -> None:
    log = after(registered, mediated, signed, confirmed)
    [waiting] = [row for row in rows(log, "2026-03-27", COURT) if row.status == "not_served"]
    assert (waiting.limit, waiting.due, waiting.status_name) == ("JC-5", None, "尚未送达")
    assert waiting.derivation.endswith("自裁定送达之日起算，尚有当事人 1 人未送达")
    log.decide("judicial_confirmation", served_on("p2", "2026-03-28"))
    assert [row.status for row in rows(log, "2026-03-29", COURT) if row.status == "not_served"] == []


def test_a_service_that_does_not_count_leaves_the_ruling_on_the_courts_list() -> None:
    log = after(registered, mediated, signed, confirmed)
    log.decide("judicial_confirmation", served_on("p2", "2026-03-28", counts=False))
    assert items(log, "2026-03-29", COURT) == [("not_served", "application-1", ("当事人 1 人",))]


def test_a_written_termination_notice_waits_on_the_committees_list_until_both_have_it() -> None:
    log = after(registered)
    log.decide("people_mediation", terminated(in_writing=True))
    assert ("not_served", TRACK, ("当事人 2 人",)) in items(log, "2026-03-13", COMMITTEE)
    log.decide("people_mediation", notice_served("p1"))
    assert ("not_served", TRACK, ("当事人 1 人",)) in items(log, "2026-03-14", COMMITTEE)
    log.decide("people_mediation", notice_served("p2"))
    assert [kind for kind, *_ in items(log, "2026-03-15", COMMITTEE)] == ["in_hand"]


def test_routes_told_by_word_of_mouth_leave_nothing_to_be_served() -> None:
    log = after(registered)
    log.decide("people_mediation", terminated(in_writing=False))
    assert "not_served" not in [kind for kind, *_ in items(log, "2026-03-13", COMMITTEE)]


def test_a_clock_presses_when_most_of_its_time_is_over_and_is_overdue_after_its_last_day() -> None:
    log = after(registered, mediated)
    assert [kind for kind, *_ in items(log, "2026-03-20", COMMITTEE)] == ["waiting_for_signatures", "in_hand"]
    assert ("due", "PM-1", ()) in items(log, "2026-04-05", COMMITTEE)
    assert ("due", "PM-1", ()) in items(log, "2026-04-07", COMMITTEE)
    assert ("overdue", "PM-1", ()) in items(log, "2026-04-08", COMMITTEE)


def test_a_limit_in_working_days_presses_after_four_fifths_of_its_working_days_and_not_of_its_hours() -> None:
    """Five working days from Friday, 25 September 2026: the holiday of a week counts for nothing in the share."""
    clock = LAW.clock("c", "XF-3", at("2026-09-25"), subject="")
    assert isinstance(clock, Clock)
    assert str(clock.due) == "2026-10-09"
    warned = warns_at(clock)
    assert warned is not None
    assert str(warned.date()) == "2026-10-09"
    assert at("2026-10-08", 23) < warned


def test_the_board_lists_running_clocks_of_the_asked_bodies_by_due_date() -> None:
    found = rows(after(registered, mediated), "2026-03-10", HUB, COMMITTEE)
    assert [(row.limit, row.organisation, row.days_left) for row in found] == [
        ("LV-1", HUB, 10),
        ("PM-1", COMMITTEE, 28),
    ]
    assert [row.limit for row in rows(after(registered, mediated), "2026-03-10", COMMITTEE)] == ["PM-1"]


def test_a_clock_stands_on_the_board_where_its_row_says_before_it_is_told() -> None:
    log = after(registered, mediated)
    log.decide(
        "people_mediation",
        ClockPaused(occurred_at=at("2026-03-05"), clock_id="c-round", limit="PM-1", reason="委托鉴定"),
    )
    log.decide("people_mediation", terminated(in_writing=True))
    document = log.document(view_named("boards")) or {}

    found = list(standing([document], {HUB, COMMITTEE}, at("2026-03-10")))
    rows = told(found, [document], at("2026-03-10"), WORDS, warns_at)

    assert {one.limit for one in found} >= {"LV-1"}
    for one, row in zip(found, rows, strict=True):
        same = Standing.of(row)
        assert (one.place, one.limit, one.days_left) == (same.place, same.limit, same.days_left)


def test_a_lapsed_clock_stays_while_the_case_goes_on_and_a_withdrawn_lapse_runs_again() -> None:
    log = after(registered, mediated)
    lapses = at("2026-04-08", 0)
    log.decide(
        "people_mediation",
        ClockLapsed(
            occurred_at=lapses, clock_id="c-round", limit="PM-1", due=None, lapses_at=lapses, consequence="应终止"
        ),
    )
    [_, lapsed] = rows(log, "2026-04-09", HUB, COMMITTEE)
    assert (lapsed.status, lapsed.consequence, lapsed.days_left) == ("lapsed", "应终止", -2)
    withdrawn = Log(list(log.decisions), dict(log._sequences))
    withdrawn.decide(
        "people_mediation", LapseWithdrawn(occurred_at=lapses, clock_id="c-round", limit="PM-1", reason="期限内已办理")
    )
    [_, running] = rows(withdrawn, "2026-04-09", HUB, COMMITTEE)
    assert (running.status, running.consequence) == ("running", "")
    closed_and_rated(log)
    assert [row.limit for row in rows(log, "2026-04-13", HUB, COMMITTEE)] == ["LV-1"]


def test_a_paused_clock_is_shown_without_days_left() -> None:
    log = after(registered, mediated)
    log.decide(
        "people_mediation",
        ClockPaused(occurred_at=at("2026-03-09"), clock_id="c-round", limit="PM-1", reason="委托鉴定"),
    )
    [paused] = rows(log, "2026-03-10", COMMITTEE)
    assert (paused.status, paused.days_left) == ("paused", None)
    assert ("overdue", "PM-1", ()) not in items(log, "2026-05-10", COMMITTEE)


def test_duties_after_closing_stay_on_the_board() -> None:
    assert [(row.limit, row.organisation) for row in rows(whole_story(), "2026-04-16", COMMITTEE)] == [
        ("PM-2", COMMITTEE)
    ]


def test_there_is_exactly_one_custodian_at_every_step_of_the_story() -> None:
    log = whole_story()
    view = view_named("boards")
    for length in range(1, len(log.decisions) + 1):
        document = Log(log.decisions[:length]).document(view)
        assert document is not None
        assert not document["intake"]["orphan"]


def test_a_case_that_goes_on_without_custodian_is_an_orphan() -> None:
    known = custody.fold(None, _registration())
    assert known is not None
    assert not custody.is_orphan(known)
    assert custody.is_orphan({**known, "custodian": None})
    assert not custody.is_orphan({**known, "custodian": None, "status": "closed"})


def test_reopening_a_closed_case_gives_it_a_custodian_again() -> None:
    log = whole_story()
    log.decide(
        "intake", intake.CaseReopened(occurred_at=at("2026-05-01"), reason="新的证据", custody_number=3, body=HUB)
    )
    document = log.document(view_named("boards"))
    assert document is not None
    held = document["intake"]["facts"]
    assert (held["status"], held["custodian"], held["number"]) == ("open", HUB, 3)
    assert items(log, "2026-05-02", HUB)[-1] == ("in_hand", "3", ())


def test_a_clock_that_nobody_owns_is_on_nobodys_board() -> None:
    log = Log()
    log.decide("people_mediation", clock("c-x", "PM-1", "an unknown round", "2026-03-05", "2026-04-07"))
    document = log.document(view_named("boards"))
    assert document is not None
    assert document["people_mediation"]["timed"] == []


def _registration() -> intake.CaseRegistered:
    log = Log()
    registered(log)
    record = log.decisions[0].decision.events[0]
    return intake.CaseRegistered.model_validate(record.data)


def test_a_clock_that_has_stopped_is_kept_beside_what_boards_are_read_from() -> None:
    document = after(registered, mediated).document(view_named("boards")) or {}
    kept = [
        (part, clock["status"])
        for source in ("intake", "people_mediation")
        for part in ("clocks", "stopped")
        for clock in document[source][part].values()
    ]
    assert {status for part, status in kept if part == "clocks"} <= {"running", "paused", "lapsed"}
    assert {status for part, status in kept if part == "stopped"} == {"stopped"}
    assert "intake.stopped" not in READ


def test_a_stop_that_is_judged_again_is_judged_where_its_clock_stands_apart() -> None:
    log = after(registered)
    running = next(iter((log.document(view_named("boards")) or {})["intake"]["clocks"].values()))["clock"]
    known = Clock.model_validate(running)
    log.decide(
        "intake",
        ClockStopped(
            occurred_at=at("2026-03-03"), clock_id=known.clock_id, limit=known.limit, reason="已移交", in_time=True
        ),
    )
    apart = (log.document(view_named("boards")) or {})["intake"]
    assert (known.clock_id in apart["clocks"], apart["stopped"][known.clock_id]["in_time"]) == (False, True)
    log.decide(
        "intake",
        ClockStopped(
            occurred_at=at("2026-03-03"), clock_id=known.clock_id, limit=known.limit, reason="已移交", in_time=False
        ),
    )
    judged_again = (log.document(view_named("boards")) or {})["intake"]["stopped"][known.clock_id]
    assert judged_again["in_time"] is False
