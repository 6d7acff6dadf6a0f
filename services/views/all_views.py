"""The views of this service, in one list."""

from typing import cast

from services.runtime.projection import CaseView, TallyView, View, is_case_view
from services.runtime.tally import is_tally
from services.views.alerts.projection import AlertsView
from services.views.boards.projection import BoardsView
from services.views.case_file.projection import CaseFileView
from services.views.documents.projection import DocumentsView
from services.views.frozen_reports.projection import FrozenReportsView
from services.views.registers.projection import RegistersView
from services.views.satisfaction.tally import SatisfactionTally
from services.views.statistics.projection import StatisticsView
from services.views.trends.projection import TrendsView

VIEWS: tuple[View, ...] = (
    CaseFileView(),
    BoardsView(),
    SatisfactionTally(),
    StatisticsView(),
    FrozenReportsView(),
    RegistersView(),
    AlertsView(),
    TrendsView(),
    DocumentsView(),
)
"""Every read model; the first is the one whose positions a reader with Read-After waits for."""

CASE_VIEWS: tuple[CaseView, ...] = tuple(cast(CaseView, view) for view in VIEWS if is_case_view(view))
"""Those with one document per case."""
TALLIES: tuple[TallyView, ...] = tuple(cast(TallyView, view) for view in VIEWS if is_tally(view))
"""Those that keep sums over cases."""
