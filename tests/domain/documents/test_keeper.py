"""Before the keeper holds anything to be unused, everything that others decided has been asked for lately; its outage is told."""

import time
from types import SimpleNamespace
from typing import Any, cast

from services.documents.process import Beside, has_heard
from services.runtime.virus_scan import VirusScan
from tests.domain.documents.papers import CASE, OTHER_CASE


def process(ready: bool = True, swept: float | None = 1.0, parked: tuple[tuple[str, str], ...] = ()) -> Any:
    """A process whose last sweep ended so many seconds ago (None: never)."""
    finished_at = None if swept is None else time.time() - swept
    return SimpleNamespace(
        loop=SimpleNamespace(health=lambda: SimpleNamespace(ready=ready)),
        sweep=SimpleNamespace(finished_at=finished_at), listener=SimpleNamespace(parked=dict.fromkeys(parked)),
    )  # fmt: skip


def test_nothing_is_looked_at_before_the_process_is_ready_and_has_asked_for_all_that_others_decided() -> None:
    assert has_heard(process(), CASE)
    assert not has_heard(process(ready=False), CASE)
    assert not has_heard(process(swept=None), CASE)


def test_what_was_asked_for_long_ago_is_not_relied_upon() -> None:
    assert has_heard(process(swept=19 * 60), CASE)
    assert not has_heard(process(swept=21 * 60), CASE)


def test_a_case_of_which_an_event_could_not_be_heard_is_left_alone_and_its_neighbours_are_not() -> None:
    standing = process(parked=(("people_mediation", CASE),))
    assert not has_heard(standing, CASE)
    assert has_heard(standing, OTHER_CASE)


def test_the_health_of_documents_says_where_the_keeper_waits_and_is_ready_all_the_same() -> None:
    beside = Beside(VirusScan("/clamd.ctl"))
    assert beside.report().notes == ()
    beside.keeper = cast(Any, SimpleNamespace(waits=True))
    told = beside.report()
    assert told.notes == ("保管期满的材料暂时没有清理：数据库或者消息服务器没有应答",)
    assert (told.part, told.ready, told.details["keeper_waits"]) == ("virus_scan", True, True)
