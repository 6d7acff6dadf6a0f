"""The wiring of the views: decisions of every deciding service in, documents out, read by HTTP."""

from collections.abc import Sequence

from fastapi import APIRouter

from services.jurisdiction.law import Law
from services.runtime.settings import Settings
from services.runtime.view_counts import ViewCount
from services.runtime.views_process import Reader, run_views
from services.views.all_views import VIEWS
from services.views.api import routers
from services.views.boards.projection import DOUBLES, NAME, ORPHANS

SERVICE = "views"
COUNTS = (
    ViewCount("orphans", NAME, ORPHANS, "无人保管的案件"),
    ViewCount("double_custody", NAME, DOUBLES, "有两个保管机构的案件"),
)
"""Told in /metrics and in the notes of `mediate status`."""


def run(settings: Settings | None = None) -> None:
    """Run until told to stop (SIGTERM, SIGINT)."""
    settings = settings or Settings.from_environment()
    law = Law.load(settings.profile)

    def routes(reader: Reader) -> Sequence[APIRouter]:
        return routers(reader, law)

    run_views(SERVICE, VIEWS, routes, settings, COUNTS)
