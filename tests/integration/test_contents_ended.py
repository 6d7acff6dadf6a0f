"""What is over is ended on the service's clock, in the database that keeps it: recorded first, gone then, finished after a crash."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from schemas.command import Actor, CommandBody
from schemas.documents import ContentDestroyed, MediaType
from schemas.envelope import CommandRecord, digest
from schemas.registry import wire_name
from services.documents.domain.commands import NoteBody, StoreAttachment, WithdrawAttachment
from services.documents.keeper import Keeper
from services.documents.worker import SERVICE, service
from services.runtime.clock import Clock
from services.runtime.contents import Contents, Entry
from tests.domain.documents.papers import CASE, LAW, MARCH, OTHER_CASE, STREET, SYSTEM, clerk
from tests.runtime.notebook import MemoryLoop

UNUSED, ATTACHED, WITHDRAWN = b"%PDF-unused", b"%PDF-attached", b"%PDF-withdrawn"


class Interrupted(Contents):
    """The process dies when something is to go."""

    async def end(self, entry: Entry) -> bool:
        raise ConnectionResetError


class Office:
    """The bytes in the real database, documents deciding in memory, and the keeper, on one settable clock."""

    def __init__(self, uri: str) -> None:
        self.clock = Clock("test")
        self.clock.set(MARCH)
        self.contents = Contents.of(uri, f"ended_{uuid.uuid4().hex[:12]}", now=self.clock.now)
        self.loop = MemoryLoop(service(LAW.law))
        self.unheard: set[str] = set()
        self.keeper = Keeper(SERVICE, self.loop, self.contents, self.clock, LAW, lambda key: key not in self.unheard)

    async def says(self, body: CommandBody, by: Actor, key: str = CASE) -> None:
        told = body.model_dump(mode="json", exclude_none=True)
        identity = uuid.uuid5(UUID(int=7), f"{key}{len(self.loop.log)}")
        record = CommandRecord(
            name=wire_name(type(body)), body=told, digest=digest(told), actor=by, recorded_at=self.clock.now(),
            origin="http", correlation_id="a", causation_id="a",
        )  # fmt: skip
        await self.loop.submit(key, identity, record)
        answer = self.loop.answered(key, identity)
        assert answer is not None
        assert answer.decision.outcome == "accepted", answer.decision.refusal

    async def attach(self, content: bytes) -> str:
        kept = await self.contents.keep(CASE, content, STREET)
        stored = StoreAttachment(content_hash=kept, media_type=MediaType.PDF, size=len(content), name="扫描件")
        await self.says(stored, clerk())
        return kept

    def records(self) -> list[ContentDestroyed]:
        told = [one for decision in self.loop.log for one in decision.events if one.name == "content_destroyed"]
        return [ContentDestroyed.model_validate(one.data) for one in told]

    async def listed(self) -> list[str]:
        return [entry.content_hash async for entry in self.contents.entries()]


@pytest.fixture
async def office(mongodb: str) -> AsyncIterator[Office]:
    made = Office(mongodb)
    await made.says(NoteBody(body=STREET, story=False), SYSTEM)
    yield made
    await made.contents.database.client.drop_database(made.contents.database.name)


async def test_unused_bytes_go_on_their_day_with_a_record_and_attached_ones_stay(office: Office) -> None:
    unused, attached = await office.contents.keep(CASE, UNUSED, STREET), await office.attach(ATTACHED)
    office.clock.set(MARCH + timedelta(days=30))
    assert await office.keeper.look() == 0
    assert await office.contents.find(CASE, unused) == UNUSED
    office.clock.set(MARCH + timedelta(days=31))
    assert await office.keeper.look() == 1
    assert (await office.contents.find(CASE, unused), await office.contents.find(CASE, attached)) == (None, ATTACHED)
    (record,) = office.records()
    assert (record.content_hash, record.size, record.handed_in_by, record.handed_in_at) == (unused, 11, STREET, MARCH)
    assert UNUSED.decode() not in str(office.loop.log)
    assert await office.contents.database["fs.chunks"].count_documents({}) == 1
    assert (await office.keeper.look(), len(office.records())) == (0, 1)


async def test_a_withdrawn_attachment_goes_after_its_year_and_not_where_it_was_handed_in_again(office: Office) -> None:
    withdrawn = await office.attach(WITHDRAWN)
    attachment = office.loop.state(CASE)[0].case.attachments[0].attachment_id
    await office.says(WithdrawAttachment(attachment_id=attachment, reason="存错了"), clerk())
    office.clock.set(MARCH + timedelta(days=300))
    assert await office.contents.keep(CASE, WITHDRAWN, STREET) == withdrawn
    office.clock.set(MARCH + timedelta(days=400))
    assert await office.keeper.look() == 0
    office.clock.set(MARCH + timedelta(days=666))
    assert await office.keeper.look() == 1
    assert await office.contents.find(CASE, withdrawn) is None
    again = await office.attach(WITHDRAWN)
    office.clock.set(MARCH + timedelta(days=6000))
    assert await office.keeper.look() == 0
    assert await office.contents.find(CASE, again) == WITHDRAWN


async def test_many_are_listed_batch_by_batch_and_all_that_are_over_go_at_one_look(office: Office) -> None:
    contents = replace(office.contents, batch=2)
    keeper = Keeper(SERVICE, office.loop, contents, office.clock, LAW, lambda key: True)
    for number in range(7):
        await contents.keep((CASE, OTHER_CASE)[number % 2], UNUSED + bytes([number]), STREET)
    attached = await office.attach(ATTACHED)
    office.clock.set(MARCH + timedelta(days=31))
    assert await keeper.look() == 7
    assert (await office.listed(), len(office.records())) == ([attached], 7)


async def test_an_end_that_was_decided_and_interrupted_is_finished_without_a_second_record(office: Office) -> None:
    unused = await office.contents.keep(OTHER_CASE, UNUSED, STREET)
    office.clock.set(MARCH + timedelta(days=31))
    away = Interrupted(office.contents.database, now=office.clock.now)
    interrupted = Keeper(SERVICE, office.loop, away, office.clock, LAW, lambda key: True)
    with pytest.raises(ConnectionResetError):
        await interrupted.look()
    assert (await office.contents.find(OTHER_CASE, unused), len(office.records())) == (UNUSED, 1)
    assert (await office.keeper.look(), len(office.records())) == (1, 1)
    assert await office.contents.find(OTHER_CASE, unused) is None


async def test_an_entry_whose_bytes_were_going_when_the_process_died_is_given_to_nobody_and_ended_by_the_next_look(
    office: Office,
) -> None:
    unused = await office.contents.keep(CASE, UNUSED, STREET)
    files = office.contents.database["fs.files"]
    await files.update_one({}, {"$set": {"filename": "", "metadata.ended": True}})
    assert (await office.contents.find(CASE, unused), await office.listed()) == (None, [])
    assert await office.keeper.look() == 1
    assert (await files.count_documents({}), await office.contents.database["fs.chunks"].count_documents({})) == (0, 0)


async def test_what_is_handed_in_again_while_it_is_looked_at_stays(office: Office) -> None:
    unused = await office.contents.keep(CASE, UNUSED, STREET)
    (entry,) = [entry async for entry in office.contents.entries()]
    office.clock.set(MARCH + timedelta(days=31))
    await office.contents.keep(CASE, UNUSED, STREET)
    assert not await office.contents.end(entry)
    assert await office.contents.find(CASE, unused) == UNUSED


async def test_bytes_from_before_entries_knew_their_day_count_from_when_they_were_written(office: Office) -> None:
    await office.contents.keep(CASE, UNUSED, STREET)
    written = datetime(2020, 1, 2, tzinfo=MARCH.tzinfo)
    await office.contents.database["fs.files"].update_one(
        {}, {"$set": {"uploadDate": written}, "$unset": {"metadata": ""}}
    )
    (entry,) = [entry async for entry in office.contents.entries()]
    assert (entry.handed_in_at, entry.handed_in_by, entry.under) == (written, "", CASE)
    assert await office.keeper.look() == 1
    assert await office.listed() == []


async def test_a_case_of_which_something_was_not_heard_yet_is_left_alone_and_the_moved_clock_wakes_the_keeper(
    office: Office,
) -> None:
    unused = await office.contents.keep(CASE, UNUSED, STREET)
    office.unheard = {CASE}
    running = asyncio.create_task(office.keeper.run())
    try:
        await asyncio.sleep(0)
        office.clock.set(MARCH + timedelta(days=31))
        assert await office.keeper.look() == 0
        office.unheard = set()
        office.clock.advance(timedelta(days=1))
        async with asyncio.timeout(20):
            while await office.contents.find(CASE, unused) is not None:
                await asyncio.sleep(0.01)
    finally:
        running.cancel()
    assert len(office.records()) == 1
