"""Where the drill strikes: from the undisturbed telling, one strike for every decision of every service at every point. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from deploy.trial.canonical import Canonical

EACH_DECISION = ("after_reading", "after_appending")
"""Passed once for every command of a service."""
EACH_COMMIT = "before_commit"
"""Passed when the owner commits what it has answered."""
PUBLISHING = ("before_publish", "after_publishing")
HEARING = "after_hearing"
"""A receiver has sent its own commands and not yet acknowledged the event."""
VIEW = "view_written"
"""The database has the documents and the checkpoint does not know it."""
HEARERS = ("intake", "people_mediation", "judicial_confirmation", "administrative_mediation", "petitions", "network")
BY_TIME = frozenset({"lapse_clock", "supervise_clock", "recompute_clock"})
"""What these give themselves because of the hour; everything else that they give themselves follows from an event they heard."""


@dataclass(frozen=True)
class Strike:
    """Kill (or freeze) `service` when it passes `point` for the `nth` time after act number `act` was prepared."""

    act: int
    service: str
    point: str
    nth: int = 1
    freeze: bool = False

    @property
    def text(self) -> str:
        """What the fault file says."""
        return f"{self.point}:{self.nth}" + (":pause" if self.freeze else "")

    @property
    def label(self) -> str:
        """For the table and the log."""
        return f"act {self.act} {self.service} {self.text}"


def decisions_by_act(after: Sequence[Canonical]) -> list[dict[str, int]]:
    """For every act, how many decisions of each service it set off."""
    found: list[dict[str, int]] = []
    before: Canonical = {}
    for now in after:
        counts = {name: len(told) - len(before.get(name, ())) for name, told in now.items()}
        found.append({name: count for name, count in counts.items() if count})
        before = now
    return found


def hearers_by_act(after: Sequence[Canonical]) -> list[list[str]]:
    """For every act, the services that decided something because of an event they heard: what concerns nobody passes them by."""
    found: list[list[str]] = []
    before: Canonical = {}
    for now in after:
        found.append([name for name in HEARERS if any(_was_heard(name, one) for one in _since(before, now, name))])
        before = now
    return found


def _since(before: Canonical, now: Canonical, service: str) -> list[Any]:
    return now.get(service, [])[len(before.get(service, ())) :]


def _was_heard(service: str, decision: Any) -> bool:
    return decision["actor"]["user"] == f"system:{service}" and decision["command_name"] not in BY_TIME


def strikes_at(point: str, after: Sequence[Canonical]) -> list[Strike]:
    """Every strike at `point`: at each decision where it is passed per decision, else once per act and service."""
    if point == HEARING:
        return [Strike(act, service, point) for act, hearers in enumerate(hearers_by_act(after)) for service in hearers]
    strikes: list[Strike] = []
    for act, counts in enumerate(decisions_by_act(after)):
        for service, count in counts.items():
            if point in EACH_DECISION:
                strikes += [Strike(act, service, point, nth) for nth in range(1, count + 1)]
            elif point == EACH_COMMIT or point in PUBLISHING:
                strikes.append(Strike(act, service, point))
        if point == VIEW:
            strikes.append(Strike(act, "views", point))
    return list(dict.fromkeys(strikes))


def in_tellings(strikes: Sequence[Strike]) -> list[list[Strike]]:
    """Spread over as few tellings as possible, in each at most one strike per act."""
    tellings: list[list[Strike]] = []
    for _, of_act in groupby(strikes, key=lambda strike: strike.act):
        for number, strike in enumerate(of_act):
            if number == len(tellings):
                tellings.append([])
            tellings[number].append(strike)
    return tellings


def sampled(
    points: Sequence[str], after: Sequence[Canonical], count: int, services: Sequence[str] = (), freeze: bool = False
) -> list[Strike]:
    """`count` strikes, evenly over the acts and in turn over the points; only at `services` where some are named."""
    candidates = [
        [
            replace(strike, freeze=freeze)
            for strike in strikes_at(points[number % len(points)], after)
            if not services or strike.service in services
        ]
        for number in range(count)
    ]
    first_of_act = [{strike.act: strike for strike in reversed(some)} for some in candidates]
    chosen: dict[int, Strike] = {}
    for number, by_act in enumerate(first_of_act):
        from_here = number * len(after) // count
        act = next((act for act in sorted(by_act) if act >= from_here and act not in chosen), None)
        if act is not None:
            chosen[act] = by_act[act]
    return list(chosen.values())
