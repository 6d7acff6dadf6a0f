"""Foreign events become own commands: heard by Faust, found again by the sweep, parked when they crash."""

from contextlib import AsyncExitStack
from dataclasses import replace

import httpx
import pytest

from schemas.decision import Decision
from schemas.envelope import decode_decision, encode_event, events_of
from schemas.topics import decisions, events
from services.runtime.kafka.consumer import TopicReader
from services.runtime.kafka.producer import Appender
from services.runtime.loop_settings import LoopSettings
from services.runtime.partitioner import partition_of
from services.runtime.reacting import own_commands
from services.runtime.service_process import ServiceProcess
from tests.integration.serving import RATING_ROUTES, as_account, serving, settings_of
from tests.runtime.counting_loop import until
from tests.runtime.rating import POISON, SOURCE, hearing, rating
from tests.servers import Installation

CLERK = ("clerk.fangcun", "fangcun", "clerk")


class Pair:
    """A service that rates and one that hears of it."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.rating = ServiceProcess(rating(), RATING_ROUTES, settings_of(installation, SOURCE))
        self.hearing = self.new_hearing()
        self.headers = as_account(installation, *CLERK)

    def new_hearing(self, *, repaired: bool = False) -> ServiceProcess:
        return ServiceProcess(hearing(repaired=repaired), (), settings_of(self.installation, "intake"))

    def total(self, code: str) -> int:
        return int(self.hearing.loop.state(code)[0].total)

    async def rated(self, client: httpx.AsyncClient, key: str, *grades: int) -> str:
        """A new case with these grades in order."""
        made = await client.post("/ratings", json={"party": "p"}, headers=self.headers | {"Idempotency-Key": key})
        code, etag = made.json()["case_code"], made.headers["etag"]
        for number, grade in enumerate(grades):
            headers = self.headers | {"Idempotency-Key": f"{key}-{number}", "If-Match": etag}
            answer = await client.post(f"/ratings/{code}/grades", json={"grade": grade}, headers=headers)
            assert answer.status_code == 200
            etag = answer.headers["etag"]
        return str(code)


@pytest.fixture
def pair(installation: Installation) -> Pair:
    return Pair(installation)


async def test_every_event_becomes_one_command_in_order_and_by_the_system(pair: Pair) -> None:
    async with serving(pair.rating.app) as client, serving(pair.hearing.app):
        codes = [await pair.rated(client, f"case-{number}", 5, 0, 4, 3) for number in range(3)]
        await until(lambda: [pair.total(code) for code in codes] == [12, 12, 12])
        await until(lambda: _lag(pair.hearing) == 0)


async def test_an_event_delivered_five_times_is_one_command(pair: Pair) -> None:
    async with AsyncExitStack() as opened:
        client = await opened.enter_async_context(serving(pair.rating.app))
        await opened.enter_async_context(serving(pair.hearing.app))
        code = await pair.rated(client, "case", 5)
        await until(lambda: pair.total(code) == 5)
        for decision in [logged for logged in await decisions_of(pair.installation) if logged.case_code == code]:
            for envelope in events_of(SOURCE, decision) * 5:
                await append_event(pair.installation, code, encode_event(envelope))
        other = await pair.rated(client, "after", 1)
        await until(lambda: pair.total(other) == 1 and _lag(pair.hearing) == 0)
        assert pair.total(code) == 5
        assert pair.hearing.loop.head(code).sequence == 1


async def test_a_lost_event_is_found_by_the_sweep_at_start(pair: Pair) -> None:
    settings = settings_of(pair.installation, SOURCE)
    publishing_nothing = replace(LoopSettings.of(settings), publishes=False)
    silent = ServiceProcess(rating(), RATING_ROUTES, settings, loop_settings=publishing_nothing)
    async with serving(silent.app) as client:
        code = await pair.rated(client, "case", 5, 4)
        async with serving(pair.hearing.app):
            await until(lambda: pair.total(code) == 9)
            assert pair.hearing.sweep.sent == 2
            assert await pair.hearing.sweep.sweep() == 0
            marks = pair.hearing.sweep.watermarks.read()[SOURCE]
            assert sum(marks.values()) == 3, "the watermark stands at the end: nothing is swept for ever"


async def test_a_poison_event_parks_its_case_alone_and_a_repaired_program_catches_up_in_order(pair: Pair) -> None:
    async with serving(pair.rating.app) as client:
        async with serving(pair.hearing.app):
            sick = await pair.rated(client, "sick", 5, POISON, 4)
            sound = await pair.rated(client, "sound", 3)
            await until(lambda: pair.total(sound) == 3 and (SOURCE, sick) in pair.hearing.listener.parked)
            await until(lambda: pair.total(sick) == 5)
            assert "ZeroDivisionError" in pair.hearing.listener.parked[SOURCE, sick].reason
            await pair.hearing.sweep.sweep()
            assert pair.total(sick) == 5, "nothing later of the case is sent before what is parked"
        pair.hearing = pair.new_hearing(repaired=True)
        async with serving(pair.hearing.app):
            await until(lambda: pair.total(sick) == 5 + POISON + 4)
            assert not pair.hearing.listener.parked


async def test_bytes_that_are_no_event_stop_nobody(pair: Pair) -> None:
    async with serving(pair.rating.app) as client, serving(pair.hearing.app):
        code = await pair.rated(client, "case", 5)
        await until(lambda: pair.total(code) == 5)
        await append_event(pair.installation, code, b"\x00 not json")
        await until(lambda: (SOURCE, code) in pair.hearing.listener.parked)
        await pair.hearing.sweep.sweep()
        assert not pair.hearing.listener.parked, "the decisions are whole: nothing is missing"
        after = await pair.rated(client, "after", 2)
        await until(lambda: pair.total(after) == 2)


async def test_a_reaction_is_the_same_command_whoever_computes_it(pair: Pair) -> None:
    async with serving(pair.rating.app) as client:
        await pair.rated(client, "case", 5)
        logged = await decisions_of(pair.installation)
    envelopes = [envelope for decision in logged for envelope in events_of(SOURCE, decision)]
    first = [own_commands(hearing(), envelope) for envelope in envelopes]
    assert first == [own_commands(hearing(), envelope) for envelope in envelopes]
    (command,) = first[1]
    assert command.record.actor.user == "system:intake"
    assert command.record.causation_id == str(envelopes[1].id)
    assert command.record.correlation_id == envelopes[1].correlation_id


def _lag(process: ServiceProcess) -> int:
    return sum(sum(lags.values()) for _, lags in process.reactions.lags().values())


async def append_event(installation: Installation, code: str, value: bytes) -> None:
    appender = Appender(installation.kafka, 10)
    partition = partition_of(code, events(SOURCE).partitions)
    await appender.append(events(SOURCE).name_in(installation.name), partition, code, value)
    await appender.stop()


async def decisions_of(installation: Installation) -> list[Decision]:
    """The whole decisions topic of the rating service."""
    topic = decisions(SOURCE)
    reader = TopicReader(installation.kafka, topic.name_in(installation.name), topic.partitions)
    await reader.start({})
    try:
        found: list[Decision] = []
        while len(found) < sum((await reader.end_offsets()).values()):
            found += [decode_decision(record.value or b"") for record in await reader.read(1.0)]
        return sorted(found, key=lambda decision: (decision.case_code, decision.sequence))
    finally:
        await reader.stop()
