"""Per report of a body and period: its editions as they were frozen, the last one last."""

from collections.abc import Sequence
from typing import Any

from schemas.base import Event
from schemas.envelope import PublishedEvent
from schemas.statistics import FrozenReport, ReportCorrected
from services.runtime.projection import Index, Section


class FrozenReportsView:
    """One document per report; searched by its body."""

    name = "frozen_reports"
    version = 1
    sources: Sequence[str] = ("statistics",)
    indexes: Sequence[Index] = (Index((("statistics.organisation", 1), ("statistics.period", -1))),)

    def project(self, section: Section | None, envelope: PublishedEvent, event: Event) -> Section:
        """See CaseView."""
        before = section or {"editions": []}
        if not isinstance(event, FrozenReport):
            return before
        edition: dict[str, Any] = {
            **event.model_dump(mode="json", include=_KEPT), "frozen_at": event.occurred_at.isoformat(),
            "by": envelope.actor.user, "reason": "", "changes": [],
        }  # fmt: skip
        if isinstance(event, ReportCorrected):
            changes = [change.model_dump(mode="json") for change in event.changes]
            edition = {**edition, "reason": event.reason, "changes": changes}
        told = {
            "report": event.report,
            "organisation": event.organisation,
            "period": event.period,
            "series": event.series,
        }
        return {**told, "editions": [*before["editions"], edition]}


_KEPT = {"edition", "bodies", "positions", "catalogue_version", "digest", "figures"}
