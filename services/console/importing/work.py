"""Checking a table row by row, and registering its rows one after the other."""

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from services.console.backends import Answered, BackendDown, Backends
from services.console.catalogue import Act
from services.console.chinese import Chinese
from services.console.forms.fields import every_field, fields_of
from services.console.forms.filled import body_of
from services.console.importing.columns import Row, choices_of, form_of_row, said
from services.console.importing.store import Import, Imports

_AT_ONCE = 6
"""Rows that are checked at the same time."""
_UNANSWERED = "服务没有应答，请稍后继续导入"


@dataclass(frozen=True)
class CheckedRow:
    """A row as it would be registered, and what is wrong with it."""

    number: int
    body: Mapping[str, Any]
    problems: Sequence[str]


@dataclass
class Importing:
    """The imports of one console: what is kept, and what goes on at this moment."""

    backends: Backends
    kept: Imports
    going_on: dict[tuple[str, str], "asyncio.Task[None]"] = field(default_factory=dict)

    async def checked(
        self, act: Act, words: Chinese, token: str, rows: Sequence[tuple[int, Row]]
    ) -> tuple[CheckedRow, ...]:
        """Every row, tried at the window without effect. Raises BackendDown."""
        fields = fields_of(act.body, act.definitions)
        choices = choices_of(every_field(fields), words)
        turn = asyncio.Semaphore(_AT_ONCE)

        async def check(number: int, row: Row) -> CheckedRow:
            form, wrong = form_of_row(row, choices)
            body = body_of(fields, form)
            async with turn:
                answer = await self.backends.ask(act.service, "POST", f"/trials/{act.name}", token, body=body)
            return CheckedRow(number, body, said({**problems_in(answer), **wrong}))

        return tuple(await asyncio.gather(*(check(number, row) for number, row in rows)))

    def go_on(self, found: Import, act: Act, token: str) -> None:
        """Register what is waiting, in the order of the rows; nothing to do while that is going on already."""
        place = (found.organisation, found.digest)
        if place not in self.going_on or self.going_on[place].done():
            self.going_on[place] = asyncio.create_task(self._register(found, act, token))

    def is_going_on(self, found: Import) -> bool:
        """Whether rows are being registered at this moment."""
        task = self.going_on.get((found.organisation, found.digest))
        return task is not None and not task.done()

    async def stop(self) -> None:
        """Stop where it stands; it can be gone on with."""
        for task in self.going_on.values():
            task.cancel()
        await asyncio.gather(*self.going_on.values(), return_exceptions=True)

    async def _register(self, found: Import, act: Act, token: str) -> None:
        for row in found.waiting:
            try:
                answer = await self.backends.give(act, token, found.key(row.number), row.body or {}, None, None)
            except BackendDown:
                self.kept.failed(found, row.number, _UNANSWERED)
                return
            if answer.well:
                self.kept.registered(found, row.number, str(answer.content["case_code"]))
            elif answer.waiting:
                self.kept.failed(found, row.number, "已经收到，正在办理，请稍后继续导入以取得编号")
            else:
                self.kept.failed(found, row.number, "；".join(said(problems_in(answer))))
            if answer.status == 401:
                return


def digest_of(content: bytes) -> str:
    """What a file is known by."""
    return hashlib.sha256(content).hexdigest()


def problems_in(answer: Answered) -> dict[str, str]:
    """What a service found wrong, by name of the field in the form; nothing where all is right."""
    if answer.well or answer.waiting:
        return {}
    content = answer.content if isinstance(answer.content, dict) else {}
    found = {
        str(error.get("pointer", "")).lstrip("#").strip("/").replace("/", "."): str(error.get("message", ""))
        for error in content.get("errors", ())
    }
    return found or {str(content.get("field") or ""): str(content.get("detail", "没有办成"))}
