"""The views of this service, in one list."""

from services.runtime.projection import View
from services.views.case_file.projection import CaseFileView
from services.views.custody.projection import CustodyView
from services.views.deadline_board.projection import DeadlineBoardView
from services.views.satisfaction.projection import SatisfactionView
from services.views.work_list.projection import WorkListView

VIEWS: tuple[View, ...] = (
    CaseFileView(),
    WorkListView(),
    DeadlineBoardView(),
    SatisfactionView(),
    CustodyView(),
)
"""Every read model; the first is the one whose positions a reader with Read-After waits for."""
