"""A case that nobody registered, but about which it was asked who has to do with it, is read by nobody and counts nowhere."""

import pytest

from schemas.command import Actor
from schemas.envelope import PublishedEvent, decode_event
from schemas.intake import BodiesTold
from schemas.samples import FOLDER, sample_event
from services.jurisdiction.law import Law
from services.views.case_file.projection import CaseFileView
from services.views.reader import Reader
from services.views.statistics.projection import StatisticsView
from services.views.trends.projection import TrendsView

LAW = Law.load("wuhu")
ASKED: PublishedEvent = decode_event((FOLDER / "intake.bodies_told.v1.json").read_bytes())
NOBODYS = sample_event(BodiesTold).model_copy(update={"bodies": (), "story": None})


@pytest.mark.parametrize("view", [StatisticsView(), TrendsView()], ids=["statistics", "trends"])
def test_it_counts_nowhere(view: StatisticsView | TrendsView) -> None:
    assert view.fold(None, ASKED, NOBODYS) is None


@pytest.mark.parametrize("body", ["wuhu.jinghu.fangcun.pmc", "wuhu.jinghu.hub", "wuhu.hub"])
@pytest.mark.parametrize("role", ["clerk", "county_office", "auditor"])
def test_it_is_read_by_nobody_the_body_that_asked_among_them(body: str, role: str) -> None:
    file = {"_id": ASKED.case_code, "intake": CaseFileView().project(None, ASKED, NOBODYS)}
    reader = Reader.of(Actor(user=f"{role}.{body}", organisation=body, roles=(role,)), LAW)
    assert not reader.may_read(file)
