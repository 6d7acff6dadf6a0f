"""Who looked at what: told for the bodies one stands for; and what is taken out is no formula."""

import io
from pathlib import Path

from openpyxl import load_workbook

from services.console.access_log import AccessLog, What
from services.console.exporting import workbook_of
from services.console.session import Person

SOMEBODY = Person("token", "clerk.street", "street", "某街道", frozenset({"clerk"}), "某街道登记员")


def test_an_auditor_is_told_of_its_own_bodies_alone_newest_first(tmp_path: Path) -> None:
    log = AccessLog.within(tmp_path)
    log.saw("clerk.street", "street", What.CASE, "CASE-1")
    log.saw("clerk.street", "street", What.EXPORT, purpose="报送")
    log.saw("clerk.other", "other", What.CASE, "CASE-1")

    assert [(one.what, one.purpose) for one in log.of(["street"])] == [("export", "报送"), ("case", "")]
    assert [one.account for one in log.of(["street", "other"], case_code="CASE-1")] == ["clerk.other", "clerk.street"]
    assert log.of(["street"], account="clerk.other") == ()


def test_looking_at_ones_own_work_tells_what_is_new_and_no_auditor(tmp_path: Path) -> None:
    log = AccessLog.within(tmp_path)
    assert log.last("clerk.street", What.WORK) is None

    log.saw("clerk.street", "street", What.WORK)

    assert log.last("clerk.street", What.WORK) is not None
    assert log.of(["street"]) == ()


def test_a_list_that_is_taken_out_reckons_with_nothing_and_says_by_whom_and_what_for() -> None:
    row = {
        "case_code": "X", "dispute_type_name": "=HYPERLINK(1)", "status_name": "办理中", "result_name": "",
        "custodian_name": "某街道", "registered_at": "2026-03-02T01:30:00+00:00",
    }  # fmt: skip
    book = load_workbook(io.BytesIO(workbook_of("cases", "案件列表", [row], SOMEBODY, "+报送")))

    assert [cell.value for cell in book["案件列表"][2]] == [
        "X", "'=HYPERLINK(1)", "办理中", None, "某街道", "2026年3月2日 09:30",
    ]  # fmt: skip
    assert [[cell.value for cell in line] for line in book["导出说明"]][:3] == [
        ["导出岗位", "某街道登记员"], ["账号", "clerk.street"], ["用途", "'+报送"],
    ]  # fmt: skip
