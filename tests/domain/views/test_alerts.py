"""Alerts and trends as they are read: counts for every body concerned, cases for who may know them, and the work list of the addressee."""

from typing import Any

import pytest

from schemas import early_warning, intake
from schemas.early_warning import MeasureTaken
from schemas.personal import MASK
from services.jurisdiction.law import Law
from services.runtime.tally import stepped
from services.views.alerts.projection import AlertsView
from services.views.alerts.reading import alert_row, work_item
from services.views.reader import Reader
from services.views.trends.projection import TrendsView
from services.views.trends.reading import trends
from services.views.words import words_of
from tests.domain.early_warning.county import COMMUNITY, HUB, OTHER_STREET, STREET, County, at, company, person
from tests.domain.views.log import Log, actor

LAW = Law.load("wuhu")
WORDS = words_of(LAW)


def reader(organisation: str, role: str = "clerk") -> Reader:
    return Reader.of(actor(organisation, role), LAW)


def alert(*more: Any) -> dict[str, Any]:
    """The document of an alert over cases of two streets, after these events."""
    county = County()
    for day, body in enumerate((STREET, COMMUNITY, OTHER_STREET)):
        county.case(day, person(f"{day}"), company(), body=body)
    watched = county.watched()
    log = Log()
    [code] = watched.standing
    for _, event in watched.told:
        log.decide("early_warning", event, case=code)
    for event in more:
        log.decide("early_warning", event, case=code)
    document = log.document(AlertsView(), code)
    assert document is not None
    return document


def test_the_addressee_reads_every_case_and_what_the_alert_cannot_know() -> None:
    row = alert_row(alert(), reader(HUB), WORDS)
    assert (row.counted, row.at_least, len(row.cases), row.hidden_cases) == (3, 3, 3, 0)
    assert (row.situation_name, row.proposal_name, row.addressee) == ("待处理", "多部门联合处理", HUB)
    assert "不知道各案诉求是否相同" in row.cannot_know
    assert row.mark == "INF"


def test_a_body_concerned_reads_the_count_and_the_codes_of_its_own_cases_alone() -> None:
    row = alert_row(alert(), reader(OTHER_STREET), WORDS)
    assert (row.counted, len(row.cases), row.hidden_cases) == (3, 1, 2)


def test_what_was_answered_is_shown_and_masked_for_who_need_not_know_persons() -> None:
    answered = early_warning.AlertAnswered(
        occurred_at=at(5), by_body=HUB, measure=MeasureTaken.JOINT_HANDLING, text="已约谈某公司"
    )
    document = alert(answered)
    assert alert_row(document, reader(HUB), WORDS).text == "已约谈某公司"
    assert alert_row(document, reader(HUB, "auditor"), WORDS).text == MASK
    assert alert_row(document, reader(HUB), WORDS).situation == "answered"


def test_an_open_alert_stands_on_the_addressees_work_list() -> None:
    item = work_item(alert(), WORDS)
    assert (item.kind_name, item.organisation, item.subject) == ("预警待处理", HUB, "同一被申请人纠纷聚集")


def figures(county: County) -> list[dict[str, Any]]:
    """The figures of trends, summed as the database would."""
    view, sums = TrendsView(), {}
    sections: dict[str, Any] = {}
    for logged in county.log.decisions:
        before = sections.get(logged.decision.case_code)
        was = view.counted("intake", before) if before else ()
        step = stepped(view, before, was, logged)
        if step is None:
            continue
        sections[logged.decision.case_code] = step.section
        for one in step.added:
            document = sums.setdefault(one.figure, {"figure": one.figure, "labels": one.labels, "values": {}})
            for name, value in one.values.items():
                document["values"][name] = document["values"].get(name, 0) + value
    return list(sums.values())


def test_trends_count_months_types_places_and_bodies_and_leave_out_what_is_no_dispute() -> None:
    county = County()
    codes = [county.case(day, person(f"{day}"), body=COMMUNITY) for day in (0, 1, 40)]
    county.case(2, person("x"), body=OTHER_STREET, dispute_type="NEIGHBOR", risk="HIGH")
    county.case(3, person("s"), story=True)
    county.case(3, person("a"), sealed=True)
    county.tell(codes[1], intake.CaseVoided(occurred_at=at(4), reason="误登记"))
    told = trends(figures(county), ["2026-03", "2026-04"], HUB, LAW, WORDS, str)
    assert [(row.month, row.disputes, row.high_risk) for row in told.months] == [("2026-03", 2, 1), ("2026-04", 1, 0)]
    assert told.months[1].change == pytest.approx(-0.5)
    assert [(row.code, row.number) for row in told.types] == [("PROPERTY_MGMT", 2), ("NEIGHBOR", 1)]
    assert [(row.code, row.number) for row in told.places] == [(STREET, 2), (OTHER_STREET, 1)]
    assert told.bodies[0].code == COMMUNITY
    assert "不是纠纷发生地" in told.cannot_know


def test_a_bodys_year_is_one_figure_of_which_only_the_months_asked_for_count() -> None:
    county = County()
    for day in (0, 1, 40):
        county.case(day, person(f"{day}"), body=COMMUNITY)
    found = figures(county)

    told = trends(found, ["2026-04"], HUB, LAW, WORDS, str)

    assert [document["labels"]["year"] for document in found] == ["2026"]
    assert [(row.month, row.disputes, row.change) for row in told.months] == [("2026-04", 1, None)]
    assert [(row.number, row.share) for row in (*told.types, *told.bodies)] == [(1, 1.0), (1, 1.0)]
