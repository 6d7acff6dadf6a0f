"""Verifications that an operator begins over HTTP: kept with who asked, never two at once, stopped when somebody wants it."""

import sys
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from schemas.command import Actor
from services.runtime.mongo import Database, connect
from services.runtime.problems import Problem
from services.runtime.verification import COLLECTION, DIFFERENT, Verification, Verifier
from tests.integration.serving import until_async

OPERATOR = Actor(user="operator.jinghu", organisation="wuhu.jinghu.hub", roles=("operator",))
OTHER = Actor(user="operator.wuhu", organisation="wuhu.hub", roles=("operator",))
STEP = "print('第 1 步，共 2 步：核对查询视图')"
GOES_ON = f"import time; {STEP}; time.sleep(60)"


@pytest.fixture
async def database(mongodb: str) -> AsyncIterator[Database]:
    own = connect(mongodb, f"verifications_{uuid.uuid4().hex[:12]}")
    yield own
    await own.client.drop_database(own.name)


def verifier(database: Database, program: str) -> Verifier:
    return Verifier(database, (sys.executable, "-u", "-c", program), look_seconds=0.02)


async def newest(asked: Verifier) -> Verification:
    return (await asked.all())[0]


async def ended(asked: Verifier) -> Verification:
    async def has_ended() -> bool:
        return (await newest(asked)).outcome != "running"

    await until_async(has_ended, 20)
    return await newest(asked)


@pytest.mark.parametrize(
    ("program", "outcome", "said"),
    [
        (f"{STEP}; print('一致')", "equal", "一致"),
        (
            f"{STEP}; print('{DIFFERENT}视图 boards'); print('怎么办：重建'); raise SystemExit(1)",
            "different",
            "怎么办：重建",
        ),
        (f"import sys; {STEP}; print('没有应答', file=sys.stderr); raise SystemExit(2)", "failed", "没有应答"),
        (f"{STEP}; raise ValueError('某人的名字')", "failed", "第 1 步，共 2 步：核对查询视图"),
    ],
)
async def test_what_was_found_is_kept_with_who_asked_and_when(
    database: Database, program: str, outcome: str, said: str
) -> None:
    asked = verifier(database, program)
    begun = await asked.begin(OPERATOR)
    found = await ended(asked)

    assert (found.id, found.asked_by, found.organisation) == (begun.id, OPERATOR.user, OPERATOR.organisation)
    assert (found.outcome, found.lines[0], found.lines[-1]) == (outcome, "第 1 步，共 2 步：核对查询视图", said)
    assert found.ended_at is not None
    assert not any("某人的名字" in line for line in found.lines)


async def test_there_is_never_a_second_one_and_whoever_operates_may_stop_it_at_any_replica(database: Database) -> None:
    here, there = verifier(database, GOES_ON), verifier(database, f"{STEP}; print('一致')")
    with pytest.raises(Problem, match="verify_not_running"):
        await there.stop(OTHER)
    await here.begin(OPERATOR)
    for replica in (here, there):
        with pytest.raises(Problem, match="verify_running"):
            await replica.begin(OTHER)

    async def has_said_something() -> bool:
        return bool((await newest(there)).lines)

    await until_async(has_said_something, 20)
    assert (await newest(there)).outcome == "running"
    await there.stop(OTHER)
    stopped = await ended(there)
    assert (stopped.outcome, stopped.stopped_by) == ("stopped", OTHER.user)

    async def begins() -> bool:
        try:
            await there.begin(OTHER)
        except Problem:
            return False
        return True

    await until_async(begins, 20)
    assert (await ended(there)).outcome == "equal"
    assert [one.outcome for one in await here.all()] == ["equal", "stopped"]


@pytest.mark.parametrize("lines", [0, 1])
async def test_it_ends_with_the_process_that_runs_it_whether_it_has_begun_to_speak_or_not(
    database: Database, lines: int
) -> None:
    asked = verifier(database, GOES_ON)
    await asked.begin(OPERATOR)

    async def has_said() -> bool:
        return len((await newest(asked)).lines) >= lines

    await until_async(has_said, 20)
    await asked.close()

    found = await newest(asked)
    assert (found.outcome, found.lines[-1]) == ("stopped", "查询服务停止，核对随之中断。")


async def test_one_that_nobody_has_seen_alive_for_long_is_told_as_lost_and_keeps_nobody_waiting(
    database: Database,
) -> None:
    long_ago = datetime.now(UTC) - timedelta(minutes=5)
    lost = Verification(id="a", asked_by="o", organisation="h", began_at=long_ago, seen_at=long_ago)
    await database[COLLECTION].insert_one({**lost.model_dump(exclude={"id"}), "_id": lost.id})
    await database[COLLECTION].insert_one({"_id": "current", "of": lost.id, "seen_at": long_ago})
    asked = verifier(database, f"{STEP}; print('一致')")
    assert [one.outcome for one in await asked.all()] == ["lost"]

    await asked.begin(OPERATOR)
    await ended(asked)
    assert [one.outcome for one in await asked.all()] == ["equal", "lost"]
