"""The random composition notices when a rule is broken on purpose: a channel that does not let go, a window that forgets its custodian."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from schemas.base import Event
from schemas.intake import CustodyMoved
from schemas.known_to import KnownToChannels
from schemas.people_mediation import CustodyLost, SessionHeld, TrackEvent
from services.intake.worker import service as intake
from services.people_mediation.domain.commands import HoldSession
from services.people_mediation.worker import service as people_mediation
from tests.domain.intake.window import COMMUNITY, STREET
from tests.properties import test_channels_together as together
from tests.properties.channels_under_test import CHANNELS, PEOPLE

SHORT = settings(
    max_examples=60, stateful_step_count=20, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
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


def remembers_no_former_channel(law: Any) -> Any:
    """A window that tells only those of a change who have the case or get it now."""
    service = intake(law)

    def decide(state: Any, command: Any, law: Any) -> Any:
        answer = service.decide(state, command, law)
        if not isinstance(answer, tuple | list):
            return answer
        return tuple(
            one.model_copy(update={"known_to": one.known_to[-1:]})
            if isinstance(one, KnownToChannels) and one.known_to
            else one
            for one in answer
        )

    return replace(service, decide=decide)


def session_after_the_case_went_on(committee: Any, monkeypatch: pytest.MonkeyPatch) -> together.Together:
    """A committee that no longer holds the case logs another session."""
    broken = replace(PEOPLE, service=lambda law: committee(people_mediation(law)))
    monkeypatch.setattr(together, "CHANNELS", (broken, *CHANNELS[1:]))
    machine = together.Together()
    machine.register(body=STREET, where=(PEOPLE.channel, COMMUNITY), steps=5, agreed=False, before_the_court=0)
    machine.handed_over(where=(PEOPLE.channel, STREET), from_court=None, steps=0)
    machine._channel(broken, HoldSession(), COMMUNITY)
    return machine


def test_a_mark_left_out_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = session_after_the_case_went_on(lambda service: service, monkeypatch)
    whole.custody_is_proved_and_marks_are_where_they_have_to_be()
    [late] = [told.event for told in whole.all.told if isinstance(told.event, SessionHeld)][-1:]
    assert next(mark.code for mark in late.irregularities) == "custody_elsewhere"
    hiding = session_after_the_case_went_on(lambda service: unmarked(service, TrackEvent), monkeypatch)
    with pytest.raises(AssertionError):
        hiding.custody_is_proved_and_marks_are_where_they_have_to_be()


def ways_to_break(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    """One rule broken in the services that are composed."""
    windows = {
        "a window that moves custody from nobody": moved_by_another,
        "a window that forgets whom it told": remembers_no_former_channel,
    }
    if what in windows:
        monkeypatch.setattr(together, "intake", windows[what])
        return
    broken = replace(PEOPLE, service=lambda law: without(people_mediation(law), CustodyLost))
    monkeypatch.setattr(together, "CHANNELS", (broken, *CHANNELS[1:]))


@pytest.mark.parametrize(
    "what",
    [
        "a window that moves custody from nobody", "a window that forgets whom it told",
        "a committee that does not let go",
    ],
)  # fmt: skip
def test_a_rule_broken_on_purpose_is_noticed(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    ways_to_break(monkeypatch, what)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(together.Together, settings=SHORT)
