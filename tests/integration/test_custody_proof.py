"""`mediate custody-proof` on a real log: what was walked, and the first violation with its record."""

import json
import os
import subprocess
import sys

from schemas import intake
from schemas.base import Event
from schemas.identity import track_id
from tests.domain.intake.window import STREET
from tests.domain.views.log import CASE, Log
from tests.integration.views_world import write
from tests.jurisdiction.test_custody_proof import CODE, HISTORY
from tests.servers import Installation


def proof(installation: Installation, *words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "services.command_line.main", "custody-proof", *words]
    environment = {**os.environ, **installation.environment}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


def test_the_whole_log_is_walked_and_the_first_violation_is_told_with_its_record(installation: Installation) -> None:
    log = Log()
    for events in HISTORY:
        log.decide("intake", *events, case=CODE)
    log.refuse("intake", case=CODE)
    write(installation, log.decisions)
    words, told = proof(installation), json.loads(proof(installation, "--json").stdout)

    assert words.returncode == 0, words.stderr
    assert "每个决定之后，办理中的案件都恰有一个保管机构" in words.stdout
    assert (told["decisions"], told["cases"], told["open"]) == (len(HISTORY) + 1, 1, 1)
    assert (told["moves"], told["orphans"], told["violation"]) == (3, [], None)

    written = len(log.decisions)
    log.decide("intake", forged_move(), case=CODE)
    write(installation, log.decisions[written:])
    words, told = proof(installation), json.loads(proof(installation, "--json").stdout)

    assert words.returncode == 1
    assert f"案件 {CODE} 第 {written + 1} 号决定" in words.stdout
    assert (told["violation"]["code"], told["violation"]["event"]) == ("two_custodians", "custody_moved")
    assert (told["violation"]["sequence"], told["decisions"]) == (written + 1, written + 1)


def test_a_case_that_nobody_holds_is_listed_as_an_orphan(installation: Installation) -> None:
    registered = next(event for event in HISTORY[0] if isinstance(event, intake.CaseRegistered))
    log = Log()
    log.decide("intake", registered.model_copy(update={"registering_body": ""}), case=CASE)
    write(installation, log.decisions)

    words, told = proof(installation), json.loads(proof(installation, "--json").stdout)

    assert words.returncode == 1
    assert told["orphans"] == [CASE]
    assert "无人保管 1 件" in words.stdout


def forged_move() -> Event:
    """Somebody who does not hold the case moves it."""
    last = next(event for event in reversed(HISTORY[-1]) if isinstance(event, intake.CustodyMoved))
    number = last.custody_number + 1
    return last.model_copy(
        update={
            "from_body": "wuhu.hub",
            "to_body": STREET,
            "custody_number": number,
            "track_id": track_id(CODE, number),
        }
    )
