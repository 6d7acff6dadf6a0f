"""Rounds at agencies as the case file, the work list and the public catalogue show them (domain.md 2.2; Mile 34)."""

from datetime import date

import pytest

from schemas import intake
from schemas.administrative_mediation import AgencyDutyDischarged, AppraisalEnded
from schemas.base import Event
from services.administrative_mediation.domain import commands as c
from services.jurisdiction.law import Law
from services.jurisdiction.service_of_documents import ServiceEntry
from services.views.answers import CaseFile
from services.views.case_file.reading import case_file
from services.views.facts import agencies
from services.views.matters.catalogue import MatterRow, matters
from services.views.reader import Reader
from services.views.words import words_of
from services.views.work_list.reading import work_list
from tests.domain.administrative_mediation.agency_case import (
    CASE,
    LABOUR,
    MARKET,
    POLICE,
    AgencyCase,
    given_consent_pending,
    given_draft,
    given_examining,
    given_in_force,
    given_in_mediation,
    given_session,
)
from tests.domain.given_when_then import names
from tests.domain.views.log import Log, actor, at, view_named

LAW = Law.load("wuhu")
WORDS = words_of(LAW)


def logged(case: AgencyCase) -> Log:
    """The case's events as the agency's service wrote them, one decision each."""
    log = Log()
    registered = intake.CaseRegistered(
        occurred_at=at("2026-03-02", 8), registering_body="wuhu.jinghu.hub", first_handler="wuhu.jinghu.hub",
        handler="clerk", case=case.case,
    )  # fmt: skip
    log.decide("intake", registered, case=CASE, by=actor("wuhu.jinghu.hub"))
    for event in case.events:
        log.decide("administrative_mediation", event, case=CASE, by=actor(case.body))
    return log


def items(case: AgencyCase, organisation: str | None = None) -> list[tuple[str, tuple[str, ...]]]:
    document = logged(case).document(view_named("boards"), CASE) or {}
    found = work_list([document], [], organisation or case.body, at("2026-03-30"), WORDS)
    return [(item.kind, item.missing) for item in found]


def read(case: AgencyCase, organisation: str | None = None, role: str = "clerk") -> CaseFile:
    document = logged(case).document(view_named("case_file"), CASE)
    assert document is not None
    return case_file(document, Reader.of(actor(organisation or case.body, role), LAW), WORDS)


def test_an_application_waits_for_the_agencys_decision() -> None:
    assert items(given_examining()) == [("to_decide", ())]


def test_a_matter_that_is_not_its_own_waits_to_be_handed_over() -> None:
    case = given_examining()
    names(case.does(c.FindNotCompetent(reason="系消费纠纷"), "2026-03-05"))
    assert items(case) == [("to_transfer", ())]


def test_an_accepted_matter_waits_for_consent_and_then_for_nothing() -> None:
    assert items(given_consent_pending()) == [("to_open", ())]
    assert items(given_in_mediation()) == []


def test_an_appraisal_leaves_the_round_where_it_stood() -> None:
    case = given_consent_pending()
    names(case.does(c.StartAppraisal(kind="鉴定"), "2026-03-05"))
    assert items(case) == []
    names(case.does(c.EndAppraisal(), "2026-03-06"))
    assert items(case) == [("to_open", ())]


def test_a_designation_leaves_the_round_where_it_stood() -> None:
    case = given_in_mediation()
    told = c.HearDesignation(custody_number=2, by_body="wuhu.jinghu.hub", to_body=LABOUR, reason="先受理")
    assert names(case.hears(told, "2026-03-06")) == ["agency_designated"]
    assert items(case) == []


def test_a_document_waits_for_signatures_and_the_agencys_own_seal() -> None:
    assert items(given_draft()) == [("waiting_for_signatures", ("当事人 2 人", "调解员签名", "机关印章"))]
    assert items(given_in_force()) == []


def test_a_notice_of_termination_waits_until_everybody_has_it() -> None:
    case = given_session("market")
    names(case.ends())
    assert items(case) == [("not_served", ("当事人 2 人",))]
    served = c.NotifyTermination(party_id="p1", service=ServiceEntry(method="direct", proof="送达回证"))
    names(case.does(served, "2026-03-12"))
    assert items(case) == [("not_served", ("当事人 1 人",))]


