"""A case that begins with a refusal, on a real database: what follows is projected like any other case's."""

import asyncio
import uuid

import pytest

from services.runtime.mongo import connect
from services.runtime.projection import CaseView, Document
from services.runtime.view_writers import CaseWriter
from tests.domain.views.log import CASE, Log, view_named
from tests.domain.views.village import registered


@pytest.mark.parametrize("name", ["case_file", "boards"])
def test_what_follows_a_refusal_is_projected_although_nothing_was_accepted_before(mongodb: str, name: str) -> None:
    log = Log()
    log.refuse("intake")
    log.refuse("people_mediation")
    registered(log)
    view = view_named(name)
    assert asyncio.run(_one_by_one(mongodb, view, log)) == log.document(view)


async def _one_by_one(mongodb: str, view: CaseView, log: Log) -> Document | None:
    """Each decision in a batch of its own, so that the next begins with what the database kept."""
    database = connect(mongodb, f"first_refusal_{uuid.uuid4().hex[:8]}")
    try:
        writer = CaseWriter(view, database["documents"])
        for logged in log.decisions:
            await writer.write([logged])
        found: Document | None = await database["documents"].find_one({"_id": CASE})
        return found
    finally:
        await database.client.drop_database(database.name)
