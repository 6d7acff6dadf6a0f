"""`mediate verify --rules FILE` on a real log: every clock under today's rules and under others; interrupted and gone on."""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from schemas.base import Event
from services.command_line.rules_over_log import open_positions
from services.jurisdiction import clock_book
from services.jurisdiction.clock_book import SHANGHAI, ClockBook
from services.jurisdiction.law import Law
from services.jurisdiction.rules_overlay import law_under
from tests.domain.views.log import Log
from tests.integration.views_world import write
from tests.servers import Installation

LAW = Law.load("wuhu")
CODES = [f"{number}K3W9QZ8D7V5M2P6A" for number in range(1, 9)]
TRIAL = """\
limits:
- id: JC-1
  name_zh: 共同申请司法确认
  start_event_zh: 调解协议生效
  stop_event_zh: 双方共同申请
  versions: [{valid_from: 2011-01-01, length: 15, unit: calendar_day, source: {instrument: CPL, article: "205", mark: INF}}]
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "trial.yaml"
    path.write_text(TRIAL, encoding="utf-8")
    return path


def moment(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(hour=9, tzinfo=SHANGHAI)


def log_of_eight_cases() -> Log:
    """Each has XF-4, and JC-1 stopped after 21 days: in time today, a breach under the trial."""
    log = Log()
    for code in CODES:
        begin = clock_book.start(LAW, code, "people_mediation", "JC-1", moment("2024-03-04"))
        kept = clock_book.evolve(ClockBook(), begin).clocks[begin.clock_id]
        stop: tuple[Event, ...] = clock_book.stop(kept, moment("2024-03-25"), "已申请")
        log.decide("people_mediation", begin, case=code)
        log.decide("people_mediation", *stop, case=code)
        log.decide("intake", clock_book.start(LAW, code, "intake", "XF-4", moment("2024-03-04")), case=code)
        log.refuse("intake", case=code)
    return log


def verify(installation: Installation, *words: str) -> "subprocess.CompletedProcess[str]":
    own = {
        "KAFKA_BOOTSTRAP_SERVERS": installation.kafka, "MONGODB_URI": installation.mongodb,
        "MEDIATION_INSTALLATION": installation.name, "MEDIATION_DATA": str(installation.data),
        "MEDIATION_PROFILE": "wuhu",
    }  # fmt: skip
    command = [sys.executable, "-m", "services.command_line.main", "verify", *words]
    return subprocess.run(command, env={**os.environ, **own}, capture_output=True, text=True, timeout=120, check=False)


def test_what_other_rules_would_change_is_counted_and_listed(installation: Installation, rules: Path) -> None:
    write(installation, log_of_eight_cases().decisions)

    words = verify(installation, "--rules", str(rules))
    told = json.loads(verify(installation, "--rules", str(rules), "--json").stdout)

    assert words.returncode == 0, words.stderr
    assert "16 个期限；对照规则会改变 8 个期限" in words.stdout
    assert "JC-1 自 2024-03-04：2024-04-03 → 2024-03-19，按期 → 逾期办理" in words.stdout
    assert (told["decisions"], told["clocks"], told["changed"]) == (32, 16, 8)
    assert told["limits"]["JC-1"]["breach_appears"] == 8
    assert told["limits"]["JC-1"]["earlier"] == 8
    lines = [json.loads(line) for line in Path(told["changes_file"]).read_text("utf-8").splitlines()]
    assert sorted(line["case_code"] for line in lines if "case_code" in line) == CODES
    assert "XF-4" not in told["limits"]


def test_an_interrupted_comparison_goes_on_with_the_partitions_that_are_missing(
    installation: Installation, rules: Path
) -> None:
    write(installation, log_of_eight_cases().decisions)
    whole = json.loads(verify(installation, "--rules", str(rules), "--json").stdout)
    file = Path(whole["changes_file"])
    lines = file.read_text("utf-8").splitlines(keepends=True)
    marks = [index for index, line in enumerate(lines) if '"done"' in line]
    # As a kill leaves it: seven partitions whole, then a line cut in two.
    file.write_text("".join(lines[: marks[6] + 1]) + '{"case_code": "1K3W', encoding="utf-8")

    again = verify(installation, "--rules", str(rules), "--json")

    assert "接着上次：已比较 7 个分区" in again.stderr
    assert again.stderr.count("分区：") == len(marks) - 7
    assert json.loads(again.stdout) == whole
    assert file.read_text("utf-8").splitlines(keepends=True) == lines


def test_a_finished_comparison_begins_anew_and_broken_rules_are_refused(
    installation: Installation, rules: Path
) -> None:
    other = law_under(LAW, rules)
    write(installation, log_of_eight_cases().decisions[:1])
    first = json.loads(verify(installation, "--rules", str(rules), "--json").stdout)
    write(installation, log_of_eight_cases().decisions[1:])
    second = json.loads(verify(installation, "--rules", str(rules), "--json").stdout)
    rules.write_text(TRIAL.replace("length: 15", "length: 0"), encoding="utf-8")
    broken = verify(installation, "--rules", str(rules))

    assert (first["clocks"], second["clocks"]) == (1, 16)
    assert first["changes_file"] == second["changes_file"]
    assert open_positions(installation.data, LAW, other, "another", moment("2024-03-04")).done == {}
    assert broken.returncode == 2
    assert "“length”应是正整数" in broken.stderr
