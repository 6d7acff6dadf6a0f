"""What entries add to figures is kept, and read again where something happened (issue 8)."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from services.registers.domain.commands import VoidEntry
from services.runtime.projection import Document
from services.views.registers.contributions import NOTHING, Contribution, contribution
from services.views.registers.kept import KeptEntries
from tests.domain.registers.test_in_the_views import LAW, document, replied


def test_what_entries_add_is_read_once_and_again_where_something_happened() -> None:
    cases = [replied(number, f"2026-04-{10 + number}") for number in (1, 2, 3)]
    documents = {case.code: document(case) for case in cases[:2]}
    kept, read = KeptEntries(LAW.catalogue), list[int]()

    async def find(query: Mapping[str, Any], fields: Sequence[str]) -> Sequence[Document]:
        wanted = query["_id"]["$in"] if query else documents
        read.append(len(wanted) if query else 0)
        return [{"_id": number, **{field: documents[number][field] for field in fields if "." not in field},
                 "registers": documents[number]["registers"]} for number in wanted]  # fmt: skip

    def told(offset: int) -> dict[str, Contribution]:
        read.clear()
        found = asyncio.run(kept.entries(find, {("registers", 0): offset}))
        return {str(one.document["_id"]): one.added.get("on_time_reply_rate", NOTHING) for one in found}

    def anew() -> dict[str, Contribution]:
        figures = {one.code: one for one in LAW.catalogue.by_code["suggestions"].figures}
        return {
            number: contribution(figures["on_time_reply_rate"], one["registers"]) for number, one in documents.items()
        }

    assert told(1) == anew()
    assert read == [0, 2]
    assert told(1) == anew()
    assert read == []
    cases[0].said(VoidEntry(reason="重复登记"), cases[0].entry.owner, "2026-04-20")
    documents |= {case.code: document(case) for case in (cases[0], cases[2])}
    assert told(2) == anew()
    assert read == [0, 2]
