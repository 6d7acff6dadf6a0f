"""The views equal a naive recount from the raw log, duplicates and superseded decisions in it and batches read again."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.runtime.arbiter import Arbiter
from services.runtime.projection import Document, LoggedDecision, advanced
from tests.domain.views.disturbing import disturbed
from tests.domain.views.log import Log, view_named
from tests.domain.views.village import whole_story
from tests.runtime.simulated_log import MemoryStore


def projected(view: Any, raw: list[LoggedDecision], draw: st.DataObject) -> dict[str, Document]:
    """The documents after reading the raw topic in batches, each of which may be read again from an earlier place."""
    arbiter = Arbiter(MemoryStore(), "log-1")
    documents: dict[str, Document] = {}
    start = 0
    while start < len(raw):
        end = draw.draw(st.integers(start + 1, len(raw)))
        for logged in raw[max(0, start - draw.draw(st.integers(0, 5))) : end]:
            if arbiter.applied(logged.partition, logged.offset, logged.decision):
                code = logged.decision.case_code
                document = advanced(view, documents.get(code), logged)
                assert document is not None
                documents[code] = document
        start = end
    return documents


@given(st.data())
def test_every_view_of_a_disturbed_story_equals_the_undisturbed_one(data: st.DataObject) -> None:
    log = whole_story()
    name = data.draw(st.sampled_from(("case_file", "boards")))
    view = view_named(name)
    by_source = {
        source: Log([logged for logged in log.decisions if logged.source == source])
        for source in view.sources
        if any(logged.source == source for logged in log.decisions)
    }
    merged: Document = {"_id": "x", "at": {}, "accepted": {}}
    for source, part in by_source.items():
        [document] = projected(view, disturbed(part, data), data).values()
        merged = {
            **merged, **{source: document[source]}, "_id": document["_id"],
            "at": {**merged["at"], **document["at"]}, "accepted": {**merged["accepted"], **document["accepted"]},
        }  # fmt: skip
    assert merged == log.document(view)
