"""Entries on their way to the windows: appended together, again until the broker has them, and no more than fit."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import cast

import pytest

from services.runtime import entries_out
from services.runtime.entries_out import EntriesOut
from services.runtime.kafka.producer import Appender, AppendUnknown, Keyed

TOPIC = "t.early_warning.entries"


class Broker:
    """Takes what it is sent, unless it is away: then it does not answer, or answers that nobody knows."""

    def __init__(self, *, refuses: int = 0, loses: int = 0) -> None:
        self.has: list[tuple[int, bytes, bytes]] = []
        self._refuses, self._loses = refuses, loses

    async def send_all(self, topic: str, partition: int, records: Sequence[Keyed]) -> list["asyncio.Future[None]"]:
        assert topic == TOPIC
        if self._refuses:
            self._refuses -= 1
            raise AppendUnknown("away")
        confirmed = asyncio.get_running_loop().create_future()
        if self._loses:
            self._loses -= 1
            confirmed.set_exception(AppendUnknown("unconfirmed"))
        else:
            self.has += [(partition, key, value) for key, value in records]
            confirmed.set_result(None)
        return [confirmed]


def out_to(broker: Broker) -> EntriesOut:
    return EntriesOut(cast(Appender, broker), TOPIC)


async def test_what_waits_is_appended_by_partition_in_the_order_in_which_it_was_told() -> None:
    broker = Broker()
    out = out_to(broker)
    for partition, key, value in ((2, "芜湖", b"1"), (0, "a", b"2"), (2, "b", b"3")):
        await out.put(partition, key, value)
    assert (out.count, broker.has) == (3, [])
    await out.append()
    assert broker.has == [(2, "芜湖".encode(), b"1"), (2, b"b", b"3"), (0, b"a", b"2")]
    assert out.count == 0
    await out.append()
    assert len(broker.has) == 3, "nothing is appended twice that was confirmed"


@pytest.mark.parametrize("broker", [Broker(refuses=2), Broker(loses=2)], ids=["refused", "unconfirmed"])
async def test_it_is_appended_again_until_the_broker_has_it(broker: Broker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries_out, "RETRY_SECONDS", 0)
    out = out_to(broker)
    await out.put(0, "a", b"1")
    await out.put(0, "b", b"2")
    await out.append()
    assert broker.has == [(0, b"a", b"1"), (0, b"b", b"2")]
    assert out.count == 0


async def test_what_the_broker_has_not_confirmed_counts_as_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries_out, "RETRY_SECONDS", 0)
    broker = Broker(refuses=1_000_000)
    out = out_to(broker)
    await out.put(0, "a", b"1")
    appending = asyncio.create_task(out.append())
    for _ in range(10):
        await asyncio.sleep(0)
    assert (out.count, broker.has) == (1, [])
    appending.cancel()
    with suppress(asyncio.CancelledError):
        await appending


async def test_whoever_tells_more_than_fits_waits_until_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries_out, "MOST_WAITING", 2)
    broker = Broker()
    out = out_to(broker)
    await out.put(0, "a", b"1")
    await out.put(0, "b", b"2")
    third = asyncio.create_task(out.put(0, "c", b"3"))
    for _ in range(10):
        await asyncio.sleep(0)
    assert (third.done(), out.count) == (False, 2)
    await out.append()
    await third
    assert out.count == 1
    await out.append()
    assert [key for _, key, _ in broker.has] == [b"a", b"b", b"c"]
