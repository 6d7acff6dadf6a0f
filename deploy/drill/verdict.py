"""The end condition of design.md section 3: stores and views are the fold of the log, every reaction answered, nobody asked twice."""

import asyncio
from collections import Counter
from typing import cast

from deploy.trial.history import History
from deploy.trial.servers import Installation
from services.command_line.verify import verify
from services.runtime.checks.views import ViewsCheck
from services.runtime.mongo import DatabaseUnavailable, connect
from services.runtime.projection import CaseView, is_case_view
from services.runtime.settings import Settings
from services.views.all_views import VIEWS

_PAUSES = (1.0, 2.0, 4.0, 8.0)
"""Seconds between tries to read the views while the database does not answer."""


async def end_condition(installation: Installation, history: History) -> list[str]:
    """Everything that does not hold, at most a few of each kind."""
    settings = Settings.from_environment(installation.environment)
    found: list[str] = []
    async for difference in verify(settings):
        found.append(difference.in_chinese)
        if len(found) == 5:
            break
    return found + asked_twice(history)


async def views_differ(installation: Installation) -> list[str]:
    """Where views that have caught up differ from the fold of the log, at most a few."""
    for pause in _PAUSES:
        try:
            return await _views_differ(installation)
        except DatabaseUnavailable:
            # A database that has just come back is slow to answer the driver's own monitor, which then cuts connections.
            await asyncio.sleep(pause)
    return await _views_differ(installation)


async def _views_differ(installation: Installation) -> list[str]:
    settings = Settings.from_environment(installation.environment)
    database = connect(settings.mongodb, settings.database)
    views = [cast(CaseView, view) for view in VIEWS if is_case_view(view)]
    found: list[str] = []
    async for difference in ViewsCheck(views, database, installation.kafka, installation.name).differences():
        found.append(difference.in_chinese)
        if len(found) == 5:
            break
    return found


def asked_twice(history: History) -> list[str]:
    """Parties that got more than one invitation about one body; a petitioner rates two (XFM14 3)."""
    asked = Counter(
        (case_code, f"{event.data['party_id']}/{event.data['rated_body']}")
        for (service, case_code), decided in history.decided.items()
        if service == "satisfaction"
        for decision in decided
        for event in decision.events
        if event.name == "invitation_issued"
    )
    return [f"案件 {case_code} 的当事人被邀请 {times} 次" for (case_code, _), times in asked.items() if times > 1]
