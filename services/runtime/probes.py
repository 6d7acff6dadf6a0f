"""How each part of a process is, in one form: is it ready, should it be restarted, how far behind, and what is odd."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from services.runtime.health import LoopHealth, ProgressWatch
from services.runtime.listener import Listener
from services.runtime.projector import Projector
from services.runtime.sweep import Sweep


@dataclass(frozen=True)
class Report:
    """One part as it is now. `lag` counts records not yet handled; `notes` are Chinese, for an operator."""

    part: str
    ready: bool
    live: bool
    lag: int = 0
    notes: tuple[str, ...] = ()
    details: dict[str, Any] = field(default_factory=dict)


class Probe(Protocol):
    """Reports on one part; costs nothing, since it is asked every second."""

    def report(self) -> Report:
        """The part as it is now."""


@dataclass(frozen=True)
class LoopProbe:
    """The case loop."""

    health: Callable[[], LoopHealth]

    def report(self) -> Report:
        """See Probe."""
        health = self.health()
        notes = [f"{name} 停滞" for name in health.stalled]
        notes += [f"{health.failed} 已中断"] if health.failed else []
        notes += [f"{len(health.held)} 件搁置"] if health.held else []
        notes += [] if health.broker_answers else ["消息服务器没有回应"]
        lags = [part.commands_lag or 0 for part in health.partitions]
        return Report(
            "case_loop", health.ready, not health.stalled and health.failed is None, sum(lags), tuple(notes),
            {
                "stalled": list(health.stalled),
                "parked_cases": len(health.held),
                "broker_answers": health.broker_answers,
                "partitions": [
                    {
                        "partition": part.partition, "owned": part.owned, "fold_position": part.fold_position,
                        "fold_lag": part.fold_lag,
                        "commands_lag": part.commands_lag, "publisher_lag": part.publisher_lag,
                        "in_hand": part.commands_in_hand,
                        "oldest_unanswered_seconds": part.oldest_unanswered_seconds,
                        "seconds_since_progress": part.seconds_since_progress,
                    }
                    for part in health.partitions
                ],
            },
        )  # fmt: skip


@dataclass
class ReactionsProbe:
    """Agents and sweep. `positions` and `ends` by (source, partition) of what the agents own here."""

    listener: Listener
    sweep: Sweep
    lags: Callable[[], dict[str, tuple[dict[int, int], dict[int, int]]]]
    """Source -> (position, lag), each by partition."""
    failed: Callable[[], str | None]
    """What ended the agents by itself, if anything did."""
    watch: ProgressWatch
    now: Callable[[], float] = time.monotonic
    _heard_at: dict[str, float] = field(default_factory=dict)

    def heard(self, source: str) -> None:
        """An event of `source` was handled."""
        self._heard_at[source] = self.now()

    def report(self) -> Report:
        """See Probe."""
        now = self.now()
        lag = 0
        for source, (positions, lags) in self.lags().items():
            self.watch.observe(f"reactions.{source}", positions, lags, now)
            lag += sum(lags.values())
        stalled = self.watch.stalled(now)
        parked = len(self.listener.parked)
        notes = [f"{name} 停滞" for name in stalled] + ([f"{parked} 件联动搁置"] if parked else [])
        failed = self.failed()
        notes += [f"联动已中断（{failed}）"] if failed else []
        ages = {source: round(now - heard, 1) for source, heard in self._heard_at.items()}
        return Report(
            "reactions", self.sweep.finished_at is not None and not failed, not (stalled or failed), lag, tuple(notes),
            {
                "stalled": stalled, "failed": failed, "parked": parked, "seconds_since_last_event": ages,
                "swept_at": self.sweep.finished_at, "sent_again": self.sweep.sent,
            },
        )  # fmt: skip


@dataclass(frozen=True)
class ViewsProbe:
    """The projector."""

    projector: Projector
    watch: ProgressWatch
    now: Callable[[], float] = time.monotonic

    def report(self) -> Report:
        """See Probe."""
        lag, failed = 0, []
        for source, feed in self.projector.feeds.items():
            lags = {at: max(end - feed.positions.get(at, 0), 0) for at, end in feed.ends.items()}
            self.watch.observe(f"views.{source}", dict(feed.positions), lags, self.now())
            lag += sum(lags.values())
            failed += [source] if feed.failure is not None else []
        stalled = self.watch.stalled(self.now())
        notes = [f"{name} 停滞" for name in stalled] + [f"来自 {source} 的视图已中断" for source in failed]
        notes += [f"{name} 重建中" for name in self.projector.building]
        return Report(
            "views", self.projector.is_ready, not failed, lag, tuple(notes),
            {
                "stalled": stalled, "building": list(self.projector.building),
                "generations": {name: lane.generation.number for name, lane in self.projector.lanes.items()},
                "positions": {source: dict(feed.positions) for source, feed in self.projector.feeds.items()},
            },
        )  # fmt: skip


def is_ready(reports: Sequence[Report]) -> bool:
    """True when every part is ready: a load balancer may send requests."""
    return all(report.ready for report in reports)


def is_live(reports: Sequence[Report]) -> bool:
    """False when a part will not recover by itself: a supervisor is to restart the process."""
    return all(report.live for report in reports)
