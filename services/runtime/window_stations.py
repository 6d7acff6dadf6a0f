"""What is done with an event of a case and with an entry of a window, inside the iteration of Faust's streams."""

from datetime import UTC, datetime
from typing import Any

import orjson

from schemas.topics import PARTITIONS
from services.runtime.entries_out import EntriesOut
from services.runtime.partitioner import partition_of
from services.runtime.trimming import trim_word
from services.runtime.window_reports import WindowReports
from services.runtime.window_steps import Steps, delete_where
from services.runtime.windowing import Entry, Record, Watch


class Stations:
    """The tables of one application. `cases`: what is remembered of each case; `steps`: by name of the shape."""

    def __init__(
        self, watch: Watch, cases: Any, steps: dict[str, Steps], out: EntriesOut, reports: WindowReports
    ) -> None:
        self._watch = watch
        self._cases = cases
        self.steps = steps
        self._shapes = {shape.name: shape for shape in watch.shapes}
        self._out = out
        self._reports = reports
        self.trimmed = 0
        """Entries of closed windows that were taken out."""
        self.left = 0
        """Cases that were forgotten."""

    async def remember(self, case: str, value: bytes, *, again: bool) -> None:
        """An event of a case. Raises what a decoder raises."""
        known: Record | None = self._cases.get(case)
        remembered = self._watch.remember(known, value, again=again)
        if remembered is None:
            return
        for entry in remembered.entries:
            await self._send(entry, again)
        if remembered.record != known:
            self._cases[case] = remembered.record

    async def enter(self, partition: int, key: str, value: bytes) -> None:
        """An entry of the windows of a key, or the word up to when everything was told."""
        told = orjson.loads(value)
        if (recorded_until := trim_word(told)) is not None:
            await self._trim(partition, recorded_until)
            return
        shape = self._shapes[told["shape"]]
        step = shape.step_at(datetime.fromisoformat(told["at"]))
        is_news = self.steps[shape.name].enter(key, told["id"], step, told["value"], self._watch.merge)
        if is_news or told.get("again"):
            self._reports.touched(partition, shape, key, step)

    async def _send(self, entry: Entry, again: bool) -> None:
        told = {
            "shape": entry.shape, "at": entry.at.astimezone(UTC).isoformat(), "id": entry.entry_id, "value": entry.value,
            "again": again,
        }  # fmt: skip
        await self._out.put(partition_of(entry.key, PARTITIONS), entry.key, orjson.dumps(told))

    async def _trim(self, partition: int, recorded_until: datetime) -> None:
        for steps in self.steps.values():
            self.trimmed += await steps.trim(partition, recorded_until)

        def is_over(_: Any, record: Record) -> bool:
            return self._watch.may_leave(record, recorded_until)

        self.left += await delete_where(self._cases, partition, is_over)