def test_what_the_agency_owes_stands_on_its_list_until_it_is_done() -> None:
    case = given_session("public_order")
    names(case.ends())
    assert ("agency_duty", ("依法作出治安管理处罚决定，并告知当事人可以就民事争议依法提起民事诉讼",)) in items(case)
    names(case.does(c.DischargeDuty(duty="punish", what="已作出处罚决定"), "2026-03-12"))
    assert [kind for kind, _ in items(case)] == ["not_served"]


def test_the_case_file_shows_the_agreement_its_clocks_and_whose_they_are() -> None:
    shown = read(given_draft())
    [agreement] = shown.agreements
    assert (agreement.body, agreement.missing) == (
        LABOUR,
        ("申请人（甲方）签名", "被申请人（乙方）签名", "调解员签名", "机关印章"),
    )
    assert {(row.limit, row.organisation) for row in shown.clocks} == {("AM-1", LABOUR), ("AM-3", LABOUR)}


def test_what_was_said_before_the_agency_stays_there() -> None:
    case = given_in_mediation()
    names(case.holds(minutes="被申请人承认拖欠"))
    said = [entry.sentence for entry in read(case).timeline if entry.event == "session_held"]
    elsewhere = [entry.sentence for entry in read(case, "wuhu.jinghu.hub").timeline if entry.event == "session_held"]
    assert "被申请人承认拖欠" in said[0]
    assert "被申请人承认拖欠" not in elsewhere[0]


@pytest.mark.parametrize("sector", ["default", "market", "medical", "traffic", "public_order"])
def test_every_event_of_a_round_is_told_in_a_chinese_sentence_without_codes(sector: str) -> None:
    case = given_session(sector)
    names(case.ends())
    for entry in read(case).timeline:
        told = entry.sentence.replace(case.official.user, "")
        assert not any("a" <= letter <= "z" for letter in told), entry.sentence


def row(code: str, place: str = "") -> MatterRow:
    return next(one for one in matters(LAW, WORDS, place) if one.code == code)


def test_every_matter_of_the_catalogue_has_a_legal_basis_written_out_and_its_mark() -> None:
    rows = matters(LAW, WORDS)
    assert len(rows) == len({one.code for one in rows}) >= 18
    for one in rows:
        assert one.basis
        assert all(
            basis.title.startswith(("《", "弥勒市")) and basis.mark in ("V", "GK", "INF") for basis in one.basis
        ), one


def test_the_catalogue_tells_what_must_be_mediated_unasked() -> None:
    must = {one.code for one in matters(LAW, WORDS) if one.start == "own_motion"}
    assert must == {"environment_many_people", "resource_development", "public_safety_accident"}


def test_the_catalogue_names_the_agencies_of_a_place() -> None:
    assert [one.body for one in row("consumer", "安徽省芜湖市镜湖区").agencies] == [MARKET]
    assert [one.body for one in row("public_order", "安徽省芜湖市镜湖区").agencies] == [POLICE]
    assert [one.body for one in row("environment", "安徽省芜湖市镜湖区").agencies] == ["wuhu.ecology"]
    assert [limit.limit for limit in row("consumer").limits] == ["MKT-1", "MKT-1N", "MKT-2", "MKT-3"]


def test_the_dates_of_an_application_are_told_as_days() -> None:
    case = given_examining("market")
    names(case.does(c.RecordApplication(infringed_on=date(2026, 2, 1)), "2026-03-03"))
    [recorded] = [entry for entry in read(case).timeline if entry.event == "application_recorded"]
    assert "2026年2月1日" in recorded.sentence


def test_an_event_of_an_unknown_round_changes_nothing() -> None:
    stray: tuple[Event, ...] = (
        AppraisalEnded(occurred_at=at("2026-03-02"), track_id="t", custody_number=2, appraisal_id="a"),
        AgencyDutyDischarged(occurred_at=at("2026-03-02"), track_id="t", custody_number=2, duty="x", what="y"),
    )
    for event in stray:
        assert agencies.fold(None, event)["stages"] == {}
