"""A log as the deciding services would write it, without them: decisions by source, in order, ready for projections."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from schemas.base import Event
from schemas.command import Actor
from schemas.decision import Decision, EventRecord, Refusal
from schemas.identity import event_id
from schemas.registry import encode_data, wire_name
from services.runtime.projection import CaseView, Document, LoggedDecision, View, advanced
from services.views.all_views import VIEWS

SHANGHAI = ZoneInfo("Asia/Shanghai")
SPACE = UUID("11f7a9f2-3d2c-5a41-9c33-0a8f4b6d9e10")
CASE = "1K3W9QZ8D7V5M2P6A"


def at(day: str, hour: int = 9) -> datetime:
    """A moment in Asia/Shanghai."""
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=SHANGHAI)


def actor(organisation: str, *roles: str) -> Actor:
    """Somebody of that body."""
    return Actor(user=f"someone.{organisation}", organisation=organisation, roles=roles)


@dataclass
class Log:
    """Applied decisions of all sources, in the order in which they were written."""

    decisions: list[LoggedDecision] = field(default_factory=list)
    _sequences: dict[tuple[str, str], int] = field(default_factory=dict)

    def decide(
        self, source: str, *events: Event, case: str = CASE, by: Actor | None = None, late: timedelta = timedelta(0)
    ) -> LoggedDecision:
        """The next decision of `source` about the case, recorded `late` after its first event occurred."""
        recorded = events[0].occurred_at + late if events else at("2026-03-01")
        return self._append(source, case, recorded, by or actor("system"), "accepted", events)

    def refuse(self, source: str, case: str = CASE) -> LoggedDecision:
        """A refusal: it takes a sequence number and changes nothing."""
        return self._append(source, case, at("2026-03-01"), actor("somebody"), "refused", ())

    def _append(
        self, source: str, case: str, recorded: datetime, by: Actor, outcome: Any, events: tuple[Event, ...]
    ) -> LoggedDecision:
        sequence = self._sequences.get((source, case), 0) + 1
        self._sequences[source, case] = sequence
        command = uuid5(SPACE, f"{source}/{case}/{sequence}")
        records = tuple(
            EventRecord(
                id=event_id(command, index), name=wire_name(type(event)), version=event.version, data=encode_data(event)
            )
            for index, event in enumerate(events)
        )
        decision = Decision(
            case_code=case, sequence=sequence, command_id=command, command_digest="0" * 64, command_name="test",
            actor=by, recorded_at=recorded, rules_version="r1", calendar_version="c1", outcome=outcome, events=records,
            refusal=Refusal(code="no", message="不予办理") if outcome == "refused" else None,
            correlation_id=str(command), causation_id=str(command),
        )  # fmt: skip
        offset = sum(logged.source == source for logged in self.decisions)
        logged = LoggedDecision(source, 0, offset, decision)
        self.decisions.append(logged)
        return logged

    def document(self, view: CaseView, case: str = CASE) -> Document | None:
        """What the view makes of the case."""
        document: Document | None = None
        for logged in self.decisions:
            if logged.source in view.sources and logged.decision.case_code == case:
                document = advanced(view, document, logged)
        return document


def view_named(name: str) -> Any:
    """The view of this name."""
    found: dict[str, View] = {view.name: view for view in VIEWS}
    return found[name]
