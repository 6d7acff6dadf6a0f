"""Prometheus text of a process: what the probes report and how long requests take."""

import time
from collections.abc import Iterator, Sequence
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.runtime.probes import Probe

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds."""


class ProbeCollector(Collector):
    """Turns the numbers of all reports into gauges when somebody asks."""

    def __init__(self, service: str, probes: Sequence[Probe]) -> None:
        self._service = service
        self._probes = probes

    def collect(self) -> Iterator[Metric]:
        """One gauge per number; numbers of partitions are labelled with theirs."""
        labels = ["service", "part"]
        ready = GaugeMetricFamily("mediation_ready", "1 when the part is ready", labels=labels)
        live = GaugeMetricFamily("mediation_live", "0 when the process is to be restarted", labels=labels)
        lag = GaugeMetricFamily("mediation_lag_records", "Records not yet handled", labels=labels)
        numbers = GaugeMetricFamily("mediation_part", "A number of a part", labels=[*labels, "name"])
        partitions = GaugeMetricFamily(
            "mediation_partition", "A number of a partition", labels=[*labels, "partition", "name"]
        )
        for probe in self._probes:
            report = probe.report()
            at = [self._service, report.part]
            ready.add_metric(at, report.ready)
            live.add_metric(at, report.live)
            lag.add_metric(at, report.lag)
            for name, value in report.details.items():
                _add(numbers, at, name, value)
            for row in report.details.get("partitions", ()):
                for name, value in row.items():
                    _add(partitions, [*at, str(row["partition"])], name, value)
        yield from (ready, live, lag, numbers, partitions)


def _add(family: GaugeMetricFamily, labels: list[str], name: str, value: Any) -> None:
    if isinstance(value, list):
        value = len(value) if name != "partitions" else None
    if isinstance(value, int | float):
        family.add_metric([*labels, name], value)


class Metrics:
    """The registry of one process."""

    def __init__(self, service: str, probes: Sequence[Probe]) -> None:
        self.registry = CollectorRegistry()
        self.registry.register(ProbeCollector(service, probes))
        self.requests = Counter(
            "mediation_requests", "Requests by route and status", ["route", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "mediation_request_seconds",
            "Time to the answer by route",
            ["route"],
            buckets=BUCKETS,
            registry=self.registry,
        )

    def text(self) -> bytes:
        """Everything in Prometheus' text format."""
        return generate_latest(self.registry)


class RequestMetrics:
    """Plain ASGI middleware: counts and times requests by their route, never by their path."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics
        self._counters: dict[tuple[str, int], Counter] = {}
        self._histograms: dict[str, Histogram] = {}
        """Of each route, found once: looking a label up again costs more than counting."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note how it went."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            route = getattr(scope.get("route"), "path", "unknown")
            self._note(route, status, time.perf_counter() - started)

    def _note(self, route: str, status: int, seconds: float) -> None:
        counter, histogram = self._counters.get((route, status)), self._histograms.get(route)
        if counter is None or histogram is None:
            counter = self._counters[route, status] = self._metrics.requests.labels(route, status)
            histogram = self._histograms[route] = self._metrics.seconds.labels(route)
        counter.inc()
        histogram.observe(seconds)
