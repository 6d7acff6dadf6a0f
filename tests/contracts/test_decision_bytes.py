"""A decision is written without pydantic's walk through its data, and the bytes are those that pydantic would write."""

import orjson
from hypothesis import given
from hypothesis import strategies as some

from schemas.command import Actor
from schemas.decision import Decision, EventRecord, Parked, Refusal, decision_data
from schemas.envelope import encode_event, encode_events, events_of

TEXTS = some.text(max_size=12)
LEAVES = some.none() | some.booleans() | some.integers(-(2**53), 2**53) | TEXTS
DATA = some.dictionaries(
    TEXTS,
    some.recursive(LEAVES, lambda part: some.lists(part, max_size=3) | some.dictionaries(TEXTS, part, max_size=3)),
)
MOMENTS = some.datetimes(timezones=some.timezones())
EVENTS = some.builds(EventRecord, id=some.uuids(), name=TEXTS, version=some.integers(1, 9), data=DATA)
REFUSALS = some.builds(
    Refusal, code=TEXTS, message=TEXTS, field=some.none() | TEXTS, source=some.none() | TEXTS, parameters=DATA
)
PARKED = some.builds(Parked, reason=TEXTS, topic=TEXTS, partition=some.integers(0, 5), offset=some.integers(0, 2**62))
DECISIONS = some.builds(
    Decision,
    case_code=TEXTS, sequence=some.integers(1, 10**9), command_id=some.uuids(), command_digest=TEXTS,
    command_name=TEXTS, actor=some.builds(Actor, user=TEXTS, organisation=TEXTS, roles=some.tuples(TEXTS, TEXTS)),
    recorded_at=MOMENTS, rules_version=TEXTS, calendar_version=TEXTS,
    outcome=some.sampled_from(("accepted", "refused", "parked", "released")),
    events=some.lists(EVENTS, max_size=3).map(tuple), refusal=some.none() | REFUSALS, parked=some.none() | PARKED,
    correlation_id=TEXTS, causation_id=TEXTS, traceparent=some.none() | TEXTS,
)  # fmt: skip


@given(DECISIONS)
def test_the_bytes_are_pydantics(decision: Decision) -> None:
    assert orjson.dumps(decision_data(decision)) == orjson.dumps(decision.model_dump(mode="json", exclude_none=True))


@given(DECISIONS, TEXTS)
def test_what_a_newer_writer_added_is_not_lost(decision: Decision, more: str) -> None:
    newer = Decision.model_validate({**decision.model_dump(), "of_a_later_version": more})
    assert orjson.loads(orjson.dumps(decision_data(newer)))["of_a_later_version"] == more


@given(DECISIONS)
def test_events_written_together_are_those_written_one_by_one(decision: Decision) -> None:
    assert encode_events("intake", decision) == [encode_event(event) for event in events_of("intake", decision)]
