"""A bad review that nobody put right in time is supervised like every other limit; an expired invitation is nobody's breach."""

from datetime import date
from uuid import NAMESPACE_URL, uuid5

from schemas.clocks import ClockBreached, LapseWithdrawn
from schemas.command import Actor
from schemas.envelope import PublishedEvent
from services.intake.domain.file_commands import CloseCase
from services.intake.domain.supervision_commands import HearClockBreached
from services.intake.worker import reactions
from tests.domain.given_when_then import at, names
from tests.domain.intake.window import STREET, SYSTEM, clerk, registered
from tests.domain.intake.window import at as day

ENVELOPE = PublishedEvent(
    id=uuid5(NAMESPACE_URL, "breach"), service="satisfaction", name="clock_breached", version=1, case_code="X", sequence=7,
    index=0, recorded_at=at("2026-03-11"), actor=Actor(user="system:satisfaction", organisation="satisfaction"),
    correlation_id="", causation_id="", traceparent=None, data={},
)  # fmt: skip


def heard(event: ClockBreached | LapseWithdrawn) -> object:
    reaction = next(one for one in reactions() if one.source == "satisfaction" and one.event is type(event))
    sent = reaction.react(event, ENVELOPE)
    return None if sent is None else sent.body


def test_a_late_rectification_is_heard_as_a_breach_of_the_responsible_body() -> None:
    breached = ClockBreached(
        occurred_at=at("2026-03-11 00:00"), clock_id="c", limit="SV-2", limit_name="差评整改", subject="r1",
        body="wuhu.jinghu.fangcun.pmc", supervisor="wuhu.jinghu.hub", due=date(2026, 3, 10), lapses_at=at("2026-03-11 00:00"),
    )  # fmt: skip
    command = heard(breached)
    assert (getattr(command, "service", None), getattr(command, "supervisor", None)) == (
        "satisfaction",
        "wuhu.jinghu.hub",
    )


def test_work_done_in_time_and_told_late_takes_the_order_back_and_an_answer_told_late_takes_nothing_back() -> None:
    def withdrawn(limit: str) -> LapseWithdrawn:
        return LapseWithdrawn(occurred_at=at("2026-03-12"), clock_id="c", limit=limit, reason="期限内已办理、事后补录")

    assert getattr(heard(withdrawn("SV-2")), "limit", None) == "SV-2"
    assert heard(withdrawn("SV-1")) is None


def test_the_supervisor_orders_it_in_a_closed_case_too_since_reviews_come_after_the_end() -> None:
    case = registered()
    assert names(case.act(clerk(STREET), CloseCase(result="withdrawn"), day(2)))[0] == "case_closed"
    breach = HearClockBreached(
        occurred_at=day(9), service="satisfaction", source_sequence=7, clock_id="c", limit="SV-2", limit_name="差评整改",
        subject="r1", body="wuhu.jinghu.fangcun.pmc", supervisor="wuhu.jinghu.hub", lapsed_at=day(9),
    )  # fmt: skip
    assert names(case.act(SYSTEM, breach, day(9))) == ["supervision_ordered", "clock_started"]
