"""The same commands give the same bytes, whatever the process's hash seed."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
STORY = """
import hashlib
from tests.domain.intake.test_reports import in_round, moved_on
from tests.domain.intake.window import *
from services.intake.domain.heard_commands import LapseClock
from services.intake.domain.file_commands import CorrectEntry, CloseCase
from schemas.registry import encode_data
from services.intake.domain.state import encode_state

digest = hashlib.sha256()
for case in (in_round(), moved_on(), registered(parties=(child(), applicant(), respondent()))):
    kept = the_file(case).clocks.first_due()
    case.when(LapseClock(clock_id=kept.clock.clock_id), SYSTEM, at(9))
    case.when(CorrectEntry(field="registered_at", new_value=at(-2).isoformat(), reason="x"), clerk(STREET), at(10))
    case.when(CloseCase(result="withdrawn"), clerk(the_file(case).custody.custodian), at(11))
    digest.update(repr([encode_data(event) for event in case.history]).encode() + encode_state(case.state))
print(digest.hexdigest())
"""


def _told(seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", STORY], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_two_hash_seeds_tell_the_same_story() -> None:
    first, second = _told("1"), _told("4242")
    assert len(first) == 64
    assert first == second
