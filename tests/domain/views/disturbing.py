"""What a log goes through: duplicates, and rivals that came too late."""

from dataclasses import replace
from uuid import uuid5

from hypothesis import strategies as st

from schemas import satisfaction
from schemas.decision import Decision, EventRecord
from schemas.identity import event_id
from schemas.registry import encode_data, wire_name
from services.runtime.projection import LoggedDecision
from tests.domain.views.log import SPACE, Log, at


def disturbed(log: Log, draw: st.DataObject) -> list[LoggedDecision]:
    """The raw topic: the log's decisions in order, with duplicates of earlier ones and rivals that came too late between."""
    raw: list[LoggedDecision] = []
    for logged in log.decisions:
        raw.append(logged)
        for _ in range(draw.draw(st.integers(0, 2))):
            earlier = draw.draw(st.sampled_from(raw))
            rival = draw.draw(st.booleans())
            raw.append(replace(earlier, decision=_rival(earlier.decision)) if rival else earlier)
    return [replace(logged, offset=offset) for offset, logged in enumerate(raw)]


def _rival(decision: Decision) -> Decision:
    """Another writer's answer to another command under a sequence number that is taken."""
    command = uuid5(SPACE, f"rival/{decision.command_id}")
    event = satisfaction.Noted(occurred_at=at("2026-05-01"), source="intake", what="x", reason="y")
    record = EventRecord(id=event_id(command, 0), name=wire_name(type(event)), version=1, data=encode_data(event))
    return decision.model_copy(update={"command_id": command, "events": (record,)})
