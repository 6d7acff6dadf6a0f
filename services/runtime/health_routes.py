"""GET /health/live, /health/ready, /health and /metrics: for supervisors, load balancers, `mediate status` and Prometheus."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from importlib.metadata import version
from typing import Any

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from services.runtime.metrics import CONTENT_TYPE, Metrics
from services.runtime.probes import Probe, is_live, is_ready


def health_routes(
    service: str,
    replica: str,
    probes: Sequence[Probe],
    metrics: Metrics,
    now: Callable[[], datetime],
    versions: Mapping[str, str],
) -> APIRouter:
    """The routes. They need no token and tell numbers only; which cases are parked is told to operators (admin)."""
    router = APIRouter(tags=["健康"])

    @router.get("/health/live", summary="是否需要重启")
    async def live() -> Response:
        """200, or 503 when the process will not recover by itself."""
        alive = is_live([probe.report() for probe in probes])
        return JSONResponse({"live": alive}, 200 if alive else 503)

    @router.get("/health/ready", summary="能否接受请求")
    async def ready() -> Response:
        """200 when every part is ready, else 503 with the parts that are not."""
        reports = [probe.report() for probe in probes]
        waiting = [report.part for report in reports if not report.ready]
        return JSONResponse({"ready": not waiting, "waiting_for": waiting}, 503 if waiting else 200)

    @router.get("/health", summary="各部分状态")
    async def health() -> Response:
        """Every part with its numbers; `lag`, `version` and `note` are what `mediate status` prints."""
        reports = [probe.report() for probe in probes]
        content: dict[str, Any] = {
            "service": service, "replica": replica, "ready": is_ready(reports), "live": is_live(reports),
            "lag": sum(report.lag for report in reports), "version": version("mediation"), "versions": dict(versions),
            "note": "；".join(note for report in reports for note in report.notes), "now": now().isoformat(),
            "parts": {report.part: {"ready": report.ready, "lag": report.lag, **report.details} for report in reports},
        }  # fmt: skip
        return JSONResponse(content)

    @router.get("/metrics", summary="Prometheus 指标")
    async def numbers() -> Response:
        """Prometheus text."""
        return Response(metrics.text(), media_type=CONTENT_TYPE)

    return router
