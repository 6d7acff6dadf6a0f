"""The committee's case file: the archive gate checks items 1, 2, 3, 7 and, if agreed, 8 (PML 27; domain.md section 7)."""

import pytest

from schemas.command import Refused
from schemas.people_mediation import FileArchived, FileItem
from schemas.values import DisputeType, PartyRole, Performance
from services.people_mediation.domain import commands as c
from tests.domain.given_when_then import clock_events, irregularities, names, refusal
from tests.domain.people_mediation.committee_case import (
    APPLICANT,
    AT_ONCE,
    CommitteeCase,
    files,
    given_archived,
    given_breached,
    given_custody,
    given_draft,
    given_in_force,
    given_in_mediation,
    given_lost,
    given_offered,
    given_session,
    given_terminated,
    party,
    summary,
)

NAMELESS = party("p2", PartyRole.RESPONDENT, identity_number=None)


def archives(case, day="2026-05-01"):
    return case.does(c.ArchiveFile(volume_number="(2026)方人调字第1号"), day)


def performed(case):
    names(case.performed())
    return case


def medical_in_force():
    """A medical dispute whose written agreement binds and was kept."""
    return performed(given_in_force(case=summary(dispute_type=DisputeType.MEDICAL)))


def test_what_the_system_recorded_itself_counts_by_its_events():
    case = performed(given_in_force())
    answer = archives(case)
    archived = answer[0]
    assert isinstance(archived, FileArchived)
    assert archived.items == (
        FileItem.APPLICATION_OR_REGISTRATION, FileItem.RIGHTS_NOTICE, FileItem.IDENTITY, FileItem.MEDIATION_RECORD,
        FileItem.AGREEMENT,
    )  # fmt: skip
    assert str(archived.closed_on) == "2026-05-01"
    assert case.situation == "archived"


def test_missing_items_are_named_in_chinese():
    case = CommitteeCase(summary((APPLICANT, NAMELESS)))
    case.custody_comes()
    names(case.ends("2026-03-03"))
    answer = archives(case)
    assert isinstance(answer, Refused)
    assert answer.code == "file_incomplete"
    assert answer.message == "卷宗缺少必备材料：2 权利义务告知书、3 身份证明、7 调解记录。"
    assert answer.parameters == {"missing": ["rights_notice", "identity", "mediation_record"]}


def test_documents_put_in_complete_the_file():
    case = CommitteeCase(summary((APPLICANT, NAMELESS)))
    case.custody_comes()
    case.ends("2026-03-03")
    files(case, FileItem.RIGHTS_NOTICE, FileItem.IDENTITY, FileItem.MEDIATION_RECORD)
    assert names(archives(case)) == ["file_archived"]


def test_without_agreement_item_8_is_not_needed():
    assert names(archives(given_terminated())) == ["file_archived"]


def test_an_oral_agreement_counts_as_item_8():
    case = given_session()
    case.agrees(form="oral", terms=AT_ONCE)
    assert FileItem.AGREEMENT in performed(case).track.file_items
    assert names(archives(case)) == ["file_archived"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (given_offered, "offer_not_accepted"),
        (given_custody, "round_open"),
        (given_in_mediation, "round_open"),
        (given_draft, "agreement_unfinished"),
        (given_in_force, "performance_not_supervised"),
        (given_breached, "performance_not_supervised"),
        (given_archived, "file_archived"),
    ],
)
def test_a_file_is_closed_when_everything_is_done(given, code):
    assert refusal(archives(given(), "2026-06-01")) == code


def test_a_follow_up_shows_that_performance_was_looked_after_pml_31():
    case = given_in_force()
    case.does(c.FollowUp(findings="按期履行", performed=Performance.PARTIAL), "2026-04-25")
    assert names(archives(case))[0] == "file_archived"


def test_urging_after_a_breach_shows_it_too_pml_31():
    case = given_breached()
    case.does(c.UrgePerformance(), "2026-03-26")
    assert names(archives(case))[0] == "file_archived"


def test_a_broken_agreement_that_a_later_one_replaced_needs_no_urging():
    case = given_breached()
    case.holds("2026-03-26")
    case.agrees("2026-03-26", form="oral", terms=AT_ONCE)
    performed(case)
    assert names(archives(case))[0] == "file_archived"


def test_what_still_runs_stops_with_the_file():
    case = given_in_force()
    case.does(c.FollowUp(findings="按期履行"), "2026-03-25")
    assert clock_events(archives(case)) == [("clock_stopped", "PM-2")]


def test_a_round_that_lost_the_case_may_close_its_file():
    assert names(archives(given_lost())) == ["file_archived"]


def test_nothing_goes_into_a_closed_file_or_one_of_somebody_else():
    added = c.AddFileItem(item=FileItem.EVIDENCE)
    assert refusal(given_archived().does(added, "2026-06-01")) == "file_archived"
    assert refusal(given_offered().does(added, "2026-06-01")) == "custody_not_here"


def test_without_parties_no_identity_is_known():
    case = CommitteeCase(summary(()))
    case.custody_comes()
    case.ends("2026-03-03")
    answer = archives(case)
    assert isinstance(answer, Refused)
    assert answer.parameters is not None
    assert "identity" in answer.parameters["missing"]


def test_a_second_breach_is_urged_again_pml_31():
    case = given_breached()
    case.does(c.UrgePerformance(), "2026-03-26")
    case.does(c.ReportBreach(what="仍不履行"), "2026-04-02")
    assert refusal(archives(case)) == "performance_not_supervised"


def test_a_partial_agreement_that_is_kept_is_looked_after_beside_the_later_whole_one():
    case = given_session()
    case.agrees(partial=True)
    case.all_sign()
    case.agrees("2026-03-08", form="oral", terms=AT_ONCE)
    performed(case)
    assert refusal(archives(case)) == "performance_not_supervised"
    case.performed(agreement_id=case.track.agreements[0].agreement_id)
    assert names(archives(case)) == ["file_archived"]


def test_the_file_of_a_medical_dispute_shows_whether_the_parties_were_told_of_the_court_med_39():
    told, untold = medical_in_force(), medical_in_force()
    answer = told.does(c.TellConfirmationRight(orally=True), "2026-04-01")
    assert names(answer) == ["confirmation_right_told"]
    assert answer[0].party_ids == ("p1", "p2")
    assert irregularities(archives(told)) == []
    assert irregularities(archives(untold)) == ["confirmation_right_not_told"]


def test_other_disputes_may_be_told_and_the_file_does_not_ask_for_it():
    case = performed(given_in_force())
    assert refusal(given_in_mediation().does(c.TellConfirmationRight(), "2026-03-06")) == "no_agreement"
    assert refusal(case.does(c.TellConfirmationRight(party_ids=("p9",)), "2026-04-01")) == "unknown_party"
    assert irregularities(archives(case)) == []
