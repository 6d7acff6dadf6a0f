"""A clock that a law remembers from another case is the clock it would have worked out: whose it is apart."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from schemas.clocks import Clock
from services.jurisdiction.clock_values import SHANGHAI
from services.jurisdiction.law import Law
from services.jurisdiction.time_limits import Unit

REMEMBERS = Law.load("wuhu")
LIMITS = tuple(REMEMBERS.clocks.limits.by_id)
NOON = datetime(2026, 3, 2, 12, tzinfo=SHANGHAI)


@given(
    limit=st.sampled_from(LIMITS),
    hours=st.lists(st.integers(0, 35), min_size=2, max_size=4),
    subject=st.sampled_from(["", "track-1"]),
)
def test_what_is_remembered_is_what_would_be_worked_out(limit: str, hours: list[int], subject: str) -> None:
    REMEMBERS._begun.clear()
    for number, hour in enumerate(hours):
        began = NOON + timedelta(hours=hour, minutes=number)
        remembered = REMEMBERS.clock(f"clock-{number}", limit, began, subject=subject)
        known = dict(REMEMBERS._begun)
        REMEMBERS._begun.clear()
        worked_out = REMEMBERS.clock(f"clock-{number}", limit, began, subject=subject)
        REMEMBERS._begun.update(known)
        assert remembered == worked_out
        if isinstance(remembered, Clock) and isinstance(worked_out, Clock):
            assert remembered.model_dump_json() == worked_out.model_dump_json()


def test_a_limit_in_hours_is_worked_out_for_each_hour() -> None:
    versions = {name: limit.version_on(NOON.date()) for name, limit in REMEMBERS.clocks.limits.by_id.items()}
    in_hours = next(name for name, version in versions.items() if version and version.unit is Unit.HOUR)
    first, second = (REMEMBERS.clock("c", in_hours, NOON + timedelta(hours=hour)) for hour in (0, 3))
    assert isinstance(first, Clock)
    assert isinstance(second, Clock)
    assert second.lapses_at - first.lapses_at == timedelta(hours=3)
