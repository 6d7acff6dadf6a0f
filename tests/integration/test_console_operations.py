"""What an operator does from the pages: a case that stands still is brought back, and the record is verified; both are in the log."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from deploy.embedded.process import wait_until
from schemas.topics import PARTITIONS, commands
from services.runtime.kafka.producer import Appender
from services.runtime.partitioner import partition_of
from tests.conftest import County
from tests.integration.test_console import HUB, STREET, Browser, at_the_post, clerk, registered

POISON = b'{"specversion": "1.0", "no": "command'
"""Bytes that nobody can decode, as the drill writes them."""
NOTE = "排在后面的记事"
OPERATOR, AUDITOR = f"operator.{HUB}", f"auditor.{HUB}"
VERIFICATIONS = "/operations/verifications"


def poisoned(county: County, code: str) -> None:
    """Among the commands of this case stands now what no program can read."""

    async def append() -> None:
        appender = Appender(county.installation.kafka, 10)
        topic = commands("intake").name_in(county.installation.name)
        await appender.append(topic, partition_of(code, PARTITIONS), code, POISON)
        await appender.stop()

    asyncio.run(append())


def main_of(seat: Browser) -> str:
    return seat.text.partition("<main")[2]


def row_of(operator: Browser, case: str) -> str:
    """What the page of operations says of this case among those that stand still; empty where it is not among them."""
    rows = operator.open("/operations").text.split("<tr")
    return next((row for row in rows if f"/{case[-17:]}" in row), "")


@pytest.mark.timeout(300)
def test_a_case_that_stands_still_is_seen_with_its_reason_brought_back_and_the_log_tells_by_whom(
    county: County,
) -> None:
    street, operator = clerk(county.console, STREET), at_the_post(county.console, OPERATOR)
    case = registered(street)
    page = f"/operations/intake/{case[-17:]}"
    note = street.open(f"{case}/acts/intake/record_note")
    poisoned(county, case[-17:])
    assert wait_until(lambda: row_of(operator, case), 30)
    row = row_of(operator, case)
    assert "窗口" in row
    assert "收到的内容不是本系统的格式，程序读不出来" in row
    with ThreadPoolExecutor(1) as meanwhile:
        waiting = meanwhile.submit(note.submit, f"{case}/acts/intake/record_note", text=NOTE)
        assert wait_until(lambda: "record_note" in operator.open(page).text, 30)
        assert "EnvelopeError" in operator.text
        assert NOTE not in operator.text
        assert f"案件 {case[-17:]} 已经恢复，正在依次处理" in operator.submit(page).text
        assert wait_until(lambda: row_of(operator, case), 30)
        assert operator.open(page).submit(page, discard="1").path == "/operations"
        assert waiting.result(30).path == case
    assert not row_of(operator, case)
    assert wait_until(lambda: NOTE in street.open(case).text, 30)

    log = main_of(at_the_post(county.console, AUDITOR).open(f"/audit?case={case[-17:]}"))
    assert "窗口：恢复办理" in log
    assert "窗口：放弃处理不了的一条，恢复办理其余" in log
    assert "系统运维" in log


@pytest.mark.timeout(300)
def test_a_verification_is_begun_seen_and_stopped_on_its_page_and_there_is_no_second_one(county: County) -> None:
    operator = at_the_post(county.console, OPERATOR)
    assert clerk(county.console, STREET).open(VERIFICATIONS).status == 403
    begun = operator.open(VERIFICATIONS).submit(VERIFICATIONS)
    assert (begun.path, begun.status) == (VERIFICATIONS, 200)
    assert "正在核对：" in begun.text
    second = operator.submit(VERIFICATIONS)
    assert (second.status, "已有一次核对正在进行" in second.text) == (409, True)
    operator.open(VERIFICATIONS).submit(f"{VERIFICATIONS}/stop")
    assert wait_until(lambda: "已停止" in operator.open(VERIFICATIONS).text, 30)
    assert "开始核对" in operator.text
    assert "最近一次：" in operator.open("/operations").text
    assert "停止核对" in main_of(at_the_post(county.console, AUDITOR).open(f"/audit?account={OPERATOR}"))
