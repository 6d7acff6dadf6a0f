"""The random composition notices when a rule is broken on purpose: a channel that does not let go, a window that forgets its custodian."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from schemas.base import Event
from schemas.intake import CustodyMoved
from schemas.people_mediation import CustodyLost, TrackEvent
from services.intake.worker import service as intake
from services.people_mediation.worker import service as people_mediation
from tests.properties import test_channels_together as together
from tests.properties.channels_under_test import CHANNELS, PEOPLE

SHORT = settings(
    max_examples=80, stateful_step_count=25, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
    report_multiple_bugs=False, suppress_health_check=list(HealthCheck),
)  # fmt: skip


def without(service: Any, kind: type[Event]) -> Any:
    """The service that never writes this event."""

    def decide(state: Any, command: Any, law: Any) -> Any:
        answer = service.decide(state, command, law)
        return tuple(one for one in answer if not isinstance(one, kind)) if isinstance(answer, tuple | list) else answer

    return replace(service, decide=decide)


def unmarked(service: Any, kind: type[Event]) -> Any:
    """The service that leaves out what was irregular."""

    def decide(state: Any, command: Any, law: Any) -> Any:
        answer = service.decide(state, command, law)
        if not isinstance(answer, tuple | list):
            return answer
        return tuple(one.model_copy(update={"irregularities": ()}) if isinstance(one, kind) else one for one in answer)

    return replace(service, decide=decide)


def moved_by_another(law: Any) -> Any:
    """A window whose moves name a body that does not hold the case."""
    service = intake(law)

    def decide(state: Any, command: Any, law: Any) -> Any:
        answer = service.decide(state, command, law)
        if not isinstance(answer, tuple | list):
            return answer
        wrong = {"from_body": "wuhu.yijiang.hub"}
        return tuple(one.model_copy(update=wrong) if isinstance(one, CustodyMoved) else one for one in answer)

    return replace(service, decide=decide)


def ways_to_break(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    """One rule broken in the services that are composed."""
    match what:
        case "a window that moves custody from nobody":
            monkeypatch.setattr(together, "intake", moved_by_another)
        case "a committee that does not let go":
            broken = replace(PEOPLE, service=lambda law: without(people_mediation(law), CustodyLost))
            monkeypatch.setattr(together, "CHANNELS", (broken, *CHANNELS[1:]))
        case _:
            broken = replace(PEOPLE, service=lambda law: unmarked(people_mediation(law), TrackEvent))
            monkeypatch.setattr(together, "CHANNELS", (broken, *CHANNELS[1:]))


@pytest.mark.parametrize(
    "what",
    ["a window that moves custody from nobody", "a committee that does not let go", "a committee that hides its marks"],
)
def test_a_rule_broken_on_purpose_is_noticed(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    ways_to_break(monkeypatch, what)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(together.Together, settings=SHORT)
